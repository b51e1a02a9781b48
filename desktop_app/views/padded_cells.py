"""Cells of a table begin where the words of their header begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter

PADDING = 5


class PaddedCells(QStyledItemDelegate):
    """The background reaches from edge to edge, the words do not."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        view: Any = QStyleOptionViewItem(option)
        self.initStyleOption(view, index)
        style = view.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, view, painter, view.widget
        )
        view.rect = view.rect.adjusted(PADDING, 0, -PADDING, 0)
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, view, painter, view.widget)
