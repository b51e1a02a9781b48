"""More users selected than are told apart: as a state, and keys only when they are needed."""

from __future__ import annotations

import pytest

from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.errors import TooManyError
from desktop_app.domain.query import Place
from desktop_app.domain.selection import FEW
from desktop_app.domain.user import CreateUserDTO
from desktop_app.operations.user_operations import DeleteUsers
from desktop_app.view_models import users_view_model
from desktop_app.view_models.user_form_state import FormMode
from tests.writing import added

MANY = FEW + 200
TITLED = "SELECT count(*) FROM users WHERE title = 'Boss'"


@pytest.fixture
def users(workspace):
    return workspace.users


@pytest.fixture
async def crowd(workspace, users):
    wanted = [
        CreateUserDTO(user_name=f"u{n:04}", display_name=f"D{n:04}", active=n % 2 == 0)
        for n in range(MANY)
    ]
    async with workspace.database.get_db_session() as session:
        found = await added(session, wanted)
    await users.sort_by("user_name")
    return [user.key for user in found]


@pytest.fixture
def asked(monkeypatch):
    """How often keys were read."""
    real, asked = UserRepository.user_keys, []

    async def user_keys(self, *arguments, **options):
        asked.append(options)
        return await real(self, *arguments, **options)

    monkeypatch.setattr(UserRepository, "user_keys", user_keys)
    return asked


async def test_all_stay_selected_in_any_order_and_search_without_being_read(users, crowd, asked):
    await users.select([range(MANY)])
    await users.sort_by("display_name", descending=True)
    await users.refresh()
    assert users.state.selection.covers(MANY)
    assert asked == []
    await users.go_to(Place.ACTIVE)
    assert (users.state.count, len(users.state.selection)) == (MANY // 2, MANY // 2)


async def test_more_than_can_be_copied_are_refused_before_anything_is_read(
    users, crowd, asked, monkeypatch
):
    monkeypatch.setattr(users_view_model, "COPIED", MANY - 1)
    await users.select([range(MANY)])
    with pytest.raises(TooManyError):
        await users.selected_values(["user_name"])
    assert asked == []
    users.invert_selection()
    await users.select([range(1, MANY)])
    values = await users.selected_values(["user_name"])
    assert [values[0], len(values), values[-1]] == [["u0001"], MANY - 1, [f"u{MANY - 1}"]]


async def test_of_all_users_those_that_are_found_become_known(users, crowd, until):
    await users.select([range(MANY)])
    await users.search("u0005")
    await until(lambda: users.state.selected == (crowd[5],))
    assert users.state.selected_rows == (0,)


async def test_a_crowd_that_is_not_all_is_let_go_by_another_result(users, crowd):
    await users.select([range(MANY - 1)])
    await users.sort_by("display_name", descending=True)
    assert not users.state.selection
    await users.search("u")
    await users.select([range(MANY)])
    await users.search("d")
    assert users.state.count == MANY
    assert not users.state.selection


async def test_a_crowd_stays_selected_after_what_was_done_to_it(users, crowd, idle, workspace):
    """However it was found, as long as the same is sought."""
    for text in ("", "d"):
        await users.search(text)
        await users.select([range(2, 700), range(701, MANY)])
        seen = users.state.selection.ranges
        for active in (False, True):
            await users.set_active(active=active)
            await idle()
            assert users.state.selection.ranges == seen
        await workspace.changes.perform(DeleteUsers((crowd[0], crowd[5])))
        await idle()
        assert users.state.selection.ranges == (range(1, 698), range(699, MANY - 2))
        await workspace.changes.undo()
        await idle()


async def test_a_crowd_that_was_found_stays_where_others_come_in(users, crowd, workspace):
    await users.search("d")
    await users.select([range(MANY - 1)])
    keys = await users.selection()
    await somebody_first(workspace)
    await users.refresh()
    assert users.state.selection.ranges == (range(1, MANY),)
    assert await users.selection() == keys


async def test_nobody_is_changed_for_whom_another_program_has_put_in_a_row(
    users, crowd, workspace, stored
):
    await users.select([range(1, MANY)])
    await somebody_first(workspace)  # which the table does not show yet
    assert await users.selection() == ()
    await users.refresh()
    assert not users.state.selection


async def somebody_first(workspace):
    async with workspace.database.get_db_session() as session:
        await added(session, [CreateUserDTO(user_name="a", display_name="D")])


async def test_nobody_in_the_trash_is_selected_by_selecting_all_users(users, crowd):
    await users.select([range(MANY)])
    await users.go_to(Place.TRASH)
    assert not users.state.selection


async def test_all_but_some_are_read_when_a_deed_needs_them(users, crowd, asked, stored):
    for left in range(0, MANY, 100):
        await users.select([*users.state.selection.ranges, range(left, left + 1)])
    users.invert_selection()
    assert len(users.state.selection) == MANY - 12
    assert await users.selection() == tuple(key for n, key in enumerate(crowd) if n % 100)
    await users.set_active(active=False)
    assert stored("SELECT count(*) FROM users WHERE active = 1") == [(12,)]


# In the form


@pytest.fixture
async def shown(users, crowd, form, until):
    await users.select([range(MANY)])
    await until(lambda: form.state.crowd)
    return form


async def test_the_form_shows_a_crowd_without_reading_it(shown, asked):
    assert (shown.state.mode, shown.state.count, shown.state.keys) == (FormMode.SEVERAL, MANY, ())
    assert "active" in shown.state.mixed
    assert not shown.state.can_save
    assert asked == []


async def test_what_is_typed_about_a_crowd_changes_each_and_is_undone_at_once(
    shown, workspace, stored
):
    shown.edit("title", "Bos")
    shown.edit("title", "Boss")
    assert await shown.save()
    assert stored(TITLED) == [(MANY,)]
    await workspace.changes.undo()
    assert stored(TITLED) == [(0,)]


async def test_a_crowd_stays_shown_after_its_change(shown, users, idle):
    shown.edit("title", "Boss")
    assert await shown.save()
    await idle()
    assert (shown.state.crowd, dict(shown.state.draft)) == (MANY, {})
    assert len(users.state.selection) == MANY


async def test_what_was_typed_about_a_crowd_is_a_draft_that_comes_back(shown, users, idle):
    shown.edit("title", "Boss")
    await users.select([range(1)])  # before anybody could read who they are
    await idle()
    assert (shown.state.mode, shown.count_drafts()) == (FormMode.EDIT, 1)
    await users.select([range(MANY)])
    await idle()
    assert (dict(shown.state.draft), shown.state.crowd) == ({"title": "Boss"}, MANY)


async def test_typing_about_a_crowd_never_becomes_a_draft_of_the_new_user(shown, idle):
    shown.edit("title", "Boss")
    shown.new()
    assert dict(shown.state.draft) == {}
    await idle()
    assert shown.count_drafts() == 1


async def test_reverting_a_crowd_leaves_no_draft(shown, users, idle):
    shown.edit("title", "Boss")
    shown.revert()
    await idle()
    assert (shown.state.crowd, shown.count_drafts()) == (MANY, 0)
    await users.select([range(1)])
    await idle()
    assert shown.count_drafts() == 0


async def test_a_crowd_in_the_trash_is_not_shown(users, crowd, workspace, form, idle):
    await users.select([range(MANY)])
    await users.delete(await users.selection())
    await users.go_to(Place.TRASH)
    await users.select([range(MANY)])
    await idle()
    assert form.state.mode is FormMode.EMPTY
    assert len(await users.selection()) == MANY


async def test_a_draft_of_a_crowd_is_shown_again_by_its_keys(shown, users, workspace, idle):
    shown.edit("title", "Boss")
    await idle()
    await users.select([])
    await idle()
    (keys,) = shown.unsaved
    await users.reveal(*keys)
    await idle()
    assert (dict(shown.state.draft), len(users.state.selection)) == ({"title": "Boss"}, MANY)
