"""Which column of a file is which attribute of a user.

Names are compared without case, accents, blanks and punctuation. A name stands for an attribute
as our own name, as SCIM's, as a label or as a spelling of other programs, in this order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING

from desktop_app.domain.spellings import (
    INVERTED,
    RUSSIAN_LABELS,
    SECRET_PARTS,
    SECRETS,
    SPELLINGS,
)
from desktop_app.domain.text import fold
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_OWN, _SCIM, LABEL, _SPELLING = range(4)
_LONGEST_NAME = 200
_LOOKED_AT = 12

_URN = re.compile(r"urn:[\w:.-]+:", re.IGNORECASE)
_BRACKETED = re.compile(r"\[([^\]]*)\]")
_IN_PARENTHESES = re.compile(r"\([^)]*\)")
_REQUIRED = re.compile(r"\s+required\s*$", re.IGNORECASE)
_NUMBERED = re.compile(r"Column \d+")
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")


@dataclass(frozen=True, slots=True)
class Target:
    """What a column fills; ``inverted`` where its yes is our no ("Block sign in")."""

    field: str
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class _Claim:
    """How well a column's name fits; the least rank wins a field, then the first column."""

    rank: int
    column: int
    target: Target


def match_columns(
    columns: Sequence[str], sample: Sequence[Sequence[str]] = ()
) -> tuple[Target | None, ...]:
    """What each column fills, None where nothing is known; no field is filled by two columns.

    Columns without names are judged by the rows of the sample.
    """
    if columns and all(map(_NUMBERED.fullmatch, columns)):
        return _by_content(len(columns), sample)
    claims = [
        _Claim(meaning[0], number, meaning[1])
        for number, column in enumerate(columns)
        if (meaning := _meaning(column)) is not None
    ]
    if _is_outlook(columns):
        claims = [_as_outlook(claim, columns[claim.column]) for claim in claims]
    found: dict[int, Target] = {}
    taken: set[str] = set()
    for claim in sorted(claims, key=lambda claim: (claim.rank, claim.column)):
        if claim.column not in found and claim.target.field not in taken:
            found[claim.column] = claim.target
            taken.add(claim.target.field)
    return tuple(found.get(number) for number in range(len(columns)))


def recognised(names: Sequence[str]) -> int:
    """How many of these names stand for an attribute, secrets included."""
    return sum(_is_secret(name) or _meaning(name) is not None for name in names if name)


def _meaning(column: str) -> tuple[int, Target] | None:
    """The attribute that the name of a column stands for, with how well it fits."""
    if len(column) > _LONGEST_NAME or _is_secret(column):
        return None
    for form in _forms(column):
        if meaning := known_names().get(form):
            return meaning
    return None


def _forms(column: str) -> tuple[str, ...]:
    """The ways to read a name: whole, without remarks, and what stands in its brackets."""
    whole = _URN.sub("", column)
    outside = _REQUIRED.sub("", _BRACKETED.sub(" ", whole))
    bare = _IN_PARENTHESES.sub(" ", outside)
    inside = _BRACKETED.findall(whole)
    return (
        name_key(whole),
        *(f"[{name_key(part)}]" for part in inside),
        *map(name_key, (*inside, outside, bare)),
    )


def name_key(name: str) -> str:
    """What makes two names of attributes the same: letters and digits, folded."""
    return "".join(filter(str.isalnum, fold(name[:_LONGEST_NAME])))


def _is_secret(column: str) -> bool:
    key = name_key(column)
    return key in map(name_key, SECRETS) or any(part in key for part in SECRET_PARTS)


@cache
def known_names() -> dict[str, tuple[int, Target]]:
    """Every name, reduced to its key; where two attributes share one, the better rank has it."""
    known: dict[str, tuple[int, Target]] = {}
    for rank, name, target in sorted(_names(), key=lambda named: named[0]):
        key = name_key(name)
        known.setdefault(f"[{key}]" if name.startswith("[") else key, (rank, target))
    known.pop("", None)
    return known


def _names() -> Iterator[tuple[int, str, Target]]:
    for field, attribute in ATTRIBUTES.items():
        target = Target(field)
        yield _OWN, field, target
        yield _SCIM, attribute.scim, target
        yield _SCIM, attribute.scim.removeprefix("name."), target
        yield LABEL, attribute.label, target
        yield LABEL, RUSSIAN_LABELS.get(field, ""), target
        yield from ((_SPELLING, name, target) for name in SPELLINGS.get(field, ()))
    yield from ((_SPELLING, name, Target("active", inverted=True)) for name in INVERTED)


def _is_outlook(columns: Sequence[str]) -> bool:
    """Outlook calls the honorific "Title" and the title "Job Title"."""
    return {"title", "jobtitle"} <= set(map(name_key, columns))


def _as_outlook(claim: _Claim, column: str) -> _Claim:
    if name_key(column) != "title":
        return claim
    return _Claim(LABEL, claim.column, Target("honorific_prefix"))


def _by_content(width: int, sample: Sequence[Sequence[str]]) -> tuple[Target | None, ...]:
    """An address is known by its sign, a full name by the two columns it is made of."""
    rows = [row for row in sample if len(row) == width and any(row)]
    found: dict[int, Target] = {}
    for number in range(width):
        if _mostly(
            _ADDRESS.fullmatch(row[number].strip()) is not None for row in rows if row[number]
        ):
            found[number] = Target("email")
            break
    for full, given, family in permutations(range(min(width, _LOOKED_AT)), 3):
        if _mostly(_is_made_of(row[full], row[given], row[family]) for row in rows):
            names = ("display_name", "given_name", "family_name")
            found |= {
                number: Target(name)
                for number, name in zip((full, given, family), names, strict=True)
            }
            break
    return tuple(found.get(number) for number in range(width))


def _is_made_of(full: str, given: str, family: str) -> bool:
    return bool(given.strip() and family.strip()) and full.split() == [
        *given.split(),
        *family.split(),
    ]


def _mostly(facts: Iterable[bool]) -> bool:
    found = list(facts)
    return sum(found) * 2 > len(found)
