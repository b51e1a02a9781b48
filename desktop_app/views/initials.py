"""Initials in a coloured circle, for who has no photo."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from PySide6.QtCore import QRectF, Qt, QTextBoundaryFinder
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.views.icons import icon
from desktop_app.views.theme import HIGH_DARK, HIGH_LIGHT, colours

if TYPE_CHECKING:
    from PySide6.QtGui import QPalette

# White can be read on each of them, on a light window and on a dark one.
HUES = (
    "#b3261e", "#a34a00", "#7a5900", "#4c6600", "#1b6e3c", "#00696d",
    "#00639b", "#1f57c3", "#5b4bc4", "#8a3ab9", "#a8307a", "#6b5b4f",
)  # fmt: skip


def initials_of(name: str) -> str:
    """The first letters of the first and the last word, each with its marks; or nothing."""
    words = [word for word in name.split() if word[0].isalnum()]
    ends = words[:1] + words[1:][-1:]
    return "".join(_first_letter(word) for word in ends)


def _first_letter(word: str) -> str:
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, word)
    end = finder.toNextBoundary()
    return word.encode("utf-16-le")[: 2 * end].decode("utf-16-le").upper()


class InitialsMark(QWidget):
    """Says nothing to a screen reader: the name beside it does."""

    def __init__(self, size: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials, self._hue, self._icon = "", "", "user"
        self.setFixedSize(size, size)

    def show_name(self, name: str) -> None:
        """The same name has the same colour everywhere and always."""
        self._initials, self._icon = initials_of(name), "user"
        number = crc32(name.encode("utf-8", "surrogatepass"))
        self._hue = HUES[number % len(HUES)] if self._initials else ""
        self.update()

    def show_icon(self, name: str) -> None:
        """For who has no name, or more than one."""
        self._initials, self._hue, self._icon = "", "", name
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        back, ink = _inks(self.palette(), self._hue)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(ink if back == self.palette().window().color() else Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        if self._initials:
            font = self.font()
            font.setPixelSize(self.height() * 2 // 5)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)
        else:
            edge = self.height() // 4
            icon(self._icon).paint(painter, self.rect().adjusted(edge, edge, -edge, -edge))
        painter.end()


def _inks(palette: QPalette, hue: str) -> tuple[QColor, QColor]:
    shades = colours(palette)
    if shades is HIGH_LIGHT or shades is HIGH_DARK:
        return shades.window, shades.text
    return (QColor(hue), QColor(Qt.GlobalColor.white)) if hue else (shades.hover, shades.text)
