"""Very many users into a file that is still being made: with index, search and history."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from desktop_app.database.change_log import set_row, span_row
from desktop_app.database.mapping import to_index_row, to_row
from desktop_app.database.models import CHANGE_SETS, SPANS, USER_INDEX, USERS
from desktop_app.database.prepared import prepared
from desktop_app.database.search_index import SLICE, index_more
from desktop_app.database.tallies import tally_anew
from desktop_app.domain.change import ChangeKind, ChangeSet, Deed, Event, Span, Summary
from desktop_app.domain.identifiers import uuid7

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Table

    from desktop_app.domain.change import Author
    from desktop_app.domain.rules import Value

_MINUTES = 500_000  # a year, over which the users have come
_STRIDE = 7919  # so that who comes next to whom is not who came next
# Of a file that is not finished nothing is kept; 64 MiB hold the pages that indexes grow in.
_PRAGMAS = "PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-65536"


@dataclass(frozen=True, slots=True)
class Filling:
    """Called with the path of an empty userbook; its history then has one set of kind START.

    ``people`` have every attribute, with clean values. In constant memory, however many they are.
    """

    people: Iterable[Mapping[str, Value]]
    author: Author

    def __call__(self, path: Path) -> None:
        """Raises sqlite3.Error."""
        with closing(sqlite3.connect(path)) as connection:
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            with connection:
                count = self._write(connection)
                tally_anew(connection)
                while index_more(connection):
                    pass
                if count:
                    self._note(connection, count)

    def _write(self, connection: sqlite3.Connection) -> int:
        now, count = datetime.now(UTC), 0
        people = iter(self.people)
        while block := list(islice(people, SLICE)):
            rows = user_rows(block, count + 1, now)
            _insert(connection, USERS, [user for user, _ in rows])
            _insert(connection, USER_INDEX, [index for _, index in rows])
            index_more(connection)
            count += len(block)
        return count

    def _note(self, connection: sqlite3.Connection, count: int) -> None:
        made = ChangeSet(
            seq=1,
            id=uuid7(),
            time=datetime.now(UTC),
            author=self.author,
            kind=ChangeKind.START,
            summary=Summary(Deed.CREATE, count),
            user_key=1 if count == 1 else None,
        )
        _insert(connection, CHANGE_SETS, [{"seq": made.seq, **set_row(made)}])
        _insert(connection, SPANS, [span_row(made.seq, Span(1, count, Event.CREATED))])


def user_rows(
    people: Iterable[Mapping[str, Value]], first: int, now: datetime
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """What stands in ``users`` and in ``user_index`` for each, with keys from ``first`` on."""
    return list(_rows(people, first, now))


def _rows(
    people: Iterable[Mapping[str, Value]], first: int, now: datetime
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for key, person in enumerate(people, first):
        when = now - timedelta(minutes=key * _STRIDE % _MINUTES)
        facts = {"key": key, "id": uuid7(), "version": 1, "created": when, "last_modified": when}
        yield to_row(person) | facts, to_index_row(key, person)


def _insert(connection: sqlite3.Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    prepared(insert(table), tuple(rows[0])).run_many(connection, rows)
