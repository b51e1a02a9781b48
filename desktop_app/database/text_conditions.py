"""How the text of one attribute is compared in SQL.

Its key in ``user_index`` is folded and may be indexed, but does not tell how a number was written,
nor what comes after 80 characters. Where that matters the value itself is asked, too: SQLite alone
compares what is ASCII, and for the rest calls ``FUNCTIONS``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    Text,
    and_,
    bindparam,
    cast,
    exists,
    false,
    func,
    or_,
    true,
)

from desktop_app.domain.filter import Operator
from desktop_app.domain.text import DIALLED, EMPTY_SORT_KEY, digits_of, fold, sort_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Table

    from desktop_app.domain.filter import Comparison

    Condition = ColumnElement[bool]

_FULL_KEY = 80
_LAST = EMPTY_SORT_KEY  # comes after whatever a key can go on with
_NUMBER_AT_THE_END = re.compile(r"\d+\Z")
_RUN = re.compile(r"\d+|\D+")
_NOT_ASCII = "*[^\x01-\x7f]*"
_ESCAPE = "/"  # as SQLAlchemy has it
_WILD = re.compile("[%_/]")


def contains(text: ColumnElement[str], word: str) -> Condition:
    """Whether a folded word occurs in the folded text of a user."""
    return text.contains(word, autoescape=True)


def contains_given(text: ColumnElement[str], name: str) -> Condition:
    """The same of a word that is ``given`` by this name when the statement is run."""
    return text.contains(bindparam(name, type_=Text), escape=_ESCAPE)


def given(word: str) -> str:
    return _WILD.sub(rf"{_ESCAPE}\g<0>", word)


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
        is_dialled = self.is_phone and DIALLED.issuperset(text.replace(" ", ""))
        number = digits_of(text) if is_dialled else ""
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
            return and_(contains(self.index.c.search_text, text), self._has_runs(text), inside)
        return or_(contains(self._key, text), and_(self._is_cut_off, inside))

    def _equals(self, text: str) -> Condition:
        same = self._key == sort_key(text)
        if has_digits(text) or len(sort_key(text)) >= _FULL_KEY:
            return and_(same, self._value_like("", text, ""))
        return same

    def _starts(self, text: str) -> Condition:
        """A number at the end may go on, and then its key is another."""
        first = sort_key(_NUMBER_AT_THE_END.sub("", text))
        begins = self._key != _LAST
        if first != EMPTY_SORT_KEY:
            begins = and_(self._key >= first, self._key < first + _LAST)
        if has_digits(text) or len(first) >= _FULL_KEY:
            return and_(begins, self._value_like("", text, "*"))
        return begins

    def _ends(self, text: str) -> Condition:
        at_the_end = self._value_like("*", text, "")
        if has_digits(text):
            return and_(contains(self.index.c.search_text, text), self._has_runs(text), at_the_end)
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

    def _has_runs(self, text: str) -> Condition:
        """Numbers have more zeros in the key, but what they are made of is there."""
        runs = (contains(self._key, run) for run in _RUN.findall(text))
        return or_(self._is_cut_off, and_(true(), *runs))

    @property
    def _is_cut_off(self) -> Condition:
        return func.length(self._key) >= _FULL_KEY

    def _value_like(self, before: str, text: str, after: str) -> Condition:
        """``before`` and ``after`` are ``*`` where anything may stand there."""
        value: ColumnElement[str] = self.users.c[self.name]
        pattern = before + "".join(map(_in_either_case, text)) + after
        plain = _glob(value, pattern) if text.isascii() else false()
        ends = before.replace("*", "%"), after.replace("*", "%")
        pattern = given(text).join(ends)
        folded = _called("folded", value)
        other = and_(_glob(value, _NOT_ASCII), folded.like(pattern, escape=_ESCAPE))
        return self._of_value(or_(plain, other))

    def _dialled(self, number: str, *, whole: bool) -> Condition:
        """A telephone number, however it is written."""
        if not number:
            return false()
        digits = _called("digits", self.users.c[self.name])
        fits = digits == number if whole else digits.contains(number)
        return and_(contains(self.index.c.search_text, number), self._of_value(fits))

    def _of_value(self, fits: Condition) -> Condition:
        there = exists().where(self.users.c.key == self.index.c.key, fits)
        return there.correlate(self.index)  # the facts may be joined already, for the order


def has_digits(text: str) -> bool:
    return any(char.isdecimal() for char in text)


def _in_either_case(char: str) -> str:
    """What GLOB takes for a folded ASCII character, however it was written in ASCII."""
    if char.isalpha():
        return f"[{char}{char.upper()}]"
    return {"'": "['`]", "*": "[*]", "?": "[?]", "[": "[[]"}.get(char, char)


def _glob(value: ColumnElement[str], pattern: str) -> Condition:
    return value.op("GLOB", is_comparison=True)(pattern)


def _called(name: str, value: ColumnElement[str]) -> ColumnElement[str]:
    """One of ``FUNCTIONS``. As bytes: of what is no text Python would be given nothing."""
    return getattr(func, name)(cast(value, LargeBinary), type_=Text)


def _on_text(function: Callable[[str], str]) -> Callable[[bytes | None], str | None]:
    return lambda value: None if value is None else function(value.decode(errors="replace"))


# What a connection has to know by these names.
FUNCTIONS = {"folded": _on_text(fold), "digits": _on_text(digits_of)}
