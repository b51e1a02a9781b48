"""Two programs over one file, and the end of one of them."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time

import pytest
from sqlalchemy import text

WINDOW = """
import asyncio, sys
from pathlib import Path
from desktop_app.database.document import open_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.view_models.workspace import Workspace

async def main():
    path = Path(sys.argv[1])
    workspace = Workspace(path, DatabaseHelper(open_document(path).url), lambda error: sys.exit(1))
    workspace.live.start()
    await workspace.users.load()
    await workspace.users.select([range(1)])
    while not workspace.form.state.keys:
        await asyncio.sleep(0.01)
    for field, value in (pair.split("=") for pair in sys.argv[2:]):
        workspace.form.edit(field, value)
    print("saved" if await workspace.form.save() else "not saved", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await workspace.close()

asyncio.run(main())
"""
SLOW = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT count(*) FROM c"


@pytest.fixture
async def elsewhere(path):
    """Another window in another process changes the first user, and stays open till the end."""
    running = []

    async def change(*fields: str) -> None:
        other = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-c", WINDOW, str(path), *fields),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        running.append(other)
        assert await asyncio.wait_for(other.stdout.readline(), 20) == b"saved\n"

    async def leave() -> None:
        for other in running:
            other.stdin.close()
            assert await other.wait() == 0
        running.clear()

    change.leave = leave
    yield change
    await leave()


async def test_two_windows_change_different_fields_of_one_user(
    workspace, form, ada, elsewhere, until, stored
):
    workspace.live.start()
    form.edit("title", "Lady")
    await elsewhere("department=Engines")
    await until(lambda: form.state.value("department") == "Engines")
    assert form.state.draft == {"title": "Lady"}
    assert await form.save()
    assert stored("SELECT title, department FROM users") == [("Lady", "Engines")]


async def test_two_windows_change_the_same_field_and_both_values_are_shown(
    workspace, form, ada, elsewhere, until, stored
):
    workspace.live.start()
    form.edit("title", "Lady")
    await elsewhere("title=Dame")
    await until(lambda: form.state.conflict)
    assert (form.state.value("title"), form.state.conflict.stored.title) == ("Lady", "Dame")
    assert stored("SELECT title FROM users") == [("Dame",)]


async def test_the_last_to_close_leaves_one_file(workspace, path, ada, elsewhere):
    workspace.live.start()
    await elsewhere("title=Dame")
    start = time.perf_counter()
    await workspace.close()
    assert time.perf_counter() - start < 2, "nobody waits for the other one"
    await elsewhere.leave()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


async def test_closing_during_a_long_query_is_immediate(workspace, path, ada):
    workspace.live.start()

    async def read() -> None:
        async with workspace.database.get_db_session(read_only=True) as session:
            await session.execute(text(SLOW))

    reading = workspace.users.tasks.latest("slow", read())
    await asyncio.sleep(0.3)
    start = time.perf_counter()
    await workspace.close()
    assert time.perf_counter() - start < 1
    assert reading.cancelled()
    assert [each.name for each in path.parent.iterdir()] == [path.name]
