"""One piece of work on a file, without a window, in a program of its own: ``jobs.py JOB FILE``.

What becomes of it is told as facts: it is done, it was refused with a reason, or it is a bug.
"""

from __future__ import annotations

import asyncio
import json
import sys
import traceback
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.database.backup import BackupFolder
from desktop_app.database.document import open_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.migrations import upgrade
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.backups import BackupReason
from desktop_app.domain.errors import AppError
from desktop_app.domain.query import UserQuery
from desktop_app.domain.user import UpdateUserDTO
from desktop_app.operations.user_operations import ChangeUsers, DeleteUsers, UpdateUser
from desktop_app.view_models.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from desktop_app.domain.user import UserDTO

__all__ = ["JOBS", "result", "upgrade"]  # Alembic is to be there before the disk goes bad
CHOSEN = 150
TEXT = "Written on a bad disk"


async def everyone(workspace: Workspace) -> list[UserDTO]:
    async with workspace.database.get_db_session(read_only=True) as session:
        users = UserRepository(session)
        keys = await users.user_keys(UserQuery(), date.today())
        return await users.get_users(keys)


async def save(workspace: Workspace) -> None:
    seen = (await everyone(workspace))[0]
    await workspace.changes.attempt(UpdateUser(seen, UpdateUserDTO(title=TEXT)))


async def bulk(workspace: Workspace) -> None:
    keys = tuple(user.key for user in (await everyone(workspace))[:CHOSEN])
    await workspace.changes.attempt(ChangeUsers(keys, {"title": TEXT, "notes": TEXT}))


async def delete_and_undo(workspace: Workspace) -> None:
    """Two changes; what the file holds in between is right, too."""
    keys = tuple(user.key for user in (await everyone(workspace))[:CHOSEN])
    await workspace.changes.attempt(DeleteUsers(keys))
    await workspace.changes.undo()


async def import_file(workspace: Workspace) -> None:
    imports = workspace.imports
    assert workspace.path
    imports.begin(workspace.path.with_suffix(".csv"))
    while imports.state.plan is None:
        if imports.state.problem is not None:
            raise imports.state.problem
        await asyncio.sleep(0.001)
    await imports.carry_out()
    if imports.state.problem is not None:
        raise imports.state.problem


WRITING = {job.__name__: job for job in (save, bulk, delete_and_undo, import_file)}


def write(job: Callable[[Workspace], Awaitable[None]], path: Path) -> None:
    async def work() -> None:
        document = open_document(path)
        bugs: list[BaseException] = []
        workspace = Workspace(document.path, DatabaseHelper(document.url), bugs.append)
        try:
            await job(workspace)
        finally:
            await workspace.close()
        if bugs:
            raise bugs[0]

    asyncio.run(work())


def migrate(path: Path) -> None:
    open_document(path)


def backup(path: Path) -> None:
    BackupFolder(path.parent / "backups", path).make(BackupReason.MANUAL)


JOBS: dict[str, Callable[[Path], None]] = {
    **{name: lambda path, job=job: write(job, path) for name, job in WRITING.items()},
    "migrate": migrate,
    "backup": backup,
}


def result(name: str, path: Path) -> dict[str, Any]:
    try:
        JOBS[name](path)
    except AppError as error:
        return {"refused": type(error).__name__, "reason": str(getattr(error, "reason", ""))}
    except Exception:  # noqa: BLE001  # what is looked for
        return {"bug": traceback.format_exc()}
    return {"done": True}


def main(name: str, path: str) -> None:
    for facts in ({"ready": True}, None):
        print(json.dumps(facts or result(name, Path(path))), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
