"""From nothing to the painted window and to rows, compiled, beside a file of a hundred users."""

from __future__ import annotations

import compileall
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from bench_start import IN_ORDER, plain, start
from million.figures import Figure


def figures(file: Path, few: Path, runs: int) -> list[Figure]:
    """``few`` is a userbook with 100 users. Each start is a process of its own."""
    package = find_spec("desktop_app")
    assert package is not None
    assert package.origin is not None
    compileall.compile_dir(Path(package.origin).parent, quiet=1)
    found: dict[Path, list[tuple[float, float]]] = {few: [], file: []}
    for path in (few, file):
        start(path)
    for _ in range(runs):
        for path, starts in found.items():
            starts.append(start(path))
    floor = median(plain(file, IN_ORDER) for _ in range(runs))
    (window, rows), (few_window, few_rows) = (
        [median(one[i] for one in found[path]) for i in (0, 1)] for path in (file, few)
    )
    hundred = "the same with 100 users"
    return [
        Figure(
            what="start to painted window",
            value=window,
            beside=few_window,
            beside_what=hundred,
            most_times=1.1,
        ),
        Figure(
            what="start to painted rows",
            value=rows,
            beside=few_rows,
            beside_what=hundred,
            most_times=1.1,
        ),
        Figure(
            what="start to painted rows, again",
            value=rows,
            beside=floor,
            beside_what="a new Python that reads the page by sqlite3",
        ),
    ]
