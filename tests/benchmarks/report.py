"""Small tables of figures, and what is counted in them."""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def counts(what: str, default: int, *, runs: int = 5) -> argparse.Namespace:
    """``--count``, ``--runs`` and ``--file``, which is there already and holds so many users."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--count", type=int, default=default, help="how many users")
    parser.add_argument("--runs", type=int, default=runs, help="how often")
    parser.add_argument("--file", type=Path, help="a userbook instead of a new one")
    return parser.parse_args()


def table(heading: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Words to the left, figures to the right."""
    cells = [list(columns), *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(columns))]
    print(f"\n{heading}")
    for row in cells:
        first = row[0].ljust(widths[0])
        rest = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        print("  ".join([first, *rest]).rstrip())


def middle(seconds: Sequence[float]) -> float:
    """The median, in milliseconds."""
    return median(seconds) * 1000


def at(share: float, seconds: Sequence[float]) -> float:
    """A percentile, in milliseconds."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000 if ordered else 0.0


def ratio(ours: float, raw: float) -> str:
    return f"{ours / raw:.1f}x" if raw else "-"


def _cell(value: object) -> str:
    return f"{value:,.1f}" if isinstance(value, float) else str(value)
