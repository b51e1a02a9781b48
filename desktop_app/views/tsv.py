"""A table on the clipboard, as spreadsheets write and read it."""

from __future__ import annotations

import csv
from io import StringIO


def as_tsv(rows: list[list[str]]) -> str:
    """What spreadsheets take: a cell with a tab, a line break or a quotation mark is quoted."""
    return "\n".join("\t".join(_quoted(cell) for cell in row) for row in rows)


def _quoted(cell: str) -> str:
    if any(mark in cell for mark in '\t\n\r"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def from_tsv(text: str) -> list[list[str]]:
    """The cells of what was copied; lines as they are where quotation marks lead nowhere."""
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        rows = [line.split("\t") for line in text.splitlines()]
    return [row or [""] for row in rows]
