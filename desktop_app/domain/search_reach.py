"""Which attributes decide whether a search finds a user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.domain.filter import And, Filter, Not, Or, Term
from desktop_app.domain.filter_fields import LAST_MODIFIED, STATUS, members
from desktop_app.domain.filter_parser import parse
from desktop_app.domain.query import Place
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_app.domain.query import UserQuery

_STANDING = frozenset({"active", "valid_from", "valid_until"})
_SEARCHED = frozenset(name for name, attribute in ATTRIBUTES.items() if attribute.searchable)


def fields_read(query: UserQuery) -> frozenset[str] | None:
    """None if whatever is changed of a user may matter. Raises FilterError."""
    found = frozenset(_read(parse(query.text)))
    if query.place is Place.CHANGED_TODAY or LAST_MODIFIED in found:
        return None
    return found if query.place in {Place.ALL, Place.TRASH} else found | _STANDING


def _read(what: Filter) -> Iterator[str]:
    match what:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _read(part)
        case Not(part):
            yield from _read(part)
        case Term():
            yield from _SEARCHED
        case _:
            yield from _STANDING if what.field == STATUS else members(what.field)
