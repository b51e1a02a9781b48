"""Files as tests look at them: what is in a folder, why one was refused, who is in one."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop_app.database.document import open_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.errors import FileRefusedError
from desktop_app.domain.user import CreateUserDTO
from tests.writing import added

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


def old_file(version: int, folder: Path) -> Path:
    """A copy of a file that an older version has left."""
    return Path(shutil.copy(FIXTURES / f"schema-{version:04d}.userbook", folder / "old.userbook"))


def run(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def state(folder: Path) -> dict[str, str]:
    """Every file of a folder with the checksum of what it holds."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file()
    }


def refused(path: Path) -> FileRefusedError:
    with pytest.raises(FileRefusedError) as caught:
        open_document(path)
    return caught.value


async def add(url: str, user_name: str) -> list[str]:
    """Add a user; answers with the user names that are in the file then."""
    database = DatabaseHelper(url)
    try:
        async with database.get_db_session() as session:
            await added(session, [CreateUserDTO(user_name=user_name, display_name="x")])
            rows = await session.execute(text("SELECT user_name FROM users ORDER BY key"))
            return list(rows.scalars())
    finally:
        await database.close()


async def names(url: str) -> list[str]:
    database = DatabaseHelper(url)
    try:
        async with database.get_db_session(read_only=True) as session:
            rows = await session.execute(text("SELECT user_name FROM users ORDER BY key"))
            return list(rows.scalars())
    finally:
        await database.close()
