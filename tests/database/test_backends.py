from __future__ import annotations

import sqlite3

import pytest

from desktop_app.database.backends import understand
from desktop_app.domain.errors import AlreadyExistError, StorageError, StorageReason


def failure(name: str, message: str = "") -> sqlite3.Error:
    error = sqlite3.DatabaseError(message)
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("SQLITE_BUSY", StorageReason.BUSY),
        ("SQLITE_BUSY_SNAPSHOT", StorageReason.BUSY),
        ("SQLITE_LOCKED", StorageReason.BUSY),
        ("SQLITE_FULL", StorageReason.FULL),
        ("SQLITE_READONLY_DBMOVED", StorageReason.READ_ONLY),
        ("SQLITE_IOERR_SHORT_READ", StorageReason.UNREACHABLE),
        ("SQLITE_CANTOPEN", StorageReason.UNREACHABLE),
        ("SQLITE_CORRUPT_INDEX", StorageReason.DAMAGED),
        ("SQLITE_NOTADB", StorageReason.DAMAGED),
    ],
)
def test_a_code_of_the_driver_has_a_reason(name, reason):
    known = understand(failure(name, "words that mean nothing"))
    assert isinstance(known, StorageError)
    assert known.reason is reason


@pytest.mark.parametrize(
    ("message", "field"),
    [
        ("UNIQUE constraint failed: users.user_name_key", "user_name"),
        ("UNIQUE constraint failed: users.id", "id"),
        ("UNIQUE constraint failed: users.email, users.phone", "email"),
    ],
)
def test_a_taken_value_has_a_field(message, field):
    known = understand(failure("SQLITE_CONSTRAINT_UNIQUE", message))
    assert isinstance(known, AlreadyExistError)
    assert known.field == field


@pytest.mark.parametrize(
    "error",
    [
        ValueError("database is locked"),
        sqlite3.OperationalError("database is locked"),
        failure("SQLITE_ERROR"),
        failure("SQLITE_CONSTRAINT_NOTNULL", "NOT NULL constraint failed: users.email"),
        failure("SQLITE_CONSTRAINT_UNIQUE", "UNIQUE constraint failed: index 'folded'"),
    ],
)
def test_anything_else_is_a_bug_whatever_its_words(error):
    assert understand(error) is None
