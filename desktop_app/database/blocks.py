"""All users in one order, of whom a search passes over those that lack a letter it asks for."""

from __future__ import annotations

from array import array
from functools import reduce
from time import sleep
from typing import TYPE_CHECKING

from desktop_app.database.letters import bits_of, read_letters

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from desktop_app.database.standing import Standing

_BLOCK = 16  # users: for each that has a rare letter, so many are looked at
_REGION = 64  # blocks, all of which are passed over at once
_MOST = 8  # times as many at a time as at first
PAUSE = 0.002  # seconds for whoever shows something meanwhile


class Blocks:
    """``letters`` has one number for every ``_BLOCK`` users: the letters that any of them has."""

    def __init__(self, standing: Standing, letters: Sequence[int]) -> None:
        self._standing = standing
        self._letters = letters
        starts = range(0, len(letters), _REGION)
        self._regions = [reduce(int.__or__, letters[start : start + _REGION]) for start in starts]

    def __len__(self) -> int:
        """How many users there are."""
        return len(self._standing)

    def likely(
        self, connection: sqlite3.Connection, words: Iterable[str], size: int
    ) -> Iterator[list[int]]:
        """Keys of whoever may have these words, in the order: ``size`` at first, then more."""
        some, largest = list[int](), _MOST * size
        for start, stop in self._runs(bits_of("".join(words)), max(2 * size // _BLOCK, 1)):
            some += self._standing.page(connection, start * _BLOCK, (stop - start) * _BLOCK)
            if len(some) >= size:
                yield some
                some, size = [], min(2 * size, largest)
        if some:
            yield some

    def _runs(self, wanted: int, longest: int) -> Iterator[tuple[int, int]]:
        """Which blocks have all these letters, as far as they come one after the other."""
        start = stop = 0
        for number in self._numbers(wanted):
            if number > stop or stop - start >= longest:
                yield start, stop
                start = number
            stop = number + 1
        yield start, stop

    def _numbers(self, wanted: int) -> Iterator[int]:
        for region, anywhere in enumerate(self._regions):
            if anywhere & wanted == wanted:
                start = region * _REGION
                for number, letters in enumerate(self._letters[start : start + _REGION], start):
                    if letters & wanted == wanted:
                        yield number


def read_blocks(connection: sqlite3.Connection, standing: Standing, places: array[int]) -> Blocks:
    """``places`` by key of all who stand there. Raises sqlite3.Error."""
    count, first = len(standing), 0
    letters = array("q", bytes(8 * -(-count // _BLOCK)))
    for some in read_letters(connection, range(len(places))):
        for place, has in zip(places[first : first + len(some)], some, strict=True):
            if place < count:
                letters[place // _BLOCK] |= has
        first += len(some)
        sleep(PAUSE)
    return Blocks(standing, letters)
