"""Buttons side by side, or one over the other where there is no room for their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSizePolicy, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

_GAP = 8


def foot(*buttons: QPushButton) -> QHBoxLayout:
    """Of a dialog: the last button is the one most people want, on every system."""
    row = QHBoxLayout()
    row.setSpacing(_GAP)
    row.addStretch()
    for button in buttons:
        row.addWidget(button)
    return row


class ButtonRow(QWidget):
    """The last button is the one most people want: it stands at the end, or on top."""

    def __init__(self, buttons: Sequence[QPushButton], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = tuple(buttons)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        self._row.setSpacing(_GAP)
        for button in self._buttons:
            self._row.addWidget(button, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def arrange(self) -> None:
        """Again after a text or the visibility of a button has changed."""
        shown = [button for button in self._buttons if not button.isHidden()]
        wanted = sum(button.sizeHint().width() + _GAP for button in shown) - _GAP
        fits = wanted <= self.width()
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if fits else direction.BottomToTop)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        widest = max((b.sizeHint().width() for b in self._buttons if not b.isHidden()), default=0)
        return QSize(min(widest, 200), self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
