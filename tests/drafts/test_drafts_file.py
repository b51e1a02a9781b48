"""The side store: what a disk, a kill, another program and a stranger's file may do to it."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from desktop_app.domain.draft import Draft
from desktop_app.drafts import drafts_file
from desktop_app.drafts.drafts_file import DraftsFile

ROOT = Path(__file__).resolve().parents[2]
ADA = Draft(
    keys=(7,),
    id=uuid4(),
    typed={"title": "Lady", "active": False, "valid_until": date(2030, 1, 31)},
    seen={"title": None, "active": True, "valid_until": None},
)
SEVERAL = Draft(keys=(1, 2, 3, 9), typed={"department": ""}, mixed=frozenset({"department"}))
NEW = Draft(typed={"user_name": "zoe", "valid_from": "31.1"})


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "side" / "drafts"


@pytest.fixture
def book(tmp_path) -> Path:
    return tmp_path / "staff.userbook"


@pytest.fixture
def opened(folder, book):
    """A store as one program has it, with what it found."""
    stores = []

    def opened(path: Path = book) -> tuple[DraftsFile, tuple[Draft, ...]]:
        store = DraftsFile(folder, path)
        stores.append(store)
        return store, store.load()

    yield opened
    for store in stores:
        store.close()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def only(folder: Path, suffix: str = ".json") -> Path:
    (path,) = folder.glob(f"*{suffix}")
    return path


def test_drafts_come_back_as_they_were(opened, folder):
    store, found = opened()
    assert found == ()
    store.save((ADA, SEVERAL, NEW))
    store.close()
    assert names(folder) == [only(folder).name]
    assert opened()[1] == (ADA, SEVERAL, NEW)


def test_nobody_else_may_read_them(opened, folder):
    store, _ = opened()
    before = os.umask(0)
    try:
        store.save((ADA,))
        store.save((NEW,))
    finally:
        os.umask(before)
    assert stat.S_IMODE(only(folder).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0 or sys.platform == "win32"


def test_without_drafts_nothing_is_left(opened, folder):
    store, _ = opened()
    store.save((ADA,))
    store.save(())
    store.save(())
    store.close()
    assert names(folder) == []


def test_each_userbook_has_its_own_whatever_leads_to_it(opened, tmp_path, book):
    book.touch()
    store, _ = opened()
    store.save((ADA,))
    store.close()
    link = tmp_path / "link.userbook"
    link.symlink_to(book)
    other, found = opened(tmp_path / "other.userbook")
    assert found == ()
    other.close()
    assert opened(link)[1] == (ADA,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        '{"format": 2, "drafts": []}',
        '{"format": 1, "drafts": {}}',
        '{"format": 1, "drafts": [' + "9" * 5000 + "]}",
        "\x00\x00",
    ],
)
def test_a_file_that_is_not_understood_is_kept_aside(opened, folder, text):
    store, _ = opened()
    store.save((ADA,))
    store.close()
    path = only(folder)
    path.write_text(text)
    store, found = opened()
    assert found == ()
    assert only(folder, ".damaged").read_text() == text
    store.save((NEW,))
    store.close()
    assert opened()[1] == (NEW,)


def test_bytes_that_are_no_text_and_what_is_no_file_are_kept_aside(opened, folder):
    store, _ = opened()
    store.save((ADA,))
    store.close()
    path = only(folder)
    path.write_bytes(b"\xff\xfe{")
    store, found = opened()
    store.close()
    assert found == ()
    os.mkfifo(path)
    store, found = opened()
    store.close()
    assert found == ()
    path.mkdir()
    path.with_suffix(".damaged").unlink()
    assert opened()[1] == ()
    assert path.with_suffix(".damaged").is_dir()


def test_of_what_makes_no_sense_the_rest_is_taken(opened, folder):
    store, _ = opened()
    store.save((ADA,))
    store.close()
    path = only(folder)
    good = {"keys": "3", "typed": {"title": "x"}}
    strange = [
        *(good | {"keys": keys} for keys in ("3-1", "0", "1 1", "2 1", "-1", "1-", "a", "٣", 3)),
        good | {"keys": "1-99999999999"},
        good | {"keys": "9" * 5000},
        good | {"typed": {"title": 3, "password": "x", "active": "yes", "notes": ["x"]}},
        good | {"typed": {"valid_until": {"date": "2030-02-31"}, "title": {"date": "2030-02-03"}}},
        good | {"typed": {"valid_until": True}},
        good | {"typed": []},
        {},
        None,
        [],
        7,
    ]
    kept = {
        "keys": "4-5 8",
        "id": "no id",
        "typed": {"title": "x", "active": None, "nobody knows": "x", "department": False},
        "seen": {"title": 5, "active": True, "notes": "not typed"},
        "mixed": ["title", "notes", 5, ["title"]],
    }
    path.write_text(json.dumps({"format": 1, "drafts": [*strange, kept]}))
    assert opened()[1] == (
        Draft(
            keys=(4, 5, 8),
            typed={"title": "x", "active": None},
            seen={"active": True},
            mixed=frozenset({"title"}),
        ),
    )


def test_two_programs_do_not_write_over_each_other(opened, folder):
    one, _ = opened()
    one.save((ADA,))
    two, found = opened()
    assert found == (), "the other is still typing at it"
    two.save((NEW,))
    one.save((ADA, SEVERAL))
    assert len(list(folder.glob("*.json"))) == 2
    one.close()
    two.close()
    three, found = opened()
    assert set(map(repr, found)) == set(map(repr, (ADA, SEVERAL, NEW)))
    three.close()
    assert names(folder) == [only(folder).name]


def test_of_two_drafts_for_the_same_the_newer_is_taken(opened, folder):
    one, _ = opened()
    two, _ = opened()
    one.save((ADA,))
    newer = Draft(keys=ADA.keys, typed={"title": "newer"})
    two.save((newer,))
    one.close()
    two.close()
    for path in folder.glob("*-2.json"):
        os.utime(path, (2**31, 2**31))
    assert opened()[1] == (newer,)


def test_a_disk_that_takes_no_more_leaves_the_old_drafts(opened, folder, monkeypatch):
    store, _ = opened()
    store.save((ADA,))

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(drafts_file.os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        store.save((NEW,))
    monkeypatch.undo()
    assert [path.suffix for path in folder.iterdir() if path.suffix != ".lock"] == [".json"]
    store.close()
    assert opened()[1] == (ADA,)


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    store = DraftsFile(tmp_path / "file" / "drafts", tmp_path / "staff.userbook")
    with pytest.raises(NotADirectoryError):
        store.load()
    with pytest.raises(FileNotFoundError):
        store.save((ADA,))
    store.close()


KILLED = """
import os, signal, sys
from pathlib import Path
from desktop_app.domain.draft import Draft
from desktop_app.drafts import drafts_file

store = drafts_file.DraftsFile(Path(sys.argv[1]), Path(sys.argv[2]))
store.load()
store.save((Draft(keys=(1,), typed={"title": "old"}),))
type(Path(sys.argv[1])).replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
store.save((Draft(keys=(1,), typed={"title": "new"}),))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")
def test_killed_between_writing_and_replacing_the_old_state_is_there(opened, folder, book):
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), str(book)], cwd=ROOT, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert len(list(folder.glob("*.new"))) == 1
    store, found = opened()
    assert [draft.typed for draft in found] == [{"title": "old"}]
    assert list(folder.glob("*.new")) == []
    store.close()
    assert names(folder) == [only(folder).name], "the lock of a killed program is free"
