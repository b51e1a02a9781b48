"""Which file a URL opens, and how."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from urllib.parse import quote

import pytest
from sqlalchemy import make_url, text

from desktop_app.database.backends import backend_for
from desktop_app.domain.errors import StorageError, StorageReason

SETTINGS = {
    "trusted_schema": 0,
    "cell_size_check": 1,
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "journal_mode": "wal",
    "synchronous": 2,
    "secure_delete": 1,
    "mmap_size": 0,
    "temp_store": 2,
    "journal_size_limit": 64 * 2**20,
}


async def ask(session, pragma):
    return (await session.execute(text(f"PRAGMA {pragma}"))).scalar_one()


@pytest.mark.parametrize("read_only", [False, True])
async def test_every_connection_has_the_settings(database, read_only):
    async with database.get_db_session(read_only=read_only) as session:
        settings = {name: await ask(session, name) for name in SETTINGS}
        assert await ask(session, "query_only") == read_only
    assert settings == SETTINGS


async def test_who_writes_has_room_for_the_pages_of_a_change_of_very_many(database):
    async with database.get_db_session() as session:
        room = await ask(session, "cache_size")
    async with database.get_db_session(read_only=True) as session:
        assert await ask(session, "cache_size") > room, "in KiB, as a negative number"


@pytest.mark.parametrize("read_only", [False, True])
async def test_a_value_of_more_than_32_mib_and_a_second_file_are_refused(database, read_only):
    async with database.get_db_session(read_only=read_only) as session:
        raw = (await (await session.connection()).get_raw_connection()).driver_connection._conn
    assert raw.getlimit(sqlite3.SQLITE_LIMIT_LENGTH) == 32 * 2**20
    assert raw.getlimit(sqlite3.SQLITE_LIMIT_ATTACHED) == 0


@pytest.mark.parametrize(
    ("asked", "mode", "synchronous"),
    [("WAL", "wal", 2), ("TRUNCATE", "truncate", 2), ("DELETE", "delete", 3)],
)
async def test_each_journal_has_the_synchronous_that_survives_a_power_cut(
    open_database, work, asked, mode, synchronous
):
    async with open_database(journal_mode=asked).get_db_session() as session:
        await work.insert(session, 1)
        assert await ask(session, "journal_mode") == mode
        assert await ask(session, "synchronous") == synchronous


async def test_a_file_is_taken_out_of_wal_even_if_reading_comes_first(open_database, file, work):
    database = open_database(journal_mode="TRUNCATE", busy_timeout=300)
    async with database.get_db_session(read_only=True) as session:
        await session.execute(text("SELECT * FROM notes"))
    async with database.get_db_session() as session:
        await work.insert(session, 1)
        assert await ask(session, "journal_mode") == "truncate"
    assert file.keys() == [1]


async def test_a_file_system_without_shared_memory_gets_truncate(open_database, file):
    with closing(sqlite3.connect(file.path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    url = f"sqlite+aiosqlite:///file:{file.path}?vfs=unix-dotfile&uri=true"
    async with open_database(url).get_db_session() as session:
        assert await ask(session, "journal_mode") == "truncate"
        assert await ask(session, "synchronous") == 2


async def test_a_reader_finds_a_file_as_it_is(open_database, file):
    with closing(sqlite3.connect(file.path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    async with open_database().get_db_session(read_only=True) as session:
        assert await ask(session, "journal_mode") == "delete"


@pytest.mark.parametrize("query", ["mode=ro", "immutable=1"])
async def test_a_read_only_url_reads_and_refuses_writing_at_once(
    open_database, file, tmp_path, query
):
    before = file.path.read_bytes()
    database = open_database(f"sqlite+aiosqlite:///file:{file.path}?{query}&uri=true")
    assert database.is_read_only
    async with database.get_db_session(read_only=True) as session:
        assert (await session.execute(text("SELECT count(*) FROM notes"))).scalar_one() == 0
    for writing in (database.get_db_session(), database.get_scope_session()):
        with pytest.raises(StorageError) as caught:
            async with writing:
                pass
        assert caught.value.reason is StorageReason.READ_ONLY
    with pytest.raises(StorageError):
        await anext(database.get_session())
    await database.close()
    assert file.path.read_bytes() == before


async def test_an_immutable_file_gets_no_neighbours(open_database, file):
    database = open_database(f"sqlite+aiosqlite:///file:{file.path}?immutable=1&uri=true")
    async with database.get_db_session(read_only=True) as session:
        await session.execute(text("SELECT * FROM notes"))
        assert file.siblings() == {""}


async def test_a_plain_url_is_for_writing(database):
    assert not database.is_read_only


@pytest.mark.parametrize("form", ["uri", "plain"])
async def test_a_path_may_have_any_letter(open_database, file, work, form):
    path = file.path.with_name("ä б%41 ?x#y&z=1+2.db")
    file.path.rename(path)
    if form == "uri":
        url = f"sqlite+aiosqlite:///{path.as_uri()}?mode=rw&uri=true"
    else:
        url = f"sqlite+aiosqlite:///{quote(str(path))}"
    database = open_database(url)
    async with database.get_db_session() as session:
        await work.insert(session, 1)
    await database.close()
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    file.path = path
    assert file.keys() == [1]


@pytest.mark.parametrize("url", ["sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:"])
async def test_a_database_in_memory_is_one_for_all_sessions(open_database, url):
    database = open_database(url)
    async with database.get_db_session() as session:
        await session.execute(text("CREATE TABLE notes(key)"))
        await session.execute(text("INSERT INTO notes VALUES (1)"))
    async with database.get_db_session(read_only=True) as session:
        assert (await session.execute(text("SELECT key FROM notes"))).scalar_one() == 1
        with pytest.raises(RuntimeError, match="pass its session on"):
            async with database.get_db_session(read_only=True):
                pass
    await database.close()


def test_a_database_engine_that_nobody_wrote_is_refused():
    with pytest.raises(LookupError, match="oracle"):
        backend_for(make_url("oracle://"))
