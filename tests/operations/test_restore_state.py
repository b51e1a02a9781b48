"""An earlier state comes back exactly, whatever has happened since; and can be undone."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from desktop_app.database.comparison import compare
from desktop_app.database.copying import Source, make_copy
from desktop_app.database.document import open_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.change import ChangeKind, Deed
from desktop_app.domain.errors import UserNamesTakenError
from desktop_app.domain.user import CreateUserDTO, UpdateUserDTO
from desktop_app.operations.restore_state import RestoreState
from desktop_app.operations.user_operations import (
    CreateUser,
    CreateUsers,
    DeleteUsers,
    EraseUsers,
    PurgeUsers,
    UpdateUser,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from desktop_app.operations.operation import Done


@pytest.fixture
async def three(userbook):
    names = ("ada", "alan", "grace")
    return await userbook.add(*({"user_name": name, "notes": name} for name in names))


class Earlier:
    """A copy of the file, to compare with and to go back to."""

    def __init__(self, userbook, path: Path) -> None:
        self.userbook = userbook
        self.path = make_copy(Source(userbook.path), [path])

    @asynccontextmanager
    async def restoring(self) -> AsyncIterator[RestoreState]:
        found = compare(Source(self.path), Source(self.userbook.path))
        database = DatabaseHelper(open_document(self.path, writable=False).url)
        async with database.get_db_session(read_only=True) as session:
            yield RestoreState(found, UserRepository(session).get_users)
        await database.close()

    async def restore(self) -> Done:
        async with self.restoring() as operation:
            return await self.userbook.apply(operation)


@pytest.fixture
async def earlier(userbook, three, tmp_path) -> Earlier:
    return Earlier(userbook, tmp_path / "earlier.userbook")


def person(name: str) -> CreateUserDTO:
    return CreateUserDTO(user_name=name, display_name=name)


def update(user, **fields) -> UpdateUser:
    return UpdateUser(user, UpdateUserDTO(**fields))


async def test_whoever_came_went_and_changed_is_as_before(userbook, three, earlier):
    before = await userbook.contents()
    ada, alan, grace = three
    for operation in (
        DeleteUsers((ada.key,)),
        update(alan, user_name="ada", title="Logician", notes=None),
        update(grace, user_name="alan"),
        CreateUser(person("grace")),
        CreateUsers((person("x"), person("y"))),
    ):
        await userbook.apply(operation)
    after, trash = await userbook.contents(), await userbook.trashed()
    done = await earlier.restore()
    assert await userbook.contents() == before
    assert await userbook.index_is_exact()
    assert done.change_set.kind is ChangeKind.RESTORE
    assert (done.summary.deed, done.summary.count) == (Deed.RETURN, 6)
    assert {user.user_name for user in await userbook.trashed()} == {"grace", "x", "y"}
    await userbook.take_back(done)
    assert await userbook.contents() == after
    assert await userbook.trashed() == trash
    assert await userbook.index_is_exact()
    assert await userbook.redo()
    assert await userbook.contents() == before


async def test_a_user_changed_and_then_deleted_comes_back_unchanged(userbook, three, earlier):
    before = await userbook.contents()
    ada = three[0]
    await userbook.apply(update(ada, user_name="countess", title="Countess"))
    await userbook.apply(DeleteUsers((ada.key,)))
    await userbook.apply(CreateUser(person("ADA")))
    done = await earlier.restore()
    assert await userbook.contents() == before
    assert await userbook.index_is_exact()
    await userbook.take_back(done)
    assert [user.user_name for user in await userbook.trashed()] == ["countess"]


@pytest.mark.parametrize("gone", [EraseUsers, PurgeUsers])
async def test_whoever_has_left_even_the_trash_comes_as_the_backup_knows_them(
    userbook, three, earlier, gone
):
    before = await userbook.contents()
    keys = (three[0].key, three[2].key)
    await userbook.apply(DeleteUsers(keys))
    await userbook.apply(gone(keys))
    done = await earlier.restore()
    assert await userbook.contents() == before
    assert await userbook.index_is_exact()
    await userbook.take_back(done)
    assert len(await userbook.contents()) == 1


async def test_a_state_that_is_that_of_now_is_no_change(userbook, earlier):
    assert (await earlier.restore()).change_set is None


async def test_what_a_person_did_not_see_stays_as_it_is(userbook, three, earlier):
    """Somebody changes other users between the comparison and the restore."""
    ada, alan, grace = three
    await userbook.apply(update(ada, title="x"))
    await userbook.apply(update(grace, title="y"))
    async with earlier.restoring() as operation:
        await userbook.apply(update(alan, title="seen by nobody"))
        await userbook.apply(DeleteUsers((grace.key,)))
        await userbook.apply(operation)
    titles = {user.user_name: user.title for user in await userbook.everyone()}
    assert titles == {"ada": None, "alan": "seen by nobody"}


async def test_a_user_name_that_somebody_took_meanwhile_stops_it_all(userbook, three, earlier):
    ada, alan, _ = three
    await userbook.apply(DeleteUsers((ada.key,)))
    await userbook.apply(update(alan, title="x"))
    async with earlier.restoring() as operation:
        await userbook.apply(CreateUser(person("ada")))
        with pytest.raises(UserNamesTakenError):
            await userbook.apply(operation)
    assert (await userbook.named("alan")).title == "x"


async def test_somebody_else_with_the_same_key_comes_with_a_new_one(userbook, three, earlier):
    with_same_key = three[0].key
    await userbook.apply(DeleteUsers((with_same_key,)))
    userbook.change("UPDATE trash SET id = '00000000-0000-7000-8000-000000000000'")
    await earlier.restore()
    back = await userbook.named("ada")
    assert back.key != with_same_key
    assert back.notes == "ada"


async def test_a_thousand_users_come_back(userbook, tmp_path):
    await userbook.apply(CreateUsers(tuple(person(f"u{i}") for i in range(1000))))
    before = await userbook.contents()
    earlier = Earlier(userbook, tmp_path / "earlier.userbook")
    keys = tuple(user["key"] for user in before)
    await userbook.apply(DeleteUsers(keys[:900]))
    await userbook.apply(CreateUsers(tuple(person(f"v{i}") for i in range(500))))
    done = await earlier.restore()
    assert done.summary.count == 1400
    assert await userbook.contents() == before
