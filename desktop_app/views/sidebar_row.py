"""How a row of the sidebar is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle

from desktop_app.views.drawn_rows import DrawnRows
from desktop_app.views.theme import colours

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem

COUNT = Qt.ItemDataRole.UserRole + 1


class SidebarRow(DrawnRows):
    """Icon and name in front, how many at the end; a heading has its name alone."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del index
        view: Any = option
        return QSize(80, view.fontMetrics.height() + 16)

    def draw(
        self, painter: QPainter, view: Any, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shades = colours(view.palette)
        if not index.flags() & Qt.ItemFlag.ItemIsSelectable:
            self._paint_heading(painter, view, str(index.data(Qt.ItemDataRole.DisplayRole)))
            return
        chosen = bool(view.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, view, chosen=chosen)
        inner = view.rect.adjusted(12, 0, -12, 0)
        mark = QRect(inner.left(), inner.center().y() - 8, 17, 17)
        drawn = index.data(Qt.ItemDataRole.DecorationRole)
        drawn.paint(painter, self._seen(view, mark, inner))
        count = str(index.data(COUNT) or "")
        width = view.fontMetrics.horizontalAdvance(count)
        painter.setPen(shades.on_selection if chosen else shades.muted)
        tail = QRect(inner.right() - width, inner.top(), width + 1, inner.height())
        painter.drawText(self._seen(view, tail, inner), Qt.AlignmentFlag.AlignVCenter, count)
        painter.setPen(shades.on_selection if chosen else shades.text)
        words = inner.adjusted(17 + 8, 0, -width - 8, 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        elided = view.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, words.width())
        leading = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        align = QStyle.visualAlignment(view.direction, leading)
        painter.drawText(self._seen(view, words, inner), align, elided)

    def _seen(self, view: Any, rect: QRect, inner: QRect) -> QRect:
        return QStyle.visualRect(view.direction, inner, rect)

    def _paint_ground(self, painter: QPainter, view: Any, *, chosen: bool) -> None:
        shades = colours(view.palette)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shades.selection)
            painter.drawRoundedRect(view.rect.adjusted(4, 1, -4, -1), 4, 4)
        if view.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(shades.accent, 1.5))
            painter.drawRoundedRect(view.rect.adjusted(5, 2, -5, -2), 4, 4)

    def _paint_heading(self, painter: QPainter, view: Any, text: str) -> None:
        inner = view.rect.adjusted(12, 0, -12, 0)
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(colours(view.palette).muted)
        align = QStyle.visualAlignment(
            view.direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        painter.drawText(inner, align, text)
