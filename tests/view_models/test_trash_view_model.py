"""Who is deleted can come back, until somebody empties the trash or erases them."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from desktop_app.database.backends import sqlite
from desktop_app.domain.change import Deed, Summary
from desktop_app.domain.errors import OvertakenError, TracesLeftError
from desktop_app.domain.query import Place
from desktop_app.operations.user_operations import ChangeUsers, DeleteUsers
from desktop_app.view_models.prompts import Question, QuestionKey

NAME = "Zyxwvut"
_SIDECARS = ("", "-wal", "-shm", "-journal")


@pytest.fixture
def trash(workspace):
    return workspace.trash


@pytest.fixture
async def deleted(workspace, add):
    """Three users in the trash."""
    users = await add({"user_name": "ada"}, {"user_name": "bob"}, {"user_name": "eve"})
    keys = tuple(user.key for user in users)
    await workspace.changes.perform(DeleteUsers(keys))
    return keys


@pytest.fixture
def bytes_of(path):
    """Every byte that is left on the disk of a file and of what lies beside it."""

    def bytes_of() -> bytes:
        beside = (path.with_name(path.name + suffix) for suffix in _SIDECARS)
        return b"".join(file.read_bytes() for file in beside if file.exists())

    return bytes_of


async def test_the_trash_is_a_place_that_is_searched_and_sorted(workspace, deleted):
    users = workspace.users
    await users.go_to(Place.TRASH)
    assert (users.state.count, users.state.total, users.state.places[Place.TRASH]) == (3, 0, 3)
    await users.search("ev")
    assert [users.rows.row(i).values["user_name"] for i in range(users.state.count)] == ["eve"]
    await users.search("")
    await users.sort_by("user_name", descending=True)
    shown = [users.rows.row(i).values["user_name"] for i in range(3)]
    assert shown == ["eve", "bob", "ada"]


async def test_a_deleted_user_is_shown_and_not_changed(workspace, deleted, until):
    form, users = workspace.form, workspace.users
    await users.go_to(Place.TRASH)
    await users.select([range(1)])
    await until(lambda: form.state.user is not None)
    assert form.state.is_trashed
    form.edit("title", "Countess")
    assert not form.state.draft
    await users.go_to(Place.ALL)
    await until(lambda: form.state.user is None)


async def test_a_draft_waits_while_its_user_is_in_the_trash(workspace, ada, choose, until):
    form, users = workspace.form, workspace.users
    form.edit("title", "Lady")
    await workspace.changes.perform(DeleteUsers((ada.key,)))
    await users.go_to(Place.TRASH)
    await users.select([range(1)])
    await until(lambda: form.state.is_trashed)
    assert not form.state.draft
    await workspace.changes.undo()
    await users.go_to(Place.ALL)
    await choose(ada.key)
    await until(lambda: form.state.draft)
    assert form.state.draft == {"title": "Lady"}


async def test_who_comes_back_is_as_before(workspace, trash, deleted, answers, stored):
    before = stored("SELECT * FROM trash WHERE key <= 2")
    assert await trash.restore(deleted[:2], answers)
    assert stored("SELECT count(*) FROM trash") == [(1,)]
    assert [row[:5] for row in stored("SELECT * FROM users")] == [row[:5] for row in before]
    assert workspace.changes.state.undo == Summary(Deed.RESTORE, 2)


async def test_another_name_is_asked_for_where_the_old_one_is_taken(
    trash, deleted, answers, add, stored
):
    await add({"user_name": "ADA"}, {"user_name": "ada.2"})
    answers.will_say("bob", "augusta")
    await add({"user_name": "Bob"})
    assert await trash.restore(deleted[:1], answers)
    assert answers.asked == [("ada", "ada.3"), ("bob", "bob.2")], "the first answer is taken, too"
    assert stored("SELECT user_name FROM users WHERE key = 1") == [("augusta",)]


async def test_nobody_comes_back_without_a_name(trash, deleted, answers, add, stored):
    await add({"user_name": "ada"})
    answers.will_say(None)
    assert not await trash.restore(deleted[:1], answers)
    assert stored("SELECT count(*) FROM trash") == [(3,)]


async def test_many_taken_names_get_numbers_after_one_question(
    trash, deleted, answers, add, stored
):
    await add({"user_name": "ada"}, {"user_name": "EVE"})
    answers.will_say(False)
    assert not await trash.restore(deleted, answers)
    answers.will_say(True)
    assert await trash.restore(deleted, answers)
    assert answers.asked == [Question(QuestionKey.RESTORE_RENAMED, 2, "ada.2")] * 2
    names = {name for (name,) in stored("SELECT user_name FROM users")}
    assert names == {"ada", "EVE", "ada.2", "bob", "eve.2"}


async def test_the_trash_is_emptied_only_if_the_person_means_it(
    workspace, trash, deleted, answers, stored
):
    answers.will_say(False, True)
    assert not await trash.empty(answers)
    assert stored("SELECT count(*) FROM trash") == [(3,)]
    assert await trash.empty(answers)
    assert stored("SELECT count(*) FROM trash") == [(0,)]
    assert answers.asked == [Question(QuestionKey.EMPTY_TRASH, 3)] * 2
    assert workspace.changes.state.notice.can_undo is False
    assert not await trash.empty(answers), "nothing to empty, nothing to ask"


async def test_the_trash_lets_go_of_users_only_if_it_was_told_to(trash, deleted, stored):
    long_ago = (datetime.now(UTC) - timedelta(days=31)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    stored("UPDATE change_sets SET time = ?", long_ago)
    assert await trash.let_go() == 0
    await trash.keep_for(90)
    assert await trash.let_go() == 0
    await trash.keep_for(30)
    assert trash.state.days == 30
    assert await trash.let_go() == 3
    assert stored("SELECT count(*) FROM trash") == [(0,)]


async def test_a_clock_that_was_wrong_for_a_while_empties_no_trash(
    workspace, trash, deleted, stored
):
    """The set with the old time stands behind one with a new time: it cannot be that old."""
    await trash.keep_for(30)
    stored("UPDATE change_sets SET time = '2001-01-01T00:00:00.000000Z' WHERE kind = 'bulk'")
    assert await trash.let_go() == 0


async def test_nothing_of_an_erased_person_is_left_in_the_file(
    workspace, add, answers, bytes_of, stored
):
    there, gone = await add(
        {"user_name": NAME, "notes": f"{NAME} lives here", "email": f"{NAME}@x.org"},
        {"user_name": "zzz"},
    )
    change = ChangeUsers((there.key,), {"notes": f"{NAME} moved", "family_name": NAME})
    await workspace.changes.perform(change)
    await workspace.changes.perform(ChangeUsers((gone.key,), {"title": NAME}))
    await workspace.changes.perform(DeleteUsers((gone.key,)))
    assert NAME.encode() in bytes_of()
    answers.will_say(False, True)
    assert not await workspace.trash.erase((there.key, gone.key), answers)
    assert await workspace.trash.erase((there.key, gone.key), answers)
    assert answers.asked == [Question(QuestionKey.ERASE_USERS, 2)] * 2
    for table in ("users", "user_index", "trash", "trash_index", "changes"):
        assert stored(f"SELECT count(*) FROM {table}") == [(0,)], table  # noqa: S608
    await workspace.close()
    left = bytes_of()
    for spelled in (NAME, NAME.lower(), NAME.casefold()):
        assert spelled.encode() not in left
    assert stored("SELECT deed, count FROM change_sets ORDER BY seq DESC LIMIT 1") == [("erase", 2)]


async def test_what_needs_the_erased_cannot_be_undone(workspace, trash, add, answers):
    (ada,) = await add({"user_name": "ada"})
    await workspace.changes.perform(ChangeUsers((ada.key,), {"title": "x"}))
    answers.will_say(True)
    await trash.erase((ada.key,), answers)
    assert workspace.changes.state.notice.can_undo is False
    with pytest.raises(OvertakenError):
        await workspace.changes.undo()
    assert (workspace.changes.state.undo, workspace.changes.state.redo) == (None, None)


async def test_several_of_one_name_come_back_under_names_of_their_own(
    workspace, trash, add, answers, stored
):
    keys = []
    for name in ("ada", "ADA", "Ada"):
        (user,) = await add({"user_name": name})
        await workspace.changes.perform(DeleteUsers((user.key,)))
        keys.append(user.key)
    answers.will_say(True)
    assert await trash.restore(tuple(keys), answers)
    assert answers.asked == [Question(QuestionKey.RESTORE_RENAMED, 2, "ADA.2")]
    names = [name for (name,) in stored("SELECT user_name FROM users ORDER BY key")]
    assert names == ["ada", "ADA.2", "Ada.3"]


@pytest.mark.parametrize("way", ["purge", "empty", "let_go"])
async def test_what_was_typed_goes_with_who_goes_for_good(
    workspace, trash, ada, answers, stored, way
):
    form = workspace.form
    form.edit("title", "private")
    await workspace.changes.perform(DeleteUsers((ada.key,)))
    assert form.keeper._drafts()
    if way == "let_go":
        await trash.keep_for(30)
        stored("UPDATE change_sets SET time = '2001-01-01T00:00:00.000000Z'")
        assert await trash.let_go() == 1
    else:
        answers.will_say(True)
        gone = trash.purge((ada.key,), answers) if way == "purge" else trash.empty(answers)
        assert await gone
    assert not form.keeper._drafts()


async def test_traces_that_another_program_keeps_are_told_and_go_when_it_is_gone(
    workspace, path, add, answers, monkeypatch, stored
):
    monkeypatch.setattr(sqlite, "_PATIENCE_FOR_READERS", 100)
    (ada,) = await add({"user_name": "ada", "notes": "zzsecretzz"})
    await workspace.users.load()
    await workspace.database.compact()
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM users").fetchone()
    answers.will_say(True)
    with pytest.raises(TracesLeftError):
        await workspace.trash.erase((ada.key,), answers)
    assert isinstance(workspace.trash.state.problem, TracesLeftError)
    assert b"zzsecretzz" in path.read_bytes()
    await workspace.trash.finish_erasing()
    assert b"zzsecretzz" in path.read_bytes()
    reader.close()
    await workspace.trash.finish_erasing()
    assert b"zzsecretzz" not in path.read_bytes()
    assert stored("SELECT value FROM meta WHERE name = 'traces'") == [("",)]
