"""Any sequence of operations on a real file, with what must hold after each."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desktop_app.database.document import create_document, open_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.change import Author, ChangeKind, Deed, Summary
from desktop_app.domain.errors import AppError
from desktop_app.domain.user import CreateUserDTO, UpdateUserDTO
from desktop_app.operations.import_users import ImportUsers
from desktop_app.operations.planned_rows import ImportPlan, PlannedRow, RowKind
from desktop_app.operations.user_operations import (
    ChangeUsers,
    CreateUser,
    CreateUsers,
    DeleteUsers,
    RestoreUsers,
    UpdateUser,
)
from desktop_app.view_models.changes_view_model import ChangesViewModel
from tests.torture.examine import faults

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.database.user_writer import UserWriter
    from desktop_app.operations.operation import Operation

ME = Author("somebody", "Some Body")
TABLES = ("users", "user_index", "trash", "trash_index")
TIMES = frozenset({"version", "last_modified", "seq"})
MADE = frozenset({"id", "created"})  # anew by whoever creates the same user again
NAMES = st.sampled_from("ada bob Ève zoë жук ı.i".split())  # noqa: SIM905
VALUES = {
    "title": st.sampled_from([None, "Chief", "İnspector", "a\tb"]),
    "department": st.sampled_from([None, "North", "South"]),
    "active": st.booleans(),
    "valid_until": st.sampled_from([None, date(2030, 1, 31), date(2031, 1, 31)]),
}
CHANGES = st.fixed_dictionaries({}, optional=VALUES)
PICKS = st.lists(st.integers(0, 30), min_size=1, max_size=4)
State = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Together:
    """Several operations as one change set."""

    operations: tuple[Operation, ...]
    kind: ChangeKind = ChangeKind.BULK

    async def apply(self, users: UserWriter) -> None:
        for operation in self.operations:
            await operation.apply(users)

    @property
    def summary(self) -> Summary:
        return Summary(Deed.CHANGE, len(self.operations))


def created(name: str, values: dict[str, Any]) -> CreateUserDTO:
    return CreateUserDTO.model_validate({"user_name": name, "display_name": name, **values})


def state_of(path: Path, without: frozenset[str] = TIMES) -> State:
    """Everything about users that undo must bring back, as another program sees it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            table: [
                {name: row[name] for name in row.keys() if name not in without}  # noqa: SIM118
                for row in connection.execute(f"SELECT * FROM {table} ORDER BY key")  # noqa: S608
            ]
            for table in TABLES
        }


class AnySequence(RuleBasedStateMachine):
    """``states`` are what undo and redo lead through, ``at`` is where the file is."""

    def __init__(self) -> None:
        super().__init__()
        self._runner = asyncio.Runner()
        self._folder = tempfile.TemporaryDirectory()
        self.path = Path(self._folder.name) / "Any.userbook"
        create_document(self.path)
        self._open()
        self.states, self.at = [state_of(self.path)], 0

    # What can be done.

    @rule(name=NAMES, values=CHANGES)
    def create(self, name: str, values: dict[str, Any]) -> None:
        self._do(CreateUser(created(name, values)))

    @rule(names=st.lists(NAMES, min_size=1, max_size=4), values=CHANGES)
    def create_many(self, names: list[str], values: dict[str, Any]) -> None:
        self._do(CreateUsers(tuple(created(name, values) for name in names)))

    @rule(pick=st.integers(0, 30), values=CHANGES, name=st.none() | NAMES)
    def update(self, pick: int, values: dict[str, Any], name: str | None) -> None:
        self._do(self._update(pick, values | ({"user_name": name} if name else {})))

    @rule(pick=st.integers(0, 30), text=st.text("pqr", min_size=1, max_size=2))
    def update_of_what_has_changed(self, pick: int, text: str) -> None:
        """Somebody else was quicker: theirs is not written over."""
        seen = self._users(self._keys("users", [pick]))
        if seen and seen[0].title != text:
            self._do(UpdateUser(seen[0], UpdateUserDTO(title=text)))
            before = state_of(self.path)
            self._do(UpdateUser(seen[0], UpdateUserDTO(title=f"{text}, too")))
            assert state_of(self.path) == before

    @rule(picks=PICKS, values=CHANGES)
    def change_many(self, picks: list[int], values: dict[str, Any]) -> None:
        self._do(ChangeUsers(self._keys("users", picks), values))

    @rule(picks=PICKS)
    def delete(self, picks: list[int]) -> None:
        self._do(DeleteUsers(self._keys("users", picks)))

    @rule(picks=PICKS, name=st.none() | NAMES)
    def restore(self, picks: list[int], name: str | None) -> None:
        keys = self._keys("trash", picks)
        self._do(RestoreUsers(keys, {keys[0]: name} if name and keys else {}))

    @rule(picks=PICKS, values=CHANGES, names=st.lists(NAMES, max_size=3, unique=True))
    def import_rows(self, picks: list[int], values: dict[str, Any], names: list[str]) -> None:
        users = self._users(self._keys("users", picks))
        changes = UpdateUserDTO.model_validate(values)
        rows = [
            PlannedRow(0, RowKind.CHANGED, "", (), seen=user, changes=changes) for user in users
        ]
        rows += [
            PlannedRow(0, RowKind.NEW, name, (), new=dict(created(name, values))) for name in names
        ]
        self._do(ImportUsers(ImportPlan.of(rows), lambda _done: None))

    @rule(picks=PICKS, values=CHANGES, name=NAMES)
    def batch(self, picks: list[int], values: dict[str, Any], name: str) -> None:
        keys = self._keys("users", picks)
        parts = (
            ChangeUsers(keys[:2], values),
            CreateUser(created(name, values)),
            DeleteUsers(keys[2:]),
        )
        self._do(Together(parts))

    @rule(picks=PICKS, text=st.text("xyz", min_size=1, max_size=3), ticks=st.integers(3, 80))
    def cancelled(self, picks: list[int], text: str, ticks: int) -> None:
        """All of it or nothing, and history knows which."""
        values = {"title": text, "notes": text}
        parts: tuple[Operation, ...] = (CreateUser(created(f"c.{text}", values)),)
        if keys := self._keys("users", picks):
            parts += (ChangeUsers(keys, values), DeleteUsers(keys[:1]))
        operation, before = Together(parts), state_of(self.path)
        whole = self._elsewhere(operation)
        self._runner.run(self._given_up(operation, ticks))
        assert state_of(self.path, TIMES | MADE) in (whole, stripped(before))
        self._note(before)

    @rule()
    def undo(self) -> None:
        """No precondition: whether a cancelled operation came about is not for chance to know."""
        if not self.at:
            return
        self._run(self.changes.undo)
        self.at -= 1
        self._is_as_noted()

    @rule()
    def redo(self) -> None:
        if self.at + 1 == len(self.states):
            return
        self._run(self.changes.redo)
        self.at += 1
        self._is_as_noted()

    @rule()
    def reopen(self) -> None:
        self._runner.run(self.database.close())
        self._open()

    @rule()
    def to_the_start_and_back(self) -> None:
        here = self.at
        while self.at:
            self.undo()
        while self.at < len(self.states) - 1:
            self.redo()
        while self.at > here:
            self.undo()

    @invariant()
    def is_whole(self) -> None:
        assert faults(self.path) == []

    def teardown(self) -> None:
        try:
            self.to_the_start_and_back()
        finally:
            self._runner.run(self.database.close())
            self._runner.close()
            self._folder.cleanup()

    # How it is done.

    def _open(self) -> None:
        self.database = DatabaseHelper(open_document(self.path).url)
        self.changes = ChangesViewModel(self.database, self._crash, lambda: ME)

    def _do(self, operation: Operation | None) -> None:
        """Done or refused: a refusal changes nothing."""
        if operation is None:
            return
        before = state_of(self.path)
        try:
            self._runner.run(self._waited(operation))
        except AppError:
            assert state_of(self.path) == before
        else:
            self._note(before)

    async def _waited(self, operation: Operation) -> None:
        await self.changes.attempt(operation)

    async def _given_up(self, operation: Operation, ticks: int) -> None:
        task = self.changes.attempt(operation)
        for _ in range(ticks):
            await asyncio.sleep(0)
            if ticks % 2:
                await asyncio.sleep(0.0001)
        task.cancel()
        await asyncio.wait([task])
        if not task.cancelled() and (error := task.exception()):
            assert isinstance(error, AppError), error

    def _elsewhere(self, operation: Operation) -> State:
        """What the operation would do here, tried out on a copy."""
        self._runner.run(self.database.close())
        copy = Path(shutil.copy(self.path, self.path.with_name("Copy.userbook")))
        self._open()
        here = self.database, self.changes
        self.database = DatabaseHelper(open_document(copy).url)
        self.changes = ChangesViewModel(self.database, self._crash, lambda: ME)
        try:
            self._runner.run(self._waited(operation))
        except AppError:
            pass
        finally:
            self._runner.run(self.database.close())
            self.database, self.changes = here
        return state_of(copy, TIMES | MADE)

    def _note(self, before: State) -> None:
        """What changes nothing is nothing to undo."""
        if (now := state_of(self.path)) != before:
            self.states[self.at + 1 :] = [now]
            self.at += 1

    def _is_as_noted(self) -> None:
        assert self.changes.state.problem is None
        assert known(state_of(self.path), self.states[self.at]) == self.states[self.at]

    def _run(self, deed: Any) -> None:
        async def work() -> None:
            await deed()

        self._runner.run(work())

    def _keys(self, table: str, picks: Sequence[int]) -> tuple[int, ...]:
        there = [row["key"] for row in state_of(self.path)[table]]
        return tuple(dict.fromkeys(there[pick % len(there)] for pick in picks)) if there else ()

    def _users(self, keys: Sequence[int]) -> list[Any]:
        return self._runner.run(self._read(keys))

    async def _read(self, keys: Sequence[int]) -> list[Any]:
        async with self.database.get_db_session(read_only=True) as session:
            return await UserRepository(session).get_users(keys)

    def _update(self, pick: int, values: dict[str, Any]) -> Operation | None:
        users = self._users(self._keys("users", [pick]))
        return UpdateUser(users[0], UpdateUserDTO.model_validate(values)) if users else None

    def _crash(self, error: BaseException) -> None:
        raise error


def stripped(state: State) -> State:
    return {
        table: [{name: row[name] for name in row if name not in MADE} for row in rows]
        for table, rows in state.items()
    }


def known(now: State, then: State) -> State:
    """Without those in the trash who had not come yet: whoever came goes there by undo."""
    keys = {row["key"] for rows in then.values() for row in rows}
    return {
        table: [row for row in rows if not table.startswith("trash") or row["key"] in keys]
        for table, rows in now.items()
    }
