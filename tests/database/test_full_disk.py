"""A disk with no room at all, not even for the few bytes that SQLite's readers share."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest

from desktop_app.database.backends import understand
from desktop_app.database.document import create_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.errors import StorageError, StorageReason
from desktop_app.domain.user import CreateUserDTO
from tests.writing import added

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADA = CreateUserDTO(user_name="ada", display_name="Ada")


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """Holds a userbook with its log, as a program that was killed leaves it, and nothing more."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only the superuser may mount a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(place)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    document = create_document(tmp_path / "a.userbook")
    with closing(sqlite3.connect(document.path)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("INSERT INTO meta VALUES ('x', 'y')")
        other.commit()
        for suffix in ("", "-wal"):
            shutil.copy(f"{document.path}{suffix}", place / f"a.userbook{suffix}")
    with suppress(OSError), (place / "rest").open("wb", buffering=0) as rest:
        while True:
            rest.write(b"x" * 4096)
    yield place / "a.userbook"
    subprocess.run(["umount", str(place)], check=True)


async def test_it_is_told_as_full_when_reading_and_when_writing(full_disk):
    database = DatabaseHelper(f"sqlite+aiosqlite:///{full_disk}")
    with pytest.raises(StorageError) as reading:
        async with database.get_db_session(read_only=True) as session:
            await UserRepository(session).get_users([1])
    with pytest.raises(StorageError) as writing:
        async with database.get_db_session() as session:
            await added(session, [ADA])
    await database.close()
    reasons = {caught.value.reason for caught in (reading, writing)}
    assert reasons == {StorageReason.FULL}


def test_other_troubles_with_the_disk_are_not(tmp_path):
    with closing(sqlite3.connect(tmp_path / "x")) as connection:
        error = connection.OperationalError()
    error.sqlite_errorname = "SQLITE_IOERR_READ"
    assert understand(error).reason is StorageReason.UNREACHABLE
