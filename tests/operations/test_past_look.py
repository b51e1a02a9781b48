"""A look at the past: a private copy that leaves nothing behind."""

from __future__ import annotations

import stat
import tempfile

import pytest

from desktop_app.database.copying import CopyStoppedError, Source, Watch
from desktop_app.database.past_look import past_glimpse
from desktop_app.domain.errors import CopyFailedError
from desktop_app.operations.user_operations import DeleteUsers, PurgeUsers


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Where temporary folders are made."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return tmp_path / "temporary"


async def test_an_open_file_is_seen_as_it_was(userbook, folders):
    await userbook.add({"user_name": "ada"}, {"user_name": "bob"}, {"user_name": "eve"})
    await userbook.apply(DeleteUsers((1, 2)))
    await userbook.apply(PurgeUsers((2,)))
    before = userbook.query("SELECT * FROM users")
    look = past_glimpse(Source(userbook.path), 1)
    assert look.missing == 1
    assert look.document.path.name == "users.userbook"
    assert look.document.read_only
    assert stat.S_IMODE(look.document.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(look.document.path.parent.stat().st_mode) == 0o700
    assert userbook.query("SELECT * FROM users") == before
    look.close()
    assert list(folders.iterdir()) == []
    await userbook.add({"user_name": "zoe"})


async def test_a_look_that_is_given_up_leaves_nothing(userbook, folders):
    await userbook.add({"user_name": "ada"})
    with pytest.raises(CopyStoppedError):
        past_glimpse(Source(userbook.path), 0, Watch(lambda: True))
    assert list(folders.iterdir()) == []


async def test_a_look_that_cannot_be_made_leaves_nothing(userbook, folders):
    with pytest.raises(CopyFailedError):
        past_glimpse(Source(userbook.path.with_name("gone")), 0)
    assert list(folders.iterdir()) == []
