"""Users in a real file: every question and every change of the repository."""

from __future__ import annotations

import sqlite3
from contextlib import asynccontextmanager, closing
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from desktop_app.database import chunks
from desktop_app.database.document import create_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.mapping import new_row
from desktop_app.database.user_writer import UserWriter
from desktop_app.domain.errors import AlreadyExistError, ConflictError, NotFoundError
from desktop_app.domain.query import SOON, TIMES, Place, Status, UserQuery, status_of
from desktop_app.domain.sample import sample_users
from desktop_app.domain.text import sort_key
from desktop_app.domain.user import ATTRIBUTES, CreateUserDTO, FindUserDTO, UpdateUserDTO
from tests.reading import rows_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from desktop_app.database.user_repository import UserRepository
    from desktop_app.domain.user import UserDTO

    Users = Callable[..., AbstractAsyncContextManager[UserRepository]]

TODAY = date(2026, 3, 1)
SORTS = (*ATTRIBUTES, *TIMES)


@pytest.fixture
async def userbook(tmp_path) -> AsyncIterator[DatabaseHelper]:
    database = DatabaseHelper(create_document(tmp_path / "users.userbook").url)
    yield database
    await database.close()


@pytest.fixture
def users(userbook) -> Users:
    @asynccontextmanager
    async def users(**options: bool) -> AsyncIterator[UserRepository]:
        async with userbook.get_db_session(**options) as session:
            yield UserWriter(session)

    return users


def user(user_name: str = "ada", **values: object) -> CreateUserDTO:
    return CreateUserDTO.model_validate(
        {"display_name": user_name} | values | {"user_name": user_name}
    )


async def add(users: Users, *added: CreateUserDTO | UserDTO) -> list[UserDTO]:
    async with users() as repository:
        return await repository.add_users(added)


async def get(users: Users, **find: object) -> UserDTO | None:
    async with users(read_only=True) as repository:
        return await repository.get_user(FindUserDTO.model_validate(find))


async def update(users: Users, seen: UserDTO, **values: object) -> UserDTO:
    async with users() as repository:
        return (await repository.update_users([(seen, UpdateUserDTO.model_validate(values))]))[0]


async def found(users: Users, text: str = "", **query: object) -> list[str]:
    async with users(read_only=True) as repository:
        rows = await rows_of(repository.session, UserQuery(text, **query), TODAY)
        assert await repository.count_users(UserQuery(text, **query), TODAY) == len(rows)
    return [str(row.values["user_name"]) for row in rows]


async def test_a_user_comes_back_as_it_was_added(users):
    before = datetime.now(UTC)
    (added,) = await add(
        users,
        user("ada", email="Ada@Example.org", valid_until="2026-05-01", active=False, notes="a\nb"),
    )
    assert await get(users, user_name="ada") == added
    assert added.valid_until == date(2026, 5, 1)
    assert (added.key, added.version, added.active) == (1, 1, False)
    assert before <= added.created == added.last_modified <= datetime.now(UTC)
    assert added.id.version == 7


async def test_a_user_is_found_by_each_of_its_names(users):
    added, other = await add(users, user("Ada", email="Ada@Example.org"), user("bob"))
    assert await get(users, key=added.key) == added
    assert await get(users, id=added.id) == added
    assert await get(users, user_name="ADA") == added
    assert await get(users, email="ada@example.ORG") == added
    assert await get(users, key=other.key, user_name="ada") is None
    assert await get(users, id=uuid4()) is None
    assert await get(users, email="nobody@example.org") is None


async def test_an_email_is_compared_without_case_in_every_alphabet(users):
    (added,) = await add(users, user("yulia", email="Юлия@пример.рф"))
    assert await get(users, email="юлия@ПРИМЕР.рф") == added
    async with users() as repository:
        assert await repository.get_users_with_email(["ЮЛИЯ@пример.рф"]) == [added]


async def test_of_several_with_one_email_the_oldest_is_given(users):
    added = await add(users, user("b", email="x@y.org"), user("a", email="X@y.org"))
    assert await get(users, email="x@Y.org") == added[0]
    async with users() as repository:
        assert await repository.get_users_with_email(["X@Y.ORG", "z@y.org"]) == added


async def test_an_email_with_the_same_sort_key_is_another_email(users):
    await add(users, user("a", email="zoë@y.org"))
    assert await get(users, email="zoe@y.org") is None


async def test_many_users_are_read_in_batches(users):
    added = await add(users, *(user(f"user{n}", email=f"u{n}@x.org") for n in range(501)))
    async with users() as repository:
        assert await repository.get_users([u.key for u in reversed(added)] + [9999]) == added
        named = await repository.get_users_named([f"USER{n}" for n in range(501)])
        assert sorted(named, key=lambda one: one.key) == added
        assert await repository.get_users_with_email([f"u{n}@x.org" for n in range(501)]) == added
        assert await repository.get_users([]) == []
        assert await repository.add_users([]) == []
        assert len(await repository.delete_users([u.key for u in added] + [9999])) == 501
        assert await repository.count_users(UserQuery(), TODAY) == 0


async def test_a_taken_user_name_names_its_owner(users):
    (owner,) = await add(users, user("Straße"))
    async with users() as repository:
        with pytest.raises(AlreadyExistError) as caught:
            await repository.add_user(user("STRASSE"))
    assert (caught.value.field, caught.value.value) == ("user_name", "STRASSE")
    assert caught.value.owner == owner


async def test_two_of_one_name_in_one_batch_are_refused_and_nothing_is_stored(users):
    with pytest.raises(AlreadyExistError) as caught:
        await add(users, user("ada"), user("ADA"))
    assert caught.value.field == "user_name"
    assert await found(users) == []


async def test_only_given_fields_are_stored(users, tmp_path):
    (seen,) = await add(users, user("ada", given_name="Ada", title="Countess"))
    with closing(sqlite3.connect(tmp_path / "users.userbook")) as other, other:
        other.execute("UPDATE users SET notes = 'from another program', title = 'Lady'")
    after = await update(users, seen, given_name="Augusta")
    assert await get(users, key=seen.key) == after
    assert (after.given_name, after.title, after.notes) == (
        "Augusta",
        "Lady",
        "from another program",
    )
    assert after.version == seen.version + 1
    assert after.last_modified > seen.last_modified
    assert after.created == seen.created


async def test_an_attribute_can_be_emptied(users):
    (seen,) = await add(users, user("ada", title="Countess"))
    await update(users, seen, title=None)
    stored = await get(users, key=seen.key)
    assert stored is not None
    assert stored.title is None


async def test_a_touched_field_that_somebody_changed_is_a_conflict(users):
    (seen,) = await add(users, user("ada", title="Countess", notes="old"))
    stored = await update(users, seen, title="Lady", notes="new")
    with pytest.raises(ConflictError) as caught:
        await update(users, seen, title="Duchess", given_name="Ada")
    assert caught.value.stored == stored
    assert caught.value.fields == ("title",)
    assert await get(users, key=seen.key) == stored


async def test_somebody_elses_fields_are_no_conflict(users):
    (seen,) = await add(users, user("ada", title="Countess"))
    await update(users, seen, notes="new")
    after = await update(users, seen, title="Lady")
    assert (after.title, after.notes, after.version) == ("Lady", "new", 3)


async def test_a_user_that_is_gone_cannot_be_changed(users):
    (seen,) = await add(users, user("ada", display_name="Ada Lovelace"))
    async with users() as repository:
        assert await repository.delete_users([seen.key]) == [seen.key]
    with pytest.raises(NotFoundError) as caught:
        await update(users, seen, title="Lady")
    assert (caught.value.what, caught.value.key) == ("user", "Ada Lovelace")


async def test_a_user_name_can_change_its_case_but_not_become_anothers(users):
    seen, other = await add(users, user("ada"), user("bob"))
    after = await update(users, seen, user_name="Ada")
    assert after.user_name == "Ada"
    with pytest.raises(AlreadyExistError) as caught:
        await update(users, after, user_name="BOB")
    assert caught.value.owner == other


async def test_a_restored_user_is_the_one_that_was_deleted(users):
    added = await add(users, user("ada", notes="x"), user("bob"))
    async with users() as repository:
        await repository.delete_users([added[0].key])
    async with users() as repository:
        assert await repository.add_user(added[0]) == added[0]
    assert await get(users, user_name="ada") == added[0]
    assert await found(users, "x") == ["ada"]


async def test_a_key_is_never_used_again(users):
    added = await add(users, *(user(f"u{n}") for n in range(3)))
    async with users() as repository:
        await repository.delete_users([u.key for u in added])
    (after,) = await add(users, user("next"))
    assert after.key == 4
    assert [u.key for u in await add(users, added[0], user("last"), added[2])] == [1, 6, 3]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("LOVELACE", ["ada"]),
        ("lovelace countess", ["ada"]),
        ("countess   love", ["ada"]),
        ("lovelace zoe", []),
        ("zoe", ["zoe"]),
        ("ZOË", ["zoe"]),
        ("артем", ["artem"]),
        ("Артём", ["artem"]),
        ("79161234567", ["artem"]),
        ("916 123", ["artem"]),
        ("(916)", ["artem"]),
        ("o'brien", ["zoe"]),
        ("o’brien", ["zoe"]),
        ("100%", ["ada"]),
        ("_", []),
        ('"', []),
        ("", ["ada", "artem", "zoe"]),
        ("  ", ["ada", "artem", "zoe"]),
        ("true", []),
    ],
)
async def test_a_search_folds_and_wants_every_word(users, text, names):
    await add(
        users,
        user("ada", family_name="Lovelace", title="Countess", notes="100% sure"),
        user("artem", given_name="Артём", phone="+7 (916) 123-45-67"),
        user("zoe", given_name="Zoë", family_name="O’Brien"),
    )
    assert await found(users, text, sort="user_name") == names


async def test_a_search_for_a_whole_page_of_text_finds_nobody_and_harms_nobody(users):
    await add(users, user("ada"))
    assert await found(users, "x" * 100_000) == []
    assert await found(users, "ada " * 20_000) == ["ada"]


def crowd() -> list[CreateUserDTO]:
    """Sixty, with many equal and empty values, and dates on every border around today."""
    values = [CreateUserDTO.model_validate(v) for v in sample_users(40, seed=3, today=TODAY)]
    days = (None, *(TODAY + timedelta(days=n) for n in (-1, 0, 1, SOON.days, SOON.days + 1)))
    dates = [(a, b) for a, b in product(days, days) if not a or not b or a <= b][:20]
    return [
        *values,
        *(
            user(f"Border{n}", valid_from=start, valid_until=end, active=n % 5 > 0)
            for n, (start, end) in enumerate(dates)
        ),
    ]


@pytest.fixture
async def sixty(users) -> list[UserDTO]:
    added = await add(users, *crowd())
    assert len(added) == 60
    for one in added[::7]:
        await update(users, one, notes="changed later")
    async with users(read_only=True) as repository:
        return await repository.get_users([u.key for u in added])


async def test_every_sort_is_total_and_empty_comes_last_both_ways(users, sixty):
    everyone = {one.key for one in sixty}
    async with users(read_only=True) as repository:
        for sort, descending in product(SORTS, (False, True)):
            query = UserQuery(sort=sort, descending=descending)
            keys = await repository.user_keys(query, TODAY)
            assert set(keys) == everyone
            rows = await rows_of(repository.session, query, TODAY)
            assert [row.key for row in rows] == keys
            empty = [row.values[sort] is None for row in rows]
            assert empty == sorted(empty), sort
            if sort in TIMES or sort in {"valid_from", "valid_until"}:
                dates = [row.values[sort] for row in rows if row.values[sort] is not None]
                assert dates == sorted(dates, reverse=descending)


@pytest.mark.parametrize("text", ["", "border"])
@pytest.mark.parametrize(
    "order",
    [
        (("active", False), ("valid_from", True), ("valid_until", False)),
        (("valid_from", True), ("last_modified", True)),
        (("last_modified", False), ("user_name", True)),
        (("department", False), ("active", True), ("created", False)),
    ],
)
async def test_those_that_are_equal_are_sorted_by_the_further_columns(users, sixty, order, text):
    query = UserQuery(text=text).ordered(*order)
    async with users(read_only=True) as repository:
        rows = await rows_of(repository.session, query, TODAY)
        pages = [
            await rows_of(repository.session, query, TODAY, offset, 7)
            for offset in range(0, len(rows), 7)
        ]
        keys = await repository.user_keys(query, TODAY)
    assert keys == [row.key for row in rows] == [row.key for page in pages for row in page]
    expected = sorted(rows, key=lambda row: row.key, reverse=order[0][1])
    for name, descending in reversed(order):
        there = [row for row in expected if row.values[name] is not None]
        there.sort(key=lambda row: _sortable(row.values[name]), reverse=descending)
        expected = [*there, *(row for row in expected if row.values[name] is None)]
    assert keys == [row.key for row in expected]


def _sortable(value):
    if isinstance(value, bool):
        return not value
    return sort_key(value) if isinstance(value, str) else value


async def test_descending_is_ascending_turned_round_among_what_is_not_empty(users, sixty):
    async with users(read_only=True) as repository:
        for sort in SORTS:
            rows = await rows_of(repository.session, UserQuery(sort=sort), TODAY)
            filled = [row.key for row in rows if row.values[sort] is not None]
            query = UserQuery(sort=sort, descending=True)
            turned = await repository.user_keys(query, TODAY, limit=len(filled))
            assert turned == filled[::-1], sort


async def test_pages_put_together_are_the_whole(users, sixty):
    query = UserQuery(sort="department", descending=True)
    async with users(read_only=True) as repository:
        pages = [
            row.key
            for offset in range(0, 70, 9)
            for row in await rows_of(repository.session, query, TODAY, offset, 9)
        ]
        assert pages == await repository.user_keys(query, TODAY)
        assert pages[10:15] == await repository.user_keys(query, TODAY, offset=10, limit=5)
        assert await repository.user_keys(query, TODAY, offset=60) == []


async def test_more_users_than_a_statement_has_room_for_are_looked_for(users, sixty):
    everybody = [one.key for one in sixty]
    async with users(read_only=True) as repository:
        assert await repository.are_found([*everybody, *everybody], UserQuery(), TODAY)
        assert not await repository.are_found(
            [*everybody, *range(100, 260_000)], UserQuery(), TODAY
        )


async def test_places_agree_with_the_status_of_each_user(users, sixty):
    def is_in(place: Place, status: Status) -> bool:
        usable = {Status.ACTIVE, Status.EXPIRES_SOON}
        return {
            Place.ALL: True,
            Place.ACTIVE: status in usable,
            Place.DISABLED: status not in usable,
            Place.EXPIRING: status is Status.EXPIRES_SOON,
        }[place]

    statuses = {
        one.key: status_of(one.active, one.valid_from, one.valid_until, TODAY) for one in sixty
    }
    assert set(statuses.values()) == set(Status)
    async with users(read_only=True) as repository:
        counts = await repository.count_places(TODAY)
        for place in (Place.ALL, Place.ACTIVE, Place.DISABLED, Place.EXPIRING):
            wanted = {key for key, status in statuses.items() if is_in(place, status)}
            query = UserQuery(place=place)
            assert set(await repository.user_keys(query, TODAY)) == wanted
            assert counts[place] == len(wanted) == await repository.count_users(query, TODAY)


async def test_changed_today_begins_at_local_midnight(users, sixty, tmp_path):
    today = datetime.now().astimezone().date()
    midnight = datetime.combine(today, datetime.min.time()).astimezone().astimezone(UTC)
    moments = (midnight - timedelta(microseconds=1), midnight)
    with closing(sqlite3.connect(tmp_path / "users.userbook")) as other, other:
        for one, moment in zip(sixty, moments, strict=False):
            other.execute(
                "UPDATE users SET last_modified = ? WHERE key = ?",
                (moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ"), one.key),
            )
    async with users(read_only=True) as repository:
        keys = await repository.user_keys(UserQuery(place=Place.CHANGED_TODAY), today)
        assert set(keys) == {one.key for one in sixty[1:]}
        assert (await repository.count_places(today))[Place.CHANGED_TODAY] == 59
        tomorrow = today + timedelta(days=1)
        assert (await repository.count_places(tomorrow))[Place.CHANGED_TODAY] == 0


async def test_an_empty_file_has_nobody_anywhere(users):
    async with users(read_only=True) as repository:
        assert set((await repository.count_places(TODAY)).values()) == {0}
        assert await repository.user_keys(UserQuery(), TODAY) == []
        assert await rows_of(repository.session, UserQuery(), TODAY) == []


async def test_what_another_tool_wrote_is_still_shown(users, tmp_path):
    (added,) = await add(users, user("ada", valid_until="2026-05-01"))
    with closing(sqlite3.connect(tmp_path / "users.userbook")) as other, other:
        other.execute(
            "UPDATE users SET valid_until='soon', created='once', id='?', title=?", ("x" * 500,)
        )
    stored = await get(users, key=added.key)
    assert stored is not None
    assert (stored.valid_until, stored.created.year, stored.id.int) == (None, 1970, 0)
    assert stored.title == "x" * 500


async def test_a_change_under_our_feet_is_a_conflict_and_not_lost(users, userbook, monkeypatch):
    (seen,) = await add(users, user("ada"))
    async with users() as repository:
        monkeypatch.setattr(
            repository, "as_stored", _answering({1: seen.model_copy(update={"version": 9})})
        )
        with pytest.raises(ConflictError):
            await repository.update_users([(seen, UpdateUserDTO(title="Lady"))])


def _answering(answer: object) -> Callable[..., object]:
    async def as_stored(*_: object) -> object:
        return answer

    return as_stored


async def test_shared_values_are_what_everybody_has(users, monkeypatch):
    monkeypatch.setattr(chunks, "SIZE", 2)
    async with users() as repository:
        added = await repository.add_users(
            [
                CreateUserDTO(user_name=f"u{i}", display_name="U", title="x", notes=str(i % 2))
                for i in range(5)
            ]
        )
        keys = [user.key for user in added]
        shared = await repository.shared_values(keys)
        assert shared is not None
        assert (shared["title"], shared["display_name"], shared["email"]) == ("x", "U", None)
        assert shared.keys().isdisjoint({"user_name", "notes"})
        assert await repository.shared_values([keys[-1] + 1, keys[-1] + 2]) is None


async def test_rows_made_elsewhere_are_those_that_are_made_here(users, userbook, tmp_path):
    people = list(sample_users(200, seed=3, today=TODAY))
    await add(users, *(CreateUserDTO.model_validate(person) for person in people))
    other = DatabaseHelper(create_document(tmp_path / "other.userbook").url)
    async with other.get_db_session() as session:
        given = [{n: v for n, v in person.items() if v is not None} for person in people]
        await UserWriter(session).add_rows([new_row(person) for person in given[:150]])
        await UserWriter(session).add_rows([new_row(person) for person in given[150:]])
    await other.close()
    made = [contents(tmp_path / name) for name in ("users.userbook", "other.userbook")]
    assert made[0] == made[1]


def contents(path: Path) -> list[list[tuple[object, ...]]]:
    """All but what is different each time."""
    with closing(sqlite3.connect(path)) as connection:
        ever_new = {"id", "created", "last_modified"}
        columns = [name for _, name, *_ in connection.execute("PRAGMA table_info(users)")]
        kept = ", ".join(name for name in columns if name not in ever_new)
        questions = (
            f"SELECT {kept} FROM users",  # noqa: S608
            "SELECT * FROM user_index",
            "SELECT * FROM tallies",
        )
        return [connection.execute(question).fetchall() for question in questions]
