"""The program is killed a few times; ``bench_kill.py`` does it a thousand times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from killed_jobs import JobVictim
from killing import Victim

if TYPE_CHECKING:
    from pathlib import Path

KILLS = 4


def test_what_was_acknowledged_outlives_any_kill(tmp_path: Path) -> None:
    victim = Victim(tmp_path, seed=3, count=100)
    for _ in range(KILLS):
        victim.kill()
    assert victim.tally.faults == []
    assert victim.tally.acknowledged.total() > KILLS


@pytest.mark.parametrize("job", ["migrate", "backup"])
def test_a_killed_job_is_done_or_not_begun(job: str, tmp_path: Path) -> None:
    victim = JobVictim(tmp_path, job, seed=5, count=300)
    for _ in range(KILLS // 2):
        victim.kill()
    assert victim.tally.faults == []
