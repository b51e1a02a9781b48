"""PySide6 6.12.0 on Python 3.11 drops a reference of None and True at each call, until it dies."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton

CALLS = 5000
TOLERANCE = CALLS // 10

immortal = pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="None and True are never counted since Python 3.12"
)


class Caller(QObject):
    plain = Signal()
    told = Signal(bool)


def drift(work) -> tuple[int, int]:
    """How many references of None and of True the work leaves behind, or takes away."""
    work()
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(CALLS):
        work()
    after = sys.getrefcount(None), sys.getrefcount(True)
    return after[0] - before[0], after[1] - before[1]


def emit(caller: Caller) -> None:
    caller.plain.emit()
    caller.told.emit(True)


def connect(caller: Caller) -> None:
    def hear(*_told: object) -> None:
        """Somebody who listens for a moment."""

    caller.told.connect(hear)
    caller.told.disconnect(hear)


@immortal
@pytest.mark.parametrize("work", [emit, connect])
def test_signals_keep_none_and_true(work):
    caller = Caller()
    assert drift(lambda: work(caller)) == pytest.approx((0, 0), abs=TOLERANCE)


@immortal
def test_calls_of_a_widget_keep_none_and_true(qtbot):
    button = QPushButton()
    qtbot.addWidget(button)

    def work() -> None:
        button.setEnabled(True)
        button.setText("x")
        button.isEnabled()

    assert drift(work) == pytest.approx((0, 0), abs=TOLERANCE)


@immortal
def test_a_slot_that_is_called_by_qt_keeps_none_and_true(qtbot):
    button, heard = QPushButton(), []
    qtbot.addWidget(button)
    button.setCheckable(True)

    def hear(checked: bool) -> None:
        heard.append(int(checked))

    button.toggled.connect(hear)
    assert drift(button.toggle) == pytest.approx((0, 0), abs=TOLERANCE)
    assert len(heard) == CALLS + 1
