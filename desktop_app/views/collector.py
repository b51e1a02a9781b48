"""Collects garbage in the main thread only.

Python collects in whichever thread happens to allocate. Here that is often a database's, and a
widget that is freed there takes the program down.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

# Milliseconds. Ten times more of what is young would take ten times as long to look at.
_IDLE, _BUSY = 500, 50
_YOUNG = (0, 1)


class Collector(QObject):
    """Keeps Python's own rhythm for what is young, between two events of the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        gc.disable()

    def start(self) -> None:
        """What is there now stays to the end: it is not looked at again."""
        gc.freeze()
        self._timer.start(_IDLE)

    def collect(self) -> None:
        """What is young and due; to go through everything takes longer than a frame."""
        due = [i for i in _YOUNG if gc.get_count()[i] > self._thresholds[i] > 0]
        if due:
            gc.collect(due[-1])
        self._timer.setInterval(_BUSY if due else _IDLE)

    def collect_all(self) -> None:
        """When a file was closed: its records are many, and nobody is waiting."""
        QTimer.singleShot(_IDLE, self, self._collect_all)

    def _collect_all(self) -> None:
        gc.collect()
