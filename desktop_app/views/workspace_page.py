"""An open file in the window: places, people, the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QSplitter,
    QStackedWidget,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.query import Place
from desktop_app.view_models.user_form_state import FormMode
from desktop_app.views.binding import bind
from desktop_app.views.cell_editing import CellEditing
from desktop_app.views.empty_page import EmptyFilePage, NoMatchPage
from desktop_app.views.filter_bar import FilterBar
from desktop_app.views.icons import icon
from desktop_app.views.loading_page import WIDE
from desktop_app.views.sidebar import Sidebar
from desktop_app.views.theme import colours
from desktop_app.views.timeline_section import TimelineSection
from desktop_app.views.trash_bar import TrashBar
from desktop_app.views.user_form import UserFormView
from desktop_app.views.users_table import UsersTable
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from desktop_app.view_models.workspace import Workspace

_DETAILS_WIDTH = 360


class WorkspacePage(QWidget):
    """Sidebar, table and details side by side; in a narrow window details lie over the table."""

    import_requested = Signal()
    sample_requested = Signal()
    clear_search_requested = Signal()
    restore_requested = Signal()
    empty_trash_requested = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        # The large ones where they stay: to give one to another costs as much as to make it.
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.sidebar = Sidebar(workspace, self.splitter)
        self._people, self._side = QWidget(self.splitter), QWidget(self.splitter)
        self._middle = QStackedWidget(self._people)
        self.table = UsersTable(workspace.users, self._middle)
        self.editing = CellEditing(self.table, workspace.cell)
        self.form = UserFormView(workspace.form, self._side)
        self.timeline = TimelineSection(workspace.timeline, self.form)
        self.form.add_section(self.timeline)
        self._empty, self._nobody = EmptyFilePage(self._middle), NoMatchPage(self._middle)
        self.trash_bar = TrashBar(workspace, self._people)
        self.filter_bar = FilterBar(workspace.search, self._people)
        self._details_wanted = True
        self._edge, self._uncover = _Edge(self), QToolButton(self)
        self._lay_out()
        self._connect()
        bind(workspace.users, lambda state: state.generation, self._show_result, self)
        bind(workspace.users, lambda state: state.query.place, self._show_trash_bar, self)
        bind(workspace.search, lambda state: state.ways_on, self._nobody.show_ways, self)
        bind(workspace.form, lambda state: state.mode, self._on_mode, self)
        bind(workspace.form, lambda state: state.drafts, self.table.mark_drafts, self)

    def _connect(self) -> None:
        self._empty.new_requested.connect(self.new_user)
        self._empty.import_requested.connect(self.import_requested)
        self._empty.sample_requested.connect(self.sample_requested)
        self._nobody.clear_requested.connect(self.clear_search_requested)
        self._nobody.all_requested.connect(self._show_all)
        self._nobody.way_chosen.connect(self.workspace.search.remove)
        self.table.details_requested.connect(self.edit_details)
        self.form.owner_requested.connect(self.workspace.users.reveal)
        self.timeline.unfolded.connect(self.form.area.bring_in_sight)
        self.trash_bar.restore_requested.connect(self.restore_requested)
        self.trash_bar.empty_requested.connect(self.empty_trash_requested)

    def _lay_out(self) -> None:
        for page in (self.table, self._empty, self._nobody):
            self._middle.addWidget(page)
        self.splitter.setChildrenCollapsible(False)
        self._side_column = QVBoxLayout(self._side)
        self._side_column.setContentsMargins(0, 0, 0, 0)
        self._side_column.addWidget(self.form)
        people = QVBoxLayout(self._people)
        people.setContentsMargins(0, 0, 0, 0)
        people.setSpacing(0)
        people.addWidget(self.filter_bar)
        people.addWidget(self.trash_bar)
        people.addWidget(self._middle, 1)
        for part in (self.sidebar, self._people, self._side):
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([self.sidebar.sizeHint().width(), 600, _DETAILS_WIDTH])
        self.form.setMinimumWidth(280)
        self._people.setMinimumWidth(240)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self._people.installEventFilter(self)
        self._uncover.setIcon(icon("x"))
        self._uncover.setAutoRaise(True)
        self._uncover.clicked.connect(self.leave_details)
        say = Words(self)
        say(self._uncover.setAccessibleName, lambda: translate("WorkspacePage", "Close details"))
        say(self._uncover.setToolTip, lambda: translate("WorkspacePage", "Close details (Esc)"))

    def new_user(self) -> None:
        self.workspace.form.new()
        self.edit_details()

    def show_draft(self, keys: tuple[int, ...]) -> None:
        """These users with what was typed about them; without keys the new user."""
        self.edit_details()
        if keys:
            self.go_to_people()  # a form without anybody has no place for the focus
            self.workspace.users.reveal(*keys)
        else:
            self.workspace.form.new()
        self.form.seek_changed(keys)

    def go_to_places(self) -> None:
        self.sidebar.show()
        self.sidebar.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to_people(self) -> None:
        """The table, or what stands in its place."""
        shown = self._middle.currentWidget() or self.table
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def edit_details(self) -> None:
        """The cursor goes to the first field."""
        self._show_form()
        self.form.focus_first()

    def _show_form(self) -> None:
        self.show_details(wanted=True)
        self.form.show()
        self._cover()

    def show_history(self) -> None:
        """What became of the user in the details."""
        self._show_form()
        self.timeline.unfold()
        self.timeline.button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_details(self, *, wanted: bool) -> None:
        self._details_wanted = wanted
        self._arrange()

    @property
    def details_wanted(self) -> bool:
        return self._details_wanted

    def leave_details(self) -> bool:
        """Esc in a narrow window uncovers the table; False if there was nothing to uncover."""
        if not self._is_narrow or not self.form.isVisible():
            return False
        self.form.hide()
        self._cover()
        self.table.setFocus()
        return True

    @property
    def _is_narrow(self) -> bool:
        return self.width() < WIDE

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move} and self._is_narrow:
            self._cover()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        """The form stands in the side pane, or lies over the table and leaves with Esc."""
        narrow = self._is_narrow
        if narrow and self.form.parent() is not self:
            self.form.setParent(self)
            self.form.setAutoFillBackground(True)
        elif not narrow and self.form.parent() is self:
            self._side_column.addWidget(self.form)
        self._side.setVisible(self._details_wanted and not narrow)
        self.form.setVisible(self._details_wanted and (self._has_somebody or not narrow))
        self._cover()

    def _cover(self) -> None:
        """Over the table's trailing side, as wide as the form needs."""
        covers = self._is_narrow and self.form.isVisibleTo(self)
        self._edge.setVisible(covers)
        self._uncover.setVisible(covers)
        self.form.header.leave_corner(self._uncover.sizeHint().width() if covers else 0)
        if not covers:
            return
        room = self._people.geometry().translated(self.splitter.pos())
        width = min(max(_DETAILS_WIDTH, self.form.minimumSizeHint().width()), room.width())
        place = QRect(room.right() - width + 1, room.top(), width, room.height())
        self.form.setGeometry(self._seen(place, room))
        edge = QRect(place.left() - 1, room.top(), 1, room.height())
        self._edge.setGeometry(self._seen(edge, room))
        size = self._uncover.sizeHint()
        corner = QRect(place.right() - size.width() - 8, 8, size.width(), size.height())
        self._uncover.setGeometry(self._seen(corner, room))
        for part in (self.form, self._edge, self._uncover):
            part.raise_()

    def _seen(self, place: QRect, room: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), room, place)

    @property
    def _has_somebody(self) -> bool:
        return self.workspace.form.state.mode is not FormMode.EMPTY

    def _on_mode(self, _mode: FormMode) -> None:
        if self._is_narrow:
            self._arrange()

    def _show_trash_bar(self, place: Place) -> None:
        self.trash_bar.setVisible(place is Place.TRASH)

    def _show_all(self) -> None:
        self.clear_search_requested.emit()
        self.workspace.users.show_all()

    def _show_result(self, _generation: int) -> None:
        state = self.workspace.users.state
        if state.count or not state.generation:
            self._middle.setCurrentWidget(self.table)
        elif state.total or state.query.text or state.query.place is not Place.ALL:
            place = state.query.place
            total = state.places.get(place, 0) if place is Place.TRASH else state.total
            self._nobody.show_search(state.query.text, total, place)
            self._middle.setCurrentWidget(self._nobody)
        else:
            self._middle.setCurrentWidget(self._empty)


class _Edge(QWidget):
    """The line between the table and the details that lie over it."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours(self.palette()).border)
        painter.end()
