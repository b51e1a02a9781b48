"""The bar that offers what was typed in an earlier run, and the question at the end of one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt

from desktop_app.drafts.drafts_file import DraftsFile
from desktop_app.view_models.prompts import Choice, QuestionKey
from desktop_app.view_models.user_form_state import FormMode
from desktop_app.views.message_bar import Message, MessageKind


@pytest.fixture
async def again(start, five, tmp_path, until):
    """The next start after so many drafts: of row 1, of row 3, of the new user."""

    async def again(drafts: int):
        program = await start()
        kept = partial(DraftsFile, tmp_path / "drafts")
        program.file._around = replace(program.file._around, drafts=kept)
        assert await program.file.open(five)
        for row in (1, 3)[:drafts]:
            await program.select(until, row)
            program.workspace.form.edit("title", f"Row {row}")
        if drafts > 2:
            program.workspace.form.new()
            program.workspace.form.edit("user_name", "zoe")
        assert program.window.bar.message is None
        await program.file.shut()
        assert await program.file.open(five)
        return program

    return again


def told(program) -> str:
    message = program.window.bar.message
    return message.text.split(" ", 1)[0] if message else ""


def show(program) -> None:
    program.window.bar._action.click()


async def test_nothing_is_offered_where_nothing_was_typed(again):
    assert told(await again(0)) == ""


async def test_each_is_shown_in_turn_and_then_the_bar_goes(again, until):
    program = await again(3)
    form = program.workspace.form
    message = program.window.bar.message
    assert (told(program), message.kind, message.seconds) == ("3", MessageKind.INFO, 0)
    assert form.state.mode is FormMode.EMPTY
    assert len(program.page.table.drafts) == 3
    assert not program.page.table.selectionModel().hasSelection()
    program.page.show_details(wanted=False)
    show(program)
    await until(lambda: form.state.draft == {"title": "Row 1"})
    await until(lambda: program.page.table.selectionModel().hasSelection())
    assert program.page.form.isVisible()
    await until(program.page.form.body.fields["title"].editor.hasFocus)
    assert not program.page.form.body.fields["title"].editor.hasSelectedText()
    assert program.page.form.area.verticalScrollBar().value() > 0, "what was changed is in sight"
    assert told(program) == "2"
    assert "more" in program.window.bar.message.text
    show(program)
    await until(lambda: form.state.draft == {"title": "Row 3"})
    assert told(program) == "1"
    show(program)
    assert form.state.mode is FormMode.NEW
    assert form.state.draft == {"user_name": "zoe"}
    assert told(program) == ""
    assert program.crashes == []


async def test_who_is_seen_already_is_not_offered(again, until):
    program = await again(3)
    program.action("user.new").trigger()
    assert program.workspace.form.state.draft == {"user_name": "zoe"}
    await until(lambda: told(program) == "2")
    await program.select(until, 3)
    await until(lambda: told(program) == "1")


async def test_escape_leaves_what_was_typed_of_a_new_user(again, until, qtbot):
    program = await again(3)
    program.action("user.new").trigger()
    editor = program.page.form.body.fields["user_name"].editor
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert program.workspace.form.state.draft == {"user_name": "zoe"}
    await until(lambda: editor.text() == "zoe")


async def test_what_was_emptied_under_more_fields_is_in_sight(start, five, tmp_path, until):
    program = await start()
    kept = partial(DraftsFile, tmp_path / "drafts")
    program.file._around = replace(program.file._around, drafts=kept)
    assert await program.file.open(five)
    await program.select(until, 0, 1)
    form = program.workspace.form
    form.edit("nick_name", "Countess")
    assert await form.save()
    await program.select(until, 1)
    form.edit("nick_name", "")
    await program.file.shut()
    assert await program.file.open(five)
    show(program)
    await until(program.page.form.body.fields["nick_name"].editor.hasFocus)


async def test_a_note_covers_the_offer_only_for_a_while(again, until):
    program = await again(2)
    show(program)
    form = program.workspace.form
    await until(lambda: form.state.draft == {"title": "Row 1"})
    assert await form.save()
    await until(lambda: program.window.bar.message.action == "Undo")
    program.window.bar.dismiss()
    assert told(program) == "1"
    program.window.bar.dismiss()
    assert told(program) == ""


async def test_who_finds_a_draft_without_help_is_not_offered_it(again, until):
    program = await again(2)
    await program.select(until, 1)
    program.workspace.form.revert()
    await until(lambda: told(program) == "1")
    await program.select(until, 3)
    program.workspace.form.revert()
    await until(lambda: program.window.bar.message is None)


async def test_an_offer_that_was_closed_does_not_come_back(again, until):
    program = await again(2)
    program.window.bar.dismiss()
    await program.select(until, 1)
    program.workspace.form.revert()
    await until(lambda: not program.workspace.form.tasks.is_busy)
    assert program.window.bar.message is None


async def test_what_is_said_of_one_file_is_not_said_of_the_next(again, many):
    program = await again(2)
    program.prompts.answers = [Choice.KEEP]
    assert await program.file.open(many)
    assert program.window.bar.message is None
    assert [question.key for question in program.prompts.asked] == [QuestionKey.KEEP_CHANGES]
    assert program.crashes == []


async def test_a_covered_message_can_be_said_otherwise(start):
    bar = (await start()).window.bar
    stays, other = Message(text="Offer", stays=True), Message(text="Other", stays=True)
    bar.tell(stays)
    bar.tell(Message(text="Note"))
    assert bar.replace(stays, other)
    assert bar.message.text == "Note"
    bar.dismiss()
    assert bar.message is other
    assert bar.replace(other, None)
    assert bar.message is None
    assert not bar.replace(stays, other)
    assert bar.message is None
