"""What a person or an operator may choose.

The command line goes over the environment, that over the file, that over the defaults.
"""

from __future__ import annotations

import argparse
import json
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, cast

from desktop_app import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

PREFIX = "USERBOOK_"
MOST_RECENT = 10
_TEXT = ("utf-8", "surrogateescape")  # names of files need not be text
_TRUE = frozenset({"1", "true", "yes", "on"})
_NOT_FROM_ENVIRONMENT_WHEN_INSTALLED = frozenset({"database_url"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``language`` and ``theme`` are ``system`` or a name; ``recent_files`` the newest first.

    ``author`` is what history calls the person, beside the name of the operating system.
    """

    database_url: str = ""
    db_echo_log: bool = False
    language: str = "system"
    theme: str = "system"
    author: str = ""
    last_file: str = ""
    recent_files: tuple[str, ...] = ()


class SettingsFile:
    """The layer that the program itself writes: JSON, replaced whole, a damaged one kept aside."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._saved: dict[str, Any] = self._read()

    def load(
        self, environ: Mapping[str, str], given: Mapping[str, object], *, installed: bool
    ) -> Settings:
        """Settings in force. An installed program takes its database from no environment."""
        settings = _with(Settings(), self._saved)
        from_environ = {
            name: environ[variable]
            for name in _NAMES
            if (variable := f"{PREFIX}{name.upper()}") in environ
            and not (installed and name in _NOT_FROM_ENVIRONMENT_WHEN_INSTALLED)
        }
        if given.get("file"):  # said on the command line, as a database's URL can be
            from_environ.pop("database_url", None)
            settings = replace(settings, database_url="")
        return _with(_with(settings, from_environ), given)

    def remember(self, path: Path) -> tuple[str, ...]:
        """The file was opened now."""
        others = (name for name in self.recent if name != str(path))
        recent = (str(path), *others)[:MOST_RECENT]
        self.save(last_file=str(path), recent_files=recent)
        return recent

    def forget(self, path: Path) -> tuple[str, ...]:
        """Take a file off the list of recent ones."""
        self.save(recent_files=tuple(name for name in self.recent if name != str(path)))
        return self.recent

    @property
    def recent(self) -> tuple[str, ...]:
        return _with(Settings(), self._saved).recent_files

    @property
    def stamps(self) -> FileStamps:
        return FileStamps(self._path.with_name("files.json"))

    def kept(self, name: str) -> object:
        return self._saved.get(name)

    def save(self, **changes: object) -> None:
        """Keep these for the next start; a folder that cannot be written costs only memory."""
        self._saved.update(changes)
        new = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps(self._saved, ensure_ascii=False, indent=2), *_TEXT)
            new.replace(self._path)
        except OSError:
            with suppress(OSError):
                new.unlink(missing_ok=True)

    def _read(self) -> dict[str, Any]:
        try:
            saved: object = json.loads(self._path.read_text(*_TEXT))
        except OSError:
            return {}
        except (ValueError, RecursionError):
            saved = None
        if isinstance(saved, dict):
            return cast("dict[str, Any]", saved)
        with suppress(OSError):
            self._path.replace(self._path.with_suffix(".damaged"))
        return {}


class FileStamps:
    """How each file was when it was closed, to tell whether anybody has written to it since."""

    def __init__(self, path: Path) -> None:
        self._file = SettingsFile(path)

    def is_as_left(self, path: Path, stamp: str) -> bool:
        return bool(stamp) and self._file.kept(str(path)) == stamp

    def leave(self, path: Path, stamp: str) -> None:
        self._file.save(**{str(path): stamp})


_NAMES = tuple(field.name for field in fields(Settings))


def parse_command_line(argv: Sequence[str]) -> argparse.Namespace:
    """``userbook [FILE]`` and its switches; what was not given is absent."""
    parser = argparse.ArgumentParser(
        prog="userbook",
        description="Keep the users of an organisation in one file.",
        epilog="userbook sample makes a file of invented users: see userbook sample --help.",
    )
    parser.add_argument("file", nargs="?", help="the .userbook to open")
    parser.add_argument("--version", action="version", version=f"Userbook {__version__}")
    parser.add_argument(
        "--smoke", action="store_true", help="try the program on sample users and print timings"
    )
    parser.add_argument("--screenshot", metavar="PNG", help="where --smoke writes its picture")
    parser.add_argument("--settings", metavar="FOLDER", help="where preferences are kept")
    parser.add_argument(
        "--new-window", action="store_true", help="start beside a Userbook that is running"
    )
    parser.add_argument("--play", help=argparse.SUPPRESS)
    for name in ("database_url", "language", "theme"):
        parser.add_argument(
            f"--{name.replace('_', '-')}", default=argparse.SUPPRESS, metavar=name.upper()
        )
    parser.add_argument("--db-echo-log", action="store_true", default=argparse.SUPPRESS)
    return parser.parse_args(argv)


def _with(settings: Settings, values: Mapping[str, object]) -> Settings:
    """``settings`` with the values that are of the right kind; others are passed over."""
    taken = {
        name: value
        for name in _NAMES
        if name in values and (value := _like(getattr(settings, name), values[name])) is not None
    }
    return replace(settings, **taken)


def _like(known: object, value: object) -> Any:
    if isinstance(known, bool):
        return value if isinstance(value, bool) else str(value).strip().casefold() in _TRUE
    if isinstance(known, tuple):
        if not isinstance(value, (list, tuple)):
            return None
        return tuple(str(item) for item in cast("list[object]", value))
    return value if isinstance(value, str) else None
