"""Copies of a userbook, each with a page damaged: opened, checked, read, salvaged."""

from __future__ import annotations

import faulthandler
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "database"))

from damage import PATIENCE, WAYS, Original, suffer
from lived_in import lived_in
from report import counts, table

if TYPE_CHECKING:
    from damage import Outcome

_USERS = 300
_HANGS = 60


def main() -> int:
    given = counts(__doc__, 2000, runs=1)
    chance = random.Random(20)
    outcomes: list[Outcome] = []
    begun = perf_counter()
    with tempfile.TemporaryDirectory() as name:
        original = Original(lived_in(Path(name) / "original.file", _USERS))
        folder = Path(name) / "copies"
        folder.mkdir()
        for number in range(given.count):
            faulthandler.dump_traceback_later(_HANGS, exit=True)
            page = chance.randint(1, original.count)
            outcomes.append(suffer(original, folder, page, WAYS[number % len(WAYS)], number))
        faulthandler.cancel_dump_traceback_later()
    pages, records = original.count, sum(map(len, original.rows.values()))
    table(
        f"{given.count:,} copies of {pages} pages with {records:,} records, "
        f"in {perf_counter() - begun:.0f} s",
        ["", "copies", "records lost with the page", "faults"],
        [_line(way, [o for o in outcomes if o.way == way], original) for way in WAYS],
    )
    table("Slowest of all, seconds", ["open", "check", "read all", "salvage"], [_slowest(outcomes)])
    for heading, words in (("Opening", "opened"), ("Checking", "checked")):
        told = Counter(getattr(outcome, words) for outcome in outcomes)
        table(heading, ["", "copies"], told.most_common())
    wrong = [outcome for outcome in outcomes if outcome.faults]
    for outcome in wrong[:20]:
        print(f"page {outcome.number}, {outcome.way}: {outcome.faults}")
    print(f"\n{len(wrong)} copies with a crash, a wait over {PATIENCE:.0f} s, a write or a loss")
    return 1 if wrong else 0


def _line(way: str, outcomes: list[Outcome], original: Original) -> list[object]:
    lost = sum(len(original.on_page.get(outcome.number, ())) for outcome in outcomes)
    return [way, len(outcomes), lost, sum(len(outcome.faults) for outcome in outcomes)]


def _slowest(outcomes: list[Outcome]) -> list[str]:
    names = ("open", "check", "read all", "salvage")
    return [f"{max(outcome.seconds[name] for outcome in outcomes):.2f}" for name in names]


if __name__ == "__main__":
    sys.exit(main())
