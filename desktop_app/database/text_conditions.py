"""How the text of one attribute is compared in SQL.

Its key in ``user_index`` is folded and may be indexed, but does not tell how a number was written,
nor what comes after 80 characters. Where that matters the value itself is asked, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, true

from desktop_app.domain.filter import Operator
from desktop_app.domain.text import EMPTY_SORT_KEY, digits_of, fold, sort_key

if TYPE_CHECKING:
    from sqlalchemy import Table

    from desktop_app.domain.filter import Comparison

    Condition = ColumnElement[bool]

DIALLED = frozenset("0123456789+()-./")
_BETWEEN_DIGITS = " \u00a0()-./+‐‑–"
_FULL_KEY = 80
_LAST = EMPTY_SORT_KEY  # comes after whatever a key can go on with
_LETTERS = (range(0x20, 0x3000), range(0xA640, 0xAC00), range(0xFF00, 0xFFF0))


def contains(text: ColumnElement[str], word: str) -> Condition:
    """Whether a folded word occurs in the folded text of a user."""
    return text.contains(word, autoescape=True)


@dataclass(frozen=True, slots=True, eq=False)
class TextField:
    """An attribute, in the two tables that know of it."""

    users: Table
    index: Table
    name: str
    is_phone: bool = False

    def condition(self, what: Comparison) -> Condition:
        """The users whose text fits."""
        text = fold(what.value).strip()
        number = digits_of(text) if self.is_phone and DIALLED.issuperset(text) else ""
        match what.operator:
            case Operator.CONTAINS:
                return or_(self._contains(text), self._dialled(number, whole=False))
            case Operator.EQUALS:
                return or_(self._equals(text), self._dialled(number, whole=True))
            case Operator.STARTS:
                return self._starts(text)
            case Operator.ENDS:
                return self._ends(text)
            case _:
                return self._in_order(what)

    @property
    def _key(self) -> ColumnElement[str]:
        return self.index.c[self.name]

    def _contains(self, text: str) -> Condition:
        """Of the key alone wherever that can be, for which its index is enough."""
        inside = self._value_like("*", text, "*")
        if has_digits(text):
            return and_(contains(self.index.c.search_text, text), inside)
        return or_(contains(self._key, text), and_(self._is_cut_off, inside))

    def _equals(self, text: str) -> Condition:
        same = self._key == sort_key(text)
        if has_digits(text) or len(sort_key(text)) >= _FULL_KEY:
            return and_(same, self._value_like("", text, ""))
        return same

    def _starts(self, text: str) -> Condition:
        """A number at the end may go on, and then its key is another."""
        first = sort_key(text.rstrip("0123456789"))
        begins = self._key != _LAST
        if first != EMPTY_SORT_KEY:
            begins = and_(self._key >= first, self._key < first + _LAST)
        if has_digits(text) or len(first) >= _FULL_KEY:
            return and_(begins, self._value_like("", text, "*"))
        return begins

    def _ends(self, text: str) -> Condition:
        at_the_end = self._value_like("*", text, "")
        if has_digits(text):
            return and_(contains(self.index.c.search_text, text), at_the_end)
        ends = and_(func.length(self._key) < _FULL_KEY, self._key.endswith(text, autoescape=True))
        return or_(ends, and_(self._is_cut_off, at_the_end))

    def _in_order(self, what: Comparison) -> Condition:
        """As a column is sorted. Up to a letter is up to the last word that begins with it."""
        key, value = self._key, sort_key(fold(what.value).strip())
        if what.operator is Operator.RANGE:
            until = sort_key(fold(what.until).strip())
            first = key >= value if what.value else true()
            return and_(key != _LAST, first, key < until + _LAST if what.until else true())
        compared = {
            Operator.BELOW: key < value,
            Operator.AT_MOST: key <= value,
            Operator.ABOVE: key > value,
            Operator.AT_LEAST: key >= value,
        }[what.operator]
        return and_(key != _LAST, compared)

    @property
    def _is_cut_off(self) -> Condition:
        return func.length(self._key) >= _FULL_KEY

    def _value_like(self, before: str, text: str, after: str) -> Condition:
        pattern = before + "".join(map(_spellings, text)) + after
        return self._of_value(self.users.c[self.name].op("GLOB", is_comparison=True)(pattern))

    def _dialled(self, number: str, *, whole: bool) -> Condition:
        """A telephone number, however it is written."""
        if not number:
            return false()
        bare: ColumnElement[str] = self.users.c[self.name]
        for mark in _BETWEEN_DIGITS:
            bare = func.replace(bare, mark, "")
        fits = bare == number if whole else bare.contains(number)
        return and_(contains(self.index.c.search_text, number), self._of_value(fits))

    def _of_value(self, fits: Condition) -> Condition:
        there = exists().where(self.users.c.key == self.index.c.key, fits)
        return there.correlate(self.index)  # the facts may be joined already, for the order


def has_digits(text: str) -> bool:
    return any(char.isdecimal() for char in text)


def _spellings(char: str) -> str:
    """What GLOB takes for a folded character, however it was written."""
    found = sorted({char, *_variants().get(char, "")})
    if len(found) == 1:
        return f"[{char}]" if char in "*?[" else char
    # ``]`` and ``-`` mean themselves only at the beginning, ``^`` only after it.
    return f"[{''.join(sorted(found, key=lambda one: (one != ']', one != '-', one == '^')))}]"


@cache
def _variants() -> dict[str, str]:
    """Which characters are folded to one. Those that become two are found by the key alone."""
    found: dict[str, str] = {}
    for char in map(chr, chain(*_LETTERS)):
        folded = fold(char)
        if len(folded) == 1 and folded != char:
            found[folded] = found.get(folded, "") + char
    return found
