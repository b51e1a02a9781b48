"""Files that may not be written, or not be read, by somebody who is not root."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from document_files import add, names, refused, run, state

from desktop_app.database.document import create_document, open_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.errors import FileReason, FileRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534
posix_only = pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")


@contextmanager
def as_somebody() -> Iterator[None]:
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that others can reach, unlike pytest's."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
        Path(name).chmod(0o700)


@pytest.fixture
async def shared(public: Path) -> Path:
    """A file with a user in it; whatever reading it imports is imported."""
    document = create_document(public / "users.userbook")
    await add(document.url, "ada")
    assert await names(document.url) == ["ada"]
    return document.path


def lend(path: Path) -> None:
    """A file and what is beside it, to be read and not to be written."""
    for found in path.parent.iterdir():
        found.chmod(0o444)
    path.parent.chmod(0o555)


@posix_only
def test_a_file_that_may_not_be_read_is_refused(shared):
    shared.chmod(0)
    with as_somebody():
        assert refused(shared).reason is FileReason.NO_PERMISSION


@posix_only
@pytest.mark.parametrize(("journal_mode", "mode"), [("DELETE", "mode=ro"), ("WAL", "immutable=1")])
async def test_a_file_that_may_only_be_read_is_opened_for_reading(
    shared, public, journal_mode, mode
):
    run(shared, f"PRAGMA journal_mode={journal_mode}")
    lend(shared)
    before = state(public)
    with as_somebody():
        document = open_document(shared)
        assert (document.mode, document.read_only) == (mode, True)
        assert DatabaseHelper(document.url).is_read_only
        assert await names(document.url) == ["ada"]
    assert state(public) == before


@posix_only
async def test_what_its_owner_has_open_can_be_read_too(shared):
    with closing(sqlite3.connect(shared, isolation_level=None)) as owner:
        owner.execute("PRAGMA journal_mode=WAL")
        owner.execute("UPDATE users SET user_name = 'augusta'")
        copy = lent_copy(shared, "-wal", "-shm")
    with as_somebody():
        document = open_document(copy)
        assert document.mode == "mode=ro"
        assert await names(document.url) == ["augusta"]


@posix_only
def test_a_folder_that_is_not_ours_holds_no_new_file(public):
    public.chmod(0o555)
    with as_somebody(), pytest.raises(FileRefusedError) as caught:
        create_document(public / "new.userbook")
    assert caught.value.reason is FileReason.NO_PERMISSION
    assert state(public) == {}


@posix_only
def test_a_journal_that_may_not_be_read_is_not_ignored(shared):
    journal = Path(f"{shared}-journal")
    journal.write_bytes(b"x" * 600)
    journal.chmod(0)
    shared.chmod(0o444)
    with as_somebody():
        assert refused(shared).reason is FileReason.NO_PERMISSION


def lent_copy(path: Path, *suffixes: str) -> Path:
    """A file in the middle of being written, as another program left it."""
    folder = path.parent / "copy"
    folder.mkdir()
    for suffix in ("", *suffixes):
        shutil.copyfile(f"{path}{suffix}", folder / f"{path.name}{suffix}")
    lend(folder / path.name)
    return folder / path.name
