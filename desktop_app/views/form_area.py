"""Where the fields of a form scroll."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class FormArea(QScrollArea):
    """What was unfolded comes in sight: under the lower edge nobody would see that it opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always on, so that the fields keep their width.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_part(self, part: QWidget) -> None:
        """At once, also where it has just been made."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.ensureWidgetVisible(part)

    def bring_in_sight(self, part: QWidget) -> None:
        """In a moment: what has just been shown has no size yet."""
        QTimer.singleShot(0, part, partial(self._bring, part))

    def _bring(self, part: QWidget) -> None:
        """All of it, or from its top on as much as there is room for."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        bar = self.verticalScrollBar()
        top = part.mapToGlobal(QPoint(0, 0)).y() - self.viewport().mapToGlobal(QPoint(0, 0)).y()
        top += bar.value()
        most = top + part.height() - self.viewport().height()
        if most > bar.value():
            bar.setValue(min(top, most))
