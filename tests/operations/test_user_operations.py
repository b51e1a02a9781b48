"""Everything that can be done to users, and taken back."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import (
    AlreadyExistError,
    ConflictError,
    InvalidInputError,
    NotFoundError,
)
from desktop_app.domain.problems import Problem, ProblemCode
from desktop_app.domain.user import CreateUserDTO, UpdateUserDTO, UserDTO
from desktop_app.operations.history import History
from desktop_app.operations.operation import Deed, Operation, Summary
from desktop_app.operations.user_entity import UserEntity
from desktop_app.operations.user_operations import (
    Batch,
    ChangeUsers,
    CreateUser,
    CreateUsers,
    DeleteUsers,
    RestoreUsers,
    UpdateUser,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


def user(user_name: str, **values: object) -> CreateUserDTO:
    return CreateUserDTO.model_validate(
        {"display_name": user_name} | values | {"user_name": user_name}
    )


def update(seen: UserDTO, **values: object) -> UpdateUser:
    return UpdateUser(seen, UserEntity(seen).changed(values))


async def test_a_user_is_created_and_taken_back(userbook):
    operation = CreateUser(user("ada", display_name="Ada Lovelace"))
    assert operation.summary == Summary(Deed.CREATE, 1, "Ada Lovelace")
    opposite = await userbook.apply(operation)
    assert opposite == DeleteUsers((1,))
    assert [one.user_name for one in await userbook.everyone()] == ["ada"]
    await userbook.apply(opposite)
    assert await userbook.everyone() == []


async def test_many_users_are_created_at_once(userbook):
    operation = CreateUsers((user("ada"), user("bob")))
    assert operation.summary == Summary(Deed.CREATE, 2)
    assert await userbook.apply(operation) == DeleteUsers((1, 2))


async def test_deleted_users_come_back_as_they_were(userbook):
    ada, bob, eve = await userbook.add(
        {"user_name": "ada"}, {"user_name": "bob"}, {"user_name": "eve"}
    )
    operation = DeleteUsers((ada.key, eve.key, 99))
    assert operation.summary == Summary(Deed.DELETE, 3)
    opposite = await userbook.apply(operation)
    assert await userbook.everyone() == [bob]
    assert opposite == RestoreUsers((ada, eve))
    assert opposite.summary == Summary(Deed.RESTORE, 2)
    assert RestoreUsers((ada,)).summary == Summary(Deed.RESTORE, 1, "ada")
    assert await userbook.apply(opposite) == DeleteUsers((ada.key, eve.key))
    assert await userbook.everyone() == [ada, bob, eve]


async def test_users_do_not_come_back_under_a_name_that_was_given_away(userbook):
    ada, bob = await userbook.add({"user_name": "ada"}, {"user_name": "bob"})
    opposite = await userbook.apply(DeleteUsers((ada.key, bob.key)))
    (owner,) = await userbook.add({"user_name": "BOB"})
    with pytest.raises(AlreadyExistError) as caught:
        await userbook.apply(opposite)
    assert (caught.value.value, caught.value.owner) == ("BOB", owner)
    assert await userbook.everyone() == [owner]


async def test_a_change_is_taken_back_field_by_field(userbook):
    (ada,) = await userbook.add({"user_name": "ada", "title": "Countess", "notes": "x"})
    operation = UpdateUser(ada, UpdateUserDTO(title="Lady", notes=None))
    assert operation.summary == Summary(Deed.CHANGE, 1, "ada")
    opposite = await userbook.apply(operation)
    assert opposite.changes.model_fields_set == {"title", "notes"}
    other = await userbook.named("ada")
    await userbook.apply(UpdateUser(other, UpdateUserDTO(department="Engines")))
    await userbook.apply(opposite)
    after = await userbook.named("ada")
    assert (after.title, after.notes, after.department) == ("Countess", "x", "Engines")


async def test_what_somebody_changed_since_is_not_taken_back(userbook):
    (ada,) = await userbook.add({"user_name": "ada", "title": "Countess"})
    opposite = await userbook.apply(UpdateUser(ada, UpdateUserDTO(title="Lady")))
    await userbook.apply(UpdateUser(await userbook.named("ada"), UpdateUserDTO(title="Dame")))
    with pytest.raises(ConflictError):
        await userbook.apply(opposite)
    assert (await userbook.named("ada")).title == "Dame"


async def test_the_same_value_goes_to_many(userbook):
    added = await userbook.add(
        {"user_name": "ada"}, {"user_name": "bob", "department": "Engines"}, {"user_name": "eve"}
    )
    operation = ChangeUsers((1, 2, 99), {"department": "Engines"})
    assert operation.summary == Summary(Deed.CHANGE, 3)
    opposite = await userbook.apply(operation)
    assert opposite.summary == Summary(Deed.CHANGE, 2)
    ada, bob, eve = await userbook.everyone()
    assert (ada.department, bob.department, eve.department) == ("Engines", "Engines", None)
    assert bob == added[1], "nothing changed, so nothing was touched"
    await userbook.apply(opposite)
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


async def test_a_batch_is_done_whole_or_not_at_all(userbook):
    (ada,) = await userbook.add({"user_name": "ada"})
    before = await userbook.everyone()
    summary = Summary(Deed.IMPORT, 2)
    good = Batch((CreateUser(user("bob")), DeleteUsers((ada.key,))), summary)
    with pytest.raises(AlreadyExistError):
        await userbook.apply(Batch((*good.operations, CreateUser(user("BOB"))), summary))
    assert await userbook.everyone() == before
    opposite = await userbook.apply(good)
    assert opposite.summary == summary
    await userbook.apply(opposite)
    assert await userbook.everyone() == before


async def test_an_opposite_undoes_in_the_reverse_order(userbook):
    (ada,) = await userbook.add({"user_name": "ada"})
    rename = UpdateUser(ada, UpdateUserDTO(user_name="augusta"))
    swap = Batch((rename, CreateUser(user("ada"))), Summary(Deed.CHANGE, 2))
    opposite = await userbook.apply(swap)
    assert {one.user_name for one in await userbook.everyone()} == {"ada", "augusta"}
    await userbook.apply(opposite)
    assert [one.key for one in await userbook.everyone()] == [ada.key]


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


def test_undo_and_redo_are_two_stacks():
    history = History()
    assert history.undo_next is None
    assert history.redo_next is None
    summary = Summary(Deed.CREATE, 1)
    history.done(DeleteUsers((1,)), summary)
    history.undone(RestoreUsers(()))
    assert history.undo_next is None
    assert history.redo_next == (RestoreUsers(()), summary)
    history.redone(DeleteUsers((1,)))
    assert history.undo_next == (DeleteUsers((1,)), summary)
    history.undone(RestoreUsers(()))
    history.done(DeleteUsers((2,)), summary)
    assert history.redo_next is None, "a new change makes the old ones impossible to redo"


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


EXPECTED = (AlreadyExistError, InvalidInputError, ValueError)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wishes=WISHES)
async def test_apply_then_opposite_changes_nothing(userbook, wishes):
    if not await userbook.everyone():
        await userbook.add({"user_name": "ada", "given_name": "Ada"}, {"user_name": "bob"})
    before = await userbook.contents()
    opposites: list[Operation] = []
    for wish in wishes:
        try:
            operation = wished(wish, await userbook.everyone())
            opposites.append(await userbook.apply(operation))
        except EXPECTED:
            continue
        assert await userbook.index_is_exact()
    for opposite in reversed(opposites):
        await userbook.apply(opposite)
    assert await userbook.contents() == before
    assert await userbook.index_is_exact()


async def take_a_step(userbook, history: History, random: Random, step: int) -> None:
    """Undo, redo or do something, as a person who changes their mind."""
    choice = random.random()
    if choice < 0.25 and history.undo_next:
        history.undone(await userbook.apply(history.undo_next.operation))
    elif choice < 0.4 and history.redo_next:
        history.redone(await userbook.apply(history.redo_next.operation))
    else:
        deed = random.choice(["create", "create", "delete", "update", "change"])
        values = {"given_name": random.choice(["Ada", "Zoë", None]), "notes": str(step)}
        wish = (deed, f"user{random.randrange(40)}", values, random.randrange(4))
        there = [] if deed == "create" else await userbook.everyone()
        operation = wished(wish, there)
        history.done(await userbook.apply(operation), operation.summary)


async def take_all_back(userbook, history: History) -> int:
    undone = 0
    while step := history.undo_next:
        history.undone(await userbook.apply(step.operation))
        undone += 1
    return undone


async def do_again(userbook, history: History, steps: int) -> None:
    for _ in range(steps):
        assert history.redo_next
        history.redone(await userbook.apply(history.redo_next.operation))


async def test_a_long_walk_keeps_the_index_exact_and_every_way_back_open(userbook):
    random, history = Random(7), History()
    await userbook.add({"user_name": "ada"}, {"user_name": "bob"})
    home = await userbook.contents()
    for step in range(300):
        with suppress(*EXPECTED):
            await take_a_step(userbook, history, random, step)
        if step % 20 == 0:
            assert await userbook.index_is_exact(), step
    end = await userbook.contents()
    undone = await take_all_back(userbook, history)
    assert undone > 50
    assert await userbook.contents() == home
    assert await userbook.index_is_exact()
    await do_again(userbook, history, undone)
    assert await userbook.contents() == end
    assert await userbook.index_is_exact()
