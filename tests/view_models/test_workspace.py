"""Closing a file leaves no task, no thread and no file beside it."""

from __future__ import annotations

import asyncio
import threading

from desktop_app.database.connection import THREAD_NAME
from desktop_app.database.document import Document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.errors import StorageReason
from desktop_app.domain.user import CreateUserDTO
from desktop_app.operations.user_operations import CreateUser
from desktop_app.view_models.workspace import Workspace


def create(user_name: str) -> CreateUser:
    return CreateUser(CreateUserDTO(user_name=user_name, display_name=user_name))


async def test_nothing_outlives_a_closed_file(workspace, path, stored, until):
    before = asyncio.all_tasks()
    form, users, changes = workspace.form, workspace.users, workspace.changes
    for n in range(20):
        changes.perform(create(f"u{n}"))
    form.new()
    form.edit("user_name", "ada")
    form.save()
    users.search("u")
    users.select([range(3)])
    users.rows.row(0)
    await workspace.close()
    assert asyncio.all_tasks() == before
    await until(lambda: THREAD_NAME not in {thread.name for thread in threading.enumerate()})
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    assert stored("SELECT count(*) FROM users") == [(21,)], "writes are finished"
    parts = (form, users, changes, workspace.imports, workspace.exports)
    assert not any(part.tasks.is_busy for part in parts)


async def test_a_file_is_closed_once_and_for_all(workspace):
    await workspace.users.refresh()
    await workspace.close()
    await workspace.close()
    await asyncio.wait([workspace.users.refresh()])
    assert workspace.users.state.problem is not None


async def test_a_read_only_file_says_so_everywhere(path, crashes, add):
    await add({"user_name": "ada"})
    document = Document(path, 1, "mode=ro")
    workspace = Workspace(path, DatabaseHelper(document.url), crashes.append)
    assert workspace.users.is_read_only
    assert workspace.form.is_read_only
    assert workspace.imports.is_read_only
    await workspace.users.refresh()
    await workspace.users.select([range(1)])
    workspace.form.new()
    workspace.form.edit("user_name", "bob")
    assert await workspace.form.save() is False
    assert workspace.form.state.problem.reason is StorageReason.READ_ONLY
    await workspace.close()
