"""Rows of a plan made ready to be written, while those before them are being written."""

from __future__ import annotations

import logging
from contextlib import aclosing
from itertools import chain, islice
from typing import TYPE_CHECKING

from desktop_app.operations.planning import prepare_new
from desktop_app.worker.lines import LostError
from desktop_app.worker.work import Work

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from desktop_app.database.mapping import NewRow

    Parts = Sequence[Sequence[bytes]]

_TOGETHER = 2
_WORTH_A_PROCESS = 200_000  # bytes
_AHEAD = 3
_log = logging.getLogger(__name__)


async def prepared(packed: Sequence[bytes]) -> AsyncGenerator[list[NewRow]]:
    """What is to be written of these packed rows, some hundreds at a time."""
    parts = [packed[start : start + _TOGETHER] for start in range(0, len(packed), _TOGETHER)]
    done = 0
    try:
        async with aclosing(_prepared(parts, apart=_is_worth_it(packed))) as found:
            async for rows in found:
                done += 1
                yield rows
    except LostError as error:
        _log.warning("prepared without a process of its own: %s", error)
        async with aclosing(_prepared(parts[done:], apart=False)) as found:
            async for rows in found:
                yield rows


async def _prepared(parts: Parts, *, apart: bool) -> AsyncGenerator[list[NewRow]]:
    to_tell = chain(parts, [None])
    async with Work(prepare_new, apart=apart) as work:
        for part in islice(to_tell, _AHEAD):
            await work.tell(part)
        async for rows in work:
            for part in islice(to_tell, 1):
                await work.tell(part)
            yield rows


def _is_worth_it(packed: Sequence[bytes]) -> bool:
    return sum(map(len, packed)) >= _WORTH_A_PROCESS
