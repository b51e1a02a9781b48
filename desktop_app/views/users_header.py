"""The headings of the table: a click sorts, one with Shift sorts by one more column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QWidget

from desktop_app.domain.query import DELETION, Place
from desktop_app.views.theme import colours

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPainter

    from desktop_app.domain.query import UserQuery
    from desktop_app.views.painted_users import PaintedUsers

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ARROW = QStyleOptionHeader.SortIndicator
_ARROW_WIDTH, _NUMBER_WIDTH = 22, 24


class UsersHeader(QHeaderView):
    """Shows by which columns is sorted; where they are several, each with its number."""

    turned = Signal(int, bool)
    columns_requested = Signal(QPoint)

    def __init__(self, users: PaintedUsers, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._users = users
        self._order: dict[int, tuple[int, bool]] = {}
        self._is_adding = False
        self.setModel(users)
        # With the table's it would ask about every selected cell, to press whole columns' headings.
        self.setSelectionModel(QItemSelectionModel(users, self))
        self.setHighlightSections(False)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(True)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setStretchLastSection(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.sectionClicked.connect(self._on_clicked)
        self.customContextMenuRequested.connect(self._ask_for_columns)

    def show_order(self, query: UserQuery) -> None:
        places = enumerate(query.order, 1)
        self._order = {
            self._users.columns.index(name): (place, down) for place, (name, down) in places
        }
        order = Qt.SortOrder.DescendingOrder if query.descending else Qt.SortOrder.AscendingOrder
        self.setSortIndicator(self._users.columns.index(query.sort), order)
        self._make_room()
        self.viewport().update()

    def _make_room(self) -> None:
        """For the numbers beside the headings."""
        if len(self._order) > 1:
            for column in self._order:
                wanted = self.sectionSizeHint(column) + _NUMBER_WIDTH
                if not self.isSectionHidden(column) and self.sectionSize(column) < wanted:
                    self.resizeSection(column, wanted)

    def show_place(self, place: Place) -> None:
        """When and by whom somebody was deleted is to be seen in the trash, and only there."""
        in_trash = place is Place.TRASH
        for number, name in enumerate(DELETION, 1):
            column = self._users.columns.index(name)
            self.setSectionHidden(column, not in_trash)
            self.moveSection(self.visualIndex(column), number if in_trash else self.count() - 1)

    def shown_names(self) -> list[str]:
        """What can be seen, from left to right as it was dragged."""
        order = (self.logicalIndex(place) for place in range(self.count()))
        return [self._users.columns[i] for i in order if not self.isSectionHidden(i)]

    def first_column(self) -> int:
        """The leading one of those that are shown."""
        places = (self.logicalIndex(place) for place in range(self.count()))
        return next((i for i in places if not self.isSectionHidden(i)), 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._is_adding = bool(event.modifiers() & _SHIFT)
        super().mouseReleaseEvent(event)
        self._is_adding = False

    def _on_clicked(self, column: int) -> None:
        self.turned.emit(column, self._is_adding)

    def _ask_for_columns(self, place: QPoint) -> None:
        self.columns_requested.emit(self.mapToGlobal(place))

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        super().initStyleOptionForIndex(option, section)
        if section in self._order:
            is_down = self._order[section][1]
            option.sortIndicator = _ARROW.SortUp if is_down else _ARROW.SortDown

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        if len(self._order) > 1 and section in self._order:
            font = self.font()
            font.setPointSizeF(font.pointSizeF() * 0.8)
            painter.setFont(font)
            painter.setPen(colours(self.palette()).muted)
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing
            beside = rect.adjusted(0, 0, -_ARROW_WIDTH, 0)
            if self.isRightToLeft():
                beside = rect.adjusted(_ARROW_WIDTH, 0, 0, 0)
                align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(beside, align, self.locale().toString(self._order[section][0]))
