"""How long the event loop was away: a timer of one millisecond that looks at the clock."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer


class Pulse(QObject):
    """``gaps`` are the seconds between beats; a person feels the longest."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def begin(self) -> None:
        self.gaps.clear()
        self._last = perf_counter()
        self._timer.start(1)

    def end(self) -> list[float]:
        self._timer.stop()
        return self.gaps

    @property
    def longest(self) -> float:
        """In milliseconds."""
        return max(self.gaps, default=0.0) * 1000

    def over(self, milliseconds: float) -> int:
        return sum(gap * 1000 > milliseconds for gap in self.gaps)

    def _beat(self) -> None:
        now = perf_counter()
        self.gaps.append(now - self._last)
        self._last = now
