"""The write path with one mistake in it: ``mutants.py NAME ...`` tells which are caught.

Each mistake is made in the source of one module before anything imports it, in a fork of this
program, which then plays sequences of operations until something does not hold.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import os
import sys
import traceback
import warnings
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import aiosqlite  # noqa: F401  # what every fork would have to import
import hypothesis.stateful  # noqa: F401
import pydantic  # noqa: F401
import sqlalchemy.ext.asyncio  # noqa: F401

WRITER = "desktop_app.database.user_writer"
TRASH = "desktop_app.database.trash_keeper"
LOG = "desktop_app.database.change_log"
EDIT = "desktop_app.database.edit"
OPERATION = "desktop_app.operations.operation"
UPDATES = "desktop_app.database.user_updates"
TAKE_BACK = "desktop_app.operations.take_back"
SEED = 1


@dataclass(frozen=True)
class Mutant:
    """``right`` stands once in the module, and becomes ``wrong``."""

    module: str
    right: str
    wrong: str


_STORE = '[to_index_row(user.key, user.fields) | {"at": user.key} for user in users]'
MUTANTS = {
    "none": Mutant(OPERATION, "", ""),
    "no history": Mutant(OPERATION, "await users.close(summary)", "None"),
    "an edit leaves no history rows": Mutant(
        EDIT, "prepared(NOTE, tuple(rows[0])).run_many(connection, rows)", "pass"
    ),
    "an edit leaves the index as it was": Mutant(
        EDIT, "prepared(UPDATE_INDEX, tuple(index)).run", "str"
    ),
    "no history rows": Mutant(
        LOG, "        await self._flush()\n        if self._spans", "        if self._spans"
    ),
    "what was before is not what was": Mutant(
        LOG, "as_text(getattr(before, name))", "as_text(getattr(after, name))"
    ),
    "not marked as taken back": Mutant(TAKE_BACK, "await users.log.mark_taken_back(now)", "pass"),
    "no version check": Mutant(
        UPDATES, "if getattr(stored, n) != getattr(seen, n)", "if stored.key != seen.key"
    ),
    "index not updated": Mutant(WRITER, "await self.session.execute(UPDATE_INDEX, index)", "pass"),
    "index of the created not written": Mutant(
        WRITER, "await self.session.execute(insert(USER_INDEX), index)", "pass"
    ),
    "digest not updated": Mutant(
        WRITER,
        _STORE,
        '[{n: v for n, v in to_index_row(user.key, user.fields).items() if n != "digest"}'
        ' | {"at": user.key} for user in users]',
    ),
    "count wrong": Mutant(WRITER, "count=self.log.count)", "count=self.log.count + 1)"),
    "span of the created missing": Mutant(
        WRITER, "self.log.note_keys(keys, Event.CREATED)", "pass"
    ),
    "span of the deleted missing": Mutant(
        TRASH, "self.log.note_keys(there, Event.TRASHED)", "pass"
    ),
    "trash not filled": Mutant(
        TRASH,
        "            await self._copy(USERS, TRASH, _FACTS, there, seq=seq)\n"
        "            await self._copy(USER_INDEX, TRASH_INDEX, _INDEXED, there)\n",
        "",
    ),
    "trash not emptied": Mutant(
        TRASH,
        "            await self._remove(there, TRASH_INDEX, TRASH)\n"
        "            self.log.note_keys(there, Event.RESTORED)",
        "            self.log.note_keys(there, Event.RESTORED)",
    ),
    "index of the restored not written": Mutant(
        TRASH, "await self._copy(TRASH_INDEX, USER_INDEX, _INDEXED, there)", "pass"
    ),
    "the created not counted": Mutant(
        WRITER,
        "await tally_in(self.session, keys)\n        await self.session.execute(NOTE_TAKEN",
        "await self.session.execute(NOTE_TAKEN",
    ),
    "an edited one not counted anew": Mutant(
        EDIT, "with tallied(connection, [after.key], names):", "if True:"
    ),
    "the changed not counted anew": Mutant(
        WRITER, "await tally_out(self.session, keys)", "await tally_in(self.session, keys)"
    ),
    "the deleted still counted": Mutant(TRASH, "await tally_out(self.session, keys)", "pass"),
    "the restored not counted": Mutant(TRASH, "await tally_in(self.session, keys)", "pass"),
}


def planted(mutant: Mutant) -> None:
    """The module with the mistake, before anybody imports the one without."""
    spec = importlib.util.find_spec(mutant.module)
    assert spec
    assert spec.origin
    source = Path(spec.origin).read_text("utf-8")
    if mutant.right and source.count(mutant.right) != 1:
        raise LookupError(f"{mutant.module} has changed: write this mutant anew")
    module = ModuleType(mutant.module)
    module.__spec__, module.__file__ = spec, spec.origin
    sys.modules[mutant.module] = module
    changed = source.replace(mutant.right, mutant.wrong) if mutant.right else source
    exec(compile(changed, spec.origin, "exec"), module.__dict__)  # noqa: S102


def caught(mutant: Mutant, sequences: int) -> str:
    """What gave the mutant away; nothing if it got through."""
    planted(mutant)
    from hypothesis import HealthCheck, Phase, seed, settings  # noqa: PLC0415
    from hypothesis.stateful import run_state_machine_as_test  # noqa: PLC0415

    from tests.operations.any_sequence import AnySequence  # noqa: PLC0415

    machine = seed(SEED)(AnySequence)
    asked = settings(
        max_examples=sequences,
        stateful_step_count=10,
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            run_state_machine_as_test(machine, settings=asked)
    except Exception as error:  # noqa: BLE001  # whatever gives it away
        return "".join(traceback.format_exception(error))[-4000:]
    return ""


def forked(name: str, sequences: int) -> str:
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        try:
            told = {"by": caught(MUTANTS[name], sequences)}
        except LookupError as error:
            told = {"wrong": str(error)}
        os.write(writing, json.dumps(told).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        told = answer.read()
    os.waitpid(child, 0)
    return told or json.dumps({"wrong": "ended without a word"})


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    for name in sys.argv[2:]:
        print(forked(name, int(sys.argv[1])), flush=True)
