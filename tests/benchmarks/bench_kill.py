"""The program is killed, a thousand times: nothing acknowledged is lost, nothing is torn."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import monotonic

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.append(str(Path(__file__).resolve().parents[1] / "torture"))

from killed_jobs import JobVictim
from killing import Tally, Victim
from markdown import end, table

JOBS = ("migrate", "backup")
SHARE = 10  # one of so many kills goes to each job


def torment(folder: Path, seed: int, kills: int) -> tuple[Tally, int]:
    """What one worker does: a file of its own, and a share of the kills."""
    folder.mkdir()
    tally, left = Tally(), 0
    for job in JOBS:
        victim = JobVictim(folder, job, seed)
        for _ in range(kills // SHARE):
            victim.kill()
        tally.add(victim.tally)
        left += victim.left
    victim = Victim(folder, seed)
    for number in range(kills - len(JOBS) * (kills // SHARE)):
        victim.kill()
        if number % 50 == 0:
            print(f"worker {seed}: {number} kills", file=sys.stderr)
    tally.add(victim.tally)
    return tally, left


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    begun, shares, left = monotonic(), given.kills // given.workers, 0
    tally, pool = Tally(), ProcessPoolExecutor(given.workers, get_context("spawn"))
    with tempfile.TemporaryDirectory() as name, pool as workers:
        told = [
            workers.submit(torment, Path(name) / str(number), given.seed + number, shares)
            for number in range(given.workers)
        ]
        for worker in told:
            part, leavings = worker.result()
            tally.add(part)
            left += leavings
    phases = sorted(tally.kills.keys() | tally.acknowledged.keys())
    rows: list[list[object]] = [
        [phase, tally.kills[phase], tally.acknowledged[phase], tally.unasked[phase]]
        for phase in phases
    ]
    parts = (tally.kills, tally.acknowledged, tally.unasked)
    rows.append(["all", *(part.total() for part in parts)])
    heading = f"{tally.kills.total():,} kills in {monotonic() - begun:.0f} s"
    table(heading, ["killed in", "kills", "acknowledged", "stored, not acknowledged yet"], rows)
    words = ("lost", "torn", "corrupt")
    counts = [sum(f"{word}:" in fault for fault in tally.faults) for word in words]
    columns = [*words, "drafts offered", "unfinished copies"]
    table("What is left on the disk", columns, [[*counts, tally.offered, left]])
    end(tally.faults)


if __name__ == "__main__":
    main()
