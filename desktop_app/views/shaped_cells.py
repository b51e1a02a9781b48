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

from desktop_app.domain.hits import EVERYWHERE, hits
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.views.utf16 import units

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_app.domain.user import UserRow
    from desktop_app.views.theme import Colours
    from desktop_app.views.users_table_model import UsersTableModel

_MOST_ROWS = 300


class ShapedCell:
    """One line of text, no wider than ``room``, ready to be drawn. Empty text draws nothing."""

    __slots__ = ("_layout", "_static", "height", "room", "width")

    def __init__(self, text: str, room: int, font: QFont) -> None:
        self.room = room
        self._layout: QTextLayout | None = None
        self._static = QStaticText(text)
        self._static.setTextFormat(Qt.TextFormat.PlainText)
        self._static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        self._static.prepare(QTransform(), font)
        size = self._static.size()
        self.width, self.height = ceil(size.width()), ceil(size.height())

    def emphasise(self, text: str, font: QFont, found: list[range], look: QTextCharFormat) -> None:
        """Draw these letters as in ``look``, wherever they stand in the direction of reading."""
        self._layout = QTextLayout(text, font)
        self._layout.setCacheEnabled(True)
        self._layout.setFormats([_format(text, part, look) for part in found])
        self._layout.beginLayout()
        self._layout.createLine()
        self._layout.endLayout()

    def draw(self, painter: QPainter, left: int, top: int) -> None:
        if self._layout is None:
            painter.drawStaticText(left, top, self._static)
        else:
            self._layout.draw(painter, QPointF(left, top))


class ShapedCells:
    """Those of the rows that were drawn last."""

    def __init__(self, users: UsersTableModel) -> None:
        self._users = users
        self._rows: dict[int, tuple[UserRow, dict[int, ShapedCell]]] = {}
        self._basis: object = None
        self._words: Mapping[str, tuple[str, ...]] = {}
        self._look = QTextCharFormat()

    def begin(self, font: QFont, words: Mapping[str, tuple[str, ...]], shades: Colours) -> None:
        """What a repaint is drawn with; what was shaped with something else is forgotten."""
        basis = (font.key(), words, id(shades))
        if basis != self._basis or len(self._rows) > _MOST_ROWS:
            self.forget()
        self._basis, self._font, self._words = basis, font, words
        self._metrics = QFontMetrics(font)
        self._look.setBackground(shades.hit)
        self._look.setForeground(shades.on_hit)

    def forget(self) -> None:
        """What is written may be something else by now, as in another language."""
        self._rows.clear()

    def of(self, row: UserRow) -> dict[int, ShapedCell]:
        """What is shaped of this row, by column; of the same user as read before nothing."""
        known = self._rows.get(row.key)
        if known is None or known[0] is not row:
            known = self._rows[row.key] = (row, {})
        return known[1]

    def shape(self, row: UserRow, column: int, room: int) -> ShapedCell:
        text = self._users.text(row, column)
        shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        cell = ShapedCell(shown, room, self._font)
        if words := self._words_in(self._users.columns[column]):
            whole = len(shown) if shown == text else len(shown) - 1
            found = [part for part in hits(text, words) if part.start < whole]
            if found:
                cell.emphasise(shown, self._font, found, self._look)
        return cell

    def _words_in(self, name: str) -> tuple[str, ...]:
        attribute = ATTRIBUTES.get(name)
        is_searched = attribute is not None and attribute.searchable
        anywhere = self._words.get(EVERYWHERE, ()) if is_searched else ()
        return anywhere + self._words.get(name, ())


def _format(text: str, part: range, look: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.format = units(text[: part.start]), look
    found.length = units(text[part.start : part.stop])
    return found
