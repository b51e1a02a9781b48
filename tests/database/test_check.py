"""What a check of a file finds, and that it changes nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from document_files import run, state
from lived_in import lived_in

from desktop_app.database.check import Check
from desktop_app.database.document import create_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.change import Author
from desktop_app.domain.checking import Counts, Fault, Step
from desktop_app.operations.mend_index import MendIndex
from desktop_app.operations.operation import carry_out

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.domain.checking import Finding


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lived_in(tmp_path_factory.mktemp("original") / "original.userbook", 100)


@pytest.fixture
def file(original: Path, tmp_path: Path) -> Path:
    return shutil.copy(original, tmp_path / "file.userbook")


def quietly(*_: object) -> None:
    """Nobody wants to know how far it is."""


def findings_of(path: Path) -> list[Finding]:
    found: list[Finding] = []
    Check(path, lambda: False, quietly).run(lambda _step, findings: found.extend(findings))
    return found


def told(path: Path) -> list[tuple[Step, Fault, int, tuple[int, ...]]]:
    return [(f.step, f.fault, f.count, f.examples) for f in findings_of(path)]


def test_a_file_that_was_lived_in_has_nothing_wrong(file):
    steps: list[Step] = []
    before = state(file.parent)
    counts = Check(file, lambda: False, quietly).run(lambda step, _: steps.append(step))
    assert counts == Counts(users=89, trash=7, change_sets=203, changes=counts.changes)
    assert steps == list(Step)
    assert findings_of(file) == []
    assert state(file.parent) == before


def test_an_empty_file_has_nothing_wrong(tmp_path):
    assert findings_of(create_document(tmp_path / "new.userbook").path) == []


STEPS = {
    Fault.NOT_INDEXED: Step.INDEX,
    Fault.WRONG_INDEX: Step.INDEX,
    Fault.WRONG_TALLIES: Step.INDEX,
    Fault.INDEX_OF_NOBODY: Step.REFERENCES,
    Fault.NO_CHANGE_SET: Step.REFERENCES,
    Fault.NOT_TEXT: Step.VALUES,
    Fault.OTHER_SCHEMA: Step.SCHEMA,
}
FAULTS = [
    ("DELETE FROM user_index WHERE key < 4", Fault.NOT_INDEXED, [1, 2, 3]),
    ("DELETE FROM trash_index WHERE key = 90", Fault.NOT_INDEXED, [90]),
    ("UPDATE user_index SET search_text = '' WHERE key = 3", Fault.WRONG_INDEX, [3]),
    ("UPDATE user_index SET digest = 1 WHERE key = 3", Fault.WRONG_INDEX, [3]),
    ("UPDATE trash_index SET email = 'x' WHERE key = 90", Fault.WRONG_INDEX, [90]),
    ("INSERT INTO user_index (key, search_text) VALUES (500, '')", Fault.INDEX_OF_NOBODY, [500]),
    ("INSERT INTO trash_index (key, search_text) VALUES (500, '')", Fault.INDEX_OF_NOBODY, [500]),
    ("UPDATE tallies SET count = count + 1", Fault.WRONG_TALLIES, [0]),
    ("DELETE FROM tallies WHERE active = '1'", Fault.WRONG_TALLIES, [0]),
    ("INSERT INTO tallies VALUES ('0', '', '', 0)", None, []),
    ("UPDATE users SET user_name_key = 'other' WHERE key = 3", Fault.WRONG_INDEX, [3]),
    ("UPDATE trash SET user_name_key = 'other' WHERE key = 90", Fault.WRONG_INDEX, [90]),
    ("DELETE FROM change_sets WHERE seq = 7", Fault.NO_CHANGE_SET, [7]),
    ("UPDATE trash SET seq = 999 WHERE key = 90", Fault.NO_CHANGE_SET, [999]),
    ("UPDATE change_sets SET reverts = 70 WHERE seq = 7", Fault.WRONG_REVERT, [7]),
    ("UPDATE change_sets SET reverts = 999 WHERE seq = 7", Fault.WRONG_REVERT, [7]),
    ("UPDATE change_sets SET reverted_by = 9 WHERE seq = 7", Fault.WRONG_REVERT, [7]),
    ("DELETE FROM spans WHERE event = 'trashed'", Fault.WRONG_WHEREABOUTS, [*range(84, 91)]),
    (
        "UPDATE spans SET event = '' WHERE event = 'purged'",
        Fault.WRONG_WHEREABOUTS,
        [*range(80, 84)],
    ),
    ("INSERT INTO spans VALUES (9, 3, 3, 'restored')", Fault.WRONG_WHEREABOUTS, [3]),
    ("CREATE TABLE extra (a)", Fault.OTHER_SCHEMA, [0]),
    ("INSERT INTO meta VALUES ('x', 'y')", None, []),
    ("UPDATE user_index SET digest = 0", None, []),
]


@pytest.mark.parametrize(("statement", "fault", "where"), FAULTS)
def test_what_is_wrong_is_found_and_nothing_else(file, statement, fault, where):
    run(file, statement)
    examples = tuple(key for key in where if key)[:5]
    step = STEPS.get(fault, Step.HISTORY)
    assert told(file) == ([(step, fault, len(where), examples)] if fault else [])


@pytest.mark.parametrize(
    "values",
    ["organization = CAST(x'ff' AS TEXT)", "valid_until = 'soon'", "created = 'then'", "id = 'me'"],
)
@pytest.mark.parametrize(("table", "key"), [("users", 3), ("trash", 90)])
def test_values_that_are_none_are_found(file, table, key, values):
    run(file, f"UPDATE {table} SET {values} WHERE key = {key}")  # noqa: S608
    assert (Step.VALUES, Fault.NOT_TEXT, 1, (key,)) in told(file)


def test_a_chain_of_changes_goes_on_from_what_was_there(file):
    with closing(sqlite3.connect(file)) as connection, connection:
        (key, field, seq), *_ = connection.execute(
            "SELECT key, field, max(seq) FROM changes GROUP BY key, field HAVING count(*) > 1"
        ).fetchall()
        connection.execute(
            'UPDATE changes SET "before" = ? WHERE key = ? AND field = ? AND seq = ?',
            ("else", key, field, seq),
        )
    assert told(file) == [(Step.HISTORY, Fault.BROKEN_CHAIN, 1, (key,))]
    run(file, f"UPDATE change_sets SET kind = 'outside' WHERE seq = {seq}")  # noqa: S608
    assert told(file) == []


def test_the_last_change_is_what_is_stored(file):
    last = "SELECT key, max(seq) FROM changes WHERE key = (SELECT min(key) FROM changes)"
    run(file, f"UPDATE changes SET \"after\" = 'other' WHERE (key, seq) IN ({last})")  # noqa: S608
    ((step, fault, count, _),) = told(file)
    assert (step, fault, count) == (Step.HISTORY, Fault.BROKEN_CHAIN, 1)
    run(file, "UPDATE changes SET secret = 1")
    assert told(file) == []


def test_an_index_of_sqlite_that_is_not_its_table_is_found(file):
    run(
        file,
        "PRAGMA writable_schema=ON",
        "DELETE FROM sqlite_schema WHERE name = 'ix_users_last_modified'",
    )
    run(file, "UPDATE users SET last_modified = '2026-02-03T00:00:00.000000Z' WHERE key = 1")
    assert {fault for _, fault, _, _ in told(file)} & {Fault.OTHER_SCHEMA, Fault.BROKEN_PAGES}


def test_damage_is_named_and_the_other_steps_go_on(file):
    size = 4096
    with closing(sqlite3.connect(file)) as connection:
        ((page,),) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'trash'")
    data = bytearray(file.read_bytes())
    data[(page - 1) * size : page * size] = b"\xab" * size
    file.write_bytes(data)
    found = findings_of(file)
    assert {f.step for f in found} >= {Step.STRUCTURE, Step.VALUES, Step.INDEX}
    assert {f.fault for f in found} <= {Fault.BROKEN_PAGES, Fault.UNREADABLE, Fault.NO_CHANGE_SET}
    assert all(f.is_damage for f in found if f.step is Step.STRUCTURE)
    assert file.read_bytes() == data


def test_what_is_no_database_is_damage(tmp_path):
    path = tmp_path / "noise"
    path.write_bytes(b"noise" * 2000)
    assert {fault for _, fault, _, _ in told(path)} == {Fault.UNREADABLE}


class StoppedError(Exception):
    """Somebody does not want to wait."""


def test_it_stops_in_the_middle_of_a_statement(tmp_path):
    path = tmp_path / "big.userbook"
    create_document(path)
    run(
        path,
        "INSERT INTO change_sets (id, time, login, author, kind, deed, label, count) "
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 300000) "
        "SELECT x, '', '', '', '', '', '', 0 FROM c",
    )
    begun = time.perf_counter()

    def stopped() -> bool:
        return time.perf_counter() - begun > 0.05

    def tell(*_: object) -> None:
        if stopped():
            raise StoppedError

    with pytest.raises(StoppedError):
        Check(path, stopped, tell).run(quietly)
    assert time.perf_counter() - begun < 0.5


def test_progress_goes_up_to_all_users(file):
    heard: list[tuple[Step, int, int]] = []
    Check(file, lambda: False, lambda *told: heard.append(told)).run(quietly)
    assert [step for step, done, _ in heard if done == 0] == list(Step)
    assert all(done <= total for _, done, total in heard)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_in_a_folder_that_is_not_ours_is_checked_too(file):
    run(file, "PRAGMA journal_mode=WAL")
    file.parent.chmod(0o500)
    try:
        assert findings_of(file) == []
    finally:
        file.parent.chmod(0o700)


def test_it_looks_at_the_file_while_others_write(file):
    run(file, "PRAGMA journal_mode=WAL")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM user_index")
        assert findings_of(file) == []


async def repair(path: Path, tell: object = quietly) -> int:
    database = DatabaseHelper(f"sqlite+aiosqlite:///{path}")
    try:
        async with database.get_db_session() as session:
            await carry_out(session, mend := MendIndex(tell), Author())
            return mend.mended
    finally:
        await database.close()


async def test_the_index_is_made_from_the_facts(file):
    run(
        file,
        "DELETE FROM user_index WHERE key < 20",
        "UPDATE user_index SET search_text = 'x', email = 'y' WHERE key = 30",
        "INSERT INTO user_index (key, search_text) VALUES (5000, '')",
        "INSERT INTO trash_index (key, search_text) VALUES (5000, '')",
        "UPDATE trash_index SET digest = 7",
        "UPDATE users SET valid_from = 'soon', organization = CAST(x'41ff' AS TEXT) WHERE key = 40",
    )
    assert all(f.is_repairable or f.fault is Fault.NOT_TEXT for f in findings_of(file))
    heard: list[int] = []
    assert await repair(file, lambda done, _total: heard.append(done)) == 19 + 1 + 1 + 7 + 1
    assert [fault for _, fault, _, _ in told(file)] == [Fault.NOT_TEXT]
    assert await repair(file) == 0
    assert heard == sorted(heard)


async def test_users_are_counted_anew_from_the_facts(file):
    run(file, "UPDATE tallies SET count = count + 1")
    assert all(finding.is_repairable for finding in findings_of(file))
    assert await repair(file) == 1
    assert findings_of(file) == []
    assert await repair(file) == 0


async def test_a_repair_that_is_stopped_has_changed_nothing(file):
    run(file, "DELETE FROM user_index", "DELETE FROM trash_index")

    def stop(done: int, _total: int) -> None:
        if done:
            raise StoppedError

    with pytest.raises(StoppedError):
        await repair(file, stop)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM user_index").fetchone() == (0,)
