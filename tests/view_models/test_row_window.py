"""Which pages are asked for, and which are given up."""

from __future__ import annotations

import pytest

from desktop_app.view_models.row_window import RowWindow

SIZE = 10


@pytest.fixture
def window():
    asked, given_up = [], []
    window = RowWindow(asked.append, given_up.append, page_size=SIZE, pages=4)
    window.asked, window.given_up = asked, given_up
    window.reset(1000)
    return window


def pages(*numbers):
    """Each in a request of its own."""
    return [range(number, number + 1) for number in numbers]


def arrive(window, *numbers) -> None:
    request = range(numbers[0], numbers[-1] + 1)
    window.fill(request.start, list(range(request.start * SIZE, request.stop * SIZE)))
    window.forget(request)


def test_what_is_in_sight_is_asked_for_once(window):
    for _ in range(3):
        window.see(range(5, 15))
        assert window.row(7) is None
    assert (window.asked, window.given_up) == ([range(2)], [])
    arrive(window, 0, 1)
    assert [window.row(i) for i in (5, 14)] == [5, 14]


def test_when_the_sight_is_filled_what_comes_next_is_asked_for(window):
    window.see(range(300, 310))
    arrive(window, 30)
    window.see(range(303, 310))
    assert window.asked == pages(30, 31)
    arrive(window, 31)
    window.see(range(301, 309))
    assert window.asked == pages(30, 31, 29)
    window.see(range(301, 309))
    assert (window.asked, window.given_up) == (pages(30, 31, 29), [])


def test_nothing_is_asked_for_beyond_either_end(window):
    window.see(range(990, 1000))
    arrive(window, 99)
    window.see(range(991, 1000))
    window.reset(25)
    window.see(range(5))
    arrive(window, 0)
    window.see(range(4))
    window.see(range(0))
    assert window.asked == pages(99, 0, 1)
    assert window.row(25) is window.row(-1) is None


def test_of_a_fast_scroll_two_are_on_their_way_and_the_newest_comes_last(window):
    for page in range(50):
        window.see(range(page * SIZE, page * SIZE + SIZE))
    assert window.asked == pages(0, 1)
    assert set(pages(0, 1)) == set(window.given_up)
    window.forget(range(1))
    assert window.asked == pages(0, 1, 49)
    window.forget(range(1, 2))
    assert window.asked == pages(0, 1, 49)
    arrive(window, 49)
    assert window.row(495) == 495


def test_what_was_given_up_and_is_in_sight_again_is_asked_for_again(window):
    window.see(range(10))
    window.see(range(500, 520))
    window.see(range(10))
    assert window.asked == [range(1), range(50, 52)]
    window.forget(range(1))
    assert window.given_up[0] == range(1)
    assert window.asked.count(range(1)) == 2, "though nobody has looked once more"


def test_of_two_that_are_on_their_way_together_the_second_is_not_asked_for_again(window):
    window.see(range(5, 15))
    window.see(range(12, 30))
    assert (window.asked, window.given_up) == ([range(2), range(2, 3)], [])
    arrive(window, 0, 1)
    arrive(window, 2)
    assert [window.loaded(row) for row in (0, 15, 29)] == [0, 15, 29]


def test_what_is_held_or_on_its_way_is_not_read_again(window):
    window.see(range(10, 20))
    window.see(range(5, 25))
    assert window.asked == pages(1, 0)
    window.forget(range(1))
    assert window.asked == pages(1, 0, 2)


def test_who_asks_about_a_row_elsewhere_leaves_what_is_in_sight(window):
    window.see(range(20))
    assert window.row(500) is None
    assert (window.asked, window.given_up) == ([range(2), range(50, 51)], [])
    arrive(window, 50)
    arrive(window, 0, 1)
    assert [window.loaded(row) for row in (0, 19, 500)] == [0, 19, 500]


def test_a_request_is_given_up_once(window):
    for page in range(30):
        window.see(range(page * SIZE, page * SIZE + SIZE))
    assert window.given_up == pages(0, 1)


def test_what_could_not_be_read_is_asked_for_when_it_is_looked_at_again(window):
    window.see(range(10))
    window.forget(range(1))
    assert window.asked == pages(0)
    window.see(range(10))
    assert window.asked == pages(0, 0)


def test_least_used_pages_are_forgotten(window):
    for page in range(6):
        window.see(range(page * SIZE, page * SIZE + SIZE))
        arrive(window, page)
    assert [window.loaded(page * SIZE) for page in range(6)] == [None, None, 20, 30, 40, 50]


def test_another_result_gives_up_what_was_asked_for(window):
    window.see(range(20))
    window.reset(100)
    assert window.given_up == [range(2)]
    window.see(range(20))
    assert window.asked == [range(2), range(2)]


def test_the_newest_is_what_was_looked_at_and_not_what_was_read_ahead(window):
    window.see(range(200, 210))
    arrive(window, 20, 21)
    assert window.newest() == 20
    window.row(215)
    assert window.newest() == 21


def test_a_high_window_is_filled_by_several_pages_at_once(window):
    assert window.in_sight() == SIZE
    window.see(range(5, 30))
    assert window.in_sight() == 3 * SIZE
    assert window.fill(2, list(range(20, 45))) == range(20, 45)
    assert [window.loaded(i) for i in (20, 34, 44, 45)] == [20, 34, 44, None]
    assert window.fill(5, []) == range(50, 50)
    assert window.loaded(50) is None
