from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.query import Place, UserQuery, is_all_of
from desktop_app.domain.selection import FEW, Selection

ROWS = 40
parts = st.lists(st.builds(range, st.integers(0, ROWS), st.integers(0, ROWS)), max_size=8)


@given(parts)
def test_ranges_hold_each_row_once_from_the_top_and_never_touch(ranges):
    chosen = Selection.of_rows(ranges)
    rows = [row for part in chosen.ranges for row in part]
    assert rows == sorted({row for part in ranges for row in part})
    assert len(chosen) == len(rows)
    stops = [part.stop for part in chosen.ranges][:-1]
    assert all(stop < part.start for stop, part in zip(stops, chosen.ranges[1:], strict=True))


@given(parts)
def test_inverting_selects_all_the_others_and_inverting_again_nobody_else(ranges):
    chosen = Selection.of_rows(part for part in ranges if part.stop <= ROWS)
    others = chosen.inverted(ROWS)
    assert len(chosen) + len(others) == ROWS
    assert others.inverted(ROWS) == chosen


@given(parts, st.integers(0, ROWS), st.integers(0, ROWS))
def test_the_selected_of_some_rows_are_those_of_all_that_are_among_them(ranges, start, stop):
    chosen, rows = Selection.of_rows(ranges), range(start, stop)
    assert chosen.within(rows) == {row for part in chosen.ranges for row in part if row in rows}


def test_a_few_are_known_by_their_keys_and_a_crowd_by_its_rows():
    few = Selection.of_users({7: 4, 9: 2, 8: 3})
    assert (few.keys, few.rows, few.ranges) == ((7, 9, 8), (4, 2, 3), (range(2, 5),))
    assert few.keys_as_seen == (9, 8, 7)
    assert not few.is_crowd
    crowd = Selection.of_users({key: key + 1 for key in range(FEW + 1)})
    assert (crowd.keys, crowd.rows, crowd.ranges) == ((), (), (range(1, FEW + 2),))
    assert crowd.is_crowd
    assert not crowd.is_pending


def test_few_whose_keys_were_not_read_are_pending():
    assert Selection.of_rows([range(3)]).is_pending
    assert not Selection.of_rows([range(3)], [5, 6, 7]).is_pending
    assert not Selection(keys=(5,)).is_pending
    assert not Selection().is_pending


def test_a_million_are_one_range():
    everybody = Selection.of_rows([range(1_000_000)])
    assert everybody.covers(1_000_000)
    assert not everybody.covers(1_000_001)
    assert not Selection().covers(0)
    assert everybody.inverted(1_000_000) == Selection()
    assert Selection().inverted(1_000_000) == everybody


def test_all_of_a_query_stays_all_of_it_in_another_order_and_everybody_in_any_search():
    ivans = UserQuery(text="ivan")
    assert is_all_of(ivans, UserQuery(text="ivan", sort="email", descending=True))
    assert not is_all_of(ivans, UserQuery(text="iva"))
    assert not is_all_of(ivans, UserQuery(text="ivan", place=Place.ACTIVE))
    assert is_all_of(UserQuery(sort="email"), ivans)
    assert is_all_of(UserQuery(), UserQuery(place=Place.DISABLED))
    assert not is_all_of(UserQuery(), UserQuery(place=Place.TRASH))
