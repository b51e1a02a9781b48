"""File formats; dropping a file here is the whole change.

A format turns the bytes of a file into rows of text cells and back. It knows neither users
nor the database nor the window.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOptions:
    """What a person chose; None leaves it to detection.

    ``header_row`` counts the lines of the table from 1; 0 says that there is no header.
    """

    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableShape:
    """A file as it will be read: the options in force, its columns and its first rows.

    ``certain`` is False where the encoding is a guess that a person should look at.
    ``header_row`` is the line of the header (0 for none), ``padded`` says that blanks follow the
    delimiters and belong to no cell.
    ``size`` is the size of the file in bytes, for progress.
    """

    path: Path
    encoding: str
    delimiter: str
    header_row: int
    columns: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    size: int
    certain: bool = True
    padded: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """``line`` is where the row starts in the file, 1-based; ``cells`` has one for each column.

    ``surplus`` holds non-empty cells beyond the last column, ``missing`` how many were not there;
    ``offset`` is how many bytes of the file were read so far. Blank rows are given too, for the
    reader to count and to skip.
    """

    line: int
    cells: tuple[str, ...]
    surplus: tuple[str, ...] = ()
    missing: int = 0
    offset: int = field(default=0, compare=False)

    @property
    def blank(self) -> bool:
        """Whether no cell holds anything."""
        return not self.surplus and not any(map(str.strip, self.cells))


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """Bytes to rows and back. All four raise TableRefusedError and leave nothing half-written."""

    key: str
    label: str
    suffixes: tuple[str, ...]
    inspect: Callable[[Path, TableOptions], TableShape]
    read: Callable[[TableShape], Iterator[Row]]
    write: Callable[[Path, Sequence[str], Iterable[Sequence[str]]], int]


@cache
def formats() -> tuple[Format, ...]:
    """Every format in this folder."""
    return tuple(
        module.FORMAT
        for found in iter_modules(__path__)
        if hasattr(module := import_module(f"{__name__}.{found.name}"), "FORMAT")
    )


def format_for(path: Path) -> Format:
    """By the name's suffix; the first format where that says nothing."""
    fitting = [found for found in formats() if path.suffix.casefold() in found.suffixes]
    return (fitting or formats())[0]
