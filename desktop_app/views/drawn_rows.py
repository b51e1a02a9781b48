"""Rows of a list or a table that draw themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter


class DrawnRows(QStyledItemDelegate):
    """``view`` is the option with what the row says of itself, untyped as its parts are."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        view: Any = QStyleOptionViewItem(option)
        self.initStyleOption(view, index)
        painter.save()
        self.draw(painter, view, index)
        painter.restore()

    def draw(
        self, painter: QPainter, view: Any, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The painter is afterwards as it was before."""
        raise NotImplementedError
