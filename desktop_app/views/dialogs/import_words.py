"""What the import dialog says of a file and of its rows."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from desktop_app.domain.columns import match_columns, recognised
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.operations.planned_rows import RowKind
from desktop_app.views.problem_texts import problem_text
from desktop_app.views.value_texts import value_text
from desktop_app.views.words import label_of, translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_app.formats import TableShape
    from desktop_app.operations.planned_rows import PlannedRow

SEPARATORS = (",", ";", "\t", "|", ":")
ENCODINGS = (
    "utf-8",
    "utf-16",
    "cp1252",
    "cp1250",
    "cp1251",
    "koi8_r",
    "cp866",
    "iso8859_7",
    "shift_jis",
    "gb18030",
    "big5",
    "euc_kr",
    "mac_roman",
    "iso8859_1",
)
_LONGEST_VALUE = 60
_LONGEST_EXAMPLE = 40
_EXAMPLES = 3
_TELLING = ("user_name", "email", "phone", "department")


def encoding_text(encoding: str) -> str:
    """The name of an encoding as people know it, with who writes it."""
    words = {
        "utf-8": translate("ImportDialog", "Unicode (UTF-8)"),
        "utf-8-sig": translate("ImportDialog", "Unicode (UTF-8)"),
        "utf-16": translate("ImportDialog", "Unicode (UTF-16)"),
        "utf-16-le": translate("ImportDialog", "Unicode (UTF-16)"),
        "utf-16-be": translate("ImportDialog", "Unicode (UTF-16)"),
        "utf-32": translate("ImportDialog", "Unicode (UTF-32)"),
        "utf-32-le": translate("ImportDialog", "Unicode (UTF-32)"),
        "utf-32-be": translate("ImportDialog", "Unicode (UTF-32)"),
        "cp1252": translate("ImportDialog", "Western European (Windows-1252)"),
        "cp1250": translate("ImportDialog", "Central European (Windows-1250)"),
        "cp1251": translate("ImportDialog", "Cyrillic (Windows-1251)"),
        "koi8-r": translate("ImportDialog", "Cyrillic (KOI8-R)"),
        "cp866": translate("ImportDialog", "Cyrillic (DOS 866)"),
        "iso8859-7": translate("ImportDialog", "Greek (ISO 8859-7)"),
        "shift_jis": translate("ImportDialog", "Japanese (Shift JIS)"),
        "gb18030": translate("ImportDialog", "Simplified Chinese (GB 18030)"),
        "big5": translate("ImportDialog", "Traditional Chinese (Big5)"),
        "euc_kr": translate("ImportDialog", "Korean (EUC-KR)"),
        "mac-roman": translate("ImportDialog", "Western European (Mac)"),
        "iso8859-1": translate("ImportDialog", "Western European (ISO 8859-1)"),
    }
    return words.get(codecs.lookup(encoding).name, encoding)


def separator_text(separator: str) -> str:
    words = {
        ",": translate("ImportDialog", "Comma"),
        ";": translate("ImportDialog", "Semicolon"),
        "\t": translate("ImportDialog", "Tab"),
        "|": translate("ImportDialog", "Vertical bar"),
        ":": translate("ImportDialog", "Colon"),
    }
    return words.get(separator, separator)


def header_text(line: int) -> str:
    if not line:
        return translate("ImportDialog", "No header")
    return translate("ImportDialog", "Line %1").replace("%1", str(line))


def kind_text(kind: RowKind) -> str:
    """What becomes of one row."""
    return {
        RowKind.NEW: translate("ImportDialog", "New", "one row"),
        RowKind.CHANGED: translate("ImportDialog", "Changed", "one row"),
        RowKind.UNCHANGED: translate("ImportDialog", "Unchanged", "one row"),
        RowKind.REFUSED: translate("ImportDialog", "Problem", "one row"),
    }[kind]


def row_text(row: PlannedRow) -> str:
    """What is to be said of a row: its problems, then what changes or comes in."""
    parts = (*problem_texts(row), "; ".join(_changes(row)), *_arrivals(row))
    return " ".join(filter(None, parts))


def problem_texts(row: PlannedRow) -> Iterator[str]:
    """Each with its field: in a row the sentence does not stand under it."""
    for problem in row.problems:
        words = problem_text(problem)
        attribute = ATTRIBUTES.get(problem.field)
        yield f"{label_of(attribute.label)}: {words}" if attribute else words


def is_secret(column: str) -> bool:
    """A column of passwords is known, but stands for no attribute."""
    return bool(recognised((column,))) and match_columns((column,)) == (None,)


def examples(shape: TableShape, column: int) -> str:
    """Some values of a column, in one line; never a password."""
    if is_secret(shape.columns[column]):
        return ""
    found = dict.fromkeys(_line(row[column], _LONGEST_EXAMPLE) for row in shape.sample)
    return " · ".join(list(filter(None, found))[:_EXAMPLES])


def foreign_sample(shape: TableShape) -> str:
    """Text by which a person sees whether a guessed encoding is the right one."""
    known = [i for i, column in enumerate(shape.columns) if not is_secret(column)]
    cells = [*shape.columns, *(row[i] for row in shape.sample for i in known)]
    found = dict.fromkeys(_line(cell, _LONGEST_EXAMPLE) for cell in cells if not cell.isascii())
    return ", ".join(list(found)[:_EXAMPLES])


def _changes(row: PlannedRow) -> Iterator[str]:
    if row.seen is None or row.changes is None:
        return
    for name in ATTRIBUTES:
        if name in row.changes.model_fields_set:
            label = label_of(ATTRIBUTES[name].label)
            before, after = _value(getattr(row.seen, name)), _value(getattr(row.changes, name))
            yield f"{label}: {before} → {after}"


def _arrivals(row: PlannedRow) -> Iterator[str]:
    if row.create is not None:
        given = (getattr(row.create, name) for name in _TELLING)
        yield " · ".join(_value(value) for value in given if value)


def _value(value: object) -> str:
    """Isolated, so that a value written from right to left does not turn the arrow round."""
    text = _line(value_text(value), _LONGEST_VALUE)
    if not text:
        return translate("ImportDialog", "empty")
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def _line(text: str, longest: int) -> str:
    whole = " ".join(text[: 4 * longest].split())
    return whole if len(whole) <= longest else f"{whole[: longest - 1]}…"
