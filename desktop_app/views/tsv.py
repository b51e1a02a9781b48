"""A table on the clipboard."""

from __future__ import annotations


def as_tsv(rows: list[list[str]]) -> str:
    """What spreadsheets take: a cell with a tab, a line break or a quotation mark is quoted."""
    return "\n".join("\t".join(_quoted(cell) for cell in row) for row in rows)


def _quoted(cell: str) -> str:
    if any(mark in cell for mark in '\t\n\r"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell
