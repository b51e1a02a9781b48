"""Places to be: all users, the active ones, those changed today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QRect, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.domain.query import Place
from desktop_app.views.binding import bind
from desktop_app.views.icons import icon
from desktop_app.views.texts import place_text
from desktop_app.views.theme import colours
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from typing import Any

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from desktop_app.view_models.users_view_model import UsersViewModel

_COUNT = Qt.ItemDataRole.UserRole + 1
_MARGIN, _MARK, _GAP = 12, 17, 8
_FRAME = 2 * _MARGIN + _MARK + 2 * _GAP + 2
_AIR = 24
_ICONS = {
    Place.ALL: "users",
    Place.ACTIVE: "user-check",
    Place.DISABLED: "user-x",
    Place.EXPIRING: "calendar-clock",
    Place.CHANGED_TODAY: "history",
    Place.TRASH: "trash-2",
}


class Sidebar(QListWidget):
    """Arrows move, the place is shown at once."""

    def __init__(self, view_model: UsersViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self.setItemDelegate(_WithCount(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for place in Place:
            item = QListWidgetItem(icon(_ICONS[place]), "", self)
            item.setData(Qt.ItemDataRole.UserRole, place)
        self._say = Words(self)
        self._say(self.setAccessibleName, lambda: translate("Sidebar", "Places"))
        self._say(lambda _words: self._name_places(), lambda: "")
        self.currentItemChanged.connect(self._go)
        bind(view_model, lambda state: state.places, lambda _places: self._name_places(), self)
        bind(view_model, lambda state: state.query.place, self._stand_at, self)

    def sizeHint(self) -> QSize:
        return QSize(self._longest + _FRAME + _AIR, 200)

    def minimumSizeHint(self) -> QSize:
        """No place and no count is ever cut."""
        return QSize(self._longest + _FRAME, 0)

    @property
    def _longest(self) -> int:
        measure = self.fontMetrics().horizontalAdvance
        return max(measure(item.text()) + measure(item.data(_COUNT)) for item in self._items())

    def _name_places(self) -> None:
        places = self._view_model.state.places
        for place, item in zip(Place, self._items(), strict=True):
            count = QLocale().toString(places.get(place, 0))
            item.setText(place_text(place))
            item.setData(_COUNT, count)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{place_text(place)}, {count}")
        self.updateGeometry()

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(i) for i in range(self.count())]

    def _stand_at(self, place: Place) -> None:
        row = list(Place).index(place)
        with QSignalBlocker(self):
            self.setCurrentRow(row)

    def _go(self, item: QListWidgetItem | None) -> None:
        # Even to the place that is shown: the way to another one may not have been answered yet.
        if item is not None:
            self._view_model.go_to(Place(item.data(Qt.ItemDataRole.UserRole)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/":
            event.ignore()  # the window goes to the search box
        else:
            super().keyPressEvent(event)


class _WithCount(QStyledItemDelegate):
    """Icon and name in front, how many at the end."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del index
        view: Any = option
        return QSize(80, view.fontMetrics.height() + 16)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        view: Any = option
        shades = colours(view.palette)
        chosen = bool(view.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shades.selection)
            painter.drawRoundedRect(view.rect.adjusted(4, 1, -4, -1), 4, 4)
        if view.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(shades.accent, 1.5))
            painter.drawRoundedRect(view.rect.adjusted(5, 2, -5, -2), 4, 4)
        inner = view.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        mark = QRect(inner.left(), inner.center().y() - _MARK // 2, _MARK, _MARK)
        drawn = index.data(Qt.ItemDataRole.DecorationRole)
        drawn.paint(painter, self._seen(view, mark, inner))
        count = str(index.data(_COUNT) or "")
        width = view.fontMetrics.horizontalAdvance(count)
        painter.setPen(shades.on_selection if chosen else shades.muted)
        tail = QRect(inner.right() - width, inner.top(), width + 1, inner.height())
        painter.drawText(self._seen(view, tail, inner), Qt.AlignmentFlag.AlignVCenter, count)
        painter.setPen(shades.on_selection if chosen else shades.text)
        words = inner.adjusted(_MARK + _GAP, 0, -width - _GAP, 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        elided = view.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, words.width())
        leading = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        align = QStyle.visualAlignment(view.direction, leading)
        painter.drawText(self._seen(view, words, inner), align, elided)
        painter.restore()

    def _seen(self, view: Any, rect: QRect, inner: QRect) -> QRect:
        return QStyle.visualRect(view.direction, inner, rect)
