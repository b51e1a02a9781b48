"""What is wrong with a search, said below the box."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop_app.views.icons import IconMark, Tint, icon
from desktop_app.views.plain import plain_label
from desktop_app.views.theme import colours


class SearchNote(QFrame):
    """Lies over what is below, so that nothing moves while somebody types."""

    def __init__(self, box: QWidget) -> None:
        super().__init__(box.window())
        self._box = box
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.text = plain_label(wrap=True, parent=self)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(8)
        mark = IconMark(icon("circle-alert", Tint.DANGER), 16, self)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        self.hide()

    def tell(self, words: str) -> None:
        self.text.setText(words)
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Below the box, as wide as it is."""
        corner = self._box.mapTo(self._box.window(), QPoint(0, self._box.height() + 2))
        width = self._box.width()
        self.setGeometry(corner.x(), corner.y(), width, self._row.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        shades = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(shades.danger, 1))
        painter.setBrush(shades.error_surface)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()
