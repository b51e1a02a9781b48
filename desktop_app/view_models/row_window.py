"""A very long list of which only the pages near the sight are held."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

R = TypeVar("R")
_ALIVE = 2


class RowWindow(Generic[R]):
    """``row(i)`` never waits: it answers from a page, or asks for that page and says None.

    At most two requests are on their way, each for pages that follow each other: to read two takes
    little longer than one. ``ask`` begins one, which may ``fill`` and ends with ``forget``;
    ``give_up`` is told of those that nobody looks at any more.
    """

    def __init__(
        self,
        ask: Callable[[range], object],
        give_up: Callable[[range], object],
        *,
        page_size: int = 64,
        pages: int = 64,
    ) -> None:
        self.page_size = page_size
        self.count = 0
        self._ask = ask
        self._give_up = give_up
        self._limit = pages
        self._pages: OrderedDict[int, Sequence[R]] = OrderedDict()
        self._wanted: list[int] = []
        self._asked: set[range] = set()
        self._given_up: set[range] = set()
        self._seen, self._is_downwards = 0, True
        self._newest, self._looked_at = 0, range(0)
        self._sight = page_size
        self.epoch = 0

    def row(self, index: int) -> R | None:
        number, offset = divmod(index, self.page_size)
        if (page := self._pages.get(number)) is not None:
            self._pages.move_to_end(number)
            self._newest = number
            return page[offset] if offset < len(page) else None
        if number not in self._wanted and 0 <= index < self.count:
            self._want([*self._missing(), number])
        return None

    def loaded(self, index: int) -> R | None:
        """What is held already; nothing is asked for."""
        number, offset = divmod(index, self.page_size)
        page = self._pages.get(number, ())
        return page[offset] if offset < len(page) else None

    def held(self, rows: range) -> Iterator[tuple[int, R]]:
        """What is held of these rows, each with its number."""
        for number, page in self._pages.items():
            first = number * self.page_size
            if first < rows.stop and rows.start < first + len(page):
                yield from ((first + i, row) for i, row in enumerate(page) if first + i in rows)

    def see(self, rows: range) -> None:
        """Ask for what is in sight; when that is there, for what will be in a moment."""
        if not rows:
            return
        if rows.start != self._seen:
            self._seen, self._is_downwards = rows.start, rows.start > self._seen
        self._sight = max(len(rows), self._sight)
        first, last = rows[0] // self.page_size, rows[-1] // self.page_size
        self._newest = first
        self._looked_at = range(first, last + 1)
        for number in self._pages.keys() & self._looked_at:
            self._pages.move_to_end(number)
        if not (wanted := self._missing()):
            ahead = last + 1 if self._is_downwards or not first else first - 1
            is_there = ahead * self.page_size < self.count
            wanted = [ahead] if is_there and ahead not in self._pages else []
        self._want(wanted)

    def _missing(self) -> list[int]:
        """Pages in sight that are not held."""
        return [number for number in self._looked_at if number not in self._pages]

    def fill(self, number: int, rows: Sequence[R]) -> range:
        """Keep a page, or several, forget the least used; answer which rows they hold."""
        for start in range(0, max(len(rows), 1), self.page_size):
            page = number + start // self.page_size
            self._pages[page] = rows[start : start + self.page_size]
            self._pages.move_to_end(page)
        while len(self._pages) > self._limit:
            self._pages.popitem(last=False)
        first = number * self.page_size
        return range(first, first + len(rows))

    def forget(self, request: range) -> None:
        """It is not on its way any more: what else is wanted is asked for."""
        self._asked.discard(request)
        again = request in self._given_up
        self._given_up.discard(request)
        left = (number for number in self._wanted if number not in self._pages)
        self._want([number for number in left if again or number not in request])

    def in_sight(self) -> int:
        """How many rows fill the pages that a window of this height looks at."""
        return -(-self._sight // self.page_size) * self.page_size

    def newest(self) -> int:
        """The number of the page that was looked at last."""
        return self._newest

    def grow(self, count: int) -> None:
        """There are so many rows; those that are held stay."""
        self.count = count

    def reset(self, count: int) -> None:
        self.count = count
        self.epoch += 1
        self._newest = min(self._newest, max(count - 1, 0) // self.page_size)
        self._pages.clear()
        self._wanted.clear()
        self._looked_at = range(0)
        for request in tuple(self._asked):
            self._give_up(request)
        self._asked.clear()
        self._given_up.clear()

    def _want(self, wanted: list[int]) -> None:
        self._wanted = wanted
        for request in tuple(self._asked):
            if request not in self._given_up and not any(number in request for number in wanted):
                self._given_up.add(request)
                self._give_up(request)
        left = [number for number in wanted if not any(number in one for one in self._asked)]
        while left and len(self._asked) < _ALIVE:
            request = _run(left)
            left = left[len(request) :]
            self._asked.add(request)
            self._ask(request)


def _run(numbers: Sequence[int]) -> range:
    """Those that follow each other from the first on."""
    first = numbers[0]
    gaps = (first + i for i, number in enumerate(numbers) if number != first + i)
    return range(first, next(gaps, first + len(numbers)))
