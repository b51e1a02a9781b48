"""The details form: draft, problems, save, revert, conflicts, several at once."""

from __future__ import annotations

from desktop_app.domain.problems import Problem, ProblemCode
from desktop_app.domain.selection import Selection
from desktop_app.view_models.user_form_state import FormMode, FormState


def codes(form, name: str) -> list[ProblemCode]:
    return [problem.code for problem in form.state.problems.get(name, ())]


async def test_nobody_is_in_the_form_at_first(form):
    assert form.state == FormState()
    assert not form.state.can_save
    assert await form.save() is False


async def test_the_selected_user_is_in_the_form(form, ada):
    assert form.state.mode is FormMode.EDIT
    assert form.state.user == ada
    assert form.state.value("title") == "Countess"
    assert form.state.changed == frozenset()


async def test_a_new_user_is_saved_with_what_is_suggested(form, workspace, stored, until):
    form.new()
    assert form.state.mode is FormMode.NEW
    assert form.state.value("active") is True
    assert not form.state.can_save
    form.edit("given_name", "Zoë")
    form.edit("family_name", "O’Brien")
    form.edit("email", "zoe@x.org")
    assert form.state.suggestion("display_name") == "Zoë O’Brien"
    assert form.state.suggestion("user_name") == "zoe.o.brien"
    assert form.state.suggestion("title") == ""
    assert form.state.can_save
    assert await form.save() is True
    await until(lambda: form.state.mode is FormMode.EDIT)
    assert stored("SELECT user_name, display_name, email, active FROM users") == [
        ("zoe.o.brien", "Zoë O’Brien", "zoe@x.org", 1)
    ]
    assert workspace.users.state.selected == (1,)
    assert form.state.user.user_name == "zoe.o.brien"
    assert form.count_drafts() == 0


async def test_a_new_user_can_begin_as_not_active(form, stored):
    form.new()
    form.edit("user_name", "ada")
    form.edit("active", False)
    assert await form.save()
    assert stored("SELECT active FROM users") == [(0,)]


async def test_one_new_user_after_another(form, stored, idle):
    form.new()
    form.edit("user_name", "ada")
    assert await form.save_and_new() is True
    assert (form.state.mode, form.state.draft) == (FormMode.NEW, {})
    await idle()
    assert form.state.mode is FormMode.NEW, "the saved one must not push the next one away"
    form.edit("user_name", "bob")
    assert await form.save_and_new() is True
    await idle()
    assert form.state.mode is FormMode.NEW
    assert stored("SELECT user_name FROM users") == [("ada",), ("bob",)]
    form.edit("user_name", "a da")
    assert await form.save_and_new() is False
    assert form.state.draft == {"user_name": "a da"}


async def test_editing_and_saving_then_a_new_one(form, ada, idle):
    form.edit("title", "Lady")
    assert await form.save_and_new()
    await idle()
    assert form.state.mode is FormMode.NEW


async def test_only_what_was_changed_is_stored(form, ada, stored, until):
    stored("UPDATE users SET notes = 'from another program'")
    form.edit("title", "Lady")
    assert form.state.changed == {"title"}
    assert await form.save() is True
    await until(lambda: form.state.user.version == 2)
    assert stored("SELECT title, notes FROM users") == [("Lady", "from another program")]
    assert form.state.value("notes") == "from another program"
    assert form.state.draft == {}
    assert form.state.changed == frozenset()


async def test_what_is_typed_back_is_no_change(form, ada):
    form.edit("title", "Lady")
    form.edit("title", " Countess ")
    assert form.state.draft == {}
    form.edit("email", "")
    assert form.state.draft == {}
    form.edit("email", "ada@")
    assert form.state.draft == {"email": "ada@"}


async def test_a_display_name_follows_the_names(form, ada, stored):
    form.edit("family_name", "Lovelace")
    assert await form.save()
    assert stored("SELECT display_name FROM users") == [("Ada Lovelace",)]


async def test_a_problem_is_shown_once_the_field_was_left(form, ada):
    form.edit("email", "ada@")
    assert codes(form, "email") == [ProblemCode.EMAIL]
    assert form.state.shown_problems == {}
    assert not form.state.can_save
    form.leave("email")
    assert form.state.shown_problems == {"email": (Problem("email", ProblemCode.EMAIL),)}
    form.edit("email", "ada@x.org")
    assert form.state.shown_problems == {}
    assert form.state.can_save


async def test_saving_shows_every_problem(form, ada, stored):
    form.edit("email", "ada@")
    form.edit("user_name", "")
    assert await form.save() is False
    assert set(form.state.shown_problems) == {"email", "user_name"}
    assert codes(form, "user_name") == [ProblemCode.REQUIRED]
    assert stored("SELECT version FROM users") == [(1,)]


async def test_dates_are_judged_together(form, ada):
    form.edit("valid_from", "2026-05-02")
    form.edit("valid_until", "2026-05-01")
    assert codes(form, "valid_until") == [ProblemCode.UNTIL_BEFORE_FROM]
    form.edit("valid_from", "")
    assert form.state.problems == {}


async def test_what_another_tool_stored_wrong_does_not_hinder_saving(
    form, add, choose, stored, countess
):
    (added,) = await add(countess)
    stored("UPDATE users SET email = 'nonsense'")
    await choose(added.key)
    form.edit("title", "Lady")
    assert form.state.problems == {}
    assert await form.save()


async def test_a_taken_user_name_is_seen_when_the_field_is_left(form, ada, add, until):
    (bob,) = await add({"user_name": "bob", "display_name": "Bob Stone"})
    form.edit("user_name", "BOB")
    form.leave("user_name")
    await until(lambda: form.state.owner == bob)
    taken = Problem("user_name", ProblemCode.TAKEN, "Bob Stone")
    assert form.state.shown_problems == {"user_name": (taken,)}
    assert not form.state.can_save
    form.edit("user_name", "bobby")
    assert form.state.owner is None
    assert form.state.can_save
    form.edit("user_name", "ADA")
    await form.check_user_name()
    assert form.state.owner is None, "one's own name in other letters"


async def test_a_taken_user_name_becomes_a_problem_not_a_crash(form, workspace, ada, add):
    (bob,) = await add({"user_name": "bob"})
    form.edit("user_name", "bob")
    assert await form.save() is False
    assert form.state.owner == bob
    assert codes(form, "user_name") == [ProblemCode.TAKEN]
    assert form.state.draft == {"user_name": "bob"}
    assert workspace.changes.state.problem is None, "said in the form and nowhere else"


async def test_a_taken_suggestion_gives_way_when_the_names_change(form, add):
    await add({"user_name": "ada.king", "display_name": "x"})
    form.new()
    form.edit("given_name", "Ada")
    form.edit("family_name", "King")
    assert await form.save() is False
    assert codes(form, "user_name") == [ProblemCode.TAKEN]
    form.edit("family_name", "Lovelace")
    assert codes(form, "user_name") == []
    assert await form.save() is True


async def test_reverting_brings_back_what_is_stored(form, ada):
    form.edit("title", "Lady")
    form.edit("email", "ada@")
    serial = form.state.serial
    form.revert_field("email")
    assert form.state.draft == {"title": "Lady"}
    assert form.state.problems == {}
    form.revert()
    assert form.state.draft == {}
    assert form.state.serial == serial + 2
    assert form.count_drafts() == 0


async def test_reverting_forgets_whose_name_was_typed(form, ada, add):
    await add({"user_name": "bob"})
    form.edit("user_name", "bob")
    assert await form.save() is False
    form.revert()
    assert (form.state.owner, form.state.problems) == (None, {})
    form.edit("title", "Lady")
    assert form.state.can_save
    assert await form.save()


async def test_a_new_user_can_be_given_up(form, workspace, ada, until):
    form.new()
    form.edit("user_name", "bob")
    form.revert()
    await until(lambda: form.state.user == ada)
    assert workspace.users.state.selected == (ada.key,)
    form.new()
    assert form.state.draft == {}
    await workspace.users.refresh()
    assert workspace.users.state.selected == ()
    form.revert()
    assert form.state.mode is FormMode.EMPTY


async def test_drafts_survive_moving_about(form, add, choose, countess):
    ada, bob = await add(countess, {"user_name": "bob"})
    await choose(ada.key)
    form.edit("title", "Lady")
    form.edit("email", "ada@")
    await choose(bob.key)
    assert form.state.draft == {}
    assert form.state.drafts == {ada.key}
    form.edit("title", "Builder")
    form.new()
    form.edit("user_name", "eve")
    assert form.count_drafts() == 3
    await choose(ada.key)
    assert form.state.draft == {"title": "Lady", "email": "ada@"}
    assert set(form.state.shown_problems) == {"email"}
    form.new()
    assert form.state.draft == {"user_name": "eve"}
    form.new()
    assert form.state.draft == {"user_name": "eve"}
    await choose(bob.key)
    assert form.state.draft == {"title": "Builder"}
    assert await form.save()
    assert form.count_drafts() == 2


async def test_the_form_is_empty_when_its_user_is_not_in_the_result(form, workspace, ada, until):
    form.edit("title", "Lady")
    await workspace.users.search("nobody")
    await until(lambda: form.state.mode is FormMode.EMPTY)
    assert form.count_drafts() == 1
    await workspace.users.show_all()
    await workspace.users.reveal(ada.key)
    await until(lambda: form.state.draft == {"title": "Lady"})


async def test_a_selection_that_comes_back_at_once_leaves_the_form_alone(
    form, workspace, add, choose, countess, idle
):
    ada, bob = await add(countess, {"user_name": "bob"})
    await choose(ada.key)
    users = workspace.users
    users._set(selection=Selection(keys=(bob.key,)))
    users._set(selection=Selection(keys=(ada.key,)))
    await idle()
    assert form.state.user == ada
    users._set(selection=Selection(keys=(bob.key,)))
    form.new()
    await idle()
    assert form.state.mode is FormMode.NEW
    users._set(selection=Selection(keys=(ada.key,)))
    users._set(selection=Selection())
    await idle()
    assert form.state.mode is FormMode.NEW


async def test_an_untouched_form_shows_what_was_stored_elsewhere(form, workspace, ada, until, idle):
    await workspace.users.set_active(active=False)
    await until(lambda: form.state.value("active") is False)
    form.edit("title", "Lady")
    await workspace.changes.undo()
    await idle()
    assert form.state.draft == {"title": "Lady"}
    assert await form.save()
