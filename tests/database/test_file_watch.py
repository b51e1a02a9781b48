"""A file that others write to, replace or take away is noticed, and never written over."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from document_files import add, names, run, state
from sqlalchemy import text

from desktop_app.database.document import create_document
from desktop_app.database.file_watch import WATCH_NAME
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.user_writer import UserWriter
from desktop_app.domain.errors import StorageError, StorageReason
from desktop_app.domain.user import CreateUserDTO

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from desktop_app.database.file_watch import FileWatch

OTHER = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()"


class Heard:
    """What a watch told, in order."""

    def __init__(self) -> None:
        self.commits = 0
        self.troubles: list[StorageReason | None] = []

    def commit(self) -> None:
        self.commits += 1

    def trouble(self, reason: StorageReason | None) -> None:
        self.troubles.append(reason)


@pytest.fixture
def userbook(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    return create_document(tmp_path / "folder" / "users.userbook").path


@pytest.fixture(params=["WAL", "TRUNCATE"])
async def helper(userbook: Path, request) -> AsyncIterator[DatabaseHelper]:
    helper = DatabaseHelper(f"sqlite+aiosqlite:///{userbook}", journal_mode=request.param)
    yield helper
    await helper.close()


async def store(helper: DatabaseHelper, user_name: str) -> None:
    async with helper.get_db_session() as session:
        await UserWriter(session).add_user(CreateUserDTO(user_name=user_name, display_name="x"))


async def count(helper: DatabaseHelper) -> int:
    async with helper.get_db_session(read_only=True) as session:
        return (await session.execute(text("SELECT count(*) FROM users"))).scalar_one()


async def refusal(helper: DatabaseHelper) -> StorageReason:
    with pytest.raises(StorageError) as caught:
        await store(helper, "bob")
    return caught.value.reason


def elsewhere(userbook: Path, statement: str) -> None:
    """Another program on the same file."""
    subprocess.run([sys.executable, "-c", OTHER, userbook, statement], check=True)


def replace(userbook: Path) -> None:
    """As a sync client does it: another file under the same name."""
    new = userbook.with_name("other.userbook")
    create_document(new)
    new.replace(userbook)


async def test_nothing_is_written_when_the_file_was_replaced(helper, userbook):
    await store(helper, "ada")
    assert await count(helper) == 1
    replace(userbook)
    before = state(userbook.parent)
    assert await refusal(helper) is StorageReason.REPLACED
    assert await refusal(helper) is StorageReason.REPLACED
    assert await count(helper) == 1, "what was stored is still to be seen"
    assert state(userbook.parent) == before
    await helper.close()
    assert state(userbook.parent)[userbook.name] == before[userbook.name]
    assert await names(f"sqlite+aiosqlite:///{userbook}") == []


async def test_a_file_that_was_replaced_before_the_first_writing_is_noticed_too(helper, userbook):
    assert await count(helper) == 0
    replace(userbook)
    assert await refusal(helper) is StorageReason.REPLACED
    await helper.close()
    assert await names(f"sqlite+aiosqlite:///{userbook}") == []


async def test_what_was_being_written_when_the_file_was_replaced_is_not_stored(helper, userbook):
    assert await count(helper) == 0

    async def store_while_it_is_replaced() -> None:
        async with helper.get_db_session() as session:
            await UserWriter(session).add_user(CreateUserDTO(user_name="a", display_name="x"))
            replace(userbook)

    with pytest.raises(StorageError) as caught:
        await store_while_it_is_replaced()
    assert caught.value.reason is StorageReason.REPLACED
    assert await count(helper) == 0


async def test_a_file_that_is_gone_is_written_again_when_it_is_back(helper, userbook):
    await store(helper, "ada")
    away = userbook.with_name("away")
    userbook.rename(away)
    assert await refusal(helper) is StorageReason.VANISHED
    assert not userbook.exists()
    away.rename(userbook)
    await store(helper, "bob")
    assert await count(helper) == 2


async def test_the_log_of_the_new_file_outlives_the_old_one(helper, userbook, until):
    await store(helper, "ada")
    log = userbook.with_name(f"{userbook.name}-wal")
    await until(lambda: not log.exists() or not log.stat().st_size)
    await asyncio.sleep(0.1)  # it is noted that the log is empty
    replace(userbook)
    with closing(sqlite3.connect(userbook, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("PRAGMA user_version=77")
        await helper.close()
        assert other.execute("PRAGMA user_version").fetchone() == (77,)
        copy = userbook.with_name("copy")
        for suffix in ("", "-wal"):
            if userbook.with_name(userbook.name + suffix).exists():
                shutil.copy(f"{userbook}{suffix}", f"{copy}{suffix}")
    with closing(sqlite3.connect(copy)) as looked:
        assert looked.execute("PRAGMA user_version").fetchone() == (77,)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def watch(helper, heard) -> Iterator[FileWatch]:
    watch = helper.watch()
    watch.start(heard.commit, heard.trouble)
    yield watch
    watch.stop()


async def test_the_commit_of_another_process_is_heard_within_a_second(
    helper, watch, heard, userbook, until
):
    await store(helper, "ada")
    await until(lambda: heard.commits == 1)
    await helper.was_changed_by_others()
    elsewhere(userbook, "UPDATE users SET notes='x'")
    await until(lambda: heard.commits == 2)
    assert await helper.was_changed_by_others()
    assert not await helper.was_changed_by_others()


async def test_our_own_commits_are_not_those_of_others(helper, watch, heard, until):
    await store(helper, "ada")
    await until(lambda: heard.commits)
    await helper.was_changed_by_others()
    for n in range(3):
        before = heard.commits
        await store(helper, f"u{n}")
        await until(lambda before=before: heard.commits > before)
        assert not await helper.was_changed_by_others()


async def test_a_replaced_and_a_vanished_file_are_told_once(helper, watch, heard, userbook, until):
    assert await count(helper) == 0
    away = userbook.with_name("away")
    userbook.rename(away)
    await until(lambda: heard.troubles)
    away.rename(userbook)
    await until(lambda: len(heard.troubles) == 2)
    replace(userbook)
    await until(lambda: len(heard.troubles) == 3)
    assert heard.troubles == [StorageReason.VANISHED, None, StorageReason.REPLACED]


async def test_a_watch_that_stopped_leaves_no_thread_and_no_file(helper, watch, userbook):
    await store(helper, "ada")
    watch.stop()
    assert WATCH_NAME not in {thread.name for thread in threading.enumerate()}
    await helper.close()
    assert list(state(userbook.parent)) == [userbook.name]


async def test_what_can_only_be_read_is_watched_without_being_touched(userbook, heard, until):
    await add(f"sqlite+aiosqlite:///{userbook}", "ada")
    run(userbook, "PRAGMA journal_mode=DELETE")
    before = state(userbook.parent)
    helper = DatabaseHelper(f"sqlite+aiosqlite:///{userbook}?mode=ro&uri=true")
    watch = helper.watch()
    watch.start(heard.commit, heard.trouble)
    assert await count(helper) == 1
    time.sleep(0.5)  # noqa: ASYNC251  # the watch is a thread
    assert state(userbook.parent) == before
    run(userbook, "UPDATE users SET notes='x'")
    await until(lambda: heard.commits == 1)
    assert await helper.was_changed_by_others()
    watch.stop()
    await helper.close()


def test_a_database_in_memory_is_nobody_elses():
    assert DatabaseHelper("sqlite+aiosqlite:///:memory:").watch() is None


async def test_watching_costs_next_to_nothing(helper, userbook):
    watch = helper.watch()
    assert watch is not None
    before = time.thread_time()
    for _ in range(200):
        watch._guard.check()
        watch._pulse.has_beaten()
    spent = (time.thread_time() - before) / 200
    watch._pulse.close()
    assert spent * 2.5 < 0.002, "of a core, with two and a half looks a second"
