"""The real program, which does what the lines of JSON on its standard input say: ``FILE FOLDER``.

It tells when it begins a deed and when the deed is done: from then on the deed must outlive it.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "journeys"))

from plays import take_in, tell, until, workspace_of

from desktop_app.app import Running, run
from desktop_app.settings import parse_command_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.view_models.workspace import Workspace

TYPED = "nick_name"


async def obey(running: Running) -> int:
    workspace = workspace_of(running)
    asked = _listen()
    tell(count=workspace.users.state.total, offered=await offered(workspace))
    while (deed := await asked.get()) is not None:
        await DEEDS[deed["kind"]](workspace, deed)
        tell(done=deed["number"])
    return 0


def _listen() -> asyncio.Queue[dict[str, Any] | None]:
    asked: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def listen() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(asked.put_nowait, json.loads(line))
        loop.call_soon_threadsafe(asked.put_nowait, None)

    Thread(target=listen, daemon=True).start()
    return asked


async def keys_of(workspace: Workspace, names: Sequence[str]) -> tuple[int, ...]:
    from desktop_app.database.user_repository import UserRepository  # noqa: PLC0415

    async with workspace.database.get_db_session(read_only=True) as session:
        found = await UserRepository(session).get_users_named(names)
    return tuple(user.key for user in found)


async def save(workspace: Workspace, deed: dict[str, Any]) -> None:
    """By the form, which whatever else the window does may fill with somebody else meanwhile.

    What was typed before a kill may conflict with what was done since: then the new text goes.
    """
    while True:
        await type_in(workspace, deed)
        if await workspace.form.save():
            return
        workspace.form.take_theirs()


async def type_in(workspace: Workspace, deed: dict[str, Any]) -> None:
    await shown(workspace, await keys_of(workspace, deed["names"]))
    for name in ("title", "department"):
        workspace.form.edit(name, deed["text"])


async def shown(workspace: Workspace, keys: tuple[int, ...]) -> None:
    while set(workspace.form.state.keys) != set(keys):
        try:
            await workspace.form.show(keys)
        except asyncio.CancelledError:
            await asyncio.sleep(0)  # the window has shown what it shows


async def offered(workspace: Workspace) -> dict[str, str]:
    """What was typed in the nickname of whom, of the drafts that the window offers."""
    from desktop_app.database.user_repository import UserRepository  # noqa: PLC0415

    typed = {draft.keys: draft.typed for draft in workspace.form.keeper._kept}
    there = [keys for keys in workspace.form.unsaved if len(keys) == 1]
    async with workspace.database.get_db_session(read_only=True) as session:
        users = await UserRepository(session).get_users([key for (key,) in there])
    return {user.user_name: str(typed[user.key,].get(TYPED) or "") for user in users}


async def type_and_leave(workspace: Workspace, deed: dict[str, Any]) -> None:
    """Nothing is saved; done is what the side store has."""
    form, keys = workspace.form, await keys_of(workspace, deed["names"])
    await shown(workspace, keys)
    form.edit(TYPED, deed["text"])
    await until(lambda: is_kept(workspace, keys, deed["text"]))


def is_kept(workspace: Workspace, keys: tuple[int, ...], text: str) -> bool:
    kept = workspace.form.keeper._kept
    return any(draft.keys == keys and draft.typed.get(TYPED) == text for draft in kept)


async def create(workspace: Workspace, deed: dict[str, Any]) -> None:
    form = workspace.form
    while True:
        form.new()
        for name in ("title", "department"):
            form.edit(name, deed["text"])
        form.edit("user_name", deed["names"][0])
        if await form.save():
            return


async def import_file(workspace: Workspace, deed: dict[str, Any]) -> None:
    if await take_in(workspace, Path(deed["file"])) != len(deed["names"]):
        raise LookupError(workspace.imports.state)


async def delete(workspace: Workspace, deed: dict[str, Any]) -> None:
    await workspace.users.delete(await keys_of(workspace, deed["names"]))


async def undo(workspace: Workspace, _deed: dict[str, Any]) -> None:
    await until(lambda: workspace.changes.state.undo)
    await workspace.changes.undo()


async def redo(workspace: Workspace, _deed: dict[str, Any]) -> None:
    await until(lambda: workspace.changes.state.redo)
    await workspace.changes.redo()


DEEDS = {
    "save": save,
    "bulk": save,
    "create": create,
    "import": import_file,
    "delete": delete,
    "undo": undo,
    "redo": redo,
    "type": type_and_leave,
}


if __name__ == "__main__":
    given = parse_command_line([sys.argv[1], "--settings", sys.argv[2]])
    sys.exit(run(given, obey))
