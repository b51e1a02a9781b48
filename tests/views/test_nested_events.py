"""What the tests of windows rely on: events that are handled within a test step no other task."""

from __future__ import annotations

import asyncio


async def test_a_task_that_comes_up_within_another_is_stepped_afterwards(qapp):
    task = asyncio.create_task(asyncio.sleep(0, "stepped"))
    qapp.processEvents()
    assert not task.done()
    assert await asyncio.wait_for(task, 5) == "stepped"
