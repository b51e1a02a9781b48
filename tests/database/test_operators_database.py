"""A database named by an operator: what cannot be opened is said and is no bug."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop_app.database.document import create_document, open_document
from desktop_app.database.operators_database import document_of_url
from desktop_app.domain.errors import FileReason, FileRefusedError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def userbook(tmp_path: Path) -> Path:
    return create_document(tmp_path / "a %41 b.userbook").path


def refused(url: str) -> FileRefusedError:
    with pytest.raises(FileRefusedError) as caught:
        document_of_url(url)
    return caught.value


def test_every_way_to_write_a_file_leads_to_it(userbook):
    escaped = str(userbook).replace("%", "%25")
    document = open_document(userbook)
    assert document_of_url(f"sqlite+aiosqlite:///{escaped}") == document
    assert document_of_url(f"sqlite+aiosqlite:///file:{escaped}?uri=true") == document
    assert document_of_url(f"sqlite+aiosqlite:///file://localhost{escaped}?uri=true") == document
    assert document_of_url(document.url) == document
    assert document_of_url(str(userbook)) == document


@pytest.mark.parametrize("query", ["mode=ro", "immutable=1"])
def test_a_url_that_says_read_only_is_taken_at_its_word(userbook, query):
    document = document_of_url(f"sqlite+aiosqlite:///{userbook.as_uri()}?{query}&uri=true")
    assert document.read_only


def test_a_driver_that_is_not_there_is_named_without_what_follows_it():
    for url in ("sqlit+aio://me:secret@host/users.db", "sqlite:///x.db", "oracle://a:b@c:port/d"):
        error = refused(url)
        assert error.reason is FileReason.NOT_OURS
        assert str(error.path) == url.partition(":")[0]
        assert "secret" not in repr(error)


def test_a_word_that_is_no_url_is_the_name_of_a_file(tmp_path):
    assert refused(str(tmp_path / "gone.userbook")).reason is FileReason.MISSING


def test_a_database_in_memory_has_nothing_in_it():
    for url in ("sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:"):
        assert refused(url).reason is FileReason.EMPTY


def test_a_database_of_another_program_is_refused_and_left_as_it_was(tmp_path):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE users(name)")
    before = path.read_bytes()
    assert refused(f"sqlite+aiosqlite:///{path}").reason is FileReason.OTHER_DATABASE
    assert path.read_bytes() == before
