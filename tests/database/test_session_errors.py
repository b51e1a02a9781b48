from __future__ import annotations

import asyncio
import logging
import traceback
from contextlib import asynccontextmanager, closing

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from desktop_app.domain.errors import AlreadyExistError, StorageError, StorageReason

pytestmark = pytest.mark.both_loops
CANARY = "canary@example.org"


async def test_a_taken_value_names_its_field_and_keeps_the_original(database):
    async def write() -> None:
        async with database.get_db_session() as session:
            for _ in range(2):
                await session.execute(text("INSERT INTO names(email) VALUES ('a')"))

    with pytest.raises(AlreadyExistError) as caught:
        await write()
    assert caught.value.field == "email"
    assert caught.value.value is None
    assert isinstance(caught.value.__cause__, IntegrityError)


async def test_a_taken_key_is_reported_as_the_field_it_is_made_from(database):
    async def write() -> None:
        async with database.get_db_session() as session:
            for _ in range(2):
                await session.execute(text("INSERT INTO names(user_name_key) VALUES ('a')"))

    with pytest.raises(AlreadyExistError) as caught:
        await write()
    assert caught.value.field == "user_name"


async def test_the_injected_and_the_scoped_session_translate_too(database):
    taken = text("INSERT INTO names(email) VALUES ('a'), ('a')")
    with pytest.raises(AlreadyExistError):
        async with asynccontextmanager(database.get_session)() as session:
            await session.execute(taken)
    with pytest.raises(AlreadyExistError):
        async with database.get_scope_session() as registry:
            await registry.execute(taken)


async def test_a_bug_stays_a_bug(database):
    with pytest.raises(DBAPIError, match="no such table"):
        async with database.get_db_session() as session:
            await session.execute(text("SELECT * FROM nowhere"))


async def test_a_lock_of_another_program_is_waited_for_and_then_named(open_database, file, work):
    database = open_database(busy_timeout=300)
    with closing(file.lock()), pytest.raises(StorageError) as caught:
        async with database.get_db_session() as session:
            await work.insert(session, 1)
    assert caught.value.reason is StorageReason.BUSY
    assert caught.value.__cause__.orig.sqlite_errorname == "SQLITE_BUSY"


async def test_waiting_too_long_for_our_own_writer_is_busy_as_well(open_database, work):
    database = open_database(busy_timeout=100)

    async def write() -> None:
        async with database.get_db_session() as session:
            await work.insert(session, 1)

    async with database.get_db_session() as session:
        await work.insert(session, 1)
        with pytest.raises(StorageError) as caught:
            await asyncio.create_task(write())
    assert caught.value.reason is StorageReason.BUSY
    assert isinstance(caught.value.__cause__, PoolTimeoutError)


@pytest.mark.parametrize("read_only", [False, True])
async def test_a_damaged_file_is_named(database, file, threads, until, read_only):
    file.path.write_bytes(b"not a database" * 1000)
    with pytest.raises(StorageError) as caught:
        async with database.get_db_session(read_only=read_only) as session:
            await session.execute(text("SELECT * FROM notes"))
    assert caught.value.reason is StorageReason.DAMAGED
    await database.close()
    await until(lambda: not threads())


@pytest.mark.parametrize("read_only", [False, True])
async def test_a_missing_file_is_unreachable_and_not_made(open_database, tmp_path, read_only):
    path = tmp_path / "missing.db"
    database = open_database(f"sqlite+aiosqlite:///{path}")
    with pytest.raises(StorageError) as caught:
        async with database.get_db_session(read_only=read_only) as session:
            await session.execute(text("SELECT 1"))
    assert caught.value.reason is StorageReason.UNREACHABLE
    assert not path.exists()


@pytest.mark.parametrize("echo", [True, False])
async def test_no_value_gets_into_a_text_or_a_log(open_database, caplog, echo):
    caplog.set_level(logging.DEBUG)
    for name in ("aiosqlite", "sqlalchemy", "sqlalchemy.engine", "sqlalchemy.pool", "asyncio"):
        caplog.set_level(logging.DEBUG, logger=name)
    database = open_database(echo=echo)
    insert = text("INSERT INTO names(email) VALUES (:email)")
    async with database.get_db_session() as session:
        await session.execute(insert, {"email": CANARY})
        assert (await session.execute(text("SELECT email FROM names"))).scalar_one() == CANARY
    texts = []
    for statement in (insert, text("INSERT INTO nowhere VALUES (:email)")):
        with pytest.raises((AlreadyExistError, DBAPIError)) as caught:
            async with database.get_db_session() as session:
                await session.execute(statement, {"email": CANARY})
        texts += traceback.format_exception(caught.value)
    assert "INSERT INTO names" in caplog.text
    assert CANARY not in caplog.text
    assert CANARY not in "".join(texts)
