"""Three programs on one file, for a moment; ``bench_writers.py`` takes a minute."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from killing import started
from people import userbook

if TYPE_CHECKING:
    from pathlib import Path


def written(path: Path, kind: str, amount: int) -> dict[str, object]:
    with started("writers.py", kind, str(userbook(path, 100)), str(amount)) as program:
        assert program.stdout
        return json.loads(program.stdout.read())


def test_writers_that_are_killed_lose_nothing_and_disturb_nobody(tmp_path: Path) -> None:
    told = written(tmp_path / "Storm.userbook", "storm", 2)
    assert told["faults"] == []
    assert told["acknowledged"]
    assert told["kills"]


def test_writers_that_count_up_the_same_numbers_lose_no_count(tmp_path: Path) -> None:
    told = written(tmp_path / "Race.userbook", "race", 150)
    assert told["faults"] == []
    assert told["counted"] == 150
