"""One field, how it is compared, and with what: in our way of writing and in SCIM's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop_app.domain.errors import FilterError, FilterReason
from desktop_app.domain.filter import (
    DIALLED_GROUP,
    SCIM_OPERATORS,
    Comparison,
    Filter,
    Not,
    Operator,
    Presence,
)
from desktop_app.domain.filter_dates import time_text
from desktop_app.domain.filter_fields import Sort, field_named, sort_of
from desktop_app.domain.filter_values import REFUSALS, value_text
from desktop_app.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

# Straight ones, in which a backslash escapes them, or those that people set.
QUOTED = r'(?:"(?:\\["\\]|[^"\\]|\\(?!["\\]))*"|«[^»]*»|“[^”]*”|„[^“”]*[“”])'
QUOTATION_MARKS = frozenset('"«“„')
_NAME = r"[^\W\d_][\w.-]{0,60}"
_BARE = rf'(?:{DIALLED_GROUP}|(?!(?<!\.)\.\.(?!\.))[^\s()"*])+'
_ONE = rf'{QUOTED}|"[^"]+$|{_BARE}'
_VALUE = re.compile(
    rf"(?P<ends>\*)?(?P<value>{_ONE})?"
    rf"(?:(?P<starts>\*)|(?P<range>(?<!\.)\.\.(?!\.))(?P<until>{_ONE})?)?(?=[\s()]|$)"
)
_UP_TO_BLANK = re.compile(rf"(?:{DIALLED_GROUP}|[^\s()])+")
_SEVERAL_WORDS = re.compile(r"[^\s()]+(?:\s+[^\s()]+){1,2}")
_OPERATOR = r"<=|>=|!=|[<>=]"
COMPARISON = re.compile(
    rf"(?P<name>{_NAME}|{QUOTED})(?P<gap>\s*)(?P<operator>:?(?:{_OPERATOR})|:)(?P<rest>\s*)"
)
SCIM = re.compile(
    rf"(?P<name>[^\W\d_][\w.:$-]*(?:\[[^\]]*\](?:\.\w+)?)?)\s+"
    rf"(?:(?P<operator>{'|'.join(SCIM_OPERATORS)})\s+"
    rf"(?P<value>{QUOTED}|(?:true|false|null|-?\d[\w.:+-]*)(?=[\s()]|$))"
    r"|pr(?=\s*(?:$|\))|\s+(?:and|or)\b))",
    re.IGNORECASE,
)
SCIM_PATH = re.compile(
    rf"(?P<name>[^\W\d_]\w*)\[(?:type\s+eq\s+\"(?P<type>\w+)\"\s+and\s+)?"
    rf"value\s+(?P<operator>{'|'.join(SCIM_OPERATORS)})\s+(?P<value>{QUOTED})\]",
    re.IGNORECASE,
)
_COMPARISONS = re.compile(rf"(?<![^\s()-])(?={COMPARISON.pattern})")
_SCIMS = re.compile(rf"(?<![^\s()])(?={SCIM.pattern})", re.IGNORECASE)
_HAS = frozenset({"has", "есть"})
_OF_SCIM = {
    "eq": Operator.EQUALS,
    "co": Operator.CONTAINS,
    "sw": Operator.STARTS,
    "ew": Operator.ENDS,
    "gt": Operator.ABOVE,
    "ge": Operator.AT_LEAST,
    "lt": Operator.BELOW,
    "le": Operator.AT_MOST,
}
_ORDERED = frozenset(
    {Operator.BELOW, Operator.AT_MOST, Operator.ABOVE, Operator.AT_LEAST, Operator.RANGE}
)
_IS = frozenset({Operator.CONTAINS, Operator.EQUALS})


def unquoted(text: str) -> str:
    """Without the quotation marks, of which the second may not be typed yet."""
    if text[0] != '"':
        return text[1:-1]
    inside = text[1:-1] if len(text) > 1 and text.endswith('"') else text[1:]
    return re.sub(r'\\(["\\])', r"\1", inside)


def comparisons_in(text: str) -> Iterator[re.Match[str]]:
    """Wherever a field seems to be compared, be it within quotation marks."""
    return filter(field_before, _COMPARISONS.finditer(text))


def is_scim(text: str) -> bool:
    """Whether it seems to be a filter of SCIM."""
    return any(field_named(match["name"], whole=True) for match in _SCIMS.finditer(text))


def read_comparison(match: re.Match[str]) -> tuple[Filter, int] | None:
    """What stands there and where it ends; None if that is no field. Raises FilterError."""
    field = field_before(match)
    if field is None:
        return None
    operator = match["operator"].removeprefix(":") or ":"
    value = _Value(match)
    if field in _HAS:
        return _presence(value)
    if operator == "!=":
        return Not(value.compared(field, Operator.EQUALS)), value.end
    return value.compared(field, Operator(operator)), value.end


def read_scim(match: re.Match[str]) -> tuple[Filter, int] | None:
    """The same for ``userName sw "ann"``, ``title pr``, and ``emails[value sw "ann"]``."""
    field = field_named(_path(match), whole=True)
    if field is None:
        return None
    if match["operator"] is None:
        return Presence(field), match.end()
    value, name = match["value"], match["operator"].lower()
    text = "" if value.lower() == "null" else _plain(value)
    operator = Operator.EQUALS if name == "ne" else _OF_SCIM[name]
    found = _compared(field, operator, text, match.span("value"))
    return Not(found) if name == "ne" else found, match.end()


def _path(match: re.Match[str]) -> str:
    """``emails[type eq "work" and value co "@x"]`` compares ``emails[type eq "work"].value``."""
    kind = match.groupdict().get("type")
    return f"{match['name']}[type eq {kind}].value" if kind else match["name"]


def field_before(match: re.Match[str]) -> str | None:
    """The field that is compared, or ``has``; None if none is.

    Blanks may stand before < and the like, where the name is written out.
    """
    name = match["name"]
    if name.casefold() in _HAS and match["operator"] == ":" and not match["gap"]:
        return name.casefold()
    if match["gap"]:
        return None if match["operator"][0] == ":" else field_named(name, whole=True)
    return field_named(_plain(name))


def _presence(value: _Value) -> tuple[Filter, int]:
    field = field_named(value.text)
    if field is None:
        reason = FilterReason.UNKNOWN_FIELD if value.text else FilterReason.MISSING_VALUE
        raise FilterError(value.start, value.end - value.start, reason, value.text)
    return Presence(field), value.end


class _Value:
    """What stands after the operator; the place of the name where nothing does."""

    def __init__(self, match: re.Match[str]) -> None:
        whole, at = match.string, match.end()
        self.until, self.is_range, self.is_quoted = "", False, False
        self.starts, self.ends = False, False
        if found := _VALUE.match(whole, at):
            value = found["value"] or ""
            self.is_quoted = value[:1] in QUOTATION_MARKS
            self.text = _plain(value)
            self.until = _plain(found["until"] or "")
            self.is_range = found["range"] is not None
            self.starts, self.ends = found["starts"] is not None, found["ends"] is not None
        else:  # marks in the midst of a value mean nothing
            found = _UP_TO_BLANK.match(whole, at)
            self.text = found[0] if found else ""
        self.start, self.end = found.span() if found and found[0] else match.span()
        self._more = _SEVERAL_WORDS.match(whole, at)

    def compared(self, field: str, operator: Operator) -> Filter:
        if not self.text and (self.starts or self.ends) and not self.is_quoted:
            return Presence(field)
        if self.is_range and (self.text or self.until):
            return _range(field, operator, self)
        if not self.text and not self.is_quoted:
            raise FilterError(self.start, self.end - self.start, FilterReason.MISSING_VALUE, field)
        if operator is Operator.CONTAINS and (self.starts or self.ends):
            operator = _wild(self)
        self._take_words(field)
        return _compared(field, operator, self.text, (self.start, self.end))

    def _take_words(self, field: str) -> None:
        """``changed:last month``, where the words are a date together."""
        if self._more is None or sort_of(field) not in {Sort.DATE, Sort.TIME}:
            return
        words = self._more[0].split()
        for count in range(len(words), 1, -1):
            said = " ".join(words[:count])
            if time_text(said):
                self.text = said
                self.end = self.start + _length_of(self._more[0], count)
                return


def _length_of(text: str, words: int) -> int:
    """How far so many words reach."""
    found = re.match(rf"\S+(?:\s+\S+){{{words - 1}}}", text)
    return found.end() if found else 0


def _plain(value: str) -> str:
    return unquoted(value) if value[:1] in QUOTATION_MARKS else value


def _wild(value: _Value) -> Operator:
    if value.starts and value.ends:
        return Operator.CONTAINS
    return Operator.STARTS if value.starts else Operator.ENDS


def _range(field: str, operator: Operator, value: _Value) -> Filter:
    span = (value.start, value.end)
    if operator is not Operator.CONTAINS or value.ends:
        raise FilterError(span[0], span[1] - span[0], FilterReason.NOT_COMPARABLE, field)
    _refuse(field, Operator.RANGE, span)
    ends = [text and _valid(field, text, span) for text in (value.text, value.until)]
    return Comparison(field, Operator.RANGE, *ends)


def _compared(field: str, operator: Operator, text: str, span: tuple[int, int]) -> Filter:
    if not fold(text).strip():
        if operator in _IS:
            return Not(Presence(field))
        raise FilterError(span[0], span[1] - span[0], FilterReason.MISSING_VALUE, field)
    _refuse(field, operator, span)
    if operator in _IS and sort_of(field) not in {Sort.TEXT, Sort.PHONE}:
        operator = Operator.CONTAINS
    return Comparison(field, operator, _valid(field, text, span))


def _refuse(field: str, operator: Operator, span: tuple[int, int]) -> None:
    """What neither has an order nor begins with anything."""
    sort = sort_of(field)
    is_text = sort in {Sort.TEXT, Sort.PHONE}
    has_order = is_text or sort in {Sort.DATE, Sort.TIME}
    if operator in _IS or is_text or (has_order and operator in _ORDERED):
        return
    raise FilterError(span[0], span[1] - span[0], FilterReason.NOT_COMPARABLE, field)


def _valid(field: str, text: str, span: tuple[int, int]) -> str:
    sort = sort_of(field)
    found = value_text(sort, text)
    if found is None:
        raise FilterError(span[0], span[1] - span[0], REFUSALS[sort], text)
    return found
