"""Operations applied to a real file, and the file as another program sees it."""

from __future__ import annotations

import sqlite3
from contextlib import asynccontextmanager, closing
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop_app.database.document import create_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.mapping import to_index_row
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.query import UserQuery
from desktop_app.domain.user import ATTRIBUTES, CreateUserDTO, UserDTO

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from desktop_app.operations.operation import Operation


class Userbook:
    """One open file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = DatabaseHelper(create_document(path).url)

    @asynccontextmanager
    async def users(self) -> AsyncIterator[UserRepository]:
        async with self.database.get_db_session() as session:
            yield UserRepository(session)

    async def apply(self, operation: Operation) -> Operation:
        async with self.users() as users:
            return await operation.apply(users)

    async def add(self, *users: dict[str, object]) -> list[UserDTO]:
        valid = [
            CreateUserDTO.model_validate({"display_name": values["user_name"]} | values)
            for values in users
        ]
        async with self.users() as repository:
            return await repository.add_users(valid)

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
        """Whether ``user_index`` is what would be made from ``users`` now."""
        with closing(sqlite3.connect(self.path)) as connection:
            connection.row_factory = sqlite3.Row
            stored = [dict(row) for row in connection.execute("SELECT * FROM user_index")]
        wanted = [to_index_row(one.key, one.fields) for one in await self.everyone()]
        assert all(set(row) == {"key", "search_text", *ATTRIBUTES} for row in stored)
        return sorted(stored, key=_key) == sorted(wanted, key=_key)


def _key(row: dict[str, object]) -> str:
    return f"{row['key']:>9}"


@pytest.fixture
async def userbook(tmp_path: Path) -> AsyncIterator[Userbook]:
    userbook = Userbook(tmp_path / "users.userbook")
    yield userbook
    await userbook.database.close()
