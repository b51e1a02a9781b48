"""The file as it was at some moment, made ready to be looked at."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from desktop_app.database.copying import Source
from desktop_app.domain.errors import CopyFailedError, StorageError, StorageReason
from desktop_app.operations.user_operations import ChangeUsers
from desktop_app.view_models import moment_view_model
from desktop_app.view_models.moment_view_model import MomentViewModel

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Where copies are made."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return tmp_path / "temporary"


@pytest.fixture
async def moments(workspace, path, crashes):
    moments = MomentViewModel(workspace.database, Source(path), crashes.append)
    yield moments
    await moments.tasks.close()


async def test_a_moment_means_the_last_change_by_then(moments, workspace, add):
    await add({"user_name": "ada"})
    await moments.ask(LONG_AGO)
    assert moments.state.asked == LONG_AGO
    assert moments.state.last is None
    now = datetime.now(UTC)
    await moments.ask(now)
    assert moments.state.last.seq == 1


async def test_the_file_is_seen_as_it_was(moments, workspace, add, folders):
    await add({"user_name": "ada", "title": "Miss"})
    await workspace.changes.attempt(ChangeUsers((1,), {"title": "Countess"}))
    glimpse = await moments.after(1)
    assert glimpse.missing == 0
    assert len(list(folders.iterdir())) == 1
    with closing(sqlite3.connect(glimpse.document.path)) as copy:
        assert copy.execute("SELECT title FROM users").fetchall() == [("Miss",)]
    glimpse.close()
    assert not list(folders.iterdir())
    glimpse = await moments.at(datetime.now(UTC) - timedelta(days=1))
    with closing(sqlite3.connect(glimpse.document.path)) as copy:
        assert copy.execute("SELECT count(*) FROM users").fetchall() == [(0,)]
    glimpse.close()
    assert moments.state.share == 0


async def test_what_cannot_be_copied_is_a_problem(workspace, path, crashes, folders):
    gone = MomentViewModel(workspace.database, Source(path.with_name("gone")), crashes.append)
    assert await gone.after(0) is None
    assert isinstance(gone.state.problem, CopyFailedError)
    gone.dismiss()
    assert gone.state.problem is None
    nothing = MomentViewModel(workspace.database, None, crashes.append)
    assert not nothing.can_look
    assert await nothing.after(0) is None


async def test_closing_gives_it_up_and_leaves_nothing(moments, add, folders, monkeypatch, until):
    await add({"user_name": "ada"})
    begun = []

    def endless(_source, _seq, watch):
        begun.append(watch)
        while True:
            watch.on_pages(0, 1, 2)

    monkeypatch.setattr(moment_view_model, "past_glimpse", endless)
    looking = moments.after(0)
    await until(lambda: moments.state.share == 0.5)
    await moments.tasks.close()
    with pytest.raises(asyncio.CancelledError):
        await looking
    assert begun[0].stopped()
    assert moments.state.share == 0


async def test_problems_and_bugs_are_told_apart(moments, crashes):
    moments._report(StorageError(StorageReason.BUSY))
    assert moments.state.problem is not None
    moments._report(KeyError("x"))
    assert len(crashes) == 1
    crashes.clear()
