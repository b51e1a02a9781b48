"""SQLite may drop a transaction by itself; what comes after must not be stored alone."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from desktop_app.domain.errors import StorageError, StorageReason

pytestmark = pytest.mark.both_loops


async def test_a_statement_after_the_loss_is_refused(database, file, work):
    async def write() -> None:
        async with database.get_db_session() as session:
            await work.insert(session, 1)
            await work.interrupt_an_insert(session)
            await work.insert(session, 2)

    with pytest.raises(StorageError) as caught:
        await write()
    assert caught.value.reason is StorageReason.LOST
    assert file.keys() == []


async def test_a_commit_after_the_loss_is_refused(database, file, work):
    async def write() -> None:
        async with database.get_db_session() as session:
            await work.insert(session, 1)
            await work.interrupt_an_insert(session)

    with pytest.raises(StorageError) as caught:
        await write()
    assert caught.value.reason is StorageReason.LOST
    assert file.keys() == []


async def test_a_savepoint_after_the_loss_is_refused(database, file, work):
    async def write() -> None:
        async with database.get_db_session() as session:
            await work.insert(session, 1)
            await work.interrupt_an_insert(session)
            async with session.begin_nested():
                await work.insert(session, 2)

    with pytest.raises(StorageError) as caught:
        await write()
    assert caught.value.reason is StorageReason.LOST
    assert file.keys() == []


async def test_the_next_session_is_as_good_as_ever(database, file, work):
    with pytest.raises(StorageError):
        async with database.get_db_session() as session:
            await work.interrupt_an_insert(session)
    async with database.get_db_session() as session:
        await work.insert(session, 3)
    assert file.keys() == [3]


async def test_a_full_disk_is_named_and_loses_nothing_stored(database, file, work):
    async with database.get_db_session() as session:
        await work.insert(session, 1)

    async def write() -> None:
        async with database.get_db_session() as session:
            await session.execute(text("PRAGMA max_page_count=20"))
            await work.insert_many(session, 2, rows=1000)

    with pytest.raises(StorageError) as caught:
        await write()
    assert caught.value.reason is StorageReason.FULL
    assert file.keys() == [1]
