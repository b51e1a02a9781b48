"""Operations applied to a real file, and the file as another program sees it."""

from __future__ import annotations

import sqlite3
from contextlib import asynccontextmanager, closing
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop_app.database.document import create_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.history_repository import HistoryRepository
from desktop_app.database.mapping import to_index_row
from desktop_app.database.tallies import are_tallied
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.change import ChangeKind
from desktop_app.domain.query import Place, UserQuery
from desktop_app.domain.user import CreateUserDTO, UserDTO
from desktop_app.operations.take_back import TakeBack
from tests.writing import SOMEBODY, added, done

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from desktop_app.domain.change import ChangeSet
    from desktop_app.operations.operation import Done, Operation


class Userbook:
    """One open file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = DatabaseHelper(create_document(path).url)

    @asynccontextmanager
    async def users(self) -> AsyncIterator[UserRepository]:
        async with self.database.get_db_session() as session:
            yield UserRepository(session)

    async def apply(self, operation: Operation) -> Done:
        async with self.database.get_db_session() as session:
            return await done(session, operation)

    async def take_back(self, what: Done, kind: ChangeKind = ChangeKind.UNDO) -> Done:
        assert what.change_set
        return await self.apply(TakeBack(what.change_set, kind))

    async def undo(self) -> bool:
        return await self._next(ChangeKind.UNDO)

    async def redo(self) -> bool:
        return await self._next(ChangeKind.REDO)

    async def _next(self, kind: ChangeKind) -> bool:
        """Whether there was anything to take back."""
        async with self.database.get_db_session() as session:
            history = HistoryRepository(session)
            find = history.undo_next if kind is ChangeKind.UNDO else history.redo_next
            target = await find(SOMEBODY)
            if target is not None:
                await done(session, TakeBack(target, kind))
            return target is not None

    async def add(self, *users: dict[str, object]) -> list[UserDTO]:
        """Users that are there before anything is done."""
        valid = [
            CreateUserDTO.model_validate({"display_name": values["user_name"]} | values)
            for values in users
        ]
        async with self.database.get_db_session() as session:
            return await added(session, valid)

    async def trashed(self) -> list[UserDTO]:
        query = UserQuery(place=Place.TRASH, sort="user_name")
        async with self.database.get_db_session(read_only=True) as session:
            users = UserRepository(session)
            return await users.get_trashed(await users.user_keys(query, date(2026, 3, 1)))

    async def history(self, seq: int) -> ChangeSet | None:
        async with self.database.get_db_session(read_only=True) as session:
            return await HistoryRepository(session).get(seq)

    async def everyone(self) -> list[UserDTO]:
        async with self.database.get_db_session(read_only=True) as session:
            users = UserRepository(session)
            return await users.get_users(await users.user_keys(UserQuery(), date(2026, 3, 1)))

    async def named(self, user_name: str) -> UserDTO:
        (found,) = [one for one in await self.everyone() if one.user_name == user_name]
        return found

    async def contents(self) -> list[dict[str, object]]:
        """What undo must bring back: all but the version and the time of the last change."""
        return [
            one.model_dump(exclude={"version", "last_modified"}) for one in await self.everyone()
        ]

    async def index_is_exact(self) -> bool:
        """Whether the indexes are what would be made from the facts now, of the trash, too.

        And whether everybody was counted.
        """
        with closing(sqlite3.connect(self.path)) as connection:
            assert are_tallied(connection)
        found = {"user_index": await self.everyone(), "trash_index": await self.trashed()}
        return all(self._stored(table) == _indexed(users) for table, users in found.items())

    def query(self, sql: str) -> list[tuple[object, ...]]:
        """The file as another program sees it."""
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(sql).fetchall()

    def change(self, sql: str) -> None:
        """What another program does."""
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.execute(sql)

    def _stored(self, table: str) -> list[dict[str, object]]:
        with closing(sqlite3.connect(self.path)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY key")]  # noqa: S608


def _indexed(users: list[UserDTO]) -> list[dict[str, object]]:
    return [to_index_row(one.key, one.fields) for one in sorted(users, key=lambda one: one.key)]


@pytest.fixture
async def userbook(tmp_path: Path) -> AsyncIterator[Userbook]:
    userbook = Userbook(tmp_path / "users.userbook")
    yield userbook
    await userbook.database.close()


@pytest.fixture
async def other_userbook(tmp_path: Path) -> AsyncIterator[Userbook]:
    userbook = Userbook(tmp_path / "other.userbook")
    yield userbook
    await userbook.database.close()
