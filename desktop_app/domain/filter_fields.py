"""What may be compared in a search: attributes, both times, the status, and several at once.

A field is known by its own name, SCIM's, its label in either language and the spellings of other
programs; shortened as far as it stays the only one that begins so.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from desktop_app.domain.attributes import Kind
from desktop_app.domain.columns import LABEL, known_names, name_key
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterator

CREATED, LAST_MODIFIED, STATUS = "created", "last_modified", "status"
_OTHERS = {
    CREATED: ("meta.created", "создан", "добавлен"),
    LAST_MODIFIED: ("meta.lastModified", "changed", "modified", "изменён", "изменено"),
    STATUS: ("статус", "состояние"),
}
_SHORTEST = 3  # letters of a name that is not written out
_URN = re.compile(r"urn:[\w:.-]+:", re.IGNORECASE)
_BASE = re.compile(r"(\w+)[.\[]")


class Sort(Enum):
    """What the values of a field are."""

    TEXT = auto()
    PHONE = auto()
    FLAG = auto()
    DATE = auto()
    TIME = auto()
    STATUS = auto()


_SORTS = {Kind.FLAG: Sort.FLAG, Kind.DATE: Sort.DATE, Kind.PHONE: Sort.PHONE}


def field_named(name: str, *, whole: bool = False) -> str | None:
    """The one field that a name stands for; None if it is none. ``whole`` is not shortened."""
    key = name_key(_URN.sub("", name))
    if field := _whole_names().get(key):
        return field
    return None if whole or len(key) < _SHORTEST else _beginning_with(key)


def sort_of(field: str) -> Sort:
    if field in ATTRIBUTES:
        return _SORTS.get(ATTRIBUTES[field].kind, Sort.TEXT)
    if field == STATUS:
        return Sort.STATUS
    return Sort.TIME if field in _OTHERS else sort_of(groups()[field][0])


def members(field: str) -> tuple[str, ...]:
    """The attributes that a field looks at: itself, or each of a group."""
    return groups().get(field, (field,))


def all_fields() -> tuple[str, ...]:
    """Every field, in the order in which they are offered."""
    return (*ATTRIBUTES, STATUS, CREATED, LAST_MODIFIED)


def fields_beginning(typed: str) -> tuple[str, ...]:
    """The fields one of whose names begins so; all of them where nothing is typed yet."""
    found = _beginning(name_key(typed))
    return tuple(field for field in (*all_fields(), *groups()) if field in found)


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """What SCIM has one name for and we have several: ``name`` and ``phoneNumbers``."""
    found: dict[str, list[str]] = {"name": ["display_name"]}
    for field, attribute in ATTRIBUTES.items():
        if base := _BASE.match(attribute.scim):
            found.setdefault(base[1], []).append(field)
    return {name: tuple(fields) for name, fields in found.items() if len(fields) > 1}


@cache
def _whole_names() -> dict[str, str]:
    return dict([*_spelled(), *_proper()])


def _beginning_with(key: str) -> str | None:
    found = _beginning(key)
    return next(iter(found)) if len(found) == 1 else None


@lru_cache(maxsize=256)
def _beginning(key: str) -> frozenset[str]:
    return frozenset(field for name, field in _proper() if name.startswith(key))


def _spelled() -> Iterator[tuple[str, str]]:
    """As other programs call them; one letter is too little to say it by."""
    for name, (rank, target) in known_names().items():
        if rank > LABEL and not target.inverted and len(name) > 1:
            yield name, target.field


def _proper() -> Iterator[tuple[str, str]]:
    for name, (rank, target) in known_names().items():
        if rank <= LABEL:
            yield name, target.field
    for field, names in _OTHERS.items():
        yield from ((name_key(name), field) for name in (field, *names))
    yield from ((name_key(name), name) for name in groups())
