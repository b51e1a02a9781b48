"""From the start of the process to the painted window and to painted rows.

Beside it the least that any program does: a new interpreter that reads the same page by sqlite3.
"""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import tempfile
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter, time

from people import userbook
from report import counts, ratio, table

from desktop_app.smoke import _BORN, _FIRST_PAGE, _PLAIN

SMALL = 100
IN_ORDER = (
    "SELECT u.* FROM user_index i JOIN users u USING (key) ORDER BY i.display_name, i.key LIMIT 128"
)


def environment() -> dict[str, str]:
    """With bytecode, as it is once the program is installed or was started before."""
    found = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return found | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}


def start(file: Path) -> tuple[float, ...]:
    """Milliseconds to the painted window, to painted rows, and until all of it can be used."""
    command = [sys.executable, "-m", "desktop_app", str(file), "--play", "start"]
    command += ["--settings", str(file.parent / "settings")]
    born = environment() | {_BORN: str(time())}
    done = subprocess.run(command, env=born, capture_output=True, text=True, check=True)
    return tuple(map(float, done.stdout.split()))


def plain(file: Path, page: str) -> float:
    command = [sys.executable, "-c", _PLAIN, str(file), page]
    begun = perf_counter()
    subprocess.run(command, env=environment(), check=True, capture_output=True)
    return (perf_counter() - begun) * 1000


def main() -> None:
    given = counts(__doc__, 100_000, runs=10)
    package = find_spec("desktop_app")
    compileall.compile_dir(Path(package.origin).parent, quiet=1)
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory() as folder:
        for count in (SMALL, given.count):
            file = userbook(Path(folder) / f"{count}.userbook", count)
            start(file)
            starts = [start(file) for _ in range(given.runs)]
            floors = [plain(file, _FIRST_PAGE) for _ in range(given.runs)]
            pages = [plain(file, IN_ORDER) for _ in range(given.runs)]
            painted, full, ready = (median(s[i] for s in starts) for i in range(3))
            fastest = min(s[1] for s in starts)
            floor = median(pages)
            line = [f"{count:,} users", painted, full, fastest, ready, median(floors), floor]
            rows.append([*line, ratio(full, floor)])
    table(
        f"Start on {date.today()}, median of {given.runs}; milliseconds",
        [
            "",
            "painted",
            "rows",
            "fastest",
            "all of it",
            "sqlite3, sorting",
            "sqlite3, by index",
            "ratio",
        ],
        rows,
    )


if __name__ == "__main__":
    main()
