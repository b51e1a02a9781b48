"""What a file looks like before its first rows are there: its shape, drawn calmly."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.views.theme import colours

_SIDEBAR, _DETAILS, _ROW, _WIDE = 200, 360, 28, 1000
_COLUMNS = (0.0, 0.3, 0.55, 0.8)


class LoadingPage(QWidget):
    """Bars in the places of the sidebar, the table and the details."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shades = colours(self.palette())
        width, height = self.width(), self.height()
        end = width - _DETAILS if width >= _WIDE else width
        painter.fillRect(event.rect(), shades.window)
        painter.fillRect(QRect(_SIDEBAR, 0, end - _SIDEBAR, height), shades.base)
        for i in range(5):
            painter.fillRect(QRect(16, 16 + i * 32, 100 + i * 17 % 50, 8), shades.placeholder)
        for top in range(_ROW, height, _ROW):
            for i, share in enumerate(_COLUMNS):
                left = _SIDEBAR + 8 + int(share * (end - _SIDEBAR))
                length = 60 + (top * 7 + i * 31) % 70
                painter.fillRect(QRect(left, top + 10, length, 8), shades.placeholder)
        painter.end()
