"""Copied in a spreadsheet, pasted into the table."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.errors import TooManyError
from desktop_app.domain.problems import ProblemCode
from desktop_app.operations.paste import plan_paste
from desktop_app.view_models import paste_view_model
from desktop_app.views.dialogs.paste_dialog import PasteDialog
from desktop_app.views.tsv import as_tsv, from_tsv


@pytest.fixture
def paste(program):
    """The rows are img, ada, alan, grace, ivan."""

    def paste(text: str, row: int, name: str) -> None:
        table = program.page.table
        index = table.users.index(row, table.users.columns.index(name))
        table.selectionModel().setCurrentIndex(index, table.selectionModel().SelectionFlag.NoUpdate)
        QGuiApplication.clipboard().setText(text)
        program.action("edit.paste").trigger()

    return paste


def column(program, name: str) -> list:
    rows = program.workspace.users.rows
    return [rows.row(i).values[name] for i in range(program.workspace.users.state.count)]


@pytest.fixture
def idle(program, until):
    async def idle() -> None:
        parts = (program.workspace.pasting, program.workspace.changes, program.workspace.users)
        await until(lambda: not any(part.tasks.is_busy for part in parts))

    return idle


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ('"a\nb"\t"say ""so"""\n', [["a\nb", 'say "so"']]),
        ('a "quoted" word\t"', [['a "quoted" word', '"']]),
        ("one", [["one"]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
    ],
)
def test_what_a_spreadsheet_copies_is_read(text, cells):
    assert from_tsv(text) == cells


def test_what_is_copied_can_be_pasted():
    rows = [["a", "b\nc", 'd"e', ""], ["", "f\tg", "'h", " i "]]
    assert from_tsv(as_tsv(rows)) == rows


async def test_a_block_changes_several_after_the_preview_as_one_step(program, paste, idle):
    program.prompts.answers.append(True)
    paste("a@b.org\t+44 20 7946 0018\nalan@b.org\t\n", 1, "email")
    await idle()
    assert column(program, "email")[1:3] == ["a@b.org", "alan@b.org"]
    assert column(program, "phone")[1] == "+44 20 7946 0018"
    (plan,) = program.prompts.asked
    assert [row.user.user_name for row in plan.changed] == ["ada", "alan"]
    program.action("edit.undo").trigger()
    await idle()
    assert column(program, "email")[1:3] == [None, "alan@example.org"]


async def test_one_user_is_changed_without_a_question(program, paste, idle):
    paste("Looms", 1, "department")
    await idle()
    assert column(program, "department")[1] == "Looms"
    assert program.prompts.asked == []


async def test_nothing_is_written_where_one_cell_is_wrong(program, paste, idle):
    program.prompts.answers.append(True)
    paste("good@b.org\nbad@@b\n", 1, "email")
    await idle()
    assert column(program, "email")[1:3] == [None, "alan@example.org"]


async def test_what_was_copied_with_headings_is_pasted_without(program, paste, idle):
    paste("Department\nLooms\n", 1, "department")
    await idle()
    assert column(program, "department")[1] == "Looms"


async def test_a_name_of_somebody_else_is_told(program, paste, idle):
    program.prompts.answers.append(True)
    paste("ALAN", 1, "user_name")
    await idle()
    (plan,) = program.prompts.asked
    assert [(p.code, p.detail) for p in plan.rows[0].problems] == [
        (ProblemCode.TAKEN, "Alan Turing")
    ]
    assert column(program, "user_name")[1] == "ada"


async def test_names_may_change_hands(program, paste, idle):
    program.prompts.answers.append(True)
    paste("alan\nada", 1, "user_name")
    await idle()
    assert column(program, "user_name")[1:3] == ["alan", "ada"]


async def test_far_too_much_is_refused(program, paste, idle, monkeypatch):
    monkeypatch.setattr(paste_view_model, "PASTED", 2)
    paste("a\nb\nc\n", 0, "department")
    await idle()
    assert isinstance(program.workspace.pasting.state.problem, TooManyError)


async def test_the_same_again_changes_nothing(program, paste, idle):
    revision = program.workspace.changes.state.revision
    paste("Engines", 1, "department")
    await idle()
    assert program.workspace.changes.state.revision == revision


async def test_the_preview_says_each_change_and_what_is_wrong_first(program, qtbot):
    users = program.workspace.users.rows
    keys = [users.row(row).key for row in (1, 2)]
    async with program.workspace.database.get_db_session(read_only=True) as session:
        found = await UserRepository(session).get_users(keys)
    sound = PasteDialog(plan_paste(found, ["email"], [["a@b.org"], [""]]), program.window)
    qtbot.addWidget(sound)
    shown = [
        [sound.model.index(row, column).data() for column in range(5)]
        for row in range(sound.model.rowCount())
    ]
    assert shown == [
        ["1", "Ada Lovelace", "E-mail", "", "a@b.org"],
        ["2", "Alan Turing", "E-mail", "alan@example.org", "(empty)"],
    ]
    assert sound.go.isEnabled()
    assert sound.remark.isHidden()
    wrong = PasteDialog(plan_paste(found, ["email"], [["a@b.org"], ["@@"]]), program.window)
    qtbot.addWidget(wrong)
    assert wrong.model.index(0, 0).data() == "2"
    assert not wrong.go.isEnabled()
    assert not wrong.remark.isHidden()
