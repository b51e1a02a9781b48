"""Which row of a table names its columns, and what the columns are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop_app.domain.columns import recognised

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LOOKED_AT = 10
_SURE = 2
_TEMPLATE_VERSION = "version:v"
_DATA = re.compile(
    r"[^\s@]+@[^\s@]+"  # an e-mail address
    r"|https?://.*"
    r"|[+(]?\d[\d\s().,:/T+-]*"  # a number, a date, a telephone number
)


def header_line(records: Sequence[tuple[int, Sequence[str]]]) -> int:
    """The line of the row that names the columns; 0 where the table begins with data."""
    rows = [(line, cells) for line, cells in records if any(cells)]
    if not rows:
        return 0
    if is_template_version(rows[0][1]) and len(rows) > 1:
        return rows[1][0]
    best = max(rows[:_LOOKED_AT], key=lambda row: known_names(row[1]))
    if known_names(best[1]) >= _SURE:
        return best[0]
    line, cells = _first_full(rows)
    return 0 if known_names(cells) == 0 and _looks_like_data(cells) else line


def known_names(cells: Sequence[str]) -> int:
    """How many cells of a row name something of a user; data is recognised by an address."""
    return 0 if any("@" in cell for cell in cells) else recognised(cells)


def is_template_version(cells: Sequence[str]) -> bool:
    """The first row of Microsoft Entra's template, before its header."""
    return bool(cells) and cells[0].casefold().startswith(_TEMPLATE_VERSION)


def is_template_example(columns: Sequence[str], cells: Sequence[str]) -> bool:
    """The row under the header of Microsoft Entra's template that shows how to fill it in."""
    return (
        bool(cells)
        and cells[0].casefold().startswith("example:")
        and any("[userprincipalname]" in column.casefold() for column in columns)
    )


def column_names(header: Sequence[str], data: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """A distinct name for each column. Columns at the end with neither name nor data are left out.

    Without a header (``()``) every column that holds something is numbered.
    """
    width = filled(header)
    if width < len(header) or not header:
        widest = max(map(filled, data), default=0)
        width = max(width, min(widest, len(header)) if header else widest)
    names: list[str] = []
    for number in range(width):
        named = header[number].strip("\ufeff \t\r\n") if number < len(header) else ""
        names.append(_distinct(named or f"Column {number + 1}", names))
    return tuple(names)


def filled(cells: Sequence[str]) -> int:
    """How many cells are left without the empty ones at the end."""
    return max((number for number, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _distinct(name: str, taken: Sequence[str]) -> str:
    distinct, again = name, 1
    while distinct in taken:
        again += 1
        distinct = f"{name} ({again})"
    return distinct


def _first_full(rows: Sequence[tuple[int, Sequence[str]]]) -> tuple[int, Sequence[str]]:
    """The first row that is about as wide as the rest; titles and remarks above are narrow."""
    widths = sorted(filled(cells) for _, cells in rows)
    usual = widths[len(widths) // 2]
    full = (row for row in rows if sum(map(bool, row[1])) * 2 > usual)
    return next(full, rows[0])


def _looks_like_data(cells: Sequence[str]) -> bool:
    return any(_DATA.fullmatch(cell.strip()) for cell in cells)
