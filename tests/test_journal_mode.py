"""A write-ahead log needs memory shared by all who open the file: not on a network disk."""

from __future__ import annotations

from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

import pytest

from desktop_app.views import system
from desktop_app.views.system import journal_mode_for

if TYPE_CHECKING:
    from pathlib import Path


class Disk:
    """The edge of the machine: what Qt says of a disk that is not in this computer."""

    kind = b""

    def __init__(self, _path: str) -> None: ...

    def fileSystemType(self):  # noqa: N802  # Qt's name
        return self

    def data(self):
        return self.kind


def test_a_disk_of_this_computer_has_a_log(tmp_path: Path):
    assert journal_mode_for(tmp_path / "a.userbook") == "WAL"


@pytest.mark.parametrize("kind", [b"nfs4", b"cifs", b"fuse.sshfs", b"afpfs", b"VFAT"])
def test_a_network_or_removable_disk_has_none(monkeypatch, tmp_path, kind):
    monkeypatch.setattr(Disk, "kind", kind)
    monkeypatch.setattr(system, "QStorageInfo", Disk)
    assert journal_mode_for(tmp_path / "a.userbook") == "TRUNCATE"


def test_a_windows_share_has_none_whatever_its_disk_is(monkeypatch):
    monkeypatch.setattr(Disk, "kind", b"NTFS")
    monkeypatch.setattr(system, "QStorageInfo", Disk)
    assert journal_mode_for(PureWindowsPath(r"\\server\share\a.userbook")) == "TRUNCATE"
    assert journal_mode_for(PureWindowsPath(r"C:\users\a.userbook")) == "WAL"
