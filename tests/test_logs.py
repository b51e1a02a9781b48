"""A log tells what went wrong, and nothing about the people in a file."""

from __future__ import annotations

import asyncio
import faulthandler
import logging
import stat
import time
from typing import TYPE_CHECKING

import pytest

from desktop_app.database.document import create_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.user import CreateUserDTO
from desktop_app.logs import keep_log
from desktop_app.operations.user_operations import CreateUser
from desktop_app.view_models.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CANARY = "Kanarienvogel"
SECRET = f"{CANARY.casefold()}@example.org"
LOGGERS = (
    "",
    "desktop_app",
    "aiosqlite",
    "asyncio",
    "qasync",
    "alembic",
    "sqlalchemy.engine.Engine",
)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    root, before = logging.getLogger(), list(logging.getLogger().handlers)
    levels = {name: logging.getLogger(name).level for name in LOGGERS}
    keep_log(tmp_path / "logs")
    yield tmp_path / "logs"
    faulthandler.disable()
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def read(folder: Path) -> str:
    for handler in logging.getLogger().handlers:
        handler.flush()
    return "".join(each.read_text("utf-8") for each in folder.iterdir())


def error_with(words: str) -> BaseException:
    """Raised for want of something else, as errors are."""
    try:
        try:
            {}[words]
        except KeyError as error:
            raise ValueError(words) from error
    except ValueError as error:
        return error


async def test_nothing_of_what_is_typed_saved_searched_or_refused_is_logged(folder, tmp_path):
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.DEBUG)
    asyncio.get_running_loop().set_debug(True)
    path = create_document(tmp_path / "users.userbook").path
    crashes: list[BaseException] = []
    database = DatabaseHelper(f"sqlite+aiosqlite:///{path}", echo=True)
    workspace = Workspace(path, database, crashes.append)
    user = CreateUserDTO(user_name=CANARY, display_name=f"{CANARY} II", email=SECRET, notes=CANARY)
    await workspace.changes.perform(CreateUser(user))
    await asyncio.wait([workspace.changes.perform(CreateUser(user))])  # taken
    await workspace.users.search(CANARY)
    await workspace.users.select([range(1)])
    workspace.form.new()
    workspace.form.edit("user_name", CANARY)
    workspace.form.edit("email", f"{SECRET} {CANARY}")
    await workspace.form.save()
    await workspace.close()
    log = logging.getLogger("desktop_app.app")
    log.error("unexpected error", exc_info=error_with(f"what about {CANARY} <{SECRET}>"))
    logging.getLogger("desktop_app.x").error("no user '%s' of %s", CANARY, SECRET)
    told = read(folder)
    assert "INSERT INTO users" in told
    assert "ValueError" in told
    assert "test_logs.py" in told
    assert CANARY.casefold() not in told.casefold()


def test_an_error_is_told_by_its_place_and_kind_with_what_came_before(folder):
    log = logging.getLogger("desktop_app.app")
    log.error("unexpected error", exc_info=error_with(CANARY))
    told = read(folder)
    assert told.index("ValueError") < told.index("after:") < told.index("KeyError")
    assert "in error_with" in told


def test_a_line_break_begins_no_line_that_looks_genuine(folder):
    forged = "x\r\n2026-01-01 00:00:00,000 ERROR desktop_app: forged\u2028\x1b[31m"
    logging.getLogger("desktop_app").warning("opened %s", forged)
    (line,) = read(folder).splitlines()
    assert "\\r\\n2026" in line
    assert "\x1b" not in line


def test_only_its_owner_reads_a_log_and_it_does_not_grow_for_ever(folder):
    log = logging.getLogger("desktop_app")
    for _ in range(2500):
        log.info("word " * 300)
    files = sorted(folder.iterdir())
    assert [each.name for each in files] == [
        "crashes.log",
        "userbook.log",
        "userbook.log.1",
        "userbook.log.2",
    ]
    assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}
    assert sum(each.stat().st_size for each in files) <= 3 * 2**20
    assert faulthandler.is_enabled()


def test_a_line_of_nonsense_is_cut_off_and_takes_no_time(folder):
    start = time.perf_counter()
    logging.getLogger("desktop_app").info("x" * 10**6)
    assert time.perf_counter() - start < 0.5
    assert len(read(folder)) < 3000


def test_a_folder_that_cannot_be_made_costs_only_the_log(tmp_path):
    (tmp_path / "file").touch()
    before = list(logging.getLogger().handlers)
    keep_log(tmp_path / "file" / "logs")
    assert logging.getLogger().handlers == before
