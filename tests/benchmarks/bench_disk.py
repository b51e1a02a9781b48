"""A disk that is full, and one whose n-th write fails: the old state or the new, and a reason."""

from __future__ import annotations

import argparse
import errno
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.append(str(Path(__file__).resolve().parents[1] / "torture"))

from disk import JOBS, Outcome, Trial, bad_disk, compiled, small_disk
from markdown import end, table

if TYPE_CHECKING:
    import subprocess

SMALL = 8 * 2**20
PAGE = 4096


def failing(folder: Path, job: str, program: subprocess.Popen[str], writes: int) -> Trial:
    """Each write of the first ones, once by bad luck and once with the disk full from there on."""
    trial = Trial(folder, job, program, folder / "templates")
    for nth in range(1, writes + 1):
        trial.fail(nth, errno.EIO)
        trial.fail(nth, errno.ENOSPC, lasting=True)
    return trial


def crowded(
    folder: Path, job: str, program: subprocess.Popen[str], templates: Path, tries: int
) -> Trial:
    """From no room at all to enough of it, a page more each time."""
    trial = Trial(folder, job, program, templates)
    for free in range(tries):
        trial.crowd(free * PAGE * 2)
    return trial


def told(outcome: Outcome) -> list[object]:
    tries = outcome.tries
    refused = sum(tries.values()) - tries["done"] - tries["bug"]
    reasons = ", ".join(f"{n} {name}" for name, n in sorted(tries.items()) if name != "done")
    figures = [sum(tries.values()), tries["done"], refused, outcome.stored, len(outcome.faults)]
    return [*figures, reasons]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writes", type=int, default=200, help="up to which write")
    parser.add_argument("--tries", type=int, default=60, help="how often on a full disk")
    given = parser.parse_args()
    columns = ["", "tries", "done", "refused", "refused, yet stored", "faults", "reasons"]
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if (library := compiled(folder)) is None:
            print("skipped: no C compiler, so no disk that goes bad")
            sys.exit(0)
        with bad_disk(library) as program:
            trials = [failing(folder, job, program, given.writes) for job in JOBS]
            rows = [[f"{t.job} ({t.writes} writes)", *told(t.outcome)] for t in trials]
            heading = f"The n-th write fails, n = 1 to {given.writes}, with EIO and with ENOSPC"
            table(heading, columns, rows)
            faults += [fault for trial in trials for fault in trial.outcome.faults]
            with small_disk(folder / "small", SMALL) as small:
                if small is None:
                    print("skipped: a small disk takes root and tmpfs")
                    end(faults)
                templates = folder / "templates"
                trials = [crowded(small, job, program, templates, given.tries) for job in JOBS]
                rows = [[trial.job, *told(trial.outcome)] for trial in trials]
                table(f"A disk of {SMALL // 2**20} MiB with less and less room", columns, rows)
                faults += [fault for trial in trials for fault in trial.outcome.faults]
    end(faults)


if __name__ == "__main__":
    main()
