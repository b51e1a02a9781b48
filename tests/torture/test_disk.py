"""A bad disk, for a few of its writes; ``tests/benchmarks/bench_disk.py`` is the whole of it."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest
from disk import JOBS, Trial, bad_disk, compiled, small_disk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from subprocess import Popen

FEW = 6


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Popen[str]]:
    if (library := compiled(tmp_path_factory.mktemp("library"))) is None:
        pytest.skip("no C compiler")
    with bad_disk(library) as program:
        yield program


@pytest.mark.parametrize("job", JOBS)
def test_a_write_that_fails_leaves_the_old_state_or_the_new(
    job: str, program: Popen[str], tmp_path: Path
) -> None:
    trial = Trial(tmp_path, job, program, tmp_path / "templates")
    for part in range(FEW):
        nth = 1 + part * (trial.writes - 1) // (FEW - 1)
        trial.fail(nth, errno.EIO)
        trial.fail(nth, errno.ENOSPC, lasting=True)
    assert trial.outcome.faults == []
    assert trial.outcome.tries.total() - trial.outcome.tries["done"] > FEW


@pytest.mark.parametrize("job", ["bulk", "import_file", "migrate"])
def test_a_full_disk_leaves_the_old_state_or_the_new(
    job: str, program: Popen[str], tmp_path: Path
) -> None:
    with small_disk(tmp_path / "small", 8 * 2**20) as small:
        if small is None:
            pytest.skip("a small disk takes root and tmpfs")
        trial = Trial(small, job, program, tmp_path / "templates")
        for free in (0, 2**14, 2**16, 2**18):
            trial.crowd(free)
    assert trial.outcome.faults == []
    assert "full" in trial.outcome.tries
