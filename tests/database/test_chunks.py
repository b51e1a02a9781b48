"""Keys are taken in the order of the file, however a table is sorted."""

from __future__ import annotations

import random

import pytest

from desktop_app.database.chunks import neighbours


@pytest.mark.parametrize("step", [1, 7, 1000])
async def test_neighbours_come_together_and_nobody_twice(step):
    keys = list(range(-50 * step, 950 * step, step))
    mixed = random.Random(1).sample(keys, len(keys))
    runs = [run async for run in neighbours(tuple(mixed), 100)]
    assert [key for run in runs for key in run] == keys
    assert all(100 <= len(run) < 200 for run in runs[:-1])


async def test_nobody_makes_no_part():
    assert [run async for run in neighbours((), 100)] == []
