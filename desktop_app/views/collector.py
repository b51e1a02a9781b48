"""Collects garbage in the main thread only.

Python collects in whichever thread happens to allocate. Here that is often a database's, and a
widget that is freed there takes the program down.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

# Milliseconds. Ten times more of what is young would take ten times as long to look at.
_IDLE, _BUSY = 500, 50
# By then far more has been made than when Python looks: what has outlived a look is looked at again
# after fewer, or it would be too much for one beat.
_LOOKS = 2


class Collector(QObject):
    """Looks at what is young, between two events of the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._most = gc.get_threshold()[0], _LOOKS
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        gc.disable()

    def start(self) -> None:
        """What is there now stays to the end: it is not looked at again."""
        gc.freeze()
        self._timer.start(_IDLE)

    def collect(self) -> None:
        """What is young and due; to go through everything takes longer than a frame."""
        due = [i for i, most in enumerate(self._most) if gc.get_count()[i] > most > 0]
        if due:
            gc.collect(due[-1])
        self._timer.setInterval(_BUSY if due else _IDLE)

    def collect_all(self) -> None:
        """When a file was closed: its records are many, and nobody is waiting."""
        QTimer.singleShot(_IDLE, self, self._collect_all)

    def _collect_all(self) -> None:
        gc.collect()
