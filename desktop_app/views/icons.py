"""Line icons in the colours of the theme that is on while they are painted.

An icon holds a name, not pixels: after a change of theme, of screen or of reading direction
the next paint is right, and nobody has to set it again.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.views.resources import resource
from desktop_app.views.theme import colours

if TYPE_CHECKING:
    from pathlib import Path

# These point along the line of reading, and so the other way from right to left.
_DIRECTED = frozenset(
    {"chevron-left", "chevron-right", "log-out", "panel-left", "panel-right", "redo-2", "undo-2"}
)


class Tint(StrEnum):
    """What an icon says by its colour, never by its colour alone."""

    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    DANGER = "danger"
    WARNING = "warning"
    SUCCESS = "success"


def icon(name: str, tint: Tint = Tint.TEXT) -> QIcon:
    """An icon of ``resources/icons/lucide`` for actions, buttons and item views."""
    return QIcon(_LineIcon(_lucide(name), tint))


def app_icon() -> QIcon:
    return QIcon(str(resource("icons", "userbook.svg")))


def document_icon() -> QIcon:
    return QIcon(str(resource("icons", "document.svg")))


def _lucide(name: str) -> Path:
    return resource("icons", "lucide", f"{name}.svg")


class _LineIcon(QIconEngine):
    """Never add pixmaps to such an icon: Qt would copy the engine, which PySide cannot give it."""

    def __init__(self, path: Path, tint: Tint) -> None:
        super().__init__()
        self._path = path
        self._tint = tint

    def clone(self) -> QIconEngine:
        return _LineIcon(self._path, self._tint)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float
    ) -> QPixmap:
        return _drawn(self._path, size * scale, self._colour(mode))

    def _colour(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        if mode is QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
        if mode is QIcon.Mode.Selected:
            return palette.color(QPalette.ColorRole.HighlightedText)
        colour: QColor = getattr(colours(palette), self._tint.value)
        return colour


def _drawn(path: Path, size: QSize, colour: QColor) -> QPixmap:
    """The drawing in one colour; ``size`` counts the pixels of the screen."""
    mirrored = (
        path.stem in _DIRECTED
        and QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    )
    key = f"{path.stem}/{size.width()}x{size.height()}/{colour.rgba():x}/{mirrored}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    drawing = path.read_bytes().replace(b"currentColor", colour.name().encode())
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    if mirrored:
        painter.translate(size.width(), 0)
        painter.scale(-1, 1)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap


class IconMark(QWidget):
    """An icon that stands by itself. Says nothing to a screen reader: the words beside it do."""

    def __init__(self, shown: QIcon, size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = shown
        self.setFixedSize(size, size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, shown: QIcon) -> None:
        self._icon = shown
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        painter = QPainter(self)
        self._icon.paint(painter, self.rect(), Qt.AlignmentFlag.AlignCenter, mode)
        painter.end()
