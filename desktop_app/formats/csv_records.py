"""Bytes to records of cells, one at a time, with the mistakes people's files have."""

from __future__ import annotations

import codecs
import csv
import re
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

from desktop_app.domain.errors import TableReason, TableRefusedError
from desktop_app.formats.files import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_COLUMNS = 200
MAX_CELL = 100_000

_CHUNK = 65_536
_COMMON_DELIMITERS = ",;\t|"
# CR CR LF is one line end: a CR LF that went through a program which translates LF once more.
_LINE = re.compile(r"[^\r\n]*(?:\r\r\n|\r\n|\n|\r)|[^\r\n]+")


class Lines:
    """The physical lines of a file, and those of the record under way for a second look.

    ``offset`` counts the bytes read, ``count`` the lines found so far.
    """

    def __init__(self, file: BinaryIO, path: Path, encoding: str, delimiter: str = "") -> None:
        self.path = path
        self.delimiter = delimiter
        self.offset = 0
        self.count = 0
        self.taken: list[str] = []
        self._file = file
        self._encoding = encoding
        self._decoder = decoder_of(path, encoding)
        self._ready: deque[str] = deque()
        self._parts: list[str] = []
        self._judged = _CHUNK
        self._ended = False

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        while not self._ready:
            if self._ended:
                raise StopIteration
            self._fill()
        line = self._ready.popleft()
        self.taken.append(line)
        return line

    def put_back(self, keep: int) -> None:
        """Let all lines of the record under way but the first ``keep`` be read again."""
        self._ready.extendleft(reversed(self.taken[keep:]))
        del self.taken[keep:]

    def refuse(self, reason: TableReason, line: int, detail: str = "") -> TableRefusedError:
        return TableRefusedError(self.path, reason, line, detail)

    def _fill(self) -> None:
        self._judge()
        chunk = self._file.read(_CHUNK)
        self._ended = not chunk
        first = self.offset == 0
        text = self._decoded(chunk)
        self.offset += len(chunk)
        if self.offset > MAX_BYTES:
            raise TableRefusedError(self.path, TableReason.TOO_LARGE)
        self._parts.append(text.removeprefix("\ufeff") if first else text)
        if self._ended or "\n" in text or "\r" in text or self._parts[0].endswith("\r"):
            self._split()

    def _decoded(self, chunk: bytes) -> str:
        state = self._decoder.getstate()
        try:
            text = self._decoder.decode(chunk, final=self._ended)
        except UnicodeError as error:
            self._decoder.setstate(state)
            raise self.refuse(
                TableReason.ENCODING, self._line_after(self._readable(chunk)), self._encoding
            ) from error
        if "\0" in text:
            raise self.refuse(TableReason.NUL_BYTES, self._line_after(text[: text.index("\0")]))
        return text

    def _readable(self, chunk: bytes) -> str:
        text: list[str] = []
        with suppress(UnicodeError):
            for byte in chunk:
                text.append(self._decoder.decode(bytes((byte,))))  # noqa: PERF401
        return "".join(text)

    def _line_after(self, text: str) -> int:
        return self.count + len(_LINE.findall("".join(self._parts) + text + "."))

    def _split(self) -> None:
        text = "".join(self._parts)
        end = len(text)
        if not self._ended:
            # CRs at the very end may be half of a line end.
            known = text.removesuffix("\r").removesuffix("\r")
            end = max(known.rfind("\n"), known.rfind("\r")) + 1
        found = _LINE.findall(text, 0, end)
        self._ready.extend(found)
        self.count += len(found)
        self._parts = [text[end:]]

    def _judge(self) -> None:
        """A record that grows and grows is judged by what is there, long before its end."""
        size = sum(map(len, self.taken)) + sum(map(len, self._parts))
        if size < self._judged:
            self._judged = _CHUNK
            return
        self._judged = size * 2
        line = self.count - len(self.taken) + 1
        text = "".join(self._parts)
        delimiter = self.delimiter or max(_COMMON_DELIMITERS, key=text.count)
        try:
            cells = next(csv.reader([*self.taken, text], delimiter=delimiter), list[str]())
        except csv.Error:
            # Over several lines it may be a quote that was never closed: the reader tells.
            if len(text) > MAX_CELL:
                raise self.refuse(TableReason.CELL_TOO_LONG, line) from None
            return
        if len(cells) > MAX_COLUMNS:
            raise self.refuse(TableReason.TOO_MANY_COLUMNS, line)


def decoder_of(path: Path, encoding: str) -> codecs.IncrementalDecoder:
    """A decoder for a name that a person may have typed."""
    try:
        b"\n\0\0\0".decode(encoding, "replace")
        return codecs.getincrementaldecoder(encoding)()
    except (LookupError, ValueError) as error:
        raise TableRefusedError(path, TableReason.ENCODING, detail=encoding) from error


def records(lines: Lines, *, padded: bool = False) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it starts on; an empty line is a record without cells."""
    reader = csv.reader(lines, delimiter=lines.delimiter, strict=True, skipinitialspace=padded)
    whole = _whole_cell(lines.delimiter)
    start = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = _mended(lines, whole, start, padded=padded)
        if len(cells) > MAX_COLUMNS:
            raise lines.refuse(TableReason.TOO_MANY_COLUMNS, start)
        if cells and max(map(len, cells)) > MAX_CELL:
            raise lines.refuse(TableReason.CELL_TOO_LONG, start)
        yield start, cells
        start += len(lines.taken)
        lines.taken.clear()


def _mended(lines: Lines, whole: re.Pattern[str], start: int, *, padded: bool) -> list[str]:
    """Read the first line again with its stray quotes as text; what follows is a new record."""
    line = lines.taken[0].rstrip("\r\n")
    cells: list[str] = []
    end = -1
    while end < len(line):
        at = end + 1
        if padded:
            at += len(line[at:]) - len(line[at:].lstrip(" "))
        found = whole.match(line, at)
        if found is None:
            raise lines.refuse(_blame(lines), start)
        quoted, bare = found.groups()
        cells.append(bare if quoted is None else quoted.replace('""', '"'))
        end = found.end()
    lines.put_back(1)
    return cells


def _blame(lines: Lines) -> TableReason:
    """An open quote swallows lines that look like records; a long cell holds prose."""
    if sum(map(len, lines.taken)) <= MAX_CELL:
        return TableReason.SYNTAX
    like_records = sum(lines.delimiter in line for line in lines.taken[1:])
    if like_records * 2 > len(lines.taken) - 1:
        return TableReason.SYNTAX
    return TableReason.CELL_TOO_LONG


def _whole_cell(delimiter: str) -> re.Pattern[str]:
    """A cell within its line: quoted with quotes inside, or text that has a closed quotation."""
    cut = re.escape(delimiter)
    return re.compile(
        rf'(?:"((?:[^"]|(?<!{cut})"(?! *(?:{cut}|\Z)))*)" *'
        rf'|("[^"{cut}]*"[^{cut}]*|[^"{cut}][^{cut}]*|))'
        rf"(?={cut}|\Z)"
    )
