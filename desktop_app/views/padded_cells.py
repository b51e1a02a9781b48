"""Cells of a table begin where the words of their header begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStyle

from desktop_app.views.drawn_rows import DrawnRows

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter

PADDING = 5


class PaddedCells(DrawnRows):
    """The background reaches from edge to edge, the words do not."""

    def draw(
        self, painter: QPainter, view: Any, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        del index
        style = view.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, view, painter, view.widget
        )
        view.rect = view.rect.adjusted(PADDING, 0, -PADDING, 0)
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, view, painter, view.widget)
