"""Rows as they stand in a file, before anybody has judged them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from desktop_app.database.mapping import to_index_row
from desktop_app.database.records import UnclearText
from desktop_app.domain.attributes import Kind
from desktop_app.domain.identifiers import uuid7
from desktop_app.domain.text import user_name_key
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop_app.database.records import Stored
    from desktop_app.domain.rules import Value

_NEVER = "1970-01-01T00:00:00.000000Z"


def index_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """What ``user_index`` or ``trash_index`` has to hold for this row of facts."""
    return to_index_row(row["key"], fields_of(row))


def fields_of(row: Mapping[str, Any]) -> dict[str, Value]:
    """The attributes of this row, as they are read."""
    return {name: _value(name, row[name]) for name in ATTRIBUTES}


def unreadable(row: Mapping[str, Any]) -> list[str]:
    """Columns that hold what cannot be what it should."""
    wrong = [name for name in ATTRIBUTES if not _is_clear(name, row[name])]
    wrong += [name for name in ("created", "last_modified") if not _is_time(row[name])]
    return wrong if is_id(row["id"]) else [*wrong, "id"]


def mended(row: Mapping[str, Stored], *, whole: bool) -> tuple[dict[str, Any], list[str]]:
    """A user that can be stored, and what of it is not as it was.

    What the file has no column for is nobody's loss, unless the record is not whole.
    """
    key = row.get("key")
    facts: dict[str, Any] = {name: row.get(name) for name in ATTRIBUTES}
    wrong = [name for name in ATTRIBUTES if not _is_clear(name, facts[name])]
    if not whole:
        wrong += [name for name in ATTRIBUTES if name not in row]
    for name in wrong:
        facts[name] = _as_far_as_clear(name, facts[name])
    facts["user_name"] = facts["user_name"] or f"user-{key}"
    facts["display_name"] = facts["display_name"] or facts["user_name"]
    facts["active"] = 1 if facts["active"] is None else facts["active"]
    facts["user_name_key"] = user_name_key(facts["user_name"])
    given_id, version = row.get("id"), row.get("version")
    facts |= {
        "key": key,
        "id": given_id if is_id(given_id) else str(uuid7()),
        "version": version if isinstance(version, int) and version > 0 else 1,
    }
    times = [t for t in (row.get("created"), row.get("last_modified")) if _is_time(t)]
    facts["created"], facts["last_modified"] = (times[0], times[-1]) if times else (_NEVER, _NEVER)
    return facts, sorted(set(wrong))


def _value(name: str, stored: Any) -> Value:
    """As the column's type reads it, unless it has done so already.

    On a page that was mistaken for another, anything may stand anywhere.
    """
    kind = ATTRIBUTES[name].kind
    if kind is Kind.FLAG:
        return bool(stored)
    if stored is None or kind is not Kind.DATE:
        return stored if stored is None or isinstance(stored, str) else str(stored)
    if isinstance(stored, date):
        return stored
    return date.fromisoformat(stored) if _parses(date.fromisoformat, stored) else None


def _is_clear(name: str, stored: object) -> bool:
    kind = ATTRIBUTES[name].kind
    if stored is None:
        return True
    if kind is Kind.FLAG:
        return stored in {0, 1}
    if kind is Kind.DATE:
        return _parses(date.fromisoformat, stored)
    return isinstance(stored, str) and not isinstance(stored, UnclearText) and "\0" not in stored


def _as_far_as_clear(name: str, stored: object) -> str | None:
    if ATTRIBUTES[name].kind in {Kind.FLAG, Kind.DATE} or not isinstance(stored, str):
        return None
    return stored.replace("\0", "\ufffd").strip("\ufffd") or None


def _is_time(stored: object) -> bool:
    return _parses(lambda text: datetime.fromisoformat(text).astimezone(UTC), stored)


def is_id(stored: object) -> bool:
    return _parses(UUID, stored)


def _parses(read: Callable[[str], object], stored: object) -> bool:
    if not isinstance(stored, str) or isinstance(stored, UnclearText):
        return False
    try:
        read(stored)
    except (ValueError, OverflowError):
        return False
    return True
