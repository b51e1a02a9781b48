"""How long the event loop was away: a timer of one millisecond that looks at the clock."""

from __future__ import annotations

from time import perf_counter, thread_time

from PySide6.QtCore import QObject, Qt, QTimer


class Pulse(QObject):
    """``gaps`` are the seconds between beats, the longest of which a person feels.

    ``work`` is what this thread did in them: the rest it waited for a processor or for another
    thread of Python, which on a busy machine is no fault of the program.
    """

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self.work: list[float] = []
        self._last = (perf_counter(), thread_time())
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def begin(self) -> None:
        self.gaps.clear()
        self.work.clear()
        self._last = (perf_counter(), thread_time())
        self._timer.start(1)

    def end(self) -> None:
        self._beat()
        self._timer.stop()

    @property
    def longest(self) -> float:
        """In milliseconds."""
        return max(self.gaps, default=0.0) * 1000

    @property
    def hardest(self) -> float:
        """The most work between two beats, in milliseconds."""
        return max(self.work, default=0.0) * 1000

    def over(self, milliseconds: float) -> int:
        return sum(gap * 1000 > milliseconds for gap in self.gaps)

    def _beat(self) -> None:
        now = (perf_counter(), thread_time())
        self.gaps.append(now[0] - self._last[0])
        self.work.append(now[1] - self._last[1])
        self._last = now
