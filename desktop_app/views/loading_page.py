"""What a file looks like before it is open: its first rows as soon as they are known, else bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStyle, QWidget

from desktop_app.views.preview_table import PreviewTable
from desktop_app.views.theme import colours

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.domain.preview import Preview
    from desktop_app.views.preview_table import Seen

WIDE = 1000
_SIDEBAR, _HANDLE, _DETAILS, _ROW = 200, 4, 360, 28
_COLUMNS = (0.0, 0.3, 0.55, 0.8)


class LoadingPage(QWidget):
    """The places of the sidebar, the table and the details, drawn calmly."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table: PreviewTable | None = None
        self.path: Path | None = None
        self._panes: QSplitter | None = None

    def show_preview(self, path: Path, preview: Preview, seen: Seen) -> None:
        """The first rows, in the places where the file's page will show them.

        They are there to be read: nothing can be done with them yet.
        """
        self._clear()
        self._panes = panes = QSplitter(Qt.Orientation.Horizontal, self)
        panes.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        panes.setChildrenCollapsible(False)
        places = _Places(panes)
        self.table = PreviewTable(preview, seen, panes)
        self.path = path
        for pane, width in zip((places, self.table, QWidget(panes)), seen.widths, strict=False):
            pane.setVisible(width > 0)
        panes.setStretchFactor(1, 1)
        panes.setGeometry(self.rect())
        panes.setSizes(seen.widths)
        panes.show()

    def keep_only(self, path: Path | None) -> None:
        """Nobody is to take the rows of a file for those of another."""
        if path is None or path.absolute() != self.path:
            self._clear()

    def _clear(self) -> None:
        if self._panes is not None:
            self._panes.deleteLater()
            self._panes.hide()
        self.table = self.path = self._panes = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._panes is not None:
            self._panes.setGeometry(self.rect())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # the file is open, or was not opened: this is old by now
            self._clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shades = colours(self.palette())
        painter.fillRect(event.rect(), shades.window)
        if self._panes is None:
            self._draw_rows(painter)
            _draw_places(self, painter)
        painter.end()

    def _draw_rows(self, painter: QPainter) -> None:
        shades, width, height = colours(self.palette()), self.width(), self.height()
        end = width - _DETAILS if width >= WIDE else width
        for left, right in ((0, _SIDEBAR - _HANDLE), (_SIDEBAR, end)):
            room = QRect(left, 0, right - left, height)
            painter.fillRect(
                QStyle.visualRect(self.layoutDirection(), self.rect(), room), shades.base
            )
        for top in range(_ROW, height, _ROW):
            for i, share in enumerate(_COLUMNS):
                left = _SIDEBAR + 8 + int(share * (end - _SIDEBAR))
                length = min(60 + (top * 7 + i * 31) % 70, end - 8 - left)
                _draw_bar(self, painter, QRect(left, top + 10, length, 8))


class _Places(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours(self.palette()).base)
        _draw_places(self, painter)
        painter.end()


def _draw_places(widget: QWidget, painter: QPainter) -> None:
    for i in range(5):
        _draw_bar(widget, painter, QRect(16, 16 + i * 32, 100 + i * 17 % 50, 8))


def _draw_bar(widget: QWidget, painter: QPainter, bar: QRect) -> None:
    """Where it is read, from whichever side."""
    place = QStyle.visualRect(widget.layoutDirection(), widget.rect(), bar)
    painter.fillRect(place, colours(widget.palette()).placeholder)
