from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from desktop_app import __version__
from desktop_app.domain.errors import FileReason, FileRefusedError
from desktop_app.domain.user import CreateUserDTO
from desktop_app.operations.user_operations import ChangeUsers, CreateUser
from desktop_app.view_models.prompts import Choice, QuestionKey
from desktop_app.views.message_bar import MessageKind
from desktop_app.views.plain import plain_tip

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def enabled(program) -> set[str]:
    return {name for name, action in program.window.actions_by_id.items() if action.isEnabled()}


# What can be chosen


async def test_without_a_file_only_what_makes_sense_can_be_chosen(start):
    program = await start()
    assert enabled(program) == {
        "file.new",
        "file.open",
        "file.sample",
        "file.preferences",
        "file.quit",
        "help.help",
        "help.about",
    }


async def test_what_can_be_chosen_follows_what_is_going_on(program, until):
    always = enabled(program)
    assert always.isdisjoint({"user.delete", "edit.copy", "user.save", "edit.undo", "user.revert"})
    assert {"user.new", "file.import", "file.export", "edit.select_all"} <= always
    await program.select(until, 1)
    chosen = {"user.delete", "user.disable", "edit.copy", "edit.copy_headers"}
    chosen |= {"user.erase", "user.history"}
    assert enabled(program) - always == chosen
    program.workspace.form.edit("title", "Countess")
    draft = {"user.save", "user.save_and_new", "user.revert"}
    assert enabled(program) - always == chosen | draft
    program.action("user.save").trigger()
    await until(lambda: not program.workspace.form.state.draft)
    await until(lambda: enabled(program) - always == chosen | {"edit.undo"})
    await program.select(until)
    assert enabled(program) == always | {"edit.undo"}
    program.action("edit.undo").trigger()
    await until(lambda: enabled(program) == always | {"edit.redo"})


async def test_a_file_that_cannot_be_written_can_be_read_only(start, five, until, monkeypatch):
    monkeypatch.setattr("os.access", lambda path, mode: Path(path) != five)
    program = await start(five)
    assert program.workspace.users.is_read_only
    await program.select(until, 1)
    for action in ("user.new", "user.delete", "user.enable", "user.disable", "file.import"):
        assert action not in enabled(program), action
    assert {"edit.copy", "file.export", "edit.find"} <= enabled(program)
    assert program.window.status.saved.text() == "Read only"
    assert program.window.bar.message.kind is MessageKind.WARNING


# Undo and redo


async def test_undo_and_redo_say_what_they_would_do(program, until):
    undo, redo = program.action("edit.undo"), program.action("edit.redo")
    assert (undo.text(), redo.text()) == ("&Undo", "&Redo")
    await program.select(until, 1, 2)
    program.action("user.disable").trigger()
    await until(undo.isEnabled)
    assert undo.text() == "&Undo: 2 users changed"
    assert undo.toolTip() == plain_tip("Undo: 2 users changed (Ctrl+Z)")
    undo.trigger()
    await until(redo.isEnabled)
    assert redo.text() == "&Redo: 2 users changed"
    assert undo.text() == "&Undo"
    assert program.window.bar.message.text == "Taken back: 2 users changed"


async def test_a_name_with_markup_is_shown_as_it_is_in_undo(program, until):
    await program.select(until, 0)
    program.action("user.delete").trigger()
    undo = program.action("edit.undo")
    await until(undo.isEnabled)
    assert undo.text() == "&Undo: <img src='/dev/zero'> && <b>co</b> moved to the trash"
    assert "&lt;img" in undo.toolTip()
    assert "&amp;&amp;" not in undo.toolTip()


async def test_deleting_asks_nothing_and_undo_brings_back(program, until, qtbot):
    await program.select(until, 1)
    qtbot.keyClick(program.page.table, Qt.Key.Key_Delete)
    await until(lambda: program.workspace.users.state.count == 4)
    assert program.prompts.asked == []
    bar = program.window.bar
    assert bar.message.text == "Ada Lovelace moved to the trash"
    assert bar.message.action == "Undo"
    bar._action.click()
    await until(lambda: program.workspace.users.state.count == 5)


async def test_taking_back_what_was_added_says_where_it_is(program, until):
    user = CreateUserDTO(user_name="eve", display_name="Eve")
    await program.workspace.changes.perform(CreateUser(user))
    program.action("edit.undo").trigger()
    bar = program.window.bar
    await until(lambda: bar.message and bar.message.text.startswith("Taken back"))
    assert bar.message.text == "Taken back: Eve added. 1 user moved to the trash."
    assert not bar.message.action


# What should not happen


async def test_an_unexpected_error_in_a_task_is_told_and_the_program_goes_on(program, until):
    async def broken():
        raise ZeroDivisionError("ada@example.org")

    program.workspace.users.tasks.latest("broken", broken())
    bar = program.window.bar
    await until(bar.isVisible)
    assert bar.message.kind is MessageKind.ERROR
    assert bar.message.text.startswith("Something went wrong that should not.")
    assert bar.message.details.endswith("\nZeroDivisionError")
    assert "ada@example.org" not in bar.message.details, "it may be about somebody"
    assert f"Userbook {__version__}" in bar.message.details
    assert "test_presenter.py" in bar.message.details
    bar._copy.click()
    assert "ZeroDivisionError" in QApplication.clipboard().text()
    await program.workspace.users.search("ada")
    assert program.workspace.users.state.count == 1
    assert [type(error) for error in program.crashes] == [ZeroDivisionError]


async def test_an_expected_error_anywhere_is_told_in_words(program):
    program.presenter.crash(FileRefusedError(Path("/data/x.userbook"), FileReason.EMPTY))
    message = program.window.bar.message
    assert message.text == "“x.userbook” is empty: there is nothing in it to open."
    assert not message.details


async def test_escape_closes_the_message_before_anything_else(program, qtbot):
    program.window.search.setText("ada")
    program.presenter.crash(ZeroDivisionError())
    qtbot.keyClick(program.page.table, Qt.Key.Key_Escape)
    assert not program.window.bar.isVisible()
    assert program.window.search.text() == "ada"
    qtbot.keyClick(program.page.table, Qt.Key.Key_Escape)
    assert program.window.search.text() == ""


async def test_an_export_is_told_with_its_count_and_file(program, tmp_path):
    target = tmp_path / "%1 R&D.csv"
    await program.workspace.exports.export(target, {"user_name": "user name"})
    assert program.window.bar.message.text == "5 users exported to %1 R&D.csv"
    assert len(target.read_text("utf-8-sig").splitlines()) == 6


@pytest.fixture
def endless(monkeypatch):
    """Disabling takes until it is given up."""

    async def apply(_operation, users):
        users.progress(100)
        await users.session.execute(text(ENDLESS))

    monkeypatch.setattr(ChangeUsers, "apply", apply)


@pytest.mark.usefixtures("endless")
async def test_a_long_change_says_how_far_it_is_and_can_be_given_up(start, many, until, qtbot):
    program = await start(many)
    status, changes = program.window.status, program.workspace.changes
    assert not status.progress.isVisible()
    program.action("edit.select_all").trigger()
    await until(lambda: len(program.workspace.users.state.selected) == 1000)
    program.action("user.disable").trigger()
    await until(status.progress.isVisible)
    assert status.work.text() == "Changing 1,000 users"
    assert status.pace.text() == "100 of 1,000"
    assert (status.progress.value(), status.progress.maximum()) == (100, 1000)
    status.stop.setFocus()
    qtbot.keyClick(status.stop, Qt.Key.Key_Space)
    await until(lambda: changes.state.under_way is None)
    assert not status.progress.isVisible()
    assert program.window.bar.message.text == "Given up. Nothing was changed."
    assert program.crashes == []


@pytest.mark.usefixtures("endless")
@pytest.mark.parametrize(
    ("answer", "leaves"), [(Choice.DISCARD, True), (Choice.GO_BACK, False)], ids=str
)
async def test_closing_asks_what_becomes_of_a_long_change(program, until, answer, leaves):
    await program.select(until, 1)
    program.action("user.disable").trigger()
    changes = program.workspace.changes
    await until(lambda: changes.state.under_way is not None)
    program.prompts.answers.append(answer)
    assert await program.presenter.leave() is leaves
    (asked,) = program.prompts.asked
    assert (asked.key, asked.work.summary.count) == (QuestionKey.GIVE_UP, 1)
    assert (changes.state.under_way is None) is leaves
    changes.stop()
