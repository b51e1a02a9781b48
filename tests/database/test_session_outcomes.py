from __future__ import annotations

import asyncio
from contextlib import aclosing, asynccontextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.exc import InvalidRequestError, OperationalError

from desktop_app.domain.errors import AlreadyExistError, StorageError, StorageReason

pytestmark = pytest.mark.both_loops
ESCAPES = [ValueError, KeyboardInterrupt, SystemExit, asyncio.CancelledError, GeneratorExit]


async def test_success_commits(database, file, work):
    async with database.get_db_session() as session:
        await work.insert(session, 1, times=3)
    assert file.keys() == [1, 1, 1]


@pytest.mark.parametrize("escape", ESCAPES)
async def test_whatever_escapes_rolls_back_and_unlocks(database, file, work, escape):
    async def write() -> None:
        async with database.get_db_session() as session:
            await work.insert(session, 1)
            assert file.is_locked()
            raise escape

    with pytest.raises(escape):
        await write()
    assert not file.is_locked()
    assert file.keys() == []


async def test_a_session_without_statements_does_not_touch_the_file(database, file):
    async with database.get_db_session():
        assert not file.is_locked()
    assert file.siblings() == {""}


async def test_a_session_that_ended_its_transaction_itself_closes_quietly(database, file, work):
    async with database.get_db_session() as session:
        await work.insert(session, 1)
        await session.commit()
        with pytest.raises(InvalidRequestError, match="Autobegin is disabled"):
            await work.insert(session, 2)
    assert file.keys() == [1]


async def test_a_broken_rule_rolls_back_everything_before_it(database, file, work):
    async def write() -> None:
        async with database.get_db_session() as session:
            await work.insert(session, 1)
            for _ in range(2):
                await session.execute(text("INSERT INTO names(email) VALUES ('a@b.c')"))

    with pytest.raises(AlreadyExistError):
        await write()
    assert file.keys() == []


async def test_savepoints_nest_inside_the_transaction(database, file, work):
    async def write() -> None:
        async with database.get_db_session() as session:
            async with session.begin_nested():
                await work.insert(session, 1)
            raise ValueError("outer")

    with pytest.raises(ValueError, match="outer"):
        await write()
    async with database.get_db_session() as session:
        await work.insert(session, 2)

        async def write() -> None:
            async with session.begin_nested():
                await work.insert(session, 3)
                raise ValueError("inner")

        with pytest.raises(ValueError, match="inner"):
            await write()
    assert file.keys() == [2]


async def test_a_reader_sees_one_state_throughout(database, work):
    async with database.get_db_session(read_only=True) as reader:
        before = (await reader.execute(text("SELECT count(*) FROM notes"))).scalar_one()
        async with database.get_db_session() as session:
            await work.insert(session, 1)
        after = (await reader.execute(text("SELECT count(*) FROM notes"))).scalar_one()
    async with database.get_db_session(read_only=True) as reader:
        later = (await reader.execute(text("SELECT count(*) FROM notes"))).scalar_one()
    assert (before, after, later) == (0, 0, 1)


async def test_a_reader_cannot_write(database, file, work):
    with pytest.raises(StorageError) as caught:
        async with database.get_db_session(read_only=True) as reader:
            await work.insert(reader, 1)
    assert caught.value.reason is StorageReason.READ_ONLY
    assert file.keys() == []


async def test_a_reader_does_not_wait_for_a_writer(database, work):
    async with database.get_db_session() as session:
        await work.insert(session, 1)
        async with asyncio.timeout(1), database.get_db_session(read_only=True) as reader:
            assert not (await reader.execute(text("SELECT * FROM notes"))).all()


@pytest.mark.parametrize("programs", [1, 2])
async def test_writers_take_turns_and_none_loses_an_update(open_database, file, programs):
    databases = [open_database() for _ in range(programs)]

    async def read_and_write(number: int) -> None:
        async with databases[number % programs].get_db_session() as session:
            key = (await session.execute(text("SELECT count(*) FROM notes"))).scalar_one()
            await asyncio.sleep(0.001)
            await session.execute(text("INSERT INTO notes VALUES (:key, 1)"), {"key": key})

    await asyncio.gather(*(read_and_write(number) for number in range(30)))
    assert file.keys() == list(range(30))


async def test_a_writer_inside_a_writer_fails_at_once_instead_of_waiting_for_itself(
    database, file, work
):
    async with database.get_db_session() as session:
        await work.insert(session, 1)
        async with asyncio.timeout(1):
            with pytest.raises(RuntimeError, match="writing already"):
                async with database.get_db_session():
                    pass
        async with database.get_db_session(read_only=True):
            pass
    async with database.get_db_session() as session:
        await work.insert(session, 2)
    assert file.keys() == [1, 2]


async def test_readers_may_nest(database):
    async with database.get_db_session(read_only=True) as outer:
        await outer.execute(text("SELECT 1"))
        async with database.get_db_session(read_only=True) as inner:
            assert (await inner.execute(text("SELECT 1"))).scalar_one() == 1


async def test_an_injected_session_commits_when_the_framework_is_done(database, file, work):
    async with asynccontextmanager(database.get_session)() as session:
        await work.insert(session, 1)
    assert file.keys() == [1]


async def test_an_injected_session_rolls_back_when_the_framework_throws_or_walks_away(
    database, file, work
):
    async def write() -> None:
        async with asynccontextmanager(database.get_session)() as session:
            await work.insert(session, 1)
            raise ValueError("handler")

    with pytest.raises(ValueError, match="handler"):
        await write()
    async with aclosing(database.get_session()) as generator:
        await work.insert(await anext(generator), 2)
    assert not file.is_locked()
    assert file.keys() == []


async def test_the_registry_gives_one_session_in_its_task_and_none_to_another(database, file, work):
    async def elsewhere() -> None:
        with pytest.raises(InvalidRequestError, match="Autobegin is disabled"):
            await registry.execute(text("SELECT 1"))

    async with database.get_scope_session() as registry:
        assert registry() is registry()
        await work.insert(registry(), 1)
        await asyncio.create_task(elsewhere())
    assert file.keys() == [1]
    assert not registry.registry.has()


async def test_the_registry_is_emptied_by_a_failure_too(database, file, work):
    registries = []

    async def write() -> None:
        async with database.get_scope_session() as registry:
            registries.append(registry)
            await work.insert(registry(), 1)
            raise ValueError("inside")

    with pytest.raises(ValueError, match="inside"):
        await write()
    assert not registries[0].registry.has()
    assert not file.is_locked()
    assert file.keys() == []


async def test_sqlalchemys_own_functions_are_not_there(database):
    with pytest.raises(OperationalError, match="no such function: REGEXP"):
        async with database.get_db_session(read_only=True) as session:
            await session.execute(text("SELECT 'a' REGEXP 'a'"))
