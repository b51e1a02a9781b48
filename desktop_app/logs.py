"""A log for whoever has to find out what went wrong, without anything about the people in a file.

Statements are logged without their values (``hide_parameters``), rows not at all; what looks like a
value in what is left is blotted out here, and a line break cannot begin a line that looks genuine.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import re
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import TextIOWrapper
    from types import TracebackType

_NAME = "userbook.log"
_CRASHES = "crashes.log"
_LARGEST = 2**20
_KEPT = 2
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_QUIET = ("aiosqlite", "asyncio", "qasync", "alembic")
_OURS = "desktop_app"
_LONGEST = 2000  # signs of a line; to look for addresses in more would take its time
_ADDRESS = re.compile(r"[^\s@'\"<>(),;]{1,100}@[^\s@'\"<>(),;]{1,300}")
_QUOTED = re.compile(r"'(?:[^'\\]|\\.|'')*'|\"(?:[^\"\\]|\\.)*\"")
_BLOT = "…"


def keep_log(folder: Path) -> None:
    """Write to files in this folder from now on; one that cannot be written costs only the log."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _PrivateFile(folder / _NAME)
        crashes = os.open(folder / _CRASHES, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    except OSError:
        return
    handler.setFormatter(_Tactful(_FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    logging.getLogger(_OURS).setLevel(logging.INFO)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # Never closed: the interpreter writes there when nothing else works any more.
    faulthandler.enable(crashes)


class _PrivateFile(RotatingFileHandler):
    """Nobody else reads it; three of a megabyte at most."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", errors="backslashreplace"
        )

    def _open(self) -> TextIOWrapper:
        os.close(os.open(self.baseFilename, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
        return super()._open()


class _Tactful(logging.Formatter):
    """Says where and what kind, never who."""

    def format(self, record: logging.LogRecord) -> str:
        record.message = record.getMessage()[:_LONGEST]
        record.asctime = self.formatTime(record, self.datefmt)
        lines = [redacted(self.formatMessage(record))]
        if record.exc_info and record.exc_info[1] is not None:
            lines += _told(record.exc_info[1])
        return "\n    ".join(escaped(each) for each in lines)


def redacted(text: str) -> str:
    """Without addresses, and without what stands in quotes."""
    return _ADDRESS.sub(_BLOT, _QUOTED.sub(_BLOT, text))


def escaped(line: str) -> str:
    """One line, whatever somebody put into a name."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)


def report_of(error: BaseException) -> str:
    """What a person may hand on of an error: as little about anybody as the log has."""
    return "\n".join(escaped(line) for line in _told(error))


def _told(error: BaseException) -> Iterator[str]:
    """The way to an error and its kind. Its words may quote what somebody typed."""
    yield from _places(error.__traceback__)
    yield type(error).__qualname__
    cause = error.__cause__ or error.__context__
    if cause is not None and cause is not error:
        yield "after:"
        yield from _told(cause)


def _places(trace: TracebackType | None) -> Iterator[str]:
    for frame in traceback.extract_tb(trace):
        yield f"{Path(frame.filename).name}:{frame.lineno} in {frame.name}"
