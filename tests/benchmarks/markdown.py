"""Tables of figures in Markdown, and an end that says whether a promise was broken."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN = 20


def table(heading: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    print(f"\n{heading}\n")
    print(_line(columns))
    print(_line(["---", *("---:" for _ in columns[1:])]))
    for row in rows:
        print(_line([f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row]))


def end(faults: Sequence[str]) -> NoReturn:
    """The exit code is 1 if there is a fault."""
    print(f"\n{len(faults)} promises broken")
    for fault in faults[:SHOWN]:
        print(f"- {fault}")
    sys.exit(1 if faults else 0)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
