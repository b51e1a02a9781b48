"""Any sequence of operations, far more of them than the test suite has time for."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from time import monotonic

sys.path.append(str(Path(__file__).resolve().parents[2]))

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from markdown import end, table

from tests.operations.any_sequence import AnySequence


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=300)
    parser.add_argument("--steps", type=int, default=30)
    given = parser.parse_args()
    begun = monotonic()
    asked = settings(
        max_examples=given.examples,
        stateful_step_count=given.steps,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    faults: list[str] = []
    try:
        run_state_machine_as_test(AnySequence, settings=asked)
    except (AssertionError, ExceptionGroup) as error:
        faults.append(f"{error!r}\n" + "\n".join(getattr(error, "__notes__", ())))
    columns = ["sequences", "steps at most", "seconds"]
    row = [given.examples, given.steps, f"{monotonic() - begun:.0f}"]
    table("Any sequence of operations, undone to the start and redone to the end", columns, [row])
    end(faults)


if __name__ == "__main__":
    main()
