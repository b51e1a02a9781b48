"""What separates the cells of a text file."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from desktop_app.formats.header import known_names

if TYPE_CHECKING:
    from collections.abc import Sequence

_DELIMITERS = ",;\t|:"
_LIKELY_HEADERS = 10
_RECORDS = 100
# Times, addresses and URLs hold colons; an account file has many more.
_FEWEST_COLUMNS = {":": 4}
# A file of one column also holds commas here and there.
_ONE_COLUMN = 0.6


@dataclass(frozen=True, slots=True)
class Dialect:
    """The delimiter, and whether blanks after it are only there to look nice."""

    delimiter: str
    padded: bool


def dialect_of(lines: Sequence[str], delimiter: str | None) -> Dialect:
    """The likeliest dialect of a file that begins with these lines."""
    if delimiter is None:
        best = max(_DELIMITERS, key=lambda candidate: _fitness(lines, candidate))
        delimiter = best if _fitness(lines, best) > _as_one_column(lines) else ","
    return Dialect(delimiter, _padded(lines, delimiter))


def _fitness(lines: Sequence[str], delimiter: str) -> float:
    """How evenly the delimiter divides the lines, and how much of the header then makes sense."""
    found = [cells for cells in _parsed(lines, delimiter) if any(cells)]
    widths = Counter(map(len, found))
    if not widths:
        return 0.0
    divided = [cells for cells in found if len(cells) >= _FEWEST_COLUMNS.get(delimiter, 2)]
    evenness = max((count for width, count in widths.items() if width > 1), default=0)
    known = max(map(known_names, divided[:_LIKELY_HEADERS]), default=0)
    return (len(divided) + evenness) / (2 * len(found)) * (1 + known) if divided else 0.0


def _as_one_column(lines: Sequence[str]) -> float:
    return _ONE_COLUMN * (
        1 + max((known_names([line.strip('"\r\n')]) for line in lines[:1]), default=0)
    )


def _padded(lines: Sequence[str], delimiter: str) -> bool:
    """Whether somewhere a quote stands after a blank: ``1, "a, b"``."""
    plain = _parsed(lines, delimiter)
    trimmed = _parsed(lines, delimiter, padded=True)
    return any(
        cell.startswith(' "') and cell != other
        for cells, others in zip(plain, trimmed, strict=False)
        for cell, other in zip(cells, others, strict=False)
    )


def _parsed(lines: Sequence[str], delimiter: str, *, padded: bool = False) -> list[list[str]]:
    records: list[list[str]] = []
    try:
        reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=padded)
        records.extend(islice(reader, _RECORDS))
    except csv.Error:
        return records
    return records
