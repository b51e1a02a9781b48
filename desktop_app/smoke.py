"""``userbook --smoke``: the real program over sample users, driven from first paint to export.

It starts ten times (USERBOOK_STARTS) only to time the start, each as a new process, and once more
for the tour.
"""

from __future__ import annotations

import asyncio
import csv
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter, time
from typing import TYPE_CHECKING

from desktop_app.settings import PREFIX
from desktop_app.views.system import is_bundle, program

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from desktop_app.app import Running
    from desktop_app.view_models.workspace import Workspace

_OFTEN = "10"
_PATIENCE = 20.0
_STARTS = "USERBOOK_STARTS"
_BORN = "USERBOOK_BORN"
_PICTURE = "USERBOOK_PICTURE"
_PLAIN = """
import sqlite3, sys
print(len(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall()))
"""
_FIRST_PAGE = "SELECT * FROM users ORDER BY display_name LIMIT 128"


def smoke(picture: str | None) -> int:
    """Make a sample file, time the start, take the tour; 0 if all of it went well."""
    with tempfile.TemporaryDirectory(prefix="userbook-") as name:
        folder = Path(name)
        file = folder / "Sample users.userbook"
        _make_sample(file)
        often = int(os.environ.get(_STARTS, _OFTEN))
        starts = [_start(folder, file) for _ in range(often)]
        window, rows, ready = (_middle(starts, which) for which in range(3))
        print(f"start to painted window {window} ms, to rows {rows} ms, to all of it {ready} ms")  # noqa: T201
        if not is_bundle():
            print(f"the same first page by plain sqlite3 {_plain_start(file):.0f} ms")  # noqa: T201
        target = Path(picture or "userbook-smoke.png").absolute()
        code = _run(folder, file, "tour", {_PICTURE: str(target)}).returncode
        if code == 0 and target.stat().st_size == 0:
            code = 1
        print(f"picture: {target}")  # noqa: T201
        print("smoke: passed" if code == 0 else f"smoke: failed with {code}")  # noqa: T201
        return code


async def play_start(running: Running) -> int:
    """Only start; tell when the window was painted, when rows, and when all could be used."""
    page = running.window.page
    if page is None:
        return 1
    await _until(lambda: page.table.has_painted)
    print(*(f"{age:.1f}" for age in _since_birth(running)))  # noqa: T201
    return 0


def _since_birth(running: Running) -> tuple[float, ...]:
    """Milliseconds from the start of the process to the painted window, to rows, and to now."""
    now, age = perf_counter(), (time() - float(os.environ[_BORN])) * 1000
    marks = (running.marks.get(name, now) for name in ("painted", "rows"))
    return *(age - (now - mark) * 1000 for mark in marks), age


async def play_tour(running: Running) -> int:
    """Add, find, edit, save, undo, export and look at the picture, as a person would."""
    page = running.window.page
    if page is None:
        return 1
    workspace, window = page.workspace, running.window
    users, form = workspace.users, workspace.form
    total = users.state.total
    await _until(lambda: page.table.has_painted)
    told = "window painted after {:.0f} ms, rows after {:.0f} ms, all of it after {:.0f} ms"
    print(told.format(*_since_birth(running)))  # noqa: T201
    window.actions_by_id["user.new"].trigger()
    form.edit("given_name", "Zoë")
    form.edit("family_name", "Smokestone")
    window.actions_by_id["user.save"].trigger()
    await _timed("user added", _until(lambda: users.state.total == total + 1))
    window.search.setText("zoe smoke")
    await _timed("user found", _until(lambda: users.state.count == 1))
    page.table.selectRow(0)
    await _until(lambda: form.state.user is not None and form.state.value("given_name") == "Zoë")
    form.edit("title", "Inspector")
    window.actions_by_id["user.save"].trigger()
    await _timed("user edited and saved", _until(lambda: not form.state.draft))
    window.search.clear()
    await _until(lambda: users.state.count == total + 1)
    window.grab().save(os.environ[_PICTURE])
    exported = await _exported(workspace)
    await _timed("another process answered", _worker_answers())
    found = [row for row in exported if row["title"] == "Inspector"]
    return 0 if len(exported) == total + 1 and found else 1


PLAYS = {"start": play_start, "tour": play_tour}


async def _exported(workspace: Workspace) -> list[dict[str, str]]:
    target = Path(os.environ[_PICTURE]).with_suffix(".csv")
    columns = {"user_name": "user_name", "title": "title"}
    await _timed("users exported", workspace.exports.export(target, columns))
    with target.open(encoding="utf-8-sig", newline="") as file:
        exported = list(csv.DictReader(file))
    target.unlink()
    return exported


async def _worker_answers() -> None:
    from desktop_app.operations.planning import prepare_new  # noqa: PLC0415
    from desktop_app.worker.work import Work  # noqa: PLC0415

    async with Work(prepare_new, apart=True) as work:
        await work.tell(None)
        _ = [said async for said in work]


async def _timed(name: str, work: Awaitable[object]) -> None:
    begun = perf_counter()
    await work
    print(f"{name} {(perf_counter() - begun) * 1000:.0f} ms")  # noqa: T201


async def _until(condition: Callable[[], bool]) -> None:
    end = perf_counter() + _PATIENCE
    while not condition():
        if perf_counter() > end:
            raise TimeoutError
        await asyncio.sleep(0.001)


def _make_sample(file: Path) -> None:
    from desktop_app.database.document import create_document  # noqa: PLC0415
    from desktop_app.database.filling import Filling  # noqa: PLC0415
    from desktop_app.domain.change import Author  # noqa: PLC0415
    from desktop_app.domain.sample import sample_users  # noqa: PLC0415

    create_document(file, Filling(sample_users(100, today=date.today()), Author()))


def _run(
    folder: Path, file: Path, play: str, more: dict[str, str], *, captured: bool = False
) -> subprocess.CompletedProcess[str]:
    command = [*program(), str(file), "--play", play, "--settings", str(folder / "settings")]
    # What an operator set for the real program is not for this one.
    ours = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    if sys.platform == "linux" and not (ours.get("DISPLAY") or ours.get("WAYLAND_DISPLAY")):
        ours.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment = {**ours, _BORN: str(time()), **more}
    return subprocess.run(  # noqa: S603  # our own program
        command, env=environment, capture_output=captured, text=True, check=False
    )


def _start(folder: Path, file: Path) -> tuple[float, ...]:
    done = _run(folder, file, "start", {}, captured=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return tuple(map(float, done.stdout.split()))


def _middle(starts: list[tuple[float, ...]], which: int) -> str:
    return f"{median(start[which] for start in starts):.0f}"


def _plain_start(file: Path) -> float:
    """A new interpreter that reads the first page and nothing else."""
    command = [sys.executable, "-c", _PLAIN, str(file), _FIRST_PAGE]
    begun = time()
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # our own Python
    return (time() - begun) * 1000
