"""The texts of cells, shaped once for as long as they stay what they are.

To shape a text costs ten times as much as to draw it, and a repaint draws hundreds.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QStaticText,
    QTextCharFormat,
    QTextLayout,
    QTransform,
)

from desktop_app.views.utf16 import units

if TYPE_CHECKING:
    from desktop_app.domain.user_row import UserRow
    from desktop_app.views.painted_users import PaintedUsers
    from desktop_app.views.theme import Colours

_STRAIGHT = QTransform()
_MOST_ROWS = 300
_MOST_CELLS = 10 * _MOST_ROWS


class ShapedCell:
    """One line of text, ready to be drawn. Empty text draws nothing."""

    __slots__ = ("_static", "height", "width")

    def __init__(self, text: str, font: QFont) -> None:
        self._static = QStaticText(text)
        self._static.setTextFormat(Qt.TextFormat.PlainText)
        self._static.prepare(_STRAIGHT, font)
        size = self._static.size()
        self.width, self.height = ceil(size.width()), ceil(size.height())

    def draw(self, painter: QPainter, left: int, top: int) -> None:
        painter.drawStaticText(left, top, self._static)


class FoundCell(ShapedCell):
    """The same with some letters in another look, wherever they stand in the way of reading."""

    __slots__ = ("_layout",)

    def __init__(self, text: str, font: QFont, found: list[range], look: QTextCharFormat) -> None:
        self._layout = QTextLayout(text, font)
        self._layout.setCacheEnabled(True)
        self._layout.setFormats([_format(text, part, look) for part in found])
        self._layout.beginLayout()
        line = self._layout.createLine()
        self._layout.endLayout()
        self.width, self.height = ceil(line.naturalTextWidth()), ceil(line.height())

    def draw(self, painter: QPainter, left: int, top: int) -> None:
        self._layout.draw(painter, QPointF(left, top))


Placed = tuple[ShapedCell, int, tuple[str, ...]]


class ShapedCells:
    """Those of the rows that were drawn last; ``words`` are what is sought in each column.

    Of each row it is known which cell is where, with the room and the words that it was shaped for;
    one cell stands for all with the same text.
    """

    def __init__(self, users: PaintedUsers) -> None:
        self._users = users
        self._rows: dict[int, tuple[UserRow, dict[int, Placed]]] = {}
        self._cells: dict[tuple[str, int, tuple[str, ...]], ShapedCell] = {}
        self._basis: object = None
        self.words: list[tuple[str, ...]] = []
        self._look = QTextCharFormat()

    def begin(self, font: QFont, shades: Colours) -> None:
        """What a repaint is drawn with; what was shaped with something else is forgotten."""
        basis = (font.key(), id(shades))
        if basis != self._basis or len(self._rows) > _MOST_ROWS or len(self._cells) > _MOST_CELLS:
            self.forget()
        self._basis, self._font = basis, font
        self.words = self._users.sought()
        self._metrics = QFontMetrics(font)
        self._look.setBackground(shades.hit)
        self._look.setForeground(shades.on_hit)

    def forget(self) -> None:
        """What is written may be something else by now, as in another language."""
        self._rows.clear()
        self._cells.clear()

    def of(self, row: UserRow) -> dict[int, Placed]:
        """What is shaped of this row, by column; of the same user with other values nothing."""
        known = self._rows.get(row.key)
        if known is None or (known[0] is not row and known[0] != row):
            known = self._rows[row.key] = (row, {})
        return known[1]

    def shape(self, row: UserRow, column: int, room: int) -> Placed:
        """The text of a cell, no wider than ``room``."""
        text, words = self._users.text(row, column), self.words[column]
        found = self._users.hits(text, words) if words else []
        what = (text, room, words if found else ())
        cell = self._cells.get(what)
        if cell is None:
            cell = self._cells[what] = self._shaped(text, room, found)
        return cell, room, words

    def _shaped(self, text: str, room: int, found: list[range]) -> ShapedCell:
        if len(text) * self._metrics.averageCharWidth() < 2 * room:  # it may fit
            cell = self._cell(text, found)
            if cell.width <= room:
                return cell
        shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        end = len(text) if shown == text else len(shown) - 1
        return self._cell(shown, [part for part in found if part.start < end])

    def _cell(self, text: str, found: list[range]) -> ShapedCell:
        if found:
            return FoundCell(text, self._font, found, self._look)
        return ShapedCell(text, self._font)


def _format(text: str, part: range, look: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.format = units(text[: part.start]), look
    found.length = units(text[part.start : part.stop])
    return found
