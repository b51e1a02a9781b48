"""Which place everybody has in one order, held in memory while somebody searches.

To look a hit up in the file only to learn where it is sorted costs as much as to show it, and of a
hundred thousand hits a hundred are seen.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from dataclasses import replace
from datetime import date
from heapq import nsmallest
from itertools import islice
from math import ceil, sqrt
from time import sleep
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desktop_app.database.blocks import PAUSE, read_blocks
from desktop_app.database.meta import INDEX_MENDED
from desktop_app.database.models import CHANGE_SETS, META, USER_INDEX
from desktop_app.database.prepared import prepared
from desktop_app.database.sifting import Sifting
from desktop_app.database.standing import all_keys, walk
from desktop_app.database.tallies import COUNT_ALL
from desktop_app.database.user_queries import has_index
from desktop_app.domain.query import Place

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from desktop_app.database.blocks import Blocks
    from desktop_app.database.standing import Standing
    from desktop_app.domain.query import UserQuery

    Moment = tuple[int | None, str | None]
    Fitting = Callable[[Sequence[int]], Iterable[int]]  # who of some keys does fit, in the order

_A_MILLION = 1_000_000
_MOST = 16_000_000  # users: more would take more memory than a search is worth
_MOST_SORTED = 2_000_000  # the same where no index has this order: they are sorted, and held
_MOST_LOCKED = 1_000_000  # the same where nobody can write meanwhile, and gives up after 5 s
_FEW = 160_000  # keys of nobody, for which there always is memory
# So many times as many as are wanted are looked at before another way is better.
_AT_FIRST, _THEN = 1.25, (2, 4, 16, 128)
_ONE_OF = 16  # hits: where these stand tells where the first of all are
_KEPT = 1000  # searches
_SURE = 4  # times as many, so that it hardly ever has to be done again
_NOWHERE = 2**32 - 1


class Ranks:
    """``places`` by key and ``blocks`` in the order, as they were at this ``moment`` of the file.

    First keys that took long to find are kept, and the last few who were all there were. Of more
    than a million users ``scale`` times as many hits are read, as those that fit are further apart.
    """

    def __init__(
        self, query: UserQuery, places: array[int], blocks: Blocks, moment: Moment
    ) -> None:
        self._order = query.order
        self._places = places
        self._blocks = blocks
        self.scale = max(1.0, sqrt(len(blocks) / _A_MILLION))
        self._moment = moment
        self._known: OrderedDict[tuple[UserQuery, date, int], list[int]] = OrderedDict()
        self._few: tuple[UserQuery, date, list[str], Sequence[int]] | None = None

    def fit(self, connection: sqlite3.Connection, query: UserQuery) -> bool:
        """Whether it is this order, and nobody has written since."""
        is_same = self._order == query.order and are_ranked(query)
        return is_same and self._moment == _now(connection)

    def likely(
        self, connection: sqlite3.Connection, words: Iterable[str], size: int
    ) -> Iterator[list[int]]:
        """Whoever may have these words, in the order: ``size`` at first, then more."""
        return self._blocks.likely(connection, words, size)

    def first(self, hits: Iterable[int], fitting: Fitting, size: int) -> list[int] | None:
        """The first in the order of those that fit; None if only few of the hits do."""
        found: list[int] = []
        for portion, is_last in self._portions(set(self._ranked(hits)), size):
            found += fitting(portion)
            if len(found) >= size or is_last:
                return found[:size]
        return None

    def keep(self, what: tuple[UserQuery, date, int], keys: list[int]) -> None:
        """First keys that take long to find, for whoever types the same again."""
        self._known[what] = keys
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)

    def known(self, what: tuple[UserQuery, date, int]) -> list[int] | None:
        """Such keys, if they were kept."""
        return self._known.get(what)

    def narrow(
        self, query: UserQuery, today: date, words: list[str] | None, found: Iterable[int]
    ) -> None:
        """All who have these words are few: whoever types on is looked for among them."""
        if words is not None:
            self._few = replace(query, text=""), today, words, list(found)

    def narrowed(
        self, query: UserQuery, today: date, words: list[str] | None
    ) -> Sequence[int] | None:
        """Those among whom everybody is who has these words, if they are known."""
        if self._few is None or words is None:
            return None
        where, day, fewer, found = self._few
        is_same = (where, day) == (replace(query, text=""), today)
        is_more = all(any(part in word for word in words) for part in fewer)
        return found if is_same and is_more else None

    def place_of(self, number: int, hits: Iterable[int]) -> int:
        """Up to which place there are so many of them."""
        places = map(self._places.__getitem__, self._ranked(hits))
        return max(nsmallest(number, places), default=0)

    def until(self, place: int, hits: Iterable[int]) -> list[int]:
        """Those that come no later."""
        places, end = self._places, len(self._places)
        return [key for key in hits if 0 <= key < end and places[key] <= place]

    def _portions(self, left: set[int], size: int) -> Iterator[tuple[list[int], bool]]:
        """Those who come first, then more at a time; and whether these are the last of them."""
        rank = self._places.__getitem__
        first = self._first(ceil(_AT_FIRST * size), left)
        yield first, len(first) == len(left)
        left.difference_update(first)
        rest, start = sorted(left, key=rank), 0
        for times in _THEN:
            stop = start + times * size
            yield rest[start:stop], stop >= len(rest)
            start = stop

    def _first(self, number: int, left: set[int]) -> list[int]:
        """Of very many only those are compared who come early, as far as a few of them tell."""
        rank, near = self._places.__getitem__, list[int]()
        some = sorted(map(rank, islice(left, 0, None, _ONE_OF)))
        if (place := _SURE * number // _ONE_OF) < len(some):
            near = self.until(some[place], left)
        return nsmallest(number, near if len(near) >= number else left, key=rank)

    def _ranked(self, hits: Iterable[int]) -> list[int]:
        """Without those who are gone: full-text search may know them still."""
        return self.until(_NOWHERE, hits)


def are_ranked(query: UserQuery) -> bool:
    """Whether its order is one of those that can be read: who was deleted stands apart."""
    return query.place is not Place.TRASH


def read_ranks(connection: sqlite3.Connection, query: UserQuery) -> Ranks | None:
    """None where users are very many, their keys far apart, or the order is that of the trash.

    Raises sqlite3.Error.
    """
    if not are_ranked(query):
        return None
    (count,) = prepared(COUNT_ALL).run(connection, {}).fetchone()
    least, most = prepared(_EXTENT).run(connection, {}).fetchone()
    is_dense = least is not None and 0 <= least <= most <= 2 * count + _FEW
    if not is_dense or count > _limit(connection, query):
        return None
    moment, places, first = _now(connection), array("I", [_NOWHERE]) * (most + 1), 0
    standing = _everybody(connection, query)
    for part in all_keys(connection, standing):
        for place, key in enumerate(part, first):
            places[key] = place
        first += len(part)
        sleep(PAUSE)
    return Ranks(query, places, read_blocks(connection, standing, places), moment)


def _limit(connection: sqlite3.Connection, query: UserQuery) -> int:
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    limit = _MOST if has_index(query) else _MOST_SORTED
    return limit if mode == "wal" else min(limit, _MOST_LOCKED)


def _everybody(connection: sqlite3.Connection, query: UserQuery) -> Standing:
    if has_index(query):
        return walk(connection, query.sort, descending=query.descending)
    everybody = replace(query, text="", place=Place.ALL)
    return Sifting(everybody, date.min).found(connection)


def _now(connection: sqlite3.Connection) -> Moment:
    """Another one after each change of users, and after each repair of their index."""
    return prepared(_NOW).run(connection, {}).fetchone()


_NOW = select(
    select(func.max(CHANGE_SETS.c.seq)).scalar_subquery(),
    select(META.c.value).where(META.c.name == INDEX_MENDED).scalar_subquery(),
)
# Each by itself SQLite finds at once, and together it would look at every user.
_EXTENT = select(
    select(func.min(USER_INDEX.c.key)).scalar_subquery(),
    select(func.max(USER_INDEX.c.key)).scalar_subquery(),
)
