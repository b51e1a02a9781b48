"""What a killed program has left of its private copies goes, and nothing else does."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile

import pytest

from desktop_app.database.private_folders import PrivateFolder, sweep

KILLED = """
import os, signal
from desktop_app.database.private_folders import PrivateFolder
folder = PrivateFolder()
(folder.path / "copy.userbook").write_text("personal")
print(folder.path, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """Where temporary folders are made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def test_a_private_folder_is_for_one_user_and_leaves_nothing(place):
    private = PrivateFolder()
    (private.path / "copy.userbook").write_text("personal")
    assert stat.S_IMODE(private.path.stat().st_mode) == 0o700
    private.close()
    assert list(place.iterdir()) == []


def test_what_a_killed_program_has_left_is_swept_away(place):
    killed = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len(list(place.iterdir())) == 1
    sweep()
    assert list(place.iterdir()) == []


def test_what_is_in_use_stays_however_old_it_is():
    private = PrivateFolder()
    os.utime(private.path, (1, 1))
    sweep()
    assert private.path.exists()
    private.close()


def test_what_only_has_such_a_name_stays(place):
    folder = place / "userbook-holiday-2019"
    folder.mkdir()
    (folder / "photo").write_text("of mine")
    os.utime(folder, (1, 1))
    (place / "userbook-file").write_text("no folder")
    (place / "userbook-link").symlink_to(folder)
    sweep()
    assert (folder / "photo").exists()
    assert (place / "userbook-file").exists()
    assert (place / "userbook-link").is_symlink()
