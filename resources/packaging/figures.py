# ruff: noqa: INP001, T201  # a script, in no package
"""Tells what a package weighs and how fast it starts.

The packaged program is started beside the checkout's, in turns, from the same machine's memory.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 10**6
TURNS = 5
GOALS = (30, 120, 10)  # megabytes, megabytes, per cent


def installed_size(tree: Path) -> int:
    """Bytes, without what file systems add."""
    return sum(p.stat().st_size for p in tree.rglob("*") if p.is_file() and not p.is_symlink())


def start(program: list[str]) -> tuple[int, int]:
    """Milliseconds to the painted window and to the rows, as ``--smoke`` tells them."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "USERBOOK_STARTS": "3"}
    picture = ROOT / "build" / "figures.png"
    command = [*program, "--smoke", "--screenshot", str(picture)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)  # noqa: PLW1510, S603
    told = re.search(r"painted window (\d+) ms, to rows (\d+) ms", done.stdout)
    if told is None or done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return int(told[1]), int(told[2])


def compare(packaged: list[str], checkout: list[str]) -> list[tuple[float, float]]:
    """For the window and for the rows: milliseconds of the one and of the other.

    The fastest of all turns: whatever else the machine does makes a start only slower.
    """
    start(packaged)
    pairs = [(start(packaged), start(checkout)) for _ in range(TURNS)]
    return [tuple(min(turn[who][what] for turn in pairs) for who in (0, 1)) for what in (0, 1)]


def main() -> None:
    (package,) = (ROOT / "dist").glob("userbook_*.deb")
    (program,) = (ROOT / "build" / "userbook").glob("*/*/userbook-*/usr/bin/userbook")
    size = package.stat().st_size / MEGABYTE
    installed = installed_size(program.parents[2]) / MEGABYTE
    print(f"{package.relative_to(ROOT)}")
    print(f"package    {size:5.1f} MB (goal: {GOALS[0]})")
    print(f"installed  {installed:5.1f} MB (goal: {GOALS[1]})")
    times = compare([str(program)], [sys.executable, "-m", "desktop_app"])
    for what, (ours, theirs) in zip(("to painted window", "to rows"), times, strict=True):
        more = 100 * (ours / theirs - 1)
        print(f"{what}: {ours:.0f} ms, from the checkout {theirs:.0f} ms: {more:+.0f} %")


if __name__ == "__main__":
    main()
