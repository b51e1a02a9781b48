"""Rows to a file that a spreadsheet opens as it is."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from desktop_app.formats.csv_guard import guarded
from desktop_app.formats.files import replacing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """UTF-8 with a byte order mark and CRLF, which is what spreadsheets take for granted.

    A name that ends in ``.tsv`` promises tabs; every other name gets commas.
    """
    delimiter = "\t" if path.suffix.casefold() == ".tsv" else ","
    # Quoted, a lone column cannot seem to be divided by a semicolon in its cells.
    quoting = csv.QUOTE_ALL if len(header) == 1 else csv.QUOTE_MINIMAL
    count = 0
    with replacing(path) as file:
        text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=False)
        writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator="\r\n")
        writer.writerow([guarded(cell) for cell in header])
        for count, row in enumerate(rows, 1):  # noqa: B007
            writer.writerow([guarded(cell) for cell in row])
        text.flush()
        text.detach()
    return count
