"""Comma-separated values, and tab- or semicolon-separated ones."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from desktop_app.domain.errors import TableReason, TableRefusedError
from desktop_app.formats import Format, Row, TableOptions, TableShape
from desktop_app.formats.csv_dialect import dialect_of
from desktop_app.formats.csv_encoding import encoding_of
from desktop_app.formats.csv_guard import restored
from desktop_app.formats.csv_records import Lines, decoder_of, records
from desktop_app.formats.csv_writing import write
from desktop_app.formats.files import opened
from desktop_app.formats.header import (
    column_names,
    header_line,
    is_template_example,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

SAMPLE = 50
_HEAD_RECORDS = 100
_HEAD_LINES = 1_000
_HEAD_CHARACTERS = 262_144


def inspect(path: Path, options: TableOptions) -> TableShape:
    """Find out how the file is to be read, as far as the person did not say."""
    if options.delimiter is not None and (
        len(options.delimiter) != 1 or options.delimiter in '"\r\n'
    ):
        raise TableRefusedError(path, TableReason.SYNTAX, detail=options.delimiter)
    with opened(path) as file:
        if options.encoding is None:
            encoding, certain = encoding_of(file)
        else:
            encoding, certain = options.encoding, True
            decoder_of(path, encoding)
        size = file.seek(0, 2)
        file.seek(0)
        head = _head(Lines(file, path, encoding, options.delimiter or ""))
        dialect = dialect_of(head, options.delimiter)
        file.seek(0)
        lines = Lines(file, path, encoding, dialect.delimiter)
        found = list(islice(records(lines, padded=dialect.padded), _HEAD_RECORDS))
    header_row, columns = _columns(path, found, options.header_row)
    shape = TableShape(
        path=path,
        encoding=encoding,
        delimiter=dialect.delimiter,
        header_row=header_row,
        columns=columns,
        sample=(),
        size=size,
        certain=certain,
        padded=dialect.padded,
    )
    rows = islice((row.cells for row in read(shape) if not row.blank), SAMPLE)
    return replace(shape, sample=tuple(rows))


def read(shape: TableShape) -> Iterator[Row]:
    """The rows below the header, blank ones too, with their cells exactly as they were written."""
    columns, width = shape.columns, len(shape.columns)
    with opened(shape.path) as file:
        lines = Lines(file, shape.path, shape.encoding, shape.delimiter)
        first = shape.header_row > 0
        for line, found in records(lines, padded=shape.padded):
            if line <= shape.header_row:
                continue
            if first and found:
                first = False
                if is_template_example(columns, found):
                    continue
            cells = tuple([restored(cell) if cell[:1] == "'" else cell for cell in found])
            if len(cells) == width:
                yield Row(line, cells, (), 0, lines.offset)
            else:
                yield _ragged(line, cells, width, lines.offset)


def _ragged(line: int, cells: tuple[str, ...], width: int, offset: int) -> Row:
    missing = max(0, width - len(cells)) if any(map(str.strip, cells)) else 0
    padding = ("",) * (width - len(cells))
    surplus = tuple(filter(str.strip, cells[width:]))
    return Row(line, cells[:width] + padding, surplus, missing, offset)


def _head(lines: Lines) -> list[str]:
    """The first lines, and of them not more than are good for finding out the dialect."""
    head: list[str] = []
    room = _HEAD_CHARACTERS
    for line in islice(lines, _HEAD_LINES):
        lines.taken.clear()
        head.append(line)
        room -= len(line)
        if room < 0:
            break
    return head


def _columns(
    path: Path, found: Sequence[tuple[int, list[str]]], wanted: int | None
) -> tuple[int, tuple[str, ...]]:
    """The line of the header, and the names of the columns."""
    table = [(line, [restored(cell) for cell in cells]) for line, cells in found]
    wanted = header_line(table) if wanted is None else wanted
    line, header = 0, list[str]()
    if wanted > 0:
        # A person who points at an empty line means the header below it.
        line, header = next(
            ((line, cells) for line, cells in table if line >= wanted and any(cells)), (0, header)
        )
    columns = column_names(header, [cells for number, cells in table if number > line])
    if not columns or (wanted > 0 and not header):
        raise TableRefusedError(path, TableReason.EMPTY, wanted)
    return line, columns


FORMAT = Format(
    key="csv",
    label="CSV",
    suffixes=(".csv", ".tsv", ".txt"),
    inspect=inspect,
    read=read,
    write=write,
)
