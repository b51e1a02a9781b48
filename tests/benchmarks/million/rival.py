"""DB Browser for SQLite over the same users, on a screen of its own: a program of C++ and Qt.

It gets one plain table of fifteen columns, since it would read the whole of our schema first; and
so a smaller file than ours.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from million.figures import Figure
from million.screen import TOOLS, Screen, screen, shown

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "sqlitebrowser"
ROOT = Path(__file__).parents[3]
_COLUMNS = """user_name, given_name, family_name, display_name, email, phone, mobile, title,
    department, organization, employee_number, user_type, office_location, active, notes"""
_QUIET = 4.0  # it paints the head of a table, and its rows long afterwards
_OPENING = 8.0
_WORD = "zsigm"
# Within the window at its first size: of the second column ours, of the first DB Browser's.
_OUR_HEADER, _HEADER, _FILTER = (450, 82), (140, 152), (140, 176)

Times = dict[str, list[float]]


def figures(file: Path, runs: int) -> list[Figure]:
    """From the command to the window and to its last change; keys and clicks likewise."""
    what = "DB Browser for SQLite"
    if missing := [tool for tool in (NAME, *TOOLS) if shutil.which(tool) is None]:
        return [Figure(what=what, note=f"not installed: {', '.join(missing)}")]
    with tempfile.TemporaryDirectory(dir=file.parent) as name:
        ours, plain = Path(name) / "Many.userbook", Path(name) / "Many.sqlite"
        shutil.copyfile(file, ours)
        _write_plain(file, plain)
        mine: Times = {}
        theirs: Times = {}
        for _ in range(runs):
            with screen() as seen:
                _play_ours(seen, ours, mine)
            with screen() as seen:
                _play_theirs(seen, plain, theirs)
    return [
        Figure.of(
            f"{deed}, as seen on the screen",
            mine[deed],
            beside=median(theirs[deed]) * 1000,
            beside_what=what,
            most_times=1,
        )
        for deed in mine
    ]


def _play_ours(seen: Screen, file: Path, times: Times) -> None:
    settings = str(file.parent / "settings")
    command = [sys.executable, "-m", "desktop_app", str(file), "--settings", settings]
    with shown(seen, command, ROOT) as start:
        _open(seen, start, times)
        window = _window(seen, "Userbook")
        seen.act("windowactivate", "--sync", window, "key", "ctrl+f")
        _note(times, "search, last key to rows", seen.watch(lambda: _type(seen), _QUIET)[1])
        seen.act("key", "Escape")
        time.sleep(_QUIET)
        sort = seen.watch(lambda: seen.click(window, _OUR_HEADER), _QUIET)
        _note(times, "sort by another column", sort[1])


def _play_theirs(seen: Screen, file: Path, times: Times) -> None:
    with shown(seen, [NAME, "-t", "users", str(file)], file.parent) as start:
        _open(seen, start, times)
        window = _window(seen, "DB Browser for SQLite - ")
        seen.act("key", "Escape")  # it asks whether to abort what it is doing itself
        time.sleep(1)
        seen.click(window, _FILTER)
        _note(times, "search, last key to rows", seen.watch(lambda: _type(seen), _QUIET)[1])
        seen.act("key", *["BackSpace"] * len(_WORD))
        time.sleep(_QUIET)
        sort = seen.watch(lambda: seen.click(window, _HEADER), _QUIET)
        _note(times, "sort by another column", sort[1])


def _open(seen: Screen, start: Callable[[], None], times: Times) -> None:
    window, everything, rows = seen.watch(start, _OPENING)
    _note(times, "start to a window", window)
    _note(times, "start to rows", rows)
    _note(times, "start to all there is to see", everything)


def _note(times: Times, deed: str, seconds: float) -> None:
    times.setdefault(deed, []).append(seconds)


def _type(seen: Screen) -> None:
    seen.act("type", "--delay", "1", _WORD)


def _window(seen: Screen, title: str) -> str:
    return seen.act("search", "--sync", "--onlyvisible", "--name", title).splitlines()[-1]


def _write_plain(file: Path, plain: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("ATTACH ? AS plain", (str(plain),))
        connection.execute(f"CREATE TABLE plain.users AS SELECT {_COLUMNS} FROM main.users")  # noqa: S608
        connection.execute("CREATE UNIQUE INDEX plain.by_name ON users (user_name)")
        connection.commit()
