"""View-models over a real file, with a list of answers in the place of a person."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest

from desktop_app.database.document import create_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.user import CreateUserDTO
from desktop_app.view_models.workspace import Workspace
from tests.writing import added

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
    from pathlib import Path

    from desktop_app.domain.user import UserDTO
    from desktop_app.view_models.prompts import Choice, FileKind, Question

    Add = Callable[..., Awaitable[list[UserDTO]]]


class Answers:
    """Somebody who is asked, and answers from a list; keeps the questions."""

    def __init__(self) -> None:
        self.asked: list[object] = []
        self.answers: list[object] = []

    def will_say(self, *answers: object) -> None:
        self.answers += answers

    async def confirm(self, question: Question) -> bool:
        return bool(self._answer(question))

    async def choose(self, question: Question) -> Choice:
        return self._answer(question)

    async def user_name(self, taken: str, suggestion: str) -> str | None:
        return self._answer((taken, suggestion))

    async def paste(self, plan) -> bool:
        return self._answer(plan)

    async def search_name(self, name, taken) -> str | None:
        return self._answer((name, taken))

    async def file_to_open(self, kind: FileKind) -> Path | None:
        return self._answer(kind)

    async def file_to_save(self, kind: FileKind, suggestion: str, title: str = "") -> Path | None:
        return self._answer((kind, suggestion))

    def _answer(self, question: object):
        self.asked.append(question)
        return self.answers.pop(0)


@pytest.fixture
def answers() -> Iterator[Answers]:
    answers = Answers()
    yield answers
    assert answers.answers == []


@pytest.fixture
def crashes() -> Iterator[list[BaseException]]:
    """What was reported as a bug; a test that expects one empties the list."""
    crashes: list[BaseException] = []
    yield crashes
    assert crashes == []


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    return create_document(tmp_path / "folder" / "users.userbook").path


@pytest.fixture
async def workspace(path, crashes) -> AsyncIterator[Workspace]:
    database = DatabaseHelper(f"sqlite+aiosqlite:///{path}", busy_timeout=200)
    workspace = Workspace(path, database, crashes.append)
    yield workspace
    await workspace.close()


@pytest.fixture
def add(workspace) -> Add:
    """Users that are there already."""

    async def add(*users: dict[str, object]) -> list[UserDTO]:
        valid = [
            CreateUserDTO.model_validate({"display_name": values["user_name"]} | values)
            for values in users
        ]
        async with workspace.database.get_db_session() as session:
            found = await added(session, valid)
        await workspace.users.refresh()
        return found

    return add


@pytest.fixture
def stored(path) -> Callable[..., object]:
    """The file as another program sees it."""

    def stored(query: str, *values: object) -> object:
        with closing(sqlite3.connect(path, timeout=1)) as other, other:
            return other.execute(query, values).fetchall()

    return stored


ADA = {
    "user_name": "ada",
    "given_name": "Ada",
    "family_name": "King",
    "display_name": "Ada King",
    "title": "Countess",
}


@pytest.fixture
def countess() -> dict[str, object]:
    """Somebody to try the form on."""
    return dict(ADA)


@pytest.fixture
def form(workspace):
    return workspace.form


@pytest.fixture
def choose(workspace, until):
    """Select users by their keys, and wait for the form."""

    async def choose(*keys: int) -> None:
        users = workspace.users
        await users.sort_by("user_name")
        rows = [i for i in range(users.state.count) if users.rows.row(i).key in keys]
        await users.select([range(i, i + 1) for i in rows])
        await until(lambda: sorted(workspace.form.state.keys) == sorted(keys))

    return choose


@pytest.fixture
def locked(path):
    """The file while another program writes to it."""

    @contextmanager
    def locked():
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield

    return locked


@pytest.fixture
async def ada(add, choose, countess):
    (added,) = await add(countess)
    await choose(added.key)
    return added


@pytest.fixture
def idle(workspace, until):
    """Waits until nothing is being read or written."""

    async def idle() -> None:
        parts = (workspace.form, workspace.users, workspace.changes)
        await until(lambda: not any(part.tasks.is_busy for part in parts))

    return idle
