"""What a table looked like when its file was closed, so that it can be shown before it is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.domain.attributes import Kind
    from desktop_app.domain.user_row import UserRow


@dataclass(frozen=True, slots=True)
class Layout:
    """``headings`` of all columns in the language of the person; ``shown`` are those to be read.

    ``kinds`` are those of the columns that hold neither text nor a time.
    """

    headings: dict[str, str]
    shown: tuple[str, ...]
    kinds: dict[str, Kind]
    sort: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of ``count``."""

    rows: list[UserRow]
    count: int
