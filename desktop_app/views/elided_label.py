"""A line of text that gives way instead of making the window wider."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QStyle, QWidget

from desktop_app.views.plain import make_plain, plain_tip


class ElidedLabel(QLabel):
    """Shows the rest as a tool tip; a screen reader reads all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make_plain(self)

    def show_text(self, text: str) -> None:
        self.setText(text)
        self._tell_rest()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, self._line)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 4, self._line)

    @property
    def _line(self) -> int:
        return self.fontMetrics().height()

    @property
    def _elided(self) -> str:
        right = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.text(), right, self.width())

    def _tell_rest(self) -> None:
        text = self.text()
        self.setToolTip(plain_tip(text) if self._elided != text else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_rest()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        leading = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        align = QStyle.visualAlignment(self.layoutDirection(), leading)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), align | Qt.TextFlag.TextSingleLine, self._elided)
        painter.end()
