"""What is being typed in a search: the name of a field, or the value of one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop_app.domain.filter_comparison import COMPARISONS, begins_comparison, unquoted
from desktop_app.domain.filter_fields import field_named

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
    for match in COMPARISONS.finditer(head):
        start = match.end()
        value = _VALUE.match(head, start)
        if value is None or value.end() < len(head) or not begins_comparison(match):
            continue
        typed = value[0]
        if not typed.startswith('"') and _RANGE in typed:
            typed = typed.rpartition(_RANGE)[2]
        field = field_named(unquoted(match["name"]) if '"' in match["name"] else match["name"])
        if field:
            return Unfinished(len(head) - len(typed), len(head), typed.lstrip('"'), field)
    return None
