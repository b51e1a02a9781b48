"""What is being typed in a search: the name of a field, or the value of one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop_app.domain.filter_comparison import COMPARISON, comparisons_in, field_before
from desktop_app.domain.filter_dates import WORDS
from desktop_app.domain.filter_fields import Sort, all_fields, groups, sort_of

_VALUE = re.compile(r'"[^"]*|[^\s()"]*')
_NAME = re.compile(r"(?<![^\s(-])[^\W\d_][\w.-]*\Z")
_HAS = re.compile(r"(?<![^\s(-])(?:has|есть):\s*(?P<typed>[\w.-]*)\Z", re.IGNORECASE)
_RANGE = ".."


@dataclass(frozen=True, slots=True)
class Unfinished:
    """``typed`` stands from ``start`` to ``end``: a value of ``field``, without it a name.

    ``closed`` if what comes of a name is whole by itself, as after ``has:``.
    """

    start: int
    end: int
    typed: str
    field: str | None = None
    closed: bool = False


def unfinished_at(text: str, cursor: int) -> Unfinished | None:
    """What stands before the cursor, if it stands at its end."""
    head = text[:cursor]
    if text[cursor : cursor + 1].strip(" )"):
        return None
    if has := _HAS.search(head):
        return Unfinished(has.start("typed"), cursor, has["typed"], closed=True)
    if value := _value_at_the_end(head):
        return value
    if name := _NAME.search(head):
        return Unfinished(name.start(), cursor, name[0])
    return Unfinished(cursor, cursor, "") if head[-1:] in {"", " ", "(", "-"} else None


def _value_at_the_end(head: str) -> Unfinished | None:
    for place in comparisons_in(head):
        match = COMPARISON.match(head, place.start())
        field = None if match is None else field_before(match)
        if match is None or field is None or field not in {*all_fields(), *groups()}:
            continue
        typed = head[match.end() :]
        if not _is_begun(field, typed):
            value = _VALUE.fullmatch(typed)
            if value is None:
                continue
            if not typed.startswith('"') and _RANGE in typed:
                typed = typed.rpartition(_RANGE)[2]
        return Unfinished(len(head) - len(typed), len(head), typed.lstrip('"'), field)
    return None


def _is_begun(field: str, typed: str) -> bool:
    """Whether several words can become a date together."""
    is_date = sort_of(field) in {Sort.DATE, Sort.TIME}
    return is_date and any(words.startswith(typed.casefold()) for words in WORDS)
