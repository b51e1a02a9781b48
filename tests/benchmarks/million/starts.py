"""From nothing to the painted window and to rows, compiled, beside a file of a hundred users."""

from __future__ import annotations

import compileall
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from bench_start import IN_ORDER, plain, start
from million.figures import Figure

_WHAT = ("start to painted window", "start to painted rows", "start until all can be used")


def figures(file: Path, few: Path, runs: int) -> list[Figure]:
    """``few`` is a userbook with 100 users. Each start is a process of its own."""
    package = find_spec("desktop_app")
    assert package is not None
    assert package.origin is not None
    compileall.compile_dir(Path(package.origin).parent, quiet=1)
    found: dict[Path, list[tuple[float, ...]]] = {few: [], file: []}
    for path in (few, file):
        start(path)
    for _ in range(runs):
        for path, starts in found.items():
            starts.append(start(path))
    floor = median(plain(file, IN_ORDER) for _ in range(runs))
    many, others = (
        [median(one[i] for one in found[path]) for i in range(3)] for path in (file, few)
    )
    hundred = "the same with 100 users"
    return [
        *(
            Figure(
                what=what,
                value=value,
                beside=beside,
                beside_what=hundred,
                most_times=1.1,
            )
            for what, value, beside in zip(_WHAT, many, others, strict=True)
        ),
        Figure(
            what=f"{_WHAT[1]}, again",
            value=many[1],
            beside=floor,
            beside_what="a new Python that reads the page by sqlite3",
        ),
    ]
