"""Looks through an open file, on a connection of its own that changes nothing.

It may take as long as it needs: it runs in a thread, tells how far it is, and can be stopped in
the middle of a statement.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from desktop_app.database.check_history import history_faults, without_change_set
from desktop_app.database.check_index import (
    clear_text,
    index_faults,
    orphans,
    search_faults,
    value_faults,
)
from desktop_app.database.schema import is_current, runs_code
from desktop_app.database.sqlite_uri import sqlite_uri
from desktop_app.domain.checking import Counts, Fault, Finding, Step
from desktop_app.domain.errors import StorageError, StorageReason

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from pathlib import Path

    Tell = Callable[[Step, int, int], None]

_log = logging.getLogger(__name__)
_EXAMPLES = 5
_STEPS_BETWEEN = 20_000
_MOST_MESSAGES = 100
_DAMAGED = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB"})


class Check:
    """One look through a file; ``stopped`` is asked all the time whether to give up.

    ``tell`` hears the step with done and total, and raises once ``stopped`` says so.
    """

    def __init__(self, path: Path, stopped: Callable[[], bool], tell: Tell) -> None:
        self._path = path
        self._stopped = stopped
        self._tell = tell
        self._step = Step.STRUCTURE
        self._done = self._total = 0

    def run(self, found: Callable[[Step, tuple[Finding, ...]], None]) -> Counts:
        """Looks at one thing after another; ``found`` hears what each step has come to."""
        with self._connection() as connection:
            connection.execute("BEGIN")  # all steps look at one state
            counts = _counts(connection)
            users = counts.users + counts.trash
            for step, look, total in (
                (Step.STRUCTURE, _structure, 0),
                (Step.SCHEMA, _schema, 0),
                (Step.REFERENCES, _references, 0),
                (Step.VALUES, self._values, users),
                (Step.INDEX, self._index, users),
                (Step.HISTORY, history_faults, 0),
            ):
                self._step, self._done, self._total = step, 0, total
                self._tell(step, 0, total)
                found(step, self._findings(step, look(connection)))
            return counts

    def _findings(self, step: Step, faults: Iterator[tuple[Fault, int]]) -> tuple[Finding, ...]:
        found: dict[Fault, list[int]] = {}
        try:
            for fault, where in faults:
                found.setdefault(fault, []).append(where)
        except sqlite3.DatabaseError as error:
            if self._stopped():
                self._tell(step, self._done, self._total)
            if _name_of(error) not in _DAMAGED:
                raise _in_words(error) from error
            found[Fault.UNREADABLE] = [0]
        return tuple(
            Finding(step, fault, len(where), _examples(where)) for fault, where in found.items()
        )

    def _values(self, connection: sqlite3.Connection) -> Iterator[tuple[Fault, int]]:
        return value_faults(connection, self._more)

    def _index(self, connection: sqlite3.Connection) -> Iterator[tuple[Fault, int]]:
        yield from index_faults(connection, self._more)
        yield from search_faults(connection)

    def _more(self, count: int) -> None:
        self._done += count
        if self._done % 100 == 0:
            self._tell(self._step, self._done, self._total)

    @contextmanager
    def _connection(self) -> Generator[sqlite3.Connection]:
        """In a folder where SQLite can make no log, a file without one is read as it stands."""
        try:
            connection = self._opened("mode=ro")
        except sqlite3.OperationalError as error:
            if _name_of(error) not in {"SQLITE_CANTOPEN", "SQLITE_READONLY"}:
                raise _in_words(error) from error
            connection = self._opened("immutable=1")
        with closing(connection):
            yield connection

    def _opened(self, mode: str) -> sqlite3.Connection:
        connection = sqlite3.connect(sqlite_uri(self._path, mode), uri=True)
        try:
            connection.text_factory = clear_text
            for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            raise
        except sqlite3.DatabaseError as error:  # damage is what is looked for
            _log.info("the file is damaged: %s", _name_of(error))
        connection.set_progress_handler(lambda: int(self._stopped()), _STEPS_BETWEEN)
        return connection


def _examples(where: Iterable[object]) -> tuple[int, ...]:
    """On a page that was mistaken for another, a key may be anything."""
    numbers = {place for place in where if isinstance(place, int) and place}
    return tuple(sorted(numbers)[:_EXAMPLES])


def _structure(connection: sqlite3.Connection) -> Iterator[tuple[Fault, int]]:
    """Every page, and every index of SQLite's beside its table."""
    for (message,) in connection.execute(f"PRAGMA integrity_check({_MOST_MESSAGES})"):
        if message != "ok":
            yield Fault.BROKEN_PAGES, 0


def _schema(connection: sqlite3.Connection) -> Iterator[tuple[Fault, int]]:
    if runs_code(connection) or not is_current(connection):
        yield Fault.OTHER_SCHEMA, 0


def _references(connection: sqlite3.Connection) -> Iterator[tuple[Fault, int]]:
    for _, key in orphans(connection):
        yield Fault.INDEX_OF_NOBODY, key
    yield from without_change_set(connection)


def _counts(connection: sqlite3.Connection) -> Counts:
    found: dict[str, int] = {}
    for table in ("users", "trash", "change_sets", "changes"):
        with suppress(sqlite3.DatabaseError):
            query = f"SELECT count(*) FROM {table}"  # noqa: S608
            (found[table],) = connection.execute(query).fetchone()
    return Counts(**found)


def _name_of(error: sqlite3.Error) -> str:
    """Without what SQLite adds to say more exactly."""
    name = getattr(error, "sqlite_errorname", "")
    return "_".join(name.split("_")[:2])


def _in_words(error: sqlite3.Error) -> Exception:
    reasons = {"SQLITE_BUSY": StorageReason.BUSY, "SQLITE_IOERR": StorageReason.UNREACHABLE}
    reason = reasons.get(_name_of(error))
    return StorageError(reason) if reason else error
