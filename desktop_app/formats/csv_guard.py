"""Cells that a spreadsheet would run as a formula get an apostrophe, and lose it when read.

``=1+1`` is written as ``'=1+1`` and ``'=1+1`` as ``''=1+1``, so that every text comes back as it
was.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\0]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\0]")


def guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restored(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell
