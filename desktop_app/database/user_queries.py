"""What a UserQuery means in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Text,
    and_,
    case,
    func,
    not_,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.operators import custom_op

from desktop_app.database.filter_conditions import Asked, condition, words_needed
from desktop_app.database.models import (
    CHANGE_SETS,
    TALLIES,
    TRASH,
    TRASH_INDEX,
    USER_INDEX,
    USERS,
)
from desktop_app.domain.filter import EVERYBODY
from desktop_app.domain.filter_parser import parse
from desktop_app.domain.query import DELETION, SOON, STATUS, TIMES, Place, midnight
from desktop_app.domain.text import EMPTY_SORT_KEY
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Table
    from sqlalchemy.sql.selectable import Select

    from desktop_app.domain.query import UserQuery

INDEX = USER_INDEX.c


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """Where users of one sort stand: their facts, and what they are found and sorted by."""

    users: Table
    index: Table

    @property
    def key(self) -> ColumnElement[Any]:
        return self.index.c.key


_LIVE, _DELETED = Shelf(USERS, USER_INDEX), Shelf(TRASH, TRASH_INDEX)
DELETED: dict[str, ColumnElement[Any]] = {
    "deleted_on": CHANGE_SETS.c.time,
    "deleted_by": func.coalesce(func.nullif(CHANGE_SETS.c.author, ""), CHANGE_SETS.c.login),
}
_AS_IT_IS: custom_op[Any] = custom_op("+")  # https://www.sqlite.org/optoverview.html, 2.1


def shelf_of(query: UserQuery) -> Shelf:
    """Those who were deleted stand apart."""
    return _DELETED if query.place is Place.TRASH else _LIVE


def place_condition(place: Place, today: date) -> ColumnElement[bool] | None:
    """The users of a place of the sidebar; None for all of them."""
    match place:
        case Place.ALL | Place.TRASH:
            return None
        case Place.ACTIVE:
            return _usable(USER_INDEX, today)
        case Place.DISABLED:
            return not_(_usable(USER_INDEX, today))
        case Place.EXPIRING:
            return and_(_usable(USER_INDEX, today), _expires_soon(USER_INDEX, today))
        case _:  # changed today
            changed = select(USERS.c.key).where(USERS.c.last_modified >= midnight(today))
            return INDEX.key.in_(changed)


def _usable(table: Table, today: date) -> ColumnElement[bool]:
    day = today.isoformat()
    active, start, end = (out_of_index(table.c[name]) for name in STATUS)
    return and_(active == "0", or_(start <= day, start == EMPTY_SORT_KEY), end >= day)


def _expires_soon(table: Table, today: date) -> ColumnElement[bool]:
    return out_of_index(table.c.valid_until) <= (today + SOON).isoformat()


def conditions(query: UserQuery, today: date) -> list[ColumnElement[bool]]:
    """Every condition of the query: the place, then the filter. Raises FilterError."""
    shelf, place = shelf_of(query), place_condition(query.place, today)
    found: list[ColumnElement[bool]] = [] if place is None else [place]
    if (wanted := parse(query.text)) != EVERYBODY:
        found.append(condition(wanted, Asked(shelf.users, shelf.index, today)))
    return found


def is_everybody(query: UserQuery, today: date) -> bool:
    """Whether it has no condition at all. Raises FilterError."""
    return parse(query.text) == EVERYBODY and place_condition(query.place, today) is None


def needed_words(query: UserQuery) -> list[str]:
    """Folded text that occurs in every match as it stands."""
    return words_needed(parse(query.text))


def ordering(
    query: UserQuery, column: ColumnElement[Any], key: ColumnElement[Any]
) -> list[ColumnElement[Any]]:
    """By this sort column and then by further ones, what is empty last both ways, then by key."""
    by = [(column, query.descending)]
    by += [(_column(shelf_of(query), name), down) for name, down in query.then]
    found: list[ColumnElement[Any]] = []
    for level, descending in by:
        found += [level == EMPTY_SORT_KEY, level.desc()] if descending else [level]
    return [*found, key.desc() if query.descending else key]


def matching(query: UserQuery, today: date, *columns: ColumnElement[Any]) -> Select[Any]:
    """The matching records, unordered; joined with the facts only where these are needed."""
    shelf = shelf_of(query)
    statement = select(*columns).select_from(shelf.index).where(*conditions(query, today))
    if needs_facts(query):
        statement = statement.join(shelf.users, shelf.users.c.key == shelf.key)
    if any(name in DELETION for name, _ in query.order):
        statement = statement.outerjoin(CHANGE_SETS, CHANGE_SETS.c.seq == TRASH.c.seq)
    return statement


def shown_facts(users: Table) -> Select[Any]:
    """What a table shows of users; of deleted ones also when and by whom."""
    shown = [users.c[name] for name in ("key", *ATTRIBUTES, *TIMES)]
    if users is not TRASH:
        return select(*shown)
    deleted = [column.label(name) for name, column in DELETED.items()]
    joined = users.outerjoin(CHANGE_SETS, CHANGE_SETS.c.seq == users.c.seq)
    return select(*shown, *deleted).select_from(joined)


def place_counts(today: date) -> Select[*tuple[Any, ...]]:
    """One row with the number of users in each place; none but those changed today is looked at."""
    number: ColumnElement[int] = TALLIES.c["count"]
    soon = case((_expires_soon(TALLIES, today), number), else_=0)
    everybody = select(_sum(number).label("all")).subquery("everybody")
    able = select(_sum(number).label("active"), _sum(soon).label("expiring"))
    able = able.where(_usable(TALLIES, today)).subquery("able")
    changed = select(func.count()).where(USERS.c.last_modified >= midnight(today))
    return select(
        everybody.c.all,
        able.c.active,
        (everybody.c.all - able.c.active).label(Place.DISABLED.value),
        able.c.expiring,
        changed.scalar_subquery().label(Place.CHANGED_TODAY.value),
        select(func.count()).select_from(TRASH).scalar_subquery().label(Place.TRASH.value),
    ).join_from(everybody, able, true())


def _sum(number: ColumnElement[int]) -> ColumnElement[int]:
    return func.coalesce(func.sum(number), 0)


def sort_column(query: UserQuery) -> ColumnElement[Any]:
    """What the query sorts by: text, times included, which sort as they are written."""
    return _column(shelf_of(query), query.sort)


def has_index(query: UserQuery) -> bool:
    """Whether all live users can be walked through in its order."""
    attribute = ATTRIBUTES.get(query.sort)
    return attribute is not None and attribute.shown and not query.then


def needs_facts(query: UserQuery) -> bool:
    """Whether it is sorted by what only the users themselves know."""
    return any(name in (*TIMES, *DELETION) for name, _ in query.order)


def _column(shelf: Shelf, name: str) -> ColumnElement[Any]:
    if name in DELETION:
        return func.coalesce(type_coerce(DELETED[name], Text), EMPTY_SORT_KEY)
    return type_coerce(shelf.users.c[name], Text) if name in TIMES else shelf.index.c[name]


def out_of_index(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The same value, for which SQLite will not go to an index."""
    return UnaryExpression(column, operator=_AS_IT_IS, type_=column.type)


def unindexed(query: UserQuery) -> ColumnElement[Any]:
    """What the query sorts by, out of reach of its index.

    To walk an index and look every user up costs far more than to sort a few hits.
    """
    return out_of_index(sort_column(query))
