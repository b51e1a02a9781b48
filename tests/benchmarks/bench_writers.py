"""Three programs write to one file at once: killed every 200 ms, and racing for the same users."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from time import monotonic

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.append(str(Path(__file__).resolve().parents[1] / "torture"))

from killing import started
from markdown import end, table
from people import userbook


def told_by(kind: str, path: Path, amount: int) -> dict[str, object]:
    begun = monotonic()
    with started("writers.py", kind, str(userbook(path, 100)), str(amount)) as program:
        assert program.stdout
        return json.loads(program.stdout.read()) | {"seconds": f"{monotonic() - begun:.0f}"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--edits", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        storm = told_by("storm", Path(name) / "Storm.userbook", given.seconds)
        columns = ["kills", "acknowledged writes", "seconds", "faults"]
        row = [storm["kills"], storm["acknowledged"], storm["seconds"], len(storm["faults"])]
        table("Three programs write, one is killed every 200 ms", columns, [row])
        race = told_by("race", Path(name) / "Race.userbook", given.edits)
        columns = ["edits", "counted", "done again after a conflict", "seconds", "faults"]
        row = [race["edits"], race["counted"], race["again"], race["seconds"], len(race["faults"])]
        table("Three programs count up the same numbers", columns, [row])
    end([*storm["faults"], *race["faults"]])


if __name__ == "__main__":
    main()
