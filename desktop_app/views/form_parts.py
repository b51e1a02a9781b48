"""What holds the parts of a form together: a line between them, and the way of the Tab key."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.views.theme import colours

_TAB = Qt.FocusPolicy.TabFocus


class Line(QWidget):
    """Between what scrolls and what stays."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours(self.palette()).separator)
        painter.end()


def column_of(owner: QWidget, *parts: QWidget) -> QVBoxLayout:
    """One under the other, without room between them."""
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    return column


def tab_into(part: QWidget, before: QWidget) -> None:
    """Let Tab go from ``before`` into a part that has come later than what stands after it."""
    for last, following in pairwise([*_stops(before)[-1:], *_stops(part)]):
        QWidget.setTabOrder(last, following)


def _stops(part: QWidget) -> list[QWidget]:
    # Not by nextInFocusChain: PySide takes what it answers for a part, and lets both die together.
    return [found for found in part.findChildren(QWidget) if found.focusPolicy() & _TAB]
