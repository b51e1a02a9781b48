import gc
import threading

import pytest
from PySide6.QtCore import QObject

from desktop_app.views.collector import Collector


class Knot:
    """A cycle that tells in which thread it was freed."""

    freed: list[str] = []  # noqa: RUF012

    def __init__(self):
        self.me = self

    def __del__(self):
        self.freed.append(threading.current_thread().name)


@pytest.fixture
def collector(qtbot):
    was_on = gc.isenabled()
    Knot.freed.clear()
    gc.collect()
    owner = QObject()
    collector = Collector(owner)
    yield collector
    gc.unfreeze()
    if was_on:
        gc.enable()


def test_another_thread_that_makes_garbage_does_not_collect_it(collector):
    def make():
        for _ in range(3000):
            Knot()

    thread = threading.Thread(target=make, name="database")
    thread.start()
    thread.join()
    assert Knot.freed == []
    collector.collect()
    assert set(Knot.freed) == {"MainThread"}


async def test_garbage_goes_by_itself_while_the_window_lives(collector, until):
    collector.start()
    for _ in range(3000):
        Knot()
    await until(lambda: Knot.freed)


def test_what_has_outlived_a_look_is_looked_at_before_it_is_much(collector):
    gc.collect()
    kept = []
    for _ in range(10):
        kept += [Knot() for _ in range(2000)]
        collector.collect()
        assert len(gc.get_objects(1)) < 20_000


def test_nothing_is_collected_where_nothing_is_due(collector):
    gc.collect()
    Knot()
    collector.collect()
    assert Knot.freed == []


def test_while_much_is_made_it_is_looked_at_often_and_in_small_portions(collector):
    collector.start()
    idle = collector._timer.interval()
    for _ in range(3000):
        Knot()
    collector.collect()
    assert collector._timer.interval() < idle
    collector.collect()
    assert collector._timer.interval() == idle
