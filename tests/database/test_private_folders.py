"""What a killed program has left of its private copies goes, and nothing else does."""

from __future__ import annotations

import os
import stat
import tempfile

from desktop_app.database.private_folders import private_folder, sweep


def test_old_copies_are_swept_away_and_young_ones_stay(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, young, strange = private_folder(), private_folder(), tmp_path / "somebody"
    strange.mkdir()
    (tmp_path / "userbook-file").write_text("no folder")
    (tmp_path / "userbook-link").symlink_to(strange)
    (old / "copy.userbook").write_text("personal")
    for each in (old, strange):
        os.utime(each, (1, 1))
    os.utime(tmp_path / "userbook-link", (1, 1), follow_symlinks=False)
    assert stat.S_IMODE(old.stat().st_mode) == 0o700
    sweep()
    assert not old.exists()
    assert young.exists()
    assert strange.exists()
    assert (tmp_path / "userbook-file").exists()
