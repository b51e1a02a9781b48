"""The window: frame, menus, toolbar, search box, message bar, and a page for what is open."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.views.actions import ACTIONS
from desktop_app.views.actions.action import Action, Menu, Situation, Submenu, menu_text
from desktop_app.views.deed_texts import step_text
from desktop_app.views.icons import app_icon, icon
from desktop_app.views.live_menus import ColumnsMenu, RecentMenu, SortMenu
from desktop_app.views.loading_page import LoadingPage
from desktop_app.views.look_bar import LookBar
from desktop_app.views.message_bar import MessageBar
from desktop_app.views.plain import plain_tip, unmarked
from desktop_app.views.search_box import SearchBox
from desktop_app.views.status_line import StatusLine
from desktop_app.views.toolbar import Toolbar
from desktop_app.views.welcome_page import WelcomePage
from desktop_app.views.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_app.domain.preview import Preview
    from desktop_app.views.commands import Commands
    from desktop_app.views.preview_table import Seen
    from desktop_app.views.workspace_page import WorkspacePage

MINIMUM = QSize(640, 420)
FIRST_SIZE = QSize(1200, 760)


class MainWindow(QMainWindow):
    """Can be painted before there is any data; ``listen`` makes its actions do something."""

    painted = Signal()
    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._commands: Commands | None = None
        self.wish: Callable[[Commands], object] | None = None
        self._situation = Situation()
        self._may_close = False
        self._seen = False
        self.page: WorkspacePage | None = None
        self._page_title: Callable[[], str] | None = None
        self.search = SearchBox()
        self.bar = MessageBar()
        self.look_bar = LookBar()
        self.status = StatusLine()
        self.welcome = WelcomePage()
        self.loading = LoadingPage()
        self.pages = QStackedWidget()
        self._say = Words(self)
        self.actions_by_id: dict[str, QAction] = {}
        self.recent_menu = RecentMenu(self)
        self.columns_menu = ColumnsMenu(self)
        self.sort_menu = SortMenu(self)
        self._make_actions()
        self._make_menus()
        self.addToolBar(Toolbar(self.actions_by_id, self.search, self))
        self._lay_out()
        self.search.setEnabled(False)
        self.set_situation(self._situation)

    def listen(self, commands: Commands) -> None:
        """From now on the actions and the welcome page do something."""
        self._commands = commands
        for action in ACTIONS:
            self.actions_by_id[action.id].triggered.connect(partial(_do, action, commands))
        self.recent_menu.chosen.connect(commands.open_file)
        self.look_bar.back_requested.connect(commands.look_back)
        self.setAcceptDrops(True)
        self.set_situation(self._situation)
        if self.wish is not None:
            self.wish(commands)

    def _wish_for(self, run: Callable[[Commands], object]) -> None:
        """What is chosen on the first page before anything can be done is done then."""
        if self._commands is None:
            self.wish = run
            self.loading.keep_only(None)
        else:
            run(self._commands)

    def open_named(self, name: str) -> None:
        self._wish_for(lambda commands: commands.open_named(name))

    def show_welcome(self, recent: Sequence[Path], missing: Sequence[Path]) -> None:
        self.welcome.set_recent(recent, missing)
        self.pages.setCurrentWidget(self.welcome)
        self._say.again()

    def show_loading(self, path: Path | None = None) -> None:
        """The shape of the file that is being opened."""
        self.loading.keep_only(path)
        self.pages.setCurrentWidget(self.loading)

    def show_preview(self, path: Path, preview: Preview, seen: Seen) -> None:
        """Its first rows, before it is open; they are painted at once."""
        self.loading.show_preview(path, preview, seen)
        self._say.again()
        self.repaint()

    def show_page(
        self,
        page: WorkspacePage | None,
        *,
        keep: bool = False,
        title: Callable[[], str] | None = None,
    ) -> None:
        """Show an open file; None takes the old one away, unless it is to be kept and come back.

        ``title`` if it is more than the name of the file.
        """
        old, self.page = self.page, page
        self._page_title = title
        if page is not None:
            if self.pages.indexOf(page) < 0:
                self.pages.addWidget(page)
            self.pages.setCurrentWidget(page)
            page.table.addActions(self._context_actions())
        if old is not None and not keep:
            self.pages.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.search.setEnabled(page is not None)
        for menu in (self.columns_menu, self.sort_menu):
            menu.show_table(page.table if page else None)
        self._say.again()

    def set_situation(self, situation: Situation) -> None:
        """Enable what makes sense now; undo and redo say what they would do."""
        self._situation = situation
        alive = self._commands is not None
        for action in ACTIONS:
            self.actions_by_id[action.id].setEnabled(alive and action.enabled(situation))
        self._say_steps()

    def _say_steps(self) -> None:
        changes = self._situation.changes
        for name, summary in (
            ("edit.undo", changes.undo if changes else None),
            ("edit.redo", changes.redo if changes else None),
        ):
            action = self.actions_by_id[name]
            words = step_text(summary, redo=name == "edit.redo")
            action.setText(words)
            self._tip(action, words)

    def allow_close(self) -> None:
        """The next close is real."""
        self._may_close = True
        self.close()

    def _make_actions(self) -> None:
        for spec in ACTIONS:
            action = QAction(icon(spec.icon), "", self)
            action.setObjectName(spec.id)
            action.setShortcut(spec.shortcut)
            if spec.shortcut == "Del":
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.actions_by_id[spec.id] = action
            self._say(partial(self._name, action), spec.words)
        self._say(lambda _words: self._say_steps(), lambda: "")

    def _name(self, action: QAction, text: str) -> None:
        action.setText(text)
        action.setIconText(unmarked(text.replace("&", "").rstrip("…")))
        self._tip(action, text)

    def _tip(self, action: QAction, text: str) -> None:
        keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        words = text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
        tip = f"{words} ({keys})" if keys else words
        action.setToolTip(plain_tip(tip))

    def _make_menus(self) -> None:
        say = self._say
        for menu in Menu:
            shown = self.menuBar().addMenu("")
            say(shown.setTitle, partial(menu_text, menu))
            self._fill_menu(shown, [action for action in ACTIONS if action.menu is menu])

    def _fill_menu(self, menu: QMenu, specs: list[Action]) -> None:
        submenus: dict[Submenu, QMenu] = {
            Submenu.RECENT: self.recent_menu,
            Submenu.COLUMNS: self.columns_menu,
            Submenu.SORT: self.sort_menu,
        }
        group = 0
        for spec in specs:
            if spec.group != group:
                menu.addSeparator()
                group = spec.group
            menu.addAction(self.actions_by_id[spec.id])
            for submenu in spec.submenus:
                menu.addMenu(submenus[submenu])

    def _lay_out(self) -> None:
        self.setWindowIcon(app_icon())
        self.setMinimumSize(MINIMUM)
        self.resize(FIRST_SIZE)
        self.pages.addWidget(self.loading)
        self.pages.addWidget(self.welcome)
        welcome, wish = self.welcome, self._wish_for
        welcome.create_requested.connect(partial(wish, lambda c: c.new_file()))
        welcome.open_requested.connect(partial(wish, lambda c: c.choose_file()))
        welcome.sample_requested.connect(partial(wish, lambda c: c.open_sample()))
        welcome.recent_requested.connect(self.open_named)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.look_bar)
        column.addWidget(self.bar)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)
        self._say(self.setWindowTitle, self._title)

    def _title(self) -> str:
        path = self.page.workspace.path if self.page else self.loading.path
        name = self._page_title() if self._page_title else path.name if path else ""
        return f"{name} – Userbook" if name else "Userbook"

    def _context_actions(self) -> list[QAction]:
        names = ("edit.copy", "user.enable", "user.disable", "user.delete", "user.restore")
        return [self.actions_by_id[name] for name in names]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.page is not None:
            if self.bar.isVisible():
                self.bar.dismiss()
            elif not self.page.leave_details() and self.search.text():
                self.search.clear()
        elif event.text() == "/" and self._commands is not None and self.page is not None:
            self._commands.find()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            super().closeEvent(event)
            return
        event.ignore()
        if self._commands is None:  # nobody can be told yet
            self.hide()
            self.wish = lambda _commands: self.close_requested.emit()
        else:
            self.close_requested.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if self._commands is not None and urls and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._commands is not None:
            self._commands.open_dropped(Path(event.mimeData().urls()[0].toLocalFile()))
            event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            self.painted.emit()


def _do(action: Action, commands: Commands, _checked: bool = False) -> None:
    action.run(commands)
