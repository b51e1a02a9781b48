"""What the operating system says of folders and disks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QStorageInfo

from desktop_app.database.sqlite_uri import is_on_share

if TYPE_CHECKING:
    from argparse import Namespace

_NETWORK = frozenset(
    "nfs nfs4 cifs smb smb2 smbfs afpfs webdav fuse 9p vfat exfat msdos".split()  # noqa: SIM905
)


def journal_mode_for(path: Path) -> str:
    """A write-ahead log needs memory shared by all who open the file: not on a network disk."""
    kind = bytes(QStorageInfo(str(path.parent)).fileSystemType().data()).decode().casefold()
    remote = kind in _NETWORK or kind.startswith("fuse.") or is_on_share(path)
    return "TRUNCATE" if remote else "WAL"


def settings_folder(given: Namespace) -> Path:
    if given.settings:
        return Path(given.settings)
    place = QStandardPaths.StandardLocation.AppConfigLocation
    return Path(QStandardPaths.writableLocation(place))


def data_folder(given: Namespace) -> Path:
    """What is worth keeping, but no preference: large, and not to travel from desk to desk."""
    if given.settings:
        return Path(given.settings)
    place = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(place))
