"""Many values in statements of a size that every SQLite takes."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Text, bindparam, func, select

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

T = TypeVar("T")
MANY = 5000  # that statements over all of them take a moment
SIZE = 400  # well under SQLite's oldest limit of 999 bound values

_each = func.json_each(bindparam("keys", type_=Text)).table_valued("value")
KEYS = select(_each.c.value)  # any number of them, bound as one text of JSON


def chunks(values: Sequence[T], size: int = 0) -> Iterator[Sequence[T]]:
    """Parts of ``size``, or of as many values as one statement takes."""
    size = size or SIZE
    return (values[start : start + size] for start in range(0, len(values), size))


async def neighbours(keys: Sequence[int], size: int) -> AsyncIterator[list[int]]:
    """The keys in the order of the file, ``size`` or more of them at a time.

    Users that stand together in a table fill pages of it together: in any other order a page would
    be written as often as there are users on it. To sort a million at once would keep the event
    loop busy, so they are laid out by their place first.
    """
    near = defaultdict[int, list[int]](list)
    for chunk in chunks(keys, size):
        for key in chunk:
            near[key // size].append(key)
        await asyncio.sleep(0)
    run: list[int] = []
    for place in sorted(near):
        run += sorted(near.pop(place))
        if len(run) >= size:
            yield run
            run = []
    if run:
        yield run
