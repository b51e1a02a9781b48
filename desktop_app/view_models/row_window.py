"""A very long list of which only the pages near the sight are held."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

R = TypeVar("R")


class RowWindow(Generic[R]):
    """``row(i)`` never waits: it answers from a page, or asks for that page and says None."""

    def __init__(
        self, ask: Callable[[int], object], *, page_size: int = 128, pages: int = 64
    ) -> None:
        self.page_size = page_size
        self.count = 0
        self._ask = ask
        self._limit = pages
        self._pages: OrderedDict[int, Sequence[R]] = OrderedDict()
        self._asked: set[int] = set()

    def row(self, index: int) -> R | None:
        number, offset = divmod(index, self.page_size)
        if (page := self._pages.get(number)) is not None:
            self._pages.move_to_end(number)
            return page[offset] if offset < len(page) else None
        if number not in self._asked and 0 <= index < self.count:
            self._asked.add(number)
            self._ask(number)
        return None

    def loaded(self, index: int) -> R | None:
        """What is held already; nothing is asked for."""
        number, offset = divmod(index, self.page_size)
        page = self._pages.get(number, ())
        return page[offset] if offset < len(page) else None

    def fill(self, number: int, rows: Sequence[R]) -> range:
        """Keep a page, forget the least used; answer which rows it holds."""
        self._asked.discard(number)
        self._pages[number] = rows
        self._pages.move_to_end(number)
        while len(self._pages) > self._limit:
            self._pages.popitem(last=False)
        first = number * self.page_size
        return range(first, first + len(rows))

    def forget(self, number: int) -> None:
        """A page could not be had: it may be asked for again."""
        self._asked.discard(number)

    def newest(self) -> int:
        """The number of the page that was looked at last."""
        return next(reversed(self._pages), 0)

    def reset(self, count: int) -> None:
        self.count = count
        self._pages.clear()
        self._asked.clear()
