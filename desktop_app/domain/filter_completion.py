"""What is being typed in a search: the name of a field, or the value of one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop_app.domain.filter_comparison import COMPARISON, comparisons_in, field_before

_VALUE = re.compile(r'"[^"]*|[^\s()"]*')
_NAME = re.compile(r"(?<![^\s(-])[^\W\d_][\w.-]*\Z")
_HAS = re.compile(r"(?<![^\s(-])(?:has|есть):(?P<typed>[\w.-]*)\Z", re.IGNORECASE)
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
        value = _VALUE.match(head, match.end()) if match else None
        if match is None or value is None or value.end() < len(head):
            continue
        typed = value[0]
        if not typed.startswith('"') and _RANGE in typed:
            typed = typed.rpartition(_RANGE)[2]
        if field := field_before(match):
            return Unfinished(len(head) - len(typed), len(head), typed.lstrip('"'), field)
    return None
