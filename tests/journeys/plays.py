"""Plays for the real program in the place of a person: ``plays.py PLAY FILE FOLDER [WORD ...]``.

A program of its own, so that a test can kill it. Each line that it writes is JSON: what it has just
done or seen. It waits for ever at the end of a play that is to be killed.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.app import Running, run
from desktop_app.settings import parse_command_line

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from desktop_app.view_models.workspace import Workspace

_PATIENCE = 60.0


def tell(**facts: object) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


async def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError
        await asyncio.sleep(0.001)


def workspace_of(running: Running) -> Workspace:
    page = running.window.page
    if page is None:
        raise LookupError(running.file.state.problem)
    return page.workspace


async def fill(running: Running, given: Namespace) -> int:
    """Add as many sample users as the first word says, then import every file of the others."""
    from desktop_app.domain.sample import sample_users  # noqa: PLC0415  # after the first paint
    from desktop_app.domain.user import CreateUserDTO  # noqa: PLC0415
    from desktop_app.operations.user_operations import CreateUsers  # noqa: PLC0415

    workspace = workspace_of(running)
    count, *files = given.words
    people = sample_users(int(count), today=date.today())
    users = tuple(CreateUserDTO.model_validate(person) for person in people)
    await workspace.changes.perform(CreateUsers(users))
    for file in files:
        tell(file=Path(file).name, imported=await take_in(workspace, Path(file)))
    await until(lambda: workspace.users.state.generation > 1)
    return 0


async def take_in(workspace: Workspace, file: Path) -> int:
    """Import a file as it is understood by itself; how many users that gave."""
    imports = workspace.imports
    imports.begin(file)
    await until(lambda: imports.state.plan is not None or imports.state.problem is not None)
    return await imports.carry_out() or 0


async def search(running: Running, given: Namespace) -> int:
    """Type each word into the search box; tell how many were found, and who comes first."""
    workspace = workspace_of(running)
    users = workspace.users
    for word in given.words:
        running.window.search.setText(word)
        await until(lambda word=word: users.state.query.text == word and users.state.is_counted)
        first = users.rows.row(0) if users.state.count else None
        name = first.values["user_name"] if first else None
        tell(word=word, count=users.state.count, first=name)
    return 0


async def sort(running: Running, given: Namespace) -> int:
    """Click on headings; tell who comes first and who last."""
    page, users = running.window.page, workspace_of(running).users
    header = page.table.horizontalHeader()
    for word in given.words:
        generation = users.state.generation
        header.sectionClicked.emit(page.table.users.columns.index(word))
        await until(lambda generation=generation: users.state.generation > generation)
        ends: list[int] = []
        for row in (0, users.state.count - 1):
            page.table.scrollTo(page.table.users.index(row, 0))
            await until(lambda row=row: users.rows.row(row) is not None)
            ends.append(users.rows.row(row).key)
        query = users.state.query
        tell(sort=query.sort, descending=query.descending, ends=ends)
    return 0


async def save_for_ever(running: Running, given: Namespace) -> int:
    """Find one user, then change two of its fields and save, and again, until killed."""
    workspace = workspace_of(running)
    (user_name,) = given.words
    running.window.search.setText(user_name)
    await until(lambda: workspace.users.state.query.text == user_name)
    running.window.page.table.selectRow(0)
    form = workspace.form
    await until(lambda: form.state.user is not None)
    tell(seen=form.state.user.title)
    number = 0
    while True:
        number += 1
        title = f"Round {number}"
        form.edit("title", title)
        form.edit("department", title)
        tell(saving=number)
        running.window.actions_by_id["user.save"].trigger()
        await until(lambda: not form.state.draft and not form.state.saving)
        tell(saved=number)
        await until(lambda title=title: form.state.user.title == title)


async def type_for_ever(running: Running, given: Namespace) -> int:
    """Type about one user without saving, and again and again about the next, until killed."""
    from PySide6.QtTest import QTest  # noqa: PLC0415

    page, workspace = running.window.page, workspace_of(running)
    for row in range(workspace.users.state.count):
        page.table.selectRow(row)
        key = workspace.users.rows.row(row).key
        await until(lambda key=key: workspace.form.state.keys == (key,))
        workspace.form.revert()
        editor = page.form.body.fields["title"].editor
        editor.setFocus()
        editor.end(False)
        for number in range(10 if row == 0 else 10_000):
            QTest.keyClicks(editor, f"{number} ")
            tell(key=key, typed=workspace.form.state.draft["title"], at=time.time())
            await asyncio.sleep(0.02)
    return 0


async def take_up(running: Running, given: Namespace) -> int:
    """Press the bar's button as long as it offers a draft; tell what is in the form then."""
    bar, form = running.window.bar, workspace_of(running).form
    while bar.message is not None:
        shown = form.state.keys
        bar._action.click()
        await until(lambda shown=shown: form.state.keys != shown)
        tell(key=form.state.keys[0], typed=form.state.draft["title"])
    return 0


PLAYS = {
    play.__name__: play for play in (fill, search, sort, save_for_ever, type_for_ever, take_up)
}


def main(name: str, file: str, folder: str, *words: str) -> int:
    given = parse_command_line([file, "--settings", folder])
    given.words = words
    return run(given, lambda running: PLAYS[name](running, given))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
