"""Every promise about many users in one run: one table in Markdown, and JSON beside it.

Each part works in a process of its own on a copy of its own; files are made once for each size.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from markdown import table
from million import changing, ordering, rival, scrolls, searching, session, starts
from million.figures import COLUMNS, Figure, from_facts
from million.machine import machine
from people import userbook

from desktop_app.database.migrations import head

IN_WINDOW = {
    "search": searching.figures,
    "scroll": scrolls.figures,
    "held": scrolls.held,
    "order": ordering.figures,
    "change": changing.figures,
    "session": session.figures,
}
PARTS = ("search", "scroll", "order", "change", "start", "memory", "session", "rival")
GROWING = (searching.KEY, scrolls.JUMP, changing.EDIT)
CACHE = Path(__file__).parents[2] / "build" / "benchmarks"
_SIZES = {"k": 1000, "M": 1_000_000}


class Files:
    """Userbooks by their number of users, made once; a newer schema has files of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def of(self, count: int) -> Path:
        path = self._folder / f"{count}-users-schema-{head()}.userbook"
        if not path.exists():
            _say(f"making {path}")
            userbook(path, count)
        return path


def run(part: str, file: Path, runs: int) -> list[Figure]:
    """A part in the window of another process, over a copy."""
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        copy, answer = Path(folder) / "Many.userbook", Path(folder) / "figures.json"
        shutil.copyfile(file, copy)
        command = [sys.executable, __file__, "--part", part, "--file", str(copy)]
        subprocess.run([*command, "--runs", str(runs), "--json", str(answer)], check=True)
        return [from_facts(facts) for facts in json.loads(answer.read_text("utf-8"))]


def figures_of(part: str, files: Files, count: int, runs: int) -> list[Figure]:
    file = files.of(count)
    if part == "memory":
        return scrolls.memory_figures(lambda name, of: run(name, of, runs), file, files.of(1000))
    if part == "start":
        return starts.figures(file, files.of(100), runs)
    if part == "rival":
        return rival.figures(file, runs)
    return run(part, file, runs)


def all_figures(parts: list[str], files: Files, count: int, runs: int) -> list[Figure]:
    """A part that fails is told as a row, and the others go on."""
    found: list[Figure] = []
    for part in parts:
        _say(f"{count:,} users: {part}")
        try:
            found += figures_of(part, files, count, runs)
        except (subprocess.CalledProcessError, AssertionError, TimeoutError, OSError) as error:
            traceback.print_exc()
            found.append(Figure(what=part, note=f"failed: {type(error).__name__}"))
    return found


def growth(by_size: dict[int, list[Figure]]) -> list[Figure]:
    """From the smallest size to the largest: no faster than the logarithm, opening not at all."""
    few, many = min(by_size), max(by_size)
    steps = {what: math.log(many) / math.log(few) for what in GROWING} | {session.OPEN: 1.1}
    values = {
        size: {figure.what: figure.value for figure in found} for size, found in by_size.items()
    }
    return [
        Figure(
            what=f"{what}, from {few:,} to {many:,} users",
            value=values[many].get(what),
            beside=values[few].get(what),
            beside_what=f"with {few:,}",
            most_times=step,
        )
        for what, step in steps.items()
        if few != many
    ]


def main() -> None:
    given = _arguments()
    if given.part:
        found = IN_WINDOW[given.part](given.file, given.runs)
        given.json.write_text(json.dumps([figure.facts() for figure in found]), "utf-8")
        return
    about, files = machine(), Files(given.folder)
    by_size = {
        size: all_figures(given.parts, files, size, given.runs) for size in sorted(given.sizes)
    }
    headings = {f"{size:,} users": found for size, found in by_size.items()}
    if grown := growth(by_size):
        headings["From size to size"] = grown
    print(", ".join(f"{name} {value}" for name, value in about.items()))
    for heading, found in headings.items():
        table(f"## {heading}", COLUMNS, [figure.cells() for figure in found])
    facts = {heading: [figure.facts() for figure in found] for heading, found in headings.items()}
    place = given.json or given.folder / "figures.json"
    place.write_text(json.dumps({"machine": about, "figures": facts}, indent=1), "utf-8")
    _say(f"{place}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sizes", type=_sizes, default=[100_000], help="10k,100k,1M,10M (100k if nothing is said)"
    )
    parser.add_argument("--runs", type=int, default=5, help="how often")
    parser.add_argument("--folder", type=Path, default=CACHE, help="where files are kept")
    parser.add_argument("--json", type=Path, help="where all is written (figures.json there)")
    parser.add_argument(
        "--parts", type=_parts, default=list(PARTS), help=f"some of {','.join(PARTS)}"
    )
    parser.add_argument("--part", choices=IN_WINDOW, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return [int(size.rstrip("kM")) * _SIZES.get(size[-1], 1) for size in text.split(",")]


def _parts(text: str) -> list[str]:
    parts = text.split(",")
    if unknown := set(parts).difference(PARTS):
        raise argparse.ArgumentTypeError(f"no such part: {', '.join(unknown)}")
    return parts


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
