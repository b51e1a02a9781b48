"""Who a query finds, in the way that is quickest for as many as there are.

All of it runs on the connection's thread in one go: each way there and back costs as much as
SQLite needs to find somebody.
"""

from __future__ import annotations

import sqlite3
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from desktop_app.database.search_hits import hits
from desktop_app.database.sifting import Sifting
from desktop_app.database.standing import Keys
from desktop_app.database.user_queries import needed_words
from desktop_app.domain.query import Place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop_app.database.ranks import Ranks
    from desktop_app.domain.query import UserQuery

_FEW = 16_000  # users: to look at each and sort them takes a frame or two
_VERY_FEW = 500  # to look at each takes no longer than to find out who comes first
_NOT_FEW = 150_000  # more than so many are found sooner by looking at everybody
_RANKED, _ALL_RANKED = 30_000, 3_000_000  # the same where it is known who comes first, of a million
_STRIDE = 60_000  # steps of SQLite's machine: as long, and then there is a better way
# Of those who have all letters of a word so many are looked at for each that has the word; whether
# these are more is told after so many for each that is wanted.
_LIKELY, _LIKELY_SHORT, _TOLD = 200, 30, 8
_CALLS = 4  # each takes the interpreter's lock from who paints; a quarter of the steps may be lost
_SHORT = 3  # letters: whoever comes first is likely to have them


class Seeking:
    """One query; every method raises sqlite3.Error."""

    def __init__(self, query: UserQuery, today: date) -> None:
        self._query = query
        self._today = today
        self._words = needed_words(query)
        self._sifting = Sifting(query, today)

    def first(
        self, connection: sqlite3.Connection, size: int, ranks: Ranks | None = None
    ) -> tuple[list[int], Keys | None]:
        """The first keys, and all of them where it takes no longer."""
        keys = None
        if ranks is not None and ranks.fit(connection, self._query):
            keys = ranks.known((self._query, self._today, size))
            keys = keys or self._first_ranked(connection, size, ranks)
        if keys is None:
            keys = self._first_found(connection, size)
        if isinstance(keys, Keys):
            return list(keys.page(connection, 0, size)), keys
        return keys, Keys(keys) if len(keys) < size else None

    def all(self, connection: sqlite3.Connection) -> Keys:
        """All keys; where their letters are rare, only users who may have them are looked at."""
        return self._sifting.found(connection, self._hits(connection, _NOT_FEW))

    def _first_found(self, connection: sqlite3.Connection, size: int) -> list[int] | Keys:
        few = self._hits(connection, _FEW)
        if few is not None:
            return self._sifting.found(connection, few)
        keys = self._walked(connection, size, _STRIDE)
        return self._sorted(connection, size) if keys is None else keys

    def _first_ranked(
        self, connection: sqlite3.Connection, size: int, ranks: Ranks
    ) -> list[int] | Keys | None:
        """None if nobody can tell who may be found."""
        words = self._sifting.plain_words
        some = ranks.narrowed(self._query, self._today, words)
        if some is not None:
            return self._sifting.found(connection, some)
        if (keys := self._first_short(connection, size, ranks)) is not None:
            return keys
        most = int(_RANKED * ranks.scale)
        some = self._some(connection, most)
        if some is None:
            return None
        if len(some) > most:
            keys = self._first_of_many(connection, size, ranks, some)
        elif len(some) > _VERY_FEW:
            keys = ranks.first(some, partial(self._sifting.found, connection), size)
        else:
            found = self._sifting.found(connection, some)
            ranks.narrow(self._query, self._today, words, found)
            return found
        return self._sorted(connection, size) if keys is None else keys

    def _first_short(
        self, connection: sqlite3.Connection, size: int, ranks: Ranks
    ) -> list[int] | None:
        """The first keys where only few letters are asked for; None if another way is better."""
        if not 0 < len(max(self._words, key=len, default="")) <= _SHORT:
            return None
        return self._likely(connection, size, ranks, _LIKELY_SHORT)

    def _first_of_many(
        self, connection: sqlite3.Connection, size: int, ranks: Ranks, some: Sequence[int]
    ) -> list[int] | None:
        keys = self._likely(connection, size, ranks, _LIKELY)
        if keys is None:
            last = ranks.place_of(2 * size, some)
            keys = self._first_until(connection, size, ranks, last)
            if keys:
                ranks.keep((self._query, self._today, size), keys)
        return keys

    def _first_until(
        self, connection: sqlite3.Connection, size: int, ranks: Ranks, place: int
    ) -> list[int] | None:
        """The first keys, if there are enough of them up to this place."""
        count, near = 0, list[int]()
        for part in hits(connection, self._words, _ALL_RANKED) or ():
            count += len(part)
            near += ranks.until(place, part)
        keys = ranks.first(near, partial(self._sifting.found, connection), size) or []
        return keys if count <= _ALL_RANKED and len(keys) == size else None

    def _sorted(self, connection: sqlite3.Connection, size: int) -> list[int]:
        some = self._hits(connection, _NOT_FEW)
        return list(self._sifting.found(connection, some, limit=size))

    def _hits(self, connection: sqlite3.Connection, limit: int) -> list[int] | None:
        some = self._some(connection, limit)
        return None if some is None or len(some) > limit else some

    def _some(self, connection: sqlite3.Connection, limit: int) -> list[int] | None:
        """Whoever may be found, but of more than ``limit`` not all; None if nobody can tell."""
        if self._query.place is Place.TRASH:
            return None
        parts = hits(connection, self._words, limit)
        return None if parts is None else list(chain.from_iterable(parts))

    def _likely(
        self, connection: sqlite3.Connection, size: int, ranks: Ranks, each: int
    ) -> list[int] | None:
        """The first keys, with no look at who lacks a letter; None if too many have them all."""
        found, looked = list[int](), 0
        for some in ranks.likely(connection, self._words, size):
            found += self._sifting.found(connection, some)
            looked += len(some)
            if len(found) >= size:
                return found[:size]
            if looked >= _TOLD * size and looked > each * ranks.scale * len(found):
                return None
        return found

    def _walked(self, connection: sqlite3.Connection, size: int, steps: int) -> list[int] | None:
        """The first keys in the order of an index; None if they take longer than another way."""
        # SQLite goes on counting from where this statement stood when it was run the last time.
        calls = _Calls()
        connection.set_progress_handler(calls.are_too_many, max(steps // _CALLS, 1))
        try:
            return list(self._sifting.found(connection, limit=size, walking=True))
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_INTERRUPT" or not calls.were_too_many:
                raise  # also where somebody has given this search up
            return None
        finally:
            connection.set_progress_handler(None, 0)


class _Calls:
    """How often SQLite has asked whether to go on."""

    def __init__(self) -> None:
        self._count = 0

    def are_too_many(self) -> bool:
        self._count += 1
        return self.were_too_many

    @property
    def were_too_many(self) -> bool:
        return self._count > _CALLS
