"""What a search means: a tree of conditions, and the text that says it.

``filter_parser.parse`` makes it, ``as_text`` writes it so that it is read back the same;
``database/filter_conditions.py`` looks it up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import UnionType


class Operator(StrEnum):
    """How a value is compared. ``CONTAINS`` of dates, flags and statuses is being it, or in it."""

    CONTAINS = ":"
    EQUALS = "="
    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="
    STARTS = "sw"
    ENDS = "ew"
    RANGE = ".."


@dataclass(frozen=True, slots=True)
class Term:
    """Occurs in any searched attribute; ``quoted`` as one run, blanks included."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """``field`` and ``value`` are as ``filter_fields`` and ``filter_values`` write them.

    Of a ``RANGE`` the value is where it begins and ``until`` where it ends, both included; either
    may be empty.
    """

    field: str
    operator: Operator
    value: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class Presence:
    """The field is not empty."""

    field: str


@dataclass(frozen=True, slots=True)
class Not:
    """Whatever does not fit."""

    part: Filter


@dataclass(frozen=True, slots=True)
class And:
    """All of them; without parts everybody."""

    parts: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them."""

    parts: tuple[Filter, ...]


Filter = Term | Comparison | Presence | Not | And | Or
EVERYBODY = And()

DIALLED_GROUP = r"\(\+?\d[\d./-]*\)"  # a bracket that belongs to a telephone number
SCIM_OPERATORS = ("eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le")
# Read as something else in other company, and so written in quotation marks.
_RESERVED = frozenset({"and", "or", "not", "и", "или", "не", "pr", *SCIM_OPERATORS})
_PLAIN_WORD = re.compile(rf'-|(?![-<>=!:*«“„])(?:[^\s()"]|{DIALLED_GROUP})+')
_PLAIN_VALUE = re.compile(r'(?![-<>=!:.«“„])(?:(?!\.\.)[^\s()"*])+')


def word(text: str) -> Term:
    """What was typed without quotation marks, with them where it needs them."""
    is_plain = (
        _PLAIN_WORD.fullmatch(text) is not None and text.partition("(")[0].lower() not in _RESERVED
    )
    return Term(text, quoted=not is_plain)


def all_of(parts: Iterable[Filter]) -> Filter:
    """The conjunction, without brackets that mean nothing."""
    flat = [one for part in parts for one in (part.parts if isinstance(part, And) else (part,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(parts: Iterable[Filter]) -> Filter:
    """The alternative of at least one, without brackets that mean nothing."""
    flat = [one for part in parts for one in (part.parts if isinstance(part, Or) else (part,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def as_text(what: Filter) -> str:
    """The shortest text that ``parse`` reads as this."""
    match what:
        case Term(text, quoted):
            return quoted_text(text) if quoted else text
        case Presence(field):
            return f"has:{field}"
        case Comparison():
            return _comparison_text(what)
        case Not(part):
            said = _bracketed(part, And | Or)
            return f"-({said})" if said.startswith("-") else f"-{said}"
        case And(parts):
            return " ".join(_bracketed(part, Or) for part in parts)
        case Or(parts):
            return " OR ".join(map(as_text, parts))


def quoted_text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _bracketed(part: Filter, kinds: type | UnionType) -> str:
    return f"({as_text(part)})" if isinstance(part, kinds) else as_text(part)


def _comparison_text(what: Comparison) -> str:
    value = value_text(what.value)
    match what.operator:
        case Operator.STARTS:
            return f"{what.field}:{value}*"
        case Operator.ENDS:
            return f"{what.field}:*{value}"
        case Operator.RANGE:
            return f"{what.field}:{value}..{value_text(what.until)}"
        case operator:
            return f"{what.field}{operator}{value}"


def value_text(value: str) -> str:
    """A value as it is written after an operator, in quotation marks where it needs them."""
    return value if not value or _PLAIN_VALUE.fullmatch(value) else quoted_text(value)
