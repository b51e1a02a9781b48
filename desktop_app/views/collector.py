"""Collects garbage in the main thread only.

Python collects in whichever thread happens to allocate. Here that is often a database's, and a
widget that is freed there takes the program down.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 500  # milliseconds


class Collector(QObject):
    """Keeps Python's own rhythm, a generation at a time, between two events of the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        gc.disable()

    def start(self) -> None:
        """What is there now stays to the end: it is not looked at again."""
        gc.freeze()
        self._timer.start(_EVERY)

    def collect(self) -> None:
        """The oldest generation that is due, and with it the younger ones."""
        due = [i for i, n in enumerate(gc.get_count()) if n > self._thresholds[i] > 0]
        if due:
            gc.collect(due[-1])
