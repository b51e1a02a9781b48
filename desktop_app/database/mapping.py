"""DTO to row and back, written once and without naming a single attribute."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from desktop_app.domain.attributes import Kind
from desktop_app.domain.identifiers import uuid7
from desktop_app.domain.text import EMPTY_SORT_KEY, digits_of, fold, sort_key, user_name_key
from desktop_app.domain.user import ATTRIBUTES, UserDTO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from desktop_app.domain.rules import Value

SEPARATOR = "\x1f"
# One who is added: the columns of ``users`` and of ``user_index`` that ``new_row`` fills.
NEW_USER = ("id", *ATTRIBUTES, "user_name_key")
NEW_INDEX = ("search_text", "digest", *ATTRIBUTES)
NewRow = tuple[tuple[str | int | None, ...], tuple[str | int, ...]]
# What a search looks through, and whether it is a telephone number.
SEARCHED = {name: a.kind is Kind.PHONE for name, a in ATTRIBUTES.items() if a.searchable}
_NOTHING_GIVEN: dict[str, Value] = {
    name: UserDTO.model_fields[name].get_default() if name != "user_name" else ""
    for name in ATTRIBUTES
}


def to_dto(row: Mapping[str, Any]) -> UserDTO:
    """What is stored, not judged again: a value another tool wrote must still be shown."""
    return UserDTO.model_construct(**{name: row[name] for name in UserDTO.model_fields})


def to_row(fields: Mapping[str, Value]) -> dict[str, Any]:
    """Columns of ``users`` for these attributes, the unique key included."""
    row: dict[str, Any] = dict(fields)
    if "user_name" in fields:
        row["user_name_key"] = user_name_key(str(fields["user_name"]))
    return row


def to_index_row(
    key: int, fields: Mapping[str, Value], changed: Iterable[str] | None = None
) -> dict[str, Any]:
    """Columns of ``user_index``; ``fields`` has every attribute.

    Where it is known which have ``changed``, only what depends on these.
    """
    row: dict[str, Any] = {"key": key, "search_text": search_text(fields), "digest": digest(fields)}
    row.update({name: _sort_key(fields[name]) for name in changed or fields})
    return row


def new_row(fields: Mapping[str, Value]) -> NewRow:
    """All of a new user but its key and the time, as SQLite keeps it: ``NEW_USER``, ``NEW_INDEX``.

    ``fields`` are clean values of those attributes that are given.
    """
    whole = {**_NOTHING_GIVEN, **fields}
    user = (str(uuid7()), *map(_as_kept, whole.values()), user_name_key(str(whole["user_name"])))
    keys = (_sort_key(value) for value in whole.values())
    return user, (search_text(whole), digest(whole), *keys)


def _as_kept(value: Value) -> str | int | None:
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def as_text(value: Value) -> str | None:
    """A value as it is stored, as text: what history keeps, and what a digest is made of."""
    if isinstance(value, bool):
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else value


def from_text(name: str, text: str | None) -> Value:
    """The value of an attribute that ``as_text`` has written; what is no date is none."""
    if text is None:
        return None
    match ATTRIBUTES[name].kind:
        case Kind.FLAG:
            return text == "1"
        case Kind.DATE:
            with suppress(ValueError):
                return date.fromisoformat(text)
            return None
        case _:
            return text


def digest(fields: Mapping[str, Value]) -> int:
    """Tells whether anybody but us has written to a user since: 63 bits, never 0.

    Of what is there only, so that it outlives an attribute that is added.
    """
    texts = ((name, as_text(fields.get(name))) for name in ATTRIBUTES)
    text = "".join([f"{name}={value}{SEPARATOR}" for name, value in texts if value is not None])
    return hashed(text.encode("utf-8", "surrogatepass"))


def hashed(text: bytes) -> int:
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big") >> 1 or 1


def search_text(fields: Mapping[str, Value]) -> str:
    """All searched attributes, folded, one to a line; telephone numbers also as bare digits."""
    return searched([fields.get(name) for name in SEARCHED])


def searched(values: Iterable[Value], folded: Callable[[str], str] = fold) -> str:
    """The same of the values of ``SEARCHED``, in its order."""
    pairs = zip(values, SEARCHED.values(), strict=True)
    parts = [searched_part(v, is_phone, folded) for v, is_phone in pairs if isinstance(v, str)]
    return "\n".join(parts)


def searched_part(value: str, is_phone: bool, folded: Callable[[str], str] = fold) -> str:
    """What one value adds to it."""
    return f"{folded(value)}\n{digits_of(value)}" if is_phone else folded(value)


def _sort_key(value: Value) -> str:
    if isinstance(value, bool):
        return "0" if value else "1"
    if isinstance(value, date):
        return value.isoformat()
    return sort_key(value) if value else EMPTY_SORT_KEY
