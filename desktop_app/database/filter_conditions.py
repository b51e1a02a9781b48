"""What a filter means in SQL: bound values and columns, never text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, TypeGuard

from sqlalchemy import ColumnElement, and_, not_, or_, select, true

from desktop_app.database.text_conditions import TextField, contains
from desktop_app.domain.filter import And, Comparison, Filter, Not, Operator, Or, Presence, Term
from desktop_app.domain.filter_fields import Sort, members, sort_of
from desktop_app.domain.filter_spans import days_meant, moments_meant
from desktop_app.domain.query import SOON, Status
from desktop_app.domain.text import DIALLED, EMPTY_SORT_KEY, digits_of, fold
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from sqlalchemy import Table

    Condition = ColumnElement[bool]

_SHORTEST_NUMBER = 3
_SPELLED = frozenset({Operator.CONTAINS, Operator.EQUALS, Operator.STARTS, Operator.ENDS})


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """The two tables that are asked, and which day it is."""

    users: Table
    index: Table
    today: date


def condition(what: Filter, asked: Asked) -> Condition:
    """The users that fit."""
    match what:
        case And(parts):
            return _all(parts, asked)
        case Or(parts):
            return _any(condition(part, asked) for part in parts)
        case Not(part):
            return not_(condition(part, asked))
        case Term():
            return _all((what,), asked)
        case Presence(field):
            return _any(_is_there(asked, name) for name in members(field))
        case Comparison(field):
            return _any(_compared(what, asked, name) for name in members(field))


def _any(conditions: Iterable[Condition]) -> Condition:
    """As a tree: SQLite takes no more than 1,000 conditions in a row."""
    first, *others = found = list(conditions)
    middle = len(found) // 2
    return _any(found[:middle]).bool_op("OR")(_any(found[middle:])) if others else first


def words_needed(what: Filter) -> list[str]:
    """Folded text that occurs in whatever a user that fits is found by."""
    found: list[str] = []
    for is_dialled, run in groupby(_words(_parts(what)), key=_is_dialled):
        parts = list(run)
        words = [part.text for part in parts if isinstance(part, Term)]
        if not is_dialled or words == [digits_of("".join(words))]:
            found += words
        found += [fold(part.value).strip() for part in parts if _is_spelled(part)]
    return list(dict.fromkeys(word for word in found if word))


def plain_words(what: Filter) -> list[str] | None:
    """The same, if a user that has all of it fits; None if something else is asked, too."""
    needed = words_needed(what)
    asked = [isinstance(part, Term) and part.text in needed for part in _words(_parts(what))]
    return needed if all(asked) else None


def _parts(what: Filter) -> tuple[Filter, ...]:
    return what.parts if isinstance(what, And) else (what,)


def _is_spelled(part: Filter) -> TypeGuard[Comparison]:
    """Whether the value of a comparison stands among what a user is found by."""
    if not isinstance(part, Comparison) or part.operator not in _SPELLED:
        return False
    return sort_of(part.field) is Sort.TEXT and all(
        ATTRIBUTES[name].searchable for name in members(part.field)
    )


def _all(parts: Sequence[Filter], asked: Asked) -> Condition:
    """Words that follow each other may be one telephone number."""
    text = asked.index.c.search_text
    found: list[Condition] = []
    for is_dialled, run in groupby(_words(parts), key=_is_dialled):
        if is_dialled:
            found.append(_as_number(text, [word.text for word in run if isinstance(word, Term)]))
        else:
            different = dict.fromkeys(run)
            found += [
                contains(text, one.text) if isinstance(one, Term) else condition(one, asked)
                for one in different
            ]
    return and_(true(), *found)


def _words(parts: Sequence[Filter]) -> Iterator[Filter]:
    """Folded, which may part them."""
    for part in parts:
        if not isinstance(part, Term):
            yield part
        elif part.quoted:
            yield Term(fold(part.text), quoted=True)
        else:
            yield from map(Term, fold(part.text).split())


def _is_dialled(part: Filter) -> bool:
    return isinstance(part, Term) and not part.quoted and DIALLED.issuperset(part.text)


def _as_number(text: ColumnElement[str], words: list[str]) -> Condition:
    """Words of digits and what is written between them: as they stand, or one telephone number."""
    number = digits_of("".join(words))
    spelled = and_(*(contains(text, word) for word in dict.fromkeys(words)))
    if len(number) < _SHORTEST_NUMBER or words == [number]:
        return spelled
    return or_(spelled, contains(text, number))


def _is_there(asked: Asked, name: str) -> Condition:
    return asked.index.c[name] != EMPTY_SORT_KEY if name in ATTRIBUTES else true()


def _compared(what: Comparison, asked: Asked, name: str) -> Condition:
    match sort_of(name):
        case Sort.FLAG:
            return asked.index.c[name] == ("0" if what.value == "yes" else "1")
        case Sort.STATUS:
            return _has_status(Status(what.value), asked)
        case Sort.DATE:
            return _on_days(what, asked, name)
        case Sort.TIME:
            return _at_times(what, asked, name)
        case sort:
            field = TextField(asked.users, asked.index, name, is_phone=sort is Sort.PHONE)
            return field.condition(what)


def _has_status(status: Status, asked: Asked) -> Condition:
    """As ``domain.query.status_of`` has it; what is empty is later than every day."""
    index, day = asked.index.c, asked.today.isoformat()
    soon = (asked.today + SOON).isoformat()
    begun = or_(index.valid_from <= day, index.valid_from == EMPTY_SORT_KEY)
    fits = {
        Status.DISABLED: index.active != "0",
        Status.NOT_YET: not_(begun),
        Status.EXPIRED: and_(begun, index.valid_until < day),
        Status.EXPIRES_SOON: and_(begun, index.valid_until.between(day, soon)),
        Status.ACTIVE: and_(begun, index.valid_until > soon),
    }[status]
    return fits if status is Status.DISABLED else and_(index.active == "0", fits)


def _on_days(what: Comparison, asked: Asked, name: str) -> Condition:
    key = asked.index.c[name]
    first, after = days_meant(what, asked.today)
    return and_(
        key != EMPTY_SORT_KEY,
        true() if first is None else key >= first.isoformat(),
        true() if after is None else key < after.isoformat(),
    )


def _at_times(what: Comparison, asked: Asked, name: str) -> Condition:
    """Times are facts, which the index of keys does not have."""
    column = asked.users.c[name]
    first, after = moments_meant(what, asked.today)
    found = select(asked.users.c.key).where(
        true() if first is None else column >= first,
        true() if after is None else column < after,
    )
    return asked.index.c.key.in_(found)
