"""Everything that can be done to users, and taken back."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.change import ChangeKind, Deed, Summary, marks
from desktop_app.domain.errors import (
    AlreadyExistError,
    GoneForGoodError,
    InvalidInputError,
    NotFoundError,
    OvertakenError,
    UserNamesTakenError,
)
from desktop_app.domain.problems import Problem, ProblemCode
from desktop_app.domain.user import ATTRIBUTES, CreateUserDTO, UpdateUserDTO, UserDTO
from desktop_app.operations.import_users import ImportUsers
from desktop_app.operations.planned_rows import ImportPlan, PlannedRow, RowKind
from desktop_app.operations.user_entity import UserEntity
from desktop_app.operations.user_operations import (
    ChangeUsers,
    CreateUser,
    CreateUsers,
    DeleteUsers,
    EraseUsers,
    PurgeUsers,
    RestoreUsers,
    UpdateUser,
)
from tests.writing import SOMEBODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.operations.operation import Done, Operation


def user(user_name: str, **values: object) -> CreateUserDTO:
    return CreateUserDTO.model_validate(
        {"display_name": user_name} | values | {"user_name": user_name}
    )


def update(seen: UserDTO, **values: object) -> UpdateUser:
    return UpdateUser(seen, UserEntity(seen).changed(values))


async def test_a_user_is_created_and_taken_back(userbook):
    operation = CreateUser(user("ada", display_name="Ada Lovelace"))
    assert operation.summary == Summary(Deed.CREATE, 1, "Ada Lovelace")
    done = await userbook.apply(operation)
    assert done.first is not None
    assert (done.first.key, done.summary) == (1, operation.summary)
    assert [one.user_name for one in await userbook.everyone()] == ["ada"]
    await userbook.take_back(done)
    assert await userbook.everyone() == []
    assert await userbook.trashed() == [done.first]


async def test_many_users_are_created_at_once(userbook):
    operation = CreateUsers((user("ada"), user("bob")))
    assert operation.summary == Summary(Deed.CREATE, 2)
    await userbook.apply(operation)
    assert [one.key for one in await userbook.everyone()] == [1, 2]


async def test_deleted_users_come_back_as_they_were(userbook):
    ada, bob, eve = await userbook.add(
        {"user_name": "ada"}, {"user_name": "bob"}, {"user_name": "eve"}
    )
    operation = DeleteUsers((ada.key, eve.key, 99))
    assert operation.summary == Summary(Deed.DELETE, 3)
    done = await userbook.apply(operation)
    assert done.summary == Summary(Deed.DELETE, 2)
    assert await userbook.everyone() == [bob]
    assert await userbook.trashed() == [ada, eve]
    assert await userbook.index_is_exact()
    back = await userbook.apply(RestoreUsers((ada.key, eve.key, 99)))
    assert back.summary == Summary(Deed.RESTORE, 2)
    assert await userbook.everyone() == [ada, bob, eve]
    await userbook.take_back(back)
    assert await userbook.everyone() == [bob]
    await userbook.take_back(done)
    assert await userbook.everyone() == [ada, bob, eve]
    assert await userbook.index_is_exact()


async def test_users_do_not_come_back_under_a_name_that_was_given_away(userbook):
    ada, bob = await userbook.add({"user_name": "ada"}, {"user_name": "bob"})
    done = await userbook.apply(DeleteUsers((ada.key, bob.key)))
    (owner,) = await userbook.add({"user_name": "BOB"})
    with pytest.raises(UserNamesTakenError) as caught:
        await userbook.take_back(done)
    assert caught.value.users == (bob,)
    assert await userbook.everyone() == [owner]
    back = await userbook.apply(RestoreUsers((ada.key, bob.key), {bob.key: "bob2"}))
    assert [one.user_name for one in await userbook.everyone()] == ["ada", "bob2", "BOB"]
    assert await userbook.index_is_exact()
    await userbook.take_back(back)
    assert await userbook.trashed() == [ada, bob]
    assert await userbook.index_is_exact()


async def test_two_of_one_name_do_not_come_back_together(userbook):
    (first,) = await userbook.add({"user_name": "ada"})
    await userbook.apply(DeleteUsers((first.key,)))
    (second,) = await userbook.add({"user_name": "ADA"})
    await userbook.apply(DeleteUsers((second.key,)))
    with pytest.raises(UserNamesTakenError) as caught:
        await userbook.apply(RestoreUsers((first.key, second.key)))
    assert caught.value.users == (second,)
    assert len(await userbook.trashed()) == 2


async def test_a_change_is_taken_back_field_by_field(userbook):
    (ada,) = await userbook.add({"user_name": "ada", "title": "Countess", "notes": "x"})
    operation = UpdateUser(ada, UpdateUserDTO(title="Lady", notes=None))
    assert operation.summary == Summary(Deed.CHANGE, 1, "ada")
    done = await userbook.apply(operation)
    other = await userbook.named("ada")
    await userbook.apply(UpdateUser(other, UpdateUserDTO(department="Engines")))
    await userbook.take_back(done)
    after = await userbook.named("ada")
    assert (after.title, after.notes, after.department) == ("Countess", "x", "Engines")


async def test_what_somebody_changed_since_is_not_taken_back(userbook):
    ada, bob = await userbook.add({"user_name": "ada", "title": "Countess"}, {"user_name": "bob"})
    done = await userbook.apply(ChangeUsers((ada.key, bob.key), {"title": "Lady"}))
    later = await userbook.apply(
        UpdateUser(await userbook.named("ada"), UpdateUserDTO(title="Dame"))
    )
    with pytest.raises(OvertakenError) as caught:
        await userbook.take_back(done)
    assert (caught.value.count, caught.value.names) == (1, ("ada",))
    assert caught.value.by == later.change_set
    assert [one.title for one in await userbook.everyone()] == ["Dame", "Lady"]


async def test_a_new_user_that_somebody_changed_stays(userbook):
    done = await userbook.apply(CreateUser(user("ada")))
    later = await userbook.apply(update(await userbook.named("ada"), title="Countess"))
    with pytest.raises(OvertakenError) as caught:
        await userbook.take_back(done)
    assert caught.value.by == later.change_set
    assert len(await userbook.everyone()) == 1


async def test_nothing_is_taken_back_twice(userbook):
    done = await userbook.apply(CreateUser(user("ada")))
    await userbook.take_back(done)
    with pytest.raises(OvertakenError):
        await userbook.take_back(done)


async def test_user_names_that_change_hands_go_back_to_their_owners(userbook):
    ada, bob = await userbook.add({"user_name": "ada"}, {"user_name": "bob"})
    swapped = [
        PlannedRow(2, RowKind.CHANGED, "", (), seen=ada, changes=UpdateUserDTO(user_name="bob")),
        PlannedRow(3, RowKind.CHANGED, "", (), seen=bob, changes=UpdateUserDTO(user_name="ada")),
    ]
    done = await userbook.apply(ImportUsers(ImportPlan.of(swapped), lambda _done: None))
    assert [one.user_name for one in await userbook.everyone()] == ["bob", "ada"]
    assert await userbook.index_is_exact()
    await userbook.take_back(done)
    assert [one.user_name for one in await userbook.everyone()] == ["ada", "bob"]
    assert await userbook.index_is_exact()


async def test_what_was_deleted_for_good_cannot_come_back(userbook):
    ada, bob = await userbook.add({"user_name": "ada", "title": "x"}, {"user_name": "bob"})
    changed = await userbook.apply(ChangeUsers((ada.key, bob.key), {"title": "y"}))
    done = await userbook.apply(DeleteUsers((ada.key, bob.key)))
    purged = await userbook.apply(PurgeUsers((ada.key,)))
    assert purged.summary == Summary(Deed.PURGE, 1)
    assert await userbook.trashed() == [await userbook_bob(userbook, bob.key)]
    with pytest.raises(GoneForGoodError) as caught:
        await userbook.take_back(done)
    assert caught.value.count == 1
    with pytest.raises(GoneForGoodError):
        await userbook.take_back(purged)
    await userbook.take_back(changed)
    (left,) = await userbook.trashed()
    assert (left.user_name, left.title) == ("bob", None), "history of those who are gone is gone"


async def userbook_bob(userbook, key: int) -> UserDTO:
    (found,) = [one for one in await userbook.trashed() if one.key == key]
    return found


async def test_a_sensitive_value_is_nowhere_in_history_and_stays_as_it_is(userbook, monkeypatch):
    monkeypatch.setitem(ATTRIBUTES, "notes", replace(ATTRIBUTES["notes"], sensitive=True))
    (ada,) = await userbook.add({"user_name": "ada", "notes": "hunter2", "title": "x"})
    done = await userbook.apply(update(ada, notes="hunter3", title="y"))
    assert userbook.query("SELECT field, before, after, secret FROM changes ORDER BY field") == [
        ("notes", None, None, 1),
        ("title", "x", "y", 0),
    ]
    await userbook.take_back(done)
    after = await userbook.named("ada")
    assert (after.title, after.notes) == ("x", "hunter3")


async def test_history_tells_who_when_and_how(userbook):
    done = await userbook.apply(CreateUser(user("ada", display_name="Ada Lovelace")))
    found = await userbook.history(done.change_set.seq)
    assert found == replace(done.change_set, summary=Summary(Deed.CREATE, 1, "Ada Lovelace"))
    assert (found.author, found.kind, found.user_key) == (SOMEBODY, ChangeKind.FORM, 1)
    undone = await userbook.take_back(done)
    found = await userbook.history(done.change_set.seq)
    assert found.reverted_by == undone.change_set.seq
    assert (undone.change_set.kind, undone.change_set.reverts) == (ChangeKind.UNDO, found.seq)
    again = await userbook.take_back(undone, ChangeKind.REDO)
    assert (await userbook.history(found.seq)).reverted_by is None
    assert (await userbook.history(undone.change_set.seq)).reverted_by == again.change_set.seq


def marked(userbook) -> dict[int, int | None]:
    return dict(userbook.query("SELECT seq, reverted_by FROM change_sets WHERE reverted_by > 0"))


async def test_to_take_back_a_taking_back_puts_in_force_what_that_had_taken_back(userbook):
    """1 adds, 2 changes, 3 takes 2 back, 4 takes 3 back, 5 takes 4 back, and so on."""
    created = await userbook.apply(CreateUser(user("ada")))
    done = await userbook.apply(update(created.first, title="x"))
    pairs: list[tuple[int, int]] = []
    wanted = [{2: 3}, {3: 4}, {2: 3, 4: 5}, {3: 4, 5: 6}]
    for number, expected in enumerate(wanted, 3):
        before = done.change_set.seq
        done = await userbook.take_back(done, ChangeKind.RESTORE)
        pairs.append((number, before))
        assert marked(userbook) == expected
        assert {k: by for k, by in marks(pairs).items() if by} == expected
    assert (await userbook.named("ada")).title == "x"


async def test_nothing_is_taken_back_where_nothing_is_left(userbook):
    created = await userbook.apply(CreateUser(user("ada")))
    await userbook.apply(EraseUsers((created.first.key,)))
    before = userbook.query("SELECT * FROM change_sets")
    with pytest.raises(OvertakenError):
        await userbook.take_back(created)
    assert userbook.query("SELECT * FROM change_sets") == before


async def test_nobody_comes_back_under_a_name_that_cannot_be_one(userbook):
    (ada,) = await userbook.add({"user_name": "ada"})
    await userbook.apply(DeleteUsers((ada.key,)))
    with pytest.raises(InvalidInputError):
        await userbook.apply(RestoreUsers((ada.key,), {ada.key: "a\nb" * 100}))
    assert await userbook.trashed() == [ada]


async def test_history_of_a_newer_version_is_that_of_another_program(userbook):
    done = await userbook.apply(CreateUser(user("ada")))
    with closing(sqlite3.connect(userbook.path)) as other, other:
        other.execute("UPDATE change_sets SET kind = 'merged', deed = 'merge'")
        other.execute("UPDATE spans SET event = 'merged'")
    found = await userbook.history(done.change_set.seq)
    assert (found.kind, found.summary.deed) == (ChangeKind.OUTSIDE, Deed.OUTSIDE)
    assert not await userbook.undo()


async def test_a_million_creations_would_cost_one_row(userbook):
    await userbook.apply(CreateUsers(tuple(user(f"u{n}") for n in range(1000))))
    assert userbook.query("SELECT first, last, event FROM spans") == [(1, 1000, "created")]
    assert userbook.query("SELECT count(*) FROM changes") == [(0,)]


async def test_what_changes_nothing_leaves_no_history(userbook):
    (ada,) = await userbook.add({"user_name": "ada", "title": "x"})
    before = userbook.query("SELECT count(*) FROM change_sets")
    done = await userbook.apply(ChangeUsers((ada.key,), {"title": "x"}))
    assert (done.change_set, done.summary) == (None, Summary(Deed.CHANGE, 0))
    assert userbook.query("SELECT count(*) FROM change_sets") == before


async def test_the_same_value_goes_to_many(userbook):
    added = await userbook.add(
        {"user_name": "ada"}, {"user_name": "bob", "department": "Engines"}, {"user_name": "eve"}
    )
    operation = ChangeUsers((1, 2, 99), {"department": "Engines"})
    assert operation.summary == Summary(Deed.CHANGE, 3)
    done = await userbook.apply(operation)
    assert done.summary == Summary(Deed.CHANGE, 1)
    ada, bob, eve = await userbook.everyone()
    assert (ada.department, bob.department, eve.department) == ("Engines", "Engines", None)
    assert bob == added[1], "nothing changed, so nothing was touched"
    await userbook.take_back(done)
    assert (await userbook.named("ada")).department is None
    assert (await userbook.named("bob")).department == "Engines"


async def test_nobody_is_left_to_change(userbook):
    with pytest.raises(NotFoundError):
        await userbook.apply(ChangeUsers((1, 2), {"active": False}))


async def test_a_value_that_fits_not_all_changes_none(userbook):
    await userbook.add({"user_name": "ada"}, {"user_name": "bob", "valid_from": "2026-06-01"})
    before = await userbook.everyone()
    with pytest.raises(InvalidInputError) as caught:
        await userbook.apply(ChangeUsers((1, 2), {"valid_until": date(2026, 5, 1)}))
    assert caught.value.problems == (Problem("valid_until", ProblemCode.UNTIL_BEFORE_FROM),)
    assert await userbook.everyone() == before


def test_a_display_name_follows_the_names_until_somebody_chooses_one(make_user):
    derived = make_user(given_name="Ada", family_name="King", display_name="Ada King")
    changed = UserEntity(derived).changed({"family_name": "Lovelace"})
    assert changed.display_name == "Ada Lovelace"
    assert changed.model_fields_set == {"family_name", "display_name"}
    chosen = make_user(given_name="Ada", family_name="King", display_name="Countess")
    assert UserEntity(chosen).changed({"family_name": "X"}).model_fields_set == {"family_name"}
    assert UserEntity(chosen).changed({"display_name": None}).display_name == "Ada King"
    assert UserEntity(derived).changed({"title": "X"}).model_fields_set == {"title"}
    assert UserEntity(derived).changed({"locale": "hu-HU"}).display_name == "King Ada"


def test_a_new_user_gets_a_display_name():
    entity = UserEntity()
    assert entity.created({"user_name": "ada"}).display_name == "ada"
    assert entity.created({"user_name": "ada", "display_name": "A"}).display_name == "A"
    with pytest.raises(LookupError):
        entity.changed({"title": "X"})


def test_validity_is_judged_together_with_what_is_stored(make_user):
    stored = make_user(valid_from="2026-06-01", valid_until="2026-07-01")
    entity = UserEntity(stored)
    with pytest.raises(InvalidInputError):
        entity.changed({"valid_until": date(2026, 5, 31)})
    with pytest.raises(InvalidInputError):
        entity.changed({"valid_from": date(2026, 7, 2)})
    assert entity.changed({"valid_until": None}).valid_until is None


@pytest.fixture
def make_user():
    def make_user(**values: object) -> UserDTO:
        moment = "2026-01-15T00:00:00Z"
        return UserDTO.model_validate(
            {"user_name": "ada", "key": 1, "id": "01890a5d-ac96-774b-bcce-b302099a8057"}
            | {"version": 1, "created": moment, "last_modified": moment}
            | values
        )

    return make_user


NAMES = st.sampled_from(["ada", "ADA", "bob", "Straße", "strasse", "eve", "ёжик"])
TEXTS = st.none() | st.sampled_from(["", "x", "Zoë", "+7 916", "10", "9", " padded "])
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "given_name": TEXTS,
        "family_name": TEXTS,
        "display_name": TEXTS,
        "phone": TEXTS,
        "notes": TEXTS,
        "active": st.booleans(),
        "valid_until": st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
        "valid_from": st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    },
)
WISHES = st.lists(
    st.tuples(
        st.sampled_from(["create", "delete", "update", "change"]), NAMES, VALUES, st.integers(0, 9)
    ),
    min_size=1,
    max_size=5,
)


def wished(wish: tuple[str, str, dict[str, object], int], there: Sequence[UserDTO]) -> Operation:
    """The operation that a random wish means among the users that are there."""
    deed, name, values, which = wish
    if deed == "create" or not there:
        return CreateUser(UserEntity().created({**values, "user_name": name}))
    seen = there[which % len(there)]
    if deed == "delete":
        return DeleteUsers(tuple(one.key for one in there[: which + 1]))
    if deed == "update":
        rename = {"user_name": name} if which % 3 == 0 else {}
        return update(seen, **values, **rename)
    return ChangeUsers(
        (seen.key, there[0].key), UserEntity(seen).changed(values).model_dump(exclude_unset=True)
    )


EXPECTED = (AlreadyExistError, InvalidInputError, UserNamesTakenError, ValueError)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wishes=WISHES)
async def test_apply_then_opposite_changes_nothing(userbook, wishes):
    if not await userbook.everyone():
        await userbook.add({"user_name": "ada", "given_name": "Ada"}, {"user_name": "bob"})
    before = await userbook.contents()
    performed: list[Done] = []
    for wish in wishes:
        try:
            operation = wished(wish, await userbook.everyone())
            performed.append(await userbook.apply(operation))
        except EXPECTED:
            continue
        assert await userbook.index_is_exact()
    for done in reversed(performed):
        if done.change_set is not None:
            await userbook.take_back(done)
    assert await userbook.contents() == before
    assert await userbook.index_is_exact()


async def take_a_step(userbook, random: Random, step: int) -> None:
    """Undo, redo or do something, as a person who changes their mind."""
    choice = random.random()
    if choice < 0.25:
        await userbook.undo()
    elif choice < 0.4:
        await userbook.redo()
    else:
        deed = random.choice(["create", "create", "delete", "update", "change"])
        values = {"given_name": random.choice(["Ada", "Zoë", None]), "notes": str(step)}
        wish = (deed, f"user{random.randrange(40)}", values, random.randrange(4))
        there = [] if deed == "create" else await userbook.everyone()
        await userbook.apply(wished(wish, there))


async def test_a_long_walk_keeps_the_index_exact_and_every_way_back_open(userbook):
    random = Random(7)
    await userbook.add({"user_name": "ada"}, {"user_name": "bob"})
    home = await userbook.contents()
    for step in range(300):
        with suppress(*EXPECTED):
            await take_a_step(userbook, random, step)
        if step % 20 == 0:
            assert await userbook.index_is_exact(), step
    end, undone = await userbook.contents(), 0
    while await userbook.undo():
        undone += 1
    assert undone > 50
    assert await userbook.contents() == home
    assert await userbook.index_is_exact()
    for _ in range(undone):
        assert await userbook.redo()
    assert await userbook.contents() == end
    assert await userbook.index_is_exact()
