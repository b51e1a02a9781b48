"""Places to be: all users, the active ones, those changed today; and the saved searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QWidget

from desktop_app.domain.query import Place
from desktop_app.views.binding import bind
from desktop_app.views.icons import icon
from desktop_app.views.plain import plain_tip
from desktop_app.views.sidebar_row import COUNT, SidebarRow
from desktop_app.views.texts import place_text
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.domain.saved_search import SavedSearch
    from desktop_app.view_models.saved_searches_view_model import SavedSearchesState
    from desktop_app.view_models.workspace import Workspace

    Deed = tuple[str, str, Callable[[], object]]

_FRAME, _AIR = 59, 24  # margins, the icon and gaps; air before the count
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_ICONS = {
    Place.ALL: "users",
    Place.ACTIVE: "user-check",
    Place.DISABLED: "user-x",
    Place.EXPIRING: "calendar-clock",
    Place.CHANGED_TODAY: "history",
    Place.TRASH: "trash-2",
}
_PLACES = len(_ICONS)
_FIRST_SAVED = _PLACES + 1  # after their heading


class Sidebar(QListWidget):
    """Arrows move, what one comes to is shown at once.

    Saved searches are renamed with F2, removed with Delete, moved with Alt and the arrows.
    """

    rename_requested = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = workspace.users
        self._search, self._saved = workspace.search, workspace.saved
        self._searches: tuple[SavedSearch, ...] = ()
        self.setItemDelegate(SidebarRow(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer_deeds)
        for place in Place:
            item = QListWidgetItem(icon(_ICONS[place]), "", self)
            item.setData(Qt.ItemDataRole.UserRole, place)
        self._say = Words(self)
        self._say(self.setAccessibleName, lambda: translate("Sidebar", "Places"))
        self._say(lambda _words: self._name_all(), lambda: "")
        self.currentItemChanged.connect(self._go)
        users, saved = workspace.users, workspace.saved
        bind(users, lambda state: state.places, lambda _places: self._name_all(), self)
        bind(saved, _seen, lambda _seen: self._show_saved(), self)
        bind(users, lambda s: (s.query.place, s.query.text), lambda _q: self._stand(), self)

    def sizeHint(self) -> QSize:
        return QSize(self._longest + _FRAME + _AIR, 200)

    def minimumSizeHint(self) -> QSize:
        """No place and no count is ever cut."""
        return QSize(self._longest + _FRAME, 0)

    @property
    def _longest(self) -> int:
        measure = self.fontMetrics().horizontalAdvance
        places = (self.item(i) for i in range(_PLACES))  # a saved search may be called anything
        return max(measure(f"{item.text()}{item.data(COUNT)}") for item in places)

    def _show_saved(self) -> None:
        """With their heading, if there are any."""
        searches = self._saved.state.searches
        if searches != self._searches:
            self._searches = searches
            with QSignalBlocker(self):
                while self.count() > _PLACES:
                    self.takeItem(_PLACES)
                if searches:
                    QListWidgetItem("", self).setFlags(Qt.ItemFlag.NoItemFlags)
                for _ in searches:
                    QListWidgetItem(icon("search"), "", self)
        self._name_all()
        self._stand()

    def _name_all(self) -> None:
        places = self._view_model.state.places
        for row, place in enumerate(Place):
            self._name(row, place_text(place), places.get(place, 0))
        for row, search in enumerate(self._searches, _FIRST_SAVED):
            self._name(row, search.name, self._saved.state.counts.get(search))
            self.item(row).setToolTip(plain_tip(f"{search.name}\n{search.text}"))
        if self._searches:
            self.item(_PLACES).setText(translate("Sidebar", "Saved"))
        self.updateGeometry()

    def _name(self, row: int, name: str, number: int | None) -> None:
        """Without a number while it is still being counted."""
        count, item = "" if number is None else QLocale().toString(number), self.item(row)
        item.setText(name)
        item.setData(COUNT, count)
        item.setData(_SPOKEN, f"{name}, {count}" if count else name)

    def _stand(self) -> None:
        """Where the result that is shown is from."""
        query = self._view_model.state.query
        row = list(Place).index(query.place)
        for number, search in enumerate(self._searches, _FIRST_SAVED):
            if (search.text, search.place) == (query.text, query.place):
                row = number
        with QSignalBlocker(self):
            self.setCurrentRow(row)

    def _go(self, item: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        # Even to the place that is shown: the way to another one may not have been answered yet.
        if item is None:
            return
        if search := self._search_of(item):
            self._search.show(search.text, search.place)
            return
        place = Place(item.data(Qt.ItemDataRole.UserRole))
        if before is not None and self._search_of(before):
            self._search.show("", place)  # to leave a saved search is to leave what it sought
        else:
            self._view_model.go_to(place)

    def _search_of(self, item: QListWidgetItem | None) -> SavedSearch | None:
        number = self.row(item) - _FIRST_SAVED if item is not None else -1
        return self._searches[number] if 0 <= number < len(self._searches) else None

    def event(self, event: QEvent) -> bool:
        # F2 is of the window's menu, too, where it is about a cell.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(self._deed_of(event) is not None)
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/":
            event.ignore()  # the window goes to the search box
        elif deed := self._deed_of(event):
            deed()
        else:
            super().keyPressEvent(event)

    def _deed_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What its keys do with the saved search on which one stands."""
        pressed = QKeySequence(event.keyCombination())
        deeds = self._deeds(self._search_of(self.currentItem()))
        return next((deed for _, keys, deed in deeds if pressed == QKeySequence(keys)), None)

    def _offer_deeds(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, keys, deed in self._deeds(self._search_of(self.itemAt(point))):
            action = menu.addAction(words)
            action.setShortcut(keys)
            action.triggered.connect(deed)
        if not menu.isEmpty():
            menu.popup(self.viewport().mapToGlobal(point))

    def _deeds(self, search: SavedSearch | None) -> list[Deed]:
        """What can be done with a saved search: words, keys, and the deed itself."""
        if search is None or self._saved.is_read_only:
            return []
        saved, rename = self._saved, self.rename_requested
        return [
            (translate("Sidebar", "Rename…"), "F2", lambda: rename.emit(search)),
            (translate("Sidebar", "Move up"), "Alt+Up", lambda: saved.move(search, -1)),
            (translate("Sidebar", "Move down"), "Alt+Down", lambda: saved.move(search, 1)),
            (translate("Sidebar", "Remove"), "Del", lambda: saved.remove(search)),
        ]


def _seen(state: SavedSearchesState) -> tuple[object, ...]:
    return state.searches, state.counts
