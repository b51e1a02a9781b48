"""Drafts as JSON and back. What is read was perhaps written by somebody else: nothing is believed.

``{"format": 1, "drafts": [{"keys": "3 7-9", "typed": {"valid_from": {"date": "2025-01-31"}}}]}``
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from desktop_app.domain.attributes import Kind
from desktop_app.domain.draft import Draft
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from desktop_app.domain.rules import Value

_FORMAT = 1
_MOST_KEYS = 5_000_000  # a row of figures must not fill the memory
_LONGEST_NUMBER = 18
_DIGITS = frozenset("0123456789")


def to_json(drafts: Iterable[Draft]) -> str:
    """Without what is nobody's business; a draft of nothing else is left out."""
    told = [_told(draft) for draft in drafts]
    return json.dumps({"format": _FORMAT, "drafts": [each for each in told if each["typed"]]})


def from_json(text: str) -> tuple[Draft, ...]:
    """Every draft that makes sense; raises ValueError if these are no drafts at all."""
    try:
        told: object = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    members = _members(told)
    drafts = members.get("drafts")
    if members.get("format") != _FORMAT or not isinstance(drafts, list):
        raise ValueError("not of this format")
    understood = map(_understood, cast("list[object]", drafts))
    return tuple(draft for draft in understood if draft is not None and draft.typed)


def _told(draft: Draft) -> dict[str, Any]:
    typed = _told_values(draft.typed)
    return {
        "keys": _runs(draft.keys),
        "id": str(draft.id) if draft.id else None,
        "typed": typed,
        "seen": {n: v for n, v in _told_values(draft.seen).items() if n in typed},
        "mixed": sorted(draft.mixed & typed.keys()),
    }


def _told_values(values: Mapping[str, Value]) -> dict[str, Any]:
    return {
        name: {"date": value.isoformat()} if isinstance(value, date) else value
        for name, value in values.items()
        if not ATTRIBUTES[name].sensitive
    }


def _understood(told: object) -> Draft | None:
    members = _members(told)
    keys = _keys_of(members.get("keys"))
    if keys is None:
        return None
    typed = _values_of(members.get("typed"))
    mixed = members.get("mixed")
    names = cast("list[object]", mixed) if isinstance(mixed, list) else []
    return Draft(
        keys=keys,
        id=_id_of(members.get("id")),
        typed=typed,
        seen={n: v for n, v in _values_of(members.get("seen")).items() if n in typed},
        mixed=frozenset(name for name in typed if name in names),
    )


def _members(told: object) -> dict[str, object]:
    return cast("dict[str, object]", told) if isinstance(told, dict) else {}


def _values_of(told: object) -> dict[str, Value]:
    """Those whose attribute is known and may hold such a value."""
    values: dict[str, Value] = {}
    for name, given in _members(told).items():
        value = _value_of(given)
        if isinstance(value, (str, bool, date, type(None))) and _may_hold(name, value):
            values[name] = value
    return values


def _value_of(told: object) -> object:
    day = _members(told).get("date")
    if not isinstance(day, str):
        return told
    try:
        return date.fromisoformat(day)
    except ValueError:
        return told  # which is of no kind that an attribute may hold


def _may_hold(name: str, value: Value) -> bool:
    """Any text may have been typed, except where there is only a box to tick."""
    attribute = ATTRIBUTES.get(name)
    if attribute is None or attribute.sensitive:
        return False
    if attribute.kind is Kind.FLAG:
        return isinstance(value, (bool, type(None)))
    if attribute.kind is Kind.DATE:
        return not isinstance(value, bool)
    return isinstance(value, (str, type(None)))


def _id_of(told: object) -> UUID | None:
    try:
        return UUID(told) if isinstance(told, str) else None
    except ValueError:
        return None


def _runs(keys: Sequence[int]) -> str:
    """``1-3 7``: a million selected users are one run."""
    runs: list[str] = []
    start = 0
    for end in range(1, len(keys) + 1):
        if end == len(keys) or keys[end] != keys[end - 1] + 1:
            first, last = keys[start], keys[end - 1]
            runs.append(str(first) if first == last else f"{first}-{last}")
            start = end
    return " ".join(runs)


def _keys_of(told: object) -> tuple[int, ...] | None:
    """None where this is no row of ascending keys."""
    if not isinstance(told, str):
        return None
    keys: list[int] = []
    for run in _ranges(told):
        after = keys[-1] if keys else 0
        if not after < run.start < run.stop or len(keys) + len(run) > _MOST_KEYS:
            return None
        keys += run
    return tuple(keys)


def _ranges(told: str) -> Iterator[range]:
    """An empty one for what cannot be read."""
    for run in told.split():
        ends = run.split("-")
        numbers = [int(end) for end in ends if _is_number(end)]
        if len(ends) != len(numbers) or len(ends) not in {1, 2}:
            yield range(0)
        else:
            yield range(numbers[0], numbers[-1] + 1)


def _is_number(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_NUMBER and _DIGITS.issuperset(text)
