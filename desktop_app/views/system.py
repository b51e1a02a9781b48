"""What the operating system says of folders and disks."""

from __future__ import annotations

import os
import sys
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


def is_bundle() -> bool:
    """Whether an installer brought this program, with an executable of its own."""
    return not Path(sys.executable).stem.casefold().startswith("python")


def is_installed() -> bool:
    """A checkout has its project file beside the package."""
    return not Path(__file__).resolve().parents[2].joinpath("pyproject.toml").exists()


def program() -> list[str]:
    """How this program is started once more."""
    return [sys.executable] if is_bundle() else [sys.executable, "-m", "desktop_app"]


def portable_folder() -> Path | None:
    """Where everything is kept if a file ``userbook.portable`` lies beside the program."""
    place = _place_of_program()
    return place / "Userbook data" if (place / "userbook.portable").is_file() else None


def _place_of_program() -> Path:
    """The folder that a person sees the program in: an image or a macOS program is one thing."""
    if not is_bundle():
        return Path(__file__).resolve().parents[2]
    shown = Path(os.environ.get("APPIMAGE") or sys.executable)
    return next((each for each in shown.parents if each.suffix == ".app"), shown).parent


def settings_folder(given: Namespace) -> Path:
    if own := given.settings or portable_folder():
        return Path(own)
    place = QStandardPaths.StandardLocation.AppConfigLocation
    return Path(QStandardPaths.writableLocation(place))


def data_folder(given: Namespace) -> Path:
    """What is worth keeping, but no preference: large, and not to travel from desk to desk."""
    if own := given.settings or portable_folder():
        return Path(own)
    place = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(place))
