"""Every filter finds on a real file whom a plain reading of it finds among the same users."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql
from sqlalchemy import update

from desktop_app.database.document import create_document
from desktop_app.database.filter_conditions import plain_words, words_needed
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.mapping import search_text
from desktop_app.database.models import USERS
from desktop_app.database.results import Results
from desktop_app.database.user_queries import matching, shelf_of
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.filter import (
    And,
    Comparison,
    Filter,
    Not,
    Operator,
    Or,
    Presence,
    Term,
    as_text,
    word,
)
from desktop_app.domain.filter_dates import days_of
from desktop_app.domain.filter_fields import Sort, all_fields, groups, members, sort_of
from desktop_app.domain.filter_parser import parse
from desktop_app.domain.query import Place, Status, UserQuery, midnight, status_of
from desktop_app.domain.text import digits_of, fold, sort_key
from desktop_app.domain.user import ATTRIBUTES, CreateUserDTO
from desktop_app.operations.operation import carry_out
from desktop_app.operations.user_operations import DeleteUsers
from tests.reading import rows_of
from tests.writing import SOMEBODY, added

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from desktop_app.domain.user import UserDTO

TODAY = date(2026, 3, 4)  # a Wednesday
LONG = "x" * 90
PEOPLE = [
    {"user_name": "ada", "family_name": "Lovelace", "title": "Countess", "department": "R&D 7"},
    {"user_name": "ann1", "department": "Sales", "email": "ann@x.org", "phone": "+7 912 123-45-67"},
    {"user_name": "ann12", "department": "sales", "email": "Ann.Ä@Y.org", "phone": "030/765 43"},
    {"user_name": "zoë", "department": "Sales 007", "office_location": "Room 7", "active": False},
    {"user_name": "artem", "given_name": "Артём", "department": "Отдел ё", "mobile": "0307654"},
    {
        "user_name": "brien",
        "family_name": "O’Brien",
        "department": "100% *_[x]^-a",
        "notes": "a\nb",
    },
    {"user_name": "long", "notes": f"{LONG} sales 7 end", "display_name": f"{LONG}y"},
    {"user_name": "longer", "notes": f"{LONG} other", "display_name": f"{LONG}yz"},
    {"user_name": "soon", "valid_until": TODAY + timedelta(days=30), "employee_number": "00123"},
    {"user_name": "later", "valid_until": TODAY + timedelta(days=31), "employee_number": "123"},
    {"user_name": "gone", "valid_until": TODAY - timedelta(days=1), "employee_number": "99"},
    {"user_name": "next", "valid_from": TODAY + timedelta(days=1), "employee_number": "E-7"},
    {"user_name": "today", "valid_from": TODAY, "valid_until": TODAY, "title": "боss 7"},
    {
        "user_name": "weiß",
        "title": "Straße 5",
        "department": "⑩ ½ ﬁ3",
        "office_location": "١٢٣ 𝐀𝐝𝐚 7",
        "notes": "한국 2\u00ad2",
        "phone": "555-03-61 доб. 214",
        "valid_until": TODAY - timedelta(days=400),
    },
]
CREATED = (
    midnight(TODAY),
    midnight(TODAY) - timedelta(microseconds=1),
    midnight(date(2026, 2, 1)),
    midnight(date(2026, 1, 1)),
    midnight(date(2025, 12, 31)),
    datetime(2026, 1, 15, 10, tzinfo=UTC),
)


# A plain reading of a filter, for one user


def fits(what: Filter, user: UserDTO) -> bool:
    match what:
        case And(parts):
            return all(fits(part, user) for part in parts)
        case Or(parts):
            return any(fits(part, user) for part in parts)
        case Not(part):
            return not fits(part, user)
        case Term(text):
            return any(fold(text) in fold(value) for value in searched(user))
        case Presence(field):
            return any(
                name == "status" or getattr(user, name) is not None for name in members(field)
            )
        case Comparison(field):
            return any(fits_value(what, user, name) for name in members(field))


def searched(user: UserDTO) -> list[str]:
    values = [v for n, v in user.fields.items() if ATTRIBUTES[n].searchable and v is not None]
    phones = [digits_of(value) for value in (user.phone, user.mobile) if value]
    return [str(value) for value in (*values, *phones)]


def fits_value(what: Comparison, user: UserDTO, name: str) -> bool:
    if name == "status":
        return status_of(user.active, user.valid_from, user.valid_until, TODAY) == what.value
    value = getattr(user, name)
    match sort_of(name):
        case Sort.FLAG:
            return value is (what.value == "yes")
        case Sort.DATE:
            return value is not None and fits_days(what, value)
        case Sort.TIME:
            return fits_moment(what, value)
        case sort:
            return value is not None and fits_text(what, value, is_phone=sort is Sort.PHONE)


def fits_days(what: Comparison, value: date) -> bool:
    until = what.until if what.operator is Operator.RANGE else what.value
    first = days_of(what.value, TODAY)[0] if what.value else date.min
    last = days_of(until, TODAY)[1] if until else date.max
    return in_order(what.operator, value, first, last)


def fits_moment(what: Comparison, value: datetime) -> bool:
    if "T" not in what.value + what.until:
        return fits_days(what, value.astimezone().date())
    moment = datetime.fromisoformat(what.value)
    return in_order(what.operator, value, moment, moment)


def in_order(operator: Operator, value, first, last) -> bool:
    match operator:
        case Operator.BELOW:
            return value < first
        case Operator.AT_MOST:
            return value <= last
        case Operator.ABOVE:
            return value > last
        case Operator.AT_LEAST:
            return value >= first
        case _:
            return first <= value <= last


def fits_text(what: Comparison, value: str, *, is_phone: bool) -> bool:
    text, said = fold(value), fold(what.value).strip()
    number = digits_of(said) if is_phone and not set(said) - set("0123456789+()-./ ") else ""
    match what.operator:
        case Operator.CONTAINS:
            return said in text or (number != "" and number in digits_of(value))
        case Operator.EQUALS:
            return said == text or (number != "" and number == digits_of(value))
        case Operator.STARTS:
            return text.startswith(said)
        case Operator.ENDS:
            return text.endswith(said)
        case Operator.RANGE:
            until = sort_key(fold(what.until).strip())
            begun = not what.value or sort_key(value) >= sort_key(said)
            return begun and (not what.until or sort_key(value) < until + "\U0010ffff")
        case operator:
            return in_order(operator, sort_key(value), sort_key(said), sort_key(said))


@pytest.fixture(scope="module")
def run():
    """One loop for all: hypothesis knows nothing of loops."""
    with ThreadPoolExecutor(1) as thread, asyncio.Runner() as runner:
        yield lambda work: thread.submit(runner.run, work).result()


@pytest.fixture(scope="module")
def userbook(run, tmp_path_factory):
    async def made() -> DatabaseHelper:
        path = tmp_path_factory.mktemp("filters") / "users.userbook"
        database = DatabaseHelper(create_document(path).url)
        users = [CreateUserDTO.model_validate({"display_name": p["user_name"]} | p) for p in PEOPLE]
        async with database.get_db_session() as session:
            there = await added(session, users)
            for number, user in enumerate(there):
                times = {"created": CREATED[number % 6], "last_modified": CREATED[number % 5]}
                row = update(USERS).where(USERS.c.key == user.key).values(times)
                await session.execute(row)
            await carry_out(session, DeleteUsers(tuple(u.key for u in there[::4])), SOMEBODY)
        return database

    database = run(made())
    yield database
    run(database.close())


@pytest.fixture(scope="module")
def everybody(run, userbook):
    """Of both places, with the times that were given to them."""

    async def read() -> dict[Place, list[UserDTO]]:
        async with userbook.get_db_session(read_only=True) as session:
            users = UserRepository(session)
            keys = await users.user_keys(UserQuery(), TODAY)
            trashed = await users.user_keys(UserQuery(place=Place.TRASH), TODAY)
            return {
                Place.ALL: await users.get_users(keys),
                Place.TRASH: await users.get_trashed(trashed),
            }

    return run(read())


@pytest.fixture(scope="module")
def found(run, userbook) -> Callable[..., set[str]]:
    async def read(text: str, place: Place) -> set[str]:
        query = UserQuery(text, place=place)
        async with userbook.get_db_session(read_only=True) as session:
            users = UserRepository(session)
            rows = await rows_of(session, query, TODAY)
            assert await users.count_users(query, TODAY) == len(rows)
            first = await Results(session, query, TODAY).first(100)
            assert [row.key for row in first.rows] == [row.key for row in rows]
        return {str(row.values["user_name"]) for row in rows}

    def found(text: str, place: Place = Place.ALL) -> set[str]:
        work: Awaitable[set[str]] = read(text, place)
        return run(work)

    return found


VALUES = st.sampled_from(
    [
        *("a", "an", "ann", "ann1", "ANN12", "sales", "Sales 007", "7", "07", "12", "s 0", "m 7"),
        *("Ё", "отдел", "o'b", "%", "*", "_[x]", "]^-", "a-", "x.org", "Ä", "R&D", "боss", "zoe"),
        *("912", "+7 (912) 123", "765-43", "030", "0307654", "123", "00123", "E-7", "\u0301 x"),
        *("straße 5", "STRASSE 5", "10", "1⁄2", "fi3", "١٢", "ada 7", "한국 22", "12", "614"),
        *(LONG, f"{LONG}y", f"{LONG} sales", "sales 7 end", "end", "b", "\u200bada", "lovelace"),
    ]
)
DATES = st.sampled_from(
    [
        *("today", "yesterday", "tomorrow", "this week", "last week", "this month", "last month"),
        *("next month", "last year", "this year", "next year", "last 7 days", "next 30 days"),
        *("2026", "2026-02", "2026-03-04", "2025-12-31", "2026-04-03", "2026-04"),
    ]
)
ORDERS = (Operator.BELOW, Operator.AT_MOST, Operator.ABOVE, Operator.AT_LEAST)
NAMES = (*all_fields(), *groups())


@st.composite
def comparisons(draw) -> Filter:
    field = draw(st.sampled_from(NAMES))
    match sort_of(field):
        case Sort.FLAG:
            return Comparison(field, Operator.CONTAINS, draw(st.sampled_from(["yes", "no"])))
        case Sort.STATUS:
            return Comparison(field, Operator.CONTAINS, draw(st.sampled_from(list(Status))).value)
        case Sort.DATE | Sort.TIME:
            operator = draw(st.sampled_from([Operator.CONTAINS, Operator.RANGE, *ORDERS]))
            values = DATES
        case _:
            operator, values = draw(st.sampled_from(list(Operator))), VALUES
    until = draw(st.one_of(st.just(""), values)) if operator is Operator.RANGE else ""
    return Comparison(field, operator, draw(values), until)


LEAVES = st.one_of(
    comparisons(),
    comparisons(),
    st.builds(Presence, st.sampled_from(NAMES)),
    st.builds(Term, VALUES, quoted=st.just(value=True)),
    st.sampled_from(["ann", "SALES", "zoe", "http://x"]).map(word),
)
FILTERS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
    ),
    max_leaves=5,
)


@pytest.mark.parametrize("place", [Place.ALL, Place.TRASH])
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(what=FILTERS)
def test_a_filter_finds_whom_it_describes(found, everybody, place, what):
    expected = {user.user_name for user in everybody[place] if fits(what, user)}
    assert found(as_text(what), place) == expected
    for user in everybody[place]:
        if user.user_name in expected:
            text = search_text(user.fields)
            assert all(word in text for word in words_needed(what))


@pytest.mark.parametrize("name", NAMES)
def test_every_field_is_compared_in_every_way(found, everybody, name):
    """Each once for certain, whatever hypothesis draws."""
    text = {"status": "expired", "active": "yes"}.get(name, "a")
    value = "2026-02" if sort_of(name) in {Sort.DATE, Sort.TIME} else text
    whole = [f"has:{name}", f"-has:{name}", f"{name}:{value}", f"-{name}={value}"]
    if sort_of(name) not in {Sort.FLAG, Sort.STATUS}:
        whole += [f"{name}{operator}{value}" for operator in ORDERS] + [f"{name}:{value}.."]
    for said in whole:
        expected = {user.user_name for user in everybody[Place.ALL] if fits(parse(said), user)}
        assert found(said) == expected, said


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("department:sales", {"ann1", "ann12", "zoë"}),
        ('phone:"+7 (912) 123"', {"ann1"}),
        ("department=SALES", {"ann1", "ann12"}),
        ("user_name:ann1", {"ann1", "ann12"}),
        ("user_name:ann1*", {"ann1", "ann12"}),
        ("user_name=ann1", {"ann1"}),
        ("employee_number:00123", set()),
        ("employee_number=123", {"later"}),
        ("employee_number:90..130", {"later", "gone"}),
        ("phoneNumbers:+7(912)1234567", {"ann1"}),
        ("phone=79121234567", {"ann1"}),
        ("mobile:7654", set()),
        ('notes:"sales 7 end"', {"long"}),
        ("display_name:*yz", {"longer"}),
        ('department:"100%"', {"brien"}),
        ("status:expired", {"gone", "weiß"}),
        ('title:"Straße 5"', {"weiß"}),
        ('title="STRASSE 5" title:"strasse 5"* title:*"ße 5"', {"weiß"}),
        ('department:"10 1"* department:*"fi3"', {"weiß"}),
        ('office_location:"ada 7"', {"weiß"}),
        ("office_location:١٢*", {"weiß"}),
        ("notes:22", {"weiß"}),
        ("phone:3612", {"weiß"}),
        ("status:active -valid_until>today", {"ann1", "ann12", "brien", "long", "longer"}),
        ("active:no OR has:employee_number", {"later", "gone", "next", "zoë"}),
        ('created:>2026-01-15T10:00:00Z created:"this year" ann', {"ann1", "ann12"}),
        ('userName sw "ann" and not (emails co "@y")', {"ann1"}),
    ],
)
def test_what_people_ask(found, everybody, text, names):
    """Those in the trash are ada, artem, soon and today."""
    there = {user.user_name for user in everybody[Place.ALL]}
    assert {user.user_name for user in everybody[Place.TRASH]} == {"ada", "artem", "soon", "today"}
    assert found(text) == names & there


def test_the_words_of_a_filter_are_found_by_their_letters():
    """Whoever fits has them, so that nobody else need be looked at."""
    text = 'Ada "b c" 12 +7-9 dep:Sales title=X* -notes:no (email:a OR email:b) phone:12 has:title'
    assert words_needed(parse(text)) == ["ada", "b c", "sales", "x"]
    assert words_needed(parse("12345 active:yes")) == ["12345"]
    assert words_needed(parse("a OR b")) == []


def test_a_filter_looks_into_the_trash(found):
    assert found("employee_number:00123", Place.TRASH) == {"soon"}
    assert found("created<=today status:active", Place.TRASH) == {"ada", "artem"}


def test_equality_prefixes_and_ranges_use_the_index_of_a_column(run, userbook):
    async def plan(text: str) -> str:
        query = UserQuery(text, sort="key")
        async with userbook.get_db_session(read_only=True) as session:
            statement = matching(query, TODAY, shelf_of(query).key)
            compiled = statement.compile(
                (await session.connection()).sync_engine, compile_kwargs={"literal_binds": True}
            )
            connection = await session.connection()
            rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")
            return " ".join(row[-1] for row in rows)

    for text in ("department=sales", "department:sal*", "department:a..c", "user_name=ann1"):
        assert "SEARCH user_index USING" in run(plan(text)), text


def test_a_filter_holds_in_whatever_order(run, userbook):
    async def keys(sort: str) -> list[int]:
        query = UserQuery("ann1 user_name:ann1 created:2026..", sort=sort)
        async with userbook.get_db_session(read_only=True) as session:
            return await UserRepository(session).user_keys(query, TODAY)

    assert sorted(run(keys("created"))) == sorted(run(keys("user_name"))) != []


def test_as_many_alternatives_as_fit_into_the_box_are_no_more_than_sqlite_takes(found):
    letters = [f"{one}{other}" for one in "abcdefghij" for other in "klmnopqrs"]
    assert found(" OR ".join(f"name:{two}" for two in letters)) >= {"ann1"}


def test_what_another_tool_wrote_and_is_no_text_keeps_nobody_from_being_found(run, userbook):
    """Neither does what cannot be compared by SQLite alone."""

    async def read() -> int:
        async with userbook.get_db_session() as session:
            wrong = "UPDATE users SET title = CAST(x'c3ff35' AS TEXT) WHERE user_name = 'weiß'"
            await session.execute(sql(wrong))
            found = await UserRepository(session).count_users(UserQuery("title:5"), TODAY)
            await session.rollback()
        return found

    assert run(read()) == 1


@pytest.mark.parametrize("place", [Place.ALL, Place.TRASH])
def test_nothing_of_what_is_typed_becomes_sql(place):
    query = UserQuery('department:"x\'; DROP TABLE users" name:*7 phone:912 notes=12', place=place)
    statement = str(matching(query, TODAY, shelf_of(query).key))
    assert "DROP" not in statement
    assert "912" not in statement


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("Anna", ["anna"]),
        ('anna  Ёлка "a B"', ["anna", "елка", "a b"]),
        ("7946", ["7946"]),
        ("79 x 46", ["79", "x", "46"]),
        ("79 46", None),
        ("79-46", None),
        ("-anna", None),
        ("anna OR b", None),
        ("anna title:b", None),
        ("active:yes", None),
    ],
)
def test_what_asks_for_words_alone_is_told_apart(text, words):
    assert plain_words(parse(text)) == words
