"""A file that is filled while it is made is what the program itself would have written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from desktop_app.database import filling
from desktop_app.database.check import Check
from desktop_app.database.document import create_document, open_document
from desktop_app.database.filling import Filling
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.migrations import head
from desktop_app.domain.change import Author, ChangeKind
from desktop_app.domain.errors import FileReason, FileRefusedError
from desktop_app.domain.sample import sample_users
from desktop_app.operations.operation import carry_out
from desktop_app.operations.samples import samples_of

COUNT = 120
KEPT = (
    "SELECT * FROM user_index ORDER BY key",
    "SELECT * FROM spans",
    "SELECT seq, login, author, kind, deed, label, count, user_key FROM change_sets",
    "SELECT * FROM sqlite_sequence ORDER BY name",
    "SELECT * FROM search_tail",
    "SELECT * FROM tallies ORDER BY active, valid_from, valid_until",
)


def rows(path, query):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def filled(path, count):
    people = sample_users(count, today=date.today())
    return create_document(path, Filling(people, Author("ada", "Ada"))).path


@pytest.mark.parametrize("count", [0, 1, COUNT])
async def test_it_is_what_the_operation_writes(tmp_path, monkeypatch, count):
    monkeypatch.setattr(filling, "SLICE", 50)
    ours = filled(tmp_path / "ours.userbook", count)
    theirs = create_document(tmp_path / "theirs.userbook")
    database = DatabaseHelper(theirs.url)
    async with database.get_db_session() as session:
        await carry_out(session, samples_of(count, ChangeKind.START), Author("ada", "Ada"))
    await database.close()
    for query in KEPT:
        assert rows(ours, query) == rows(theirs.path, query)
    facts = "SELECT key, version, user_name_key, notes, active, valid_from FROM users ORDER BY key"
    assert rows(ours, facts) == rows(theirs.path, facts)


def test_nothing_is_wrong_with_it(tmp_path):
    path = filled(tmp_path / "users.userbook", COUNT)
    found = []
    counts = Check(path, lambda: False, lambda *_: None).run(lambda _, more: found.extend(more))
    assert found == []
    assert (counts.users, counts.change_sets) == (COUNT, 1)
    assert open_document(path).version == head()


def test_everybody_is_in_the_index_of_letters(tmp_path):
    path = filled(tmp_path / "users.userbook", COUNT)
    assert rows(path, "SELECT value FROM meta WHERE name = 'search_taken'") == [(str(COUNT),)]
    found = rows(path, "SELECT rowid FROM search WHERE search MATCH '\"exa\"'")
    wanted = "SELECT key FROM user_index WHERE search_text LIKE '%exa%' ORDER BY key"
    assert found == rows(path, wanted)
    assert found


def test_a_file_that_is_there_is_left_as_it_is(tmp_path):
    path = tmp_path / "users.userbook"
    path.write_text("mine")
    with pytest.raises(FileRefusedError) as refused:
        filled(path, 3)
    assert refused.value.reason is FileReason.EXISTS
    assert path.read_text() == "mine"


def test_nothing_is_left_of_what_was_not_finished(tmp_path):
    def people():
        yield from sample_users(3)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        create_document(tmp_path / "users.userbook", Filling(people(), Author()))
    assert list(tmp_path.iterdir()) == []
