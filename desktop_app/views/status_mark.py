"""How a user stands, told by a shape as well as by a colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.domain.query import Status
from desktop_app.views.theme import colours

if TYPE_CHECKING:
    from desktop_app.views.theme import Colours

_SIZE = 10


def draw_status(painter: QPainter, box: QRect, status: Status | None, shades: Colours) -> None:
    """Full: active; half: expires soon; ring: disabled; dots: not yet; struck out: expired.

    None is somebody in the trash: a small cross.
    """
    ink: dict[Status | None, QColor] = {
        Status.ACTIVE: shades.success,
        Status.EXPIRES_SOON: shades.warning,
    }
    colour = ink.get(status, shades.muted)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, 1.5)
    if status is Status.NOT_YET:
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.setBrush(colour if status is Status.ACTIVE else Qt.BrushStyle.NoBrush)
    if status is None:
        cross = box.adjusted(1, 1, -1, -1)
        painter.drawLine(cross.topLeft(), cross.bottomRight())
        painter.drawLine(cross.bottomLeft(), cross.topRight())
    else:
        painter.drawEllipse(box)
    if status is Status.EXPIRES_SOON:
        painter.setBrush(colour)
        painter.drawPie(box, 90 * 16, 180 * 16)
    elif status is Status.EXPIRED:
        painter.drawLine(box.bottomLeft(), box.topRight())
    painter.restore()


class StatusMark(QWidget):
    """Says nothing to a screen reader: the word beside it does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = Status.ACTIVE
        self.setFixedSize(_SIZE + 4, _SIZE + 4)

    def show_status(self, status: Status) -> None:
        self._status = status
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRect(2, 2, _SIZE, _SIZE)
        draw_status(painter, box, self._status, colours(self.palette()))
        painter.end()
