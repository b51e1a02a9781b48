"""Many values in statements of a size that every SQLite takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")
MANY = 5000  # that statements over all of them take a moment
SIZE = 400  # well under SQLite's oldest limit of 999 bound values


def chunks(values: Sequence[T], size: int = 0) -> Iterator[Sequence[T]]:
    """Parts of ``size``, or of as many values as one statement takes."""
    size = size or SIZE
    return (values[start : start + size] for start in range(0, len(values), size))
