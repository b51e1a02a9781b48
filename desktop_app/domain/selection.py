"""Who is selected in a result, however many they are."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FEW = 1000


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of a result as ascending ranges that do not touch.

    ``keys`` are the users in these rows, in the order in which they were chosen, and ``rows`` where
    each of them stands. Both are empty for more than FEW users, and until the keys were read.
    """

    ranges: tuple[range, ...] = ()
    keys: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()

    @classmethod
    def of_rows(cls, ranges: Iterable[range], keys: Iterable[int] = ()) -> Selection:
        """These rows, with the keys of all of them if they are known."""
        merged: list[range] = []
        for part in sorted((r for r in ranges if r), key=lambda part: part.start):
            if merged and part.start <= merged[-1].stop:
                merged[-1] = range(merged[-1].start, max(part.stop, merged[-1].stop))
            else:
                merged.append(part)
        known = tuple(keys)
        return cls(tuple(merged), known, tuple(row for r in merged for row in r) if known else ())

    @classmethod
    def of_users(cls, places: Mapping[int, int]) -> Selection:
        """The users of these keys, each with the row in which it stands."""
        rows = cls.of_rows(range(row, row + 1) for row in places.values())
        return rows if rows.is_crowd else cls(rows.ranges, tuple(places), tuple(places.values()))

    def __len__(self) -> int:
        return sum(map(len, self.ranges)) or len(self.keys)

    @property
    def is_crowd(self) -> bool:
        """Too many to be told apart: all that is known of them is where they stand."""
        return len(self) > FEW

    @property
    def is_pending(self) -> bool:
        """Few, but nobody has read yet who they are."""
        return bool(self.ranges) and not self.keys and not self.is_crowd

    @property
    def first(self) -> int:
        """The topmost row; 0 if there is none."""
        return self.ranges[0].start if self.ranges else 0

    @property
    def keys_as_seen(self) -> tuple[int, ...]:
        """The keys from the top to the bottom."""
        placed = sorted(zip(self.rows, self.keys, strict=False))
        return tuple(key for _, key in placed) or self.keys

    def within(self, rows: range) -> set[int]:
        """Which of these rows are selected."""
        found = bisect_right(self.ranges, rows.start, key=lambda part: part.stop)
        near = takewhile(lambda part: part.start < rows.stop, self.ranges[found:])
        return {row for part in near for row in rows if row in part}

    def covers(self, count: int) -> bool:
        """Whether it is all of a result of so many rows."""
        return self.ranges == (range(count),) and count > 0

    def inverted(self, count: int) -> Selection:
        """All the others of a result of so many rows."""
        edges = (range(0), *self.ranges, range(count, count))
        return Selection.of_rows(range(one.stop, next_.start) for one, next_ in pairwise(edges))
