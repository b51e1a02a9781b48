"""Three programs that write to one file at once; a program of its own, which prints one line.

``writers.py storm FILE SECONDS`` kills one of them every so often and starts it again.
``writers.py race FILE EDITS`` has them count up the same numbers.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from examine import faults, people

from desktop_app.database.document import open_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.errors import AppError, ConflictError
from desktop_app.domain.user import CreateUserDTO, FindUserDTO, UpdateUserDTO
from desktop_app.operations.user_operations import ChangeUsers, CreateUser, UpdateUser
from desktop_app.view_models.changes_view_model import ChangesViewModel

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

WRITERS = 3
EVERY = 0.2
OWN = 30  # users of each writer
MANY = 10
RACED = 4  # users that all of them count up
COMMON = "department"
NUMBER = "employee_number"


class Writer:
    """One program. It notes each write after it was acknowledged, in a file that outlives it."""

    def __init__(self, path: Path, name: int) -> None:
        self.name = name
        self.database = DatabaseHelper(open_document(path).url, busy_timeout=20_000)
        self.changes = ChangesViewModel(self.database, self._crash)
        self._notes = os.open(notes_of(path), os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        self.stopped = False

    def note(self, **facts: object) -> None:
        os.write(self._notes, json.dumps(facts | {"writer": self.name}).encode() + b"\n")

    async def storm(self, number: int) -> None:
        """Own users, one or many or a new one, until stopped."""
        own = range(self.name * OWN + 1, (self.name + 1) * OWN + 1)
        random = Random(number)
        while not self.stopped:
            number += 1
            await self._write(random, own, number)

    async def _write(self, random: Random, own: range, number: int) -> None:
        kind = random.choice(("one", "one", "many", "new"))
        text = str(number)
        if kind == "new":
            name = f"w{self.name}.{number}"
            user = CreateUserDTO(user_name=name, display_name=name, department=text)
            await self.changes.attempt(CreateUser(user))
            self.note(new=name, number=number)
            return
        keys = random.sample(own, MANY if kind == "many" else 1)
        await self.changes.attempt(ChangeUsers(tuple(keys), {COMMON: text}))
        self.note(keys=keys, number=number)

    async def race(self, edits: int) -> None:
        random, again = Random(self.name), 0
        for _ in range(edits):
            while not await self._count_up(random.randint(1, RACED)):
                again += 1
        self.note(again=again)

    async def _count_up(self, key: int) -> bool:
        async with self.database.get_db_session(read_only=True) as session:
            seen = await UserRepository(session).get_user(FindUserDTO(key=key))
        assert seen
        more = UpdateUserDTO.model_validate({NUMBER: str(int(seen.employee_number or 0) + 1)})
        try:
            await self.changes.attempt(UpdateUser(seen, more))
        except ConflictError:
            return False
        return True

    def _crash(self, error: BaseException) -> None:
        self.note(error=repr(error))


def forked(path: Path, name: int, work: Callable[[Writer], Awaitable[None]]) -> int:
    """Everything is imported already: a new program begins to write within a moment."""
    if child := os.fork():
        return child
    try:
        asyncio.run(_lived(path, name, work))
    except BaseException:  # noqa: BLE001  # a bug, which must not become the parent's
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


async def _lived(path: Path, name: int, work: Callable[[Writer], Awaitable[None]]) -> None:
    writer = Writer(path, name)
    signal.signal(signal.SIGTERM, lambda *_: setattr(writer, "stopped", True))
    try:
        await work(writer)
    except AppError as error:
        writer.note(error=repr(error))
    finally:
        await writer.database.close()


def storm(path: Path, seconds: float) -> dict[str, Any]:
    random, lives, kills = Random(1), 0, 0
    children: dict[int, int] = {}

    def start(name: int) -> None:
        nonlocal lives
        lives += 1
        first = lives * 1_000_000
        children[name] = forked(path, name, lambda writer: writer.storm(first))

    for name in range(WRITERS):
        start(name)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(EVERY)
        name = random.randrange(WRITERS)
        os.kill(children[name], signal.SIGKILL)
        os.waitpid(children[name], 0)
        kills += 1
        start(name)
    time.sleep(EVERY)
    codes = [_ended(child, signal.SIGTERM) for child in children.values()]
    told = _notes(path)
    wrong = [*faults(path), *_lost(path, told), *_errors(told)]
    wrong += [f"a survivor ended with {code}" for code in codes if code]
    return {"kills": kills, "acknowledged": len(told), "faults": wrong}


def race(path: Path, edits: int) -> dict[str, Any]:
    shares = [edits // WRITERS + (name < edits % WRITERS) for name in range(WRITERS)]
    before = _count(path)
    children = [
        forked(path, name, lambda writer, share=share: writer.race(share))
        for name, share in enumerate(shares)
    ]
    codes = [_ended(child) for child in children]
    told = _notes(path)
    counted = _count(path) - before
    wrong = [*faults(path), *_errors(told)]
    wrong += [f"a writer ended with {code}" for code in codes if code]
    if counted != edits:
        wrong.append(f"lost: {edits} edits made {counted}")
    again = sum(note.get("again", 0) for note in told)
    return {"edits": edits, "counted": counted, "again": again, "faults": wrong}


def _count(path: Path) -> int:
    there = people(path)
    return sum(int(there[key][NUMBER] or 0) for key in range(1, RACED + 1))


def notes_of(path: Path) -> Path:
    return path.with_suffix(".notes")


def _ended(child: int, number: int = 0) -> int:
    if number:
        os.kill(child, number)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _notes(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in notes_of(path).read_text().splitlines()]


def _errors(told: list[dict[str, Any]]) -> list[str]:
    return [f"error of {note['writer']}: {note['error']}" for note in told if "error" in note]


def _lost(path: Path, told: list[dict[str, Any]]) -> list[str]:
    """Each user has the last number that was acknowledged for it, or a later one."""
    last: dict[int, int] = {}
    for note in told:
        last |= dict.fromkeys(note.get("keys", ()), note.get("number", 0))
    there = people(path)
    lost = [
        f"lost: {number} of user {key}"
        for key, number in last.items()
        if not (there[key][COMMON] or "").isdigit() or int(there[key][COMMON]) < number
    ]
    named: Mapping[str, int] = Counter(one["user_name"] for one in there.values())
    return lost + [f"lost: {n['new']}" for n in told if "new" in n and named[n["new"]] != 1]


if __name__ == "__main__":
    kind, file, amount = sys.argv[1:]
    answer = storm(Path(file), float(amount)) if kind == "storm" else race(Path(file), int(amount))
    print(json.dumps(answer))
