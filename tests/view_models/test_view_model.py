"""One state, one way to change it, one way to watch it; and the window over long lists."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from desktop_app.view_models.row_window import RowWindow
from desktop_app.view_models.view_model import ViewModel


@dataclass(frozen=True, slots=True)
class State:
    a: int = 0
    b: int = 0


class Model(ViewModel[State]):
    def set(self, **changes: int) -> None:
        self._set(**changes)


@pytest.fixture
def model() -> Model:
    return Model(State())


def test_a_watcher_is_told_at_once_and_when_its_part_differs(model):
    told: list[int] = []
    model.watch(lambda state: state.a, told.append)
    model.set(a=1)
    model.set(b=1)
    model.set(a=1)
    model.set(a=2, b=2)
    assert told == [0, 1, 2]
    assert model.state == State(2, 2)


def test_who_has_left_is_not_told_any_more(model):
    told: list[int] = []
    leave = model.watch(lambda state: state.a, told.append)
    leave()
    leave()
    model.set(a=1)
    assert told == [0]


def test_who_leaves_while_others_are_told_is_not_told(model):
    told: list[int] = []
    model.watch(lambda state: state.a, lambda a: a and leave())
    leave = model.watch(lambda state: state.a, told.append)
    model.set(a=1)
    assert told == [0]


def test_a_watcher_that_changes_the_state_leaves_nobody_with_an_old_value(model):
    told: list[int] = []
    model.watch(lambda state: state.a, lambda a: model.set(a=2) if a == 1 else None)
    model.watch(lambda state: state.a, told.append)
    model.set(a=1)
    assert told[-1] == model.state.a == 2


@pytest.fixture
def asked() -> list[range]:
    return []


@pytest.fixture
def window(asked) -> RowWindow[str]:
    window = RowWindow[str](asked.append, lambda _: None, page_size=2, pages=2)
    window.reset(7)
    return window


def test_a_row_that_is_not_there_is_asked_for_once(window, asked):
    assert window.row(3) is None
    assert window.row(2) is None
    assert asked == [range(1, 2)]
    assert window.fill(1, ["c", "d"]) == range(2, 4)
    assert (window.row(2), window.row(3)) == ("c", "d")
    assert asked == [range(1, 2)]


def test_nothing_outside_is_asked_for(window, asked):
    assert window.row(7) is None
    assert window.row(-1) is None
    assert asked == []
    window.fill(3, ["g"])
    assert window.row(7) is None


def test_the_least_used_page_is_forgotten_first(window, asked):
    window.fill(0, ["a", "b"])
    window.fill(1, ["c", "d"])
    assert window.row(0) == "a"
    window.fill(2, ["e", "f"])
    assert window.row(0) == "a"
    assert window.newest() == 0
    assert window.row(2) is None
    assert asked == [range(1, 2)]


def test_a_page_that_could_not_be_had_may_be_asked_for_again(window, asked):
    window.row(0)
    window.forget(range(1))
    window.row(0)
    assert asked == [range(1), range(1)]


def test_a_new_list_begins_with_nothing(window, asked):
    window.fill(1, ["c", "d"])
    window.row(0)
    window.reset(3)
    assert (window.count, window.newest()) == (3, 0)
    window.row(0)
    assert asked == [range(1), range(1)]
