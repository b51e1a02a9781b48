"""Very many keys from SQLite as one text.

For each row by itself Python would take the interpreter's lock once more, which the window needs
for painting.
"""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING

from sqlalchemy import func, select

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sqlalchemy import CompoundSelect, Select

_PART = 65_536  # characters, after which the window may have its turn


def as_text(keys: Select[Any] | CompoundSelect[Any]) -> Select[Any]:
    """A statement with one row: all ``key`` of another in its order, or NULL if there are none."""
    return select(func.group_concat(keys.subquery("found").c.key))


def all_numbers(text: str | None) -> Iterator[int]:
    """What such a text says."""
    return chain.from_iterable(numbers(text))


def numbers(text: str | None) -> Iterator[list[int]]:
    """What such a text says, some at a time."""
    text, start = text or "", 0
    while start < len(text):
        end = text.find(",", start + _PART)
        end = len(text) if end < 0 else end
        yield json.loads(f"[{text[start:end]}]")
        start = end + 1
