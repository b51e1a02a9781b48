"""The dialog of backups over a real file: every state of it, and what comes of each button."""

from __future__ import annotations

import asyncio
import errno
import os
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from shiboken6 import isValid

from desktop_app.database import comparison, copying
from desktop_app.domain.backups import BackupReason
from desktop_app.domain.user import CreateUserDTO
from desktop_app.operations.user_operations import ChangeUsers, CreateUsers, DeleteUsers
from desktop_app.view_models.backups_state import Doing
from desktop_app.views.backup_words import reason_text
from desktop_app.views.message_bar import MessageKind
from desktop_app.views.past_words import past_text, past_title

if TYPE_CHECKING:
    from desktop_app.views.dialogs.backups_dialog import BackupsDialog

ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT count(*) FROM c"


@pytest.fixture
async def opened(program, until):
    """Opens the dialog as a person does; no backup of the day comes in between."""
    program.workspace.backups.tasks.cancel("keep up")

    async def opened() -> BackupsDialog:
        program.action("file.backups").trigger()
        await until(lambda: program.workspace.backups.state.backups is not None)
        dialog = QApplication.activeModalWidget()
        await until(lambda: dialog.none.text() != "Looking for backups…")
        return dialog

    yield opened
    if dialog := QApplication.activeModalWidget():
        dialog.close()


@pytest.fixture
def backups(program):
    return program.workspace.backups


@pytest.fixture
async def dialog(opened, backups, until):
    """With one backup of five users."""
    dialog = await opened()
    dialog.make.click()
    await until(lambda: backups.state.made and backups.state.backups and not backups.state.doing)
    return dialog


async def change_much(program) -> None:
    perform = program.workspace.changes.perform
    await perform(DeleteUsers((1,)))
    await perform(ChangeUsers((2, 3), {"title": "<b>Professor</b>"}))
    new = CreateUserDTO(user_name="new", display_name="New Person", email="new@example.org")
    await perform(CreateUsers((new,)))


def buttons(dialog) -> set[str]:
    """Those that can be pressed."""
    names = ("make", "look", "compare", "remove", "close_", "restore")
    return {name for name in names if getattr(dialog, name).isEnabled()}


def texts(table) -> list[list[str]]:
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


async def test_without_backups_there_is_one_thing_to_do(opened):
    dialog = await opened()
    assert dialog.none.isVisible()
    assert dialog.none.text() == "There are no backups of this file yet."
    assert buttons(dialog) == {"make", "close_"}
    assert dialog.chosen is None


async def test_a_backup_is_made_told_and_chosen(dialog, backups):
    assert dialog.bar.message.text == "A backup was made and checked."
    (row,) = texts(dialog.table)
    assert row[1:3] == ["Made by hand", "5"]
    assert row[3].endswith("kB")
    assert dialog.chosen == backups.state.made
    assert buttons(dialog) == {"make", "look", "compare", "remove", "close_"}
    assert dialog.table.hasFocus()


async def test_a_backup_that_does_not_differ_says_so(dialog, backups, until):
    dialog.compare.click()
    await until(lambda: backups.state.comparison)
    assert dialog.comparison.hint.words.text() == "No user has changed since this backup."
    assert not dialog.restore.isEnabled()


async def test_what_differs_is_seen_before_it_is_restored(dialog, backups, program, until):
    await change_much(program)
    dialog.table.activated.emit(dialog.model.index(0, 0))
    await until(lambda: backups.state.comparison)
    view = dialog.comparison
    assert view.summary.text().startswith("Since this backup: ")
    rows = texts(view.table)
    assert [row[:2] for row in rows] == [
        ["Added", "New Person"],
        ["Deleted", "Ada Lovelace"],
        ["Changed", "Alan Turing"],
        ["Changed", "Grace Hopper"],
    ]
    assert "new@example.org" in rows[0][2]
    assert rows[2][2].startswith("Job title: empty → ")
    assert view.model.index(2, 2).data(Qt.ItemDataRole.ToolTipRole).startswith("<qt>Job title")
    assert view.table.hasFocus()
    assert not view.rest.isVisible()
    dialog.restore.click()
    await until(lambda: not isValid(dialog) or not dialog.isVisible())
    await until(lambda: program.workspace.users.state.total == 5)
    assert "restored from a backup" in program.window.bar.message.text
    await program.workspace.changes.undo()
    await until(lambda: program.workspace.users.state.total == 5)
    assert program.crashes == []


async def test_a_long_line_is_read_whole_below(dialog, backups, program, until):
    long = {"title": "x" * 100, "department": "y" * 100, "office_location": "z" * 100}
    await program.workspace.changes.perform(ChangeUsers((2,), long))
    dialog.compare.click()
    await until(lambda: backups.state.comparison)
    dialog.comparison.table.choose(0)
    assert dialog.comparison.whole.isVisible()
    assert "Office: empty → " in dialog.comparison.whole.text()


async def test_more_than_anybody_reads_is_counted(dialog, backups, program, until):
    people = tuple(CreateUserDTO(user_name=f"u{i}", display_name=f"u{i}") for i in range(205))
    await program.workspace.changes.perform(CreateUsers(people))
    dialog.compare.click()
    await until(lambda: backups.state.comparison)
    assert dialog.comparison.rest.isVisible()
    assert "5" in dialog.comparison.rest.text()
    assert "205" in dialog.restore.text()


async def test_another_choice_forgets_the_comparison(dialog, backups, program, until):
    await change_much(program)
    dialog.compare.click()
    await until(lambda: backups.state.comparison)
    dialog.make.click()
    await until(lambda: len(backups.state.backups) == 2 and not backups.state.doing)
    assert dialog.restore.isEnabled(), "the same one is chosen still"
    dialog.table.choose(0)
    assert backups.state.comparison is None
    assert not dialog.restore.isEnabled()


async def test_one_that_cannot_be_read_can_only_go(dialog, backups, program, until):
    backups.state.made.path.write_text("no database")
    await backups.refresh()
    assert texts(dialog.table)[0][2] == "cannot be read"
    assert dialog.comparison.hint.words.text() == "This backup cannot be read."
    assert buttons(dialog) == {"make", "remove", "close_"}
    program.prompts.answers = [True]
    dialog.remove.click()
    await until(lambda: backups.state.backups == ())
    assert dialog.none.isVisible()


async def test_one_that_went_bad_since_is_told(dialog, backups, until):
    backups.state.made.path.write_text("no database")
    dialog.compare.click()
    await until(lambda: dialog.bar.message and dialog.bar.message.kind is MessageKind.ERROR)
    assert "is not a userbook" in dialog.bar.message.text
    assert buttons(dialog) >= {"make", "close_"}


async def test_a_full_disk_is_told_in_words(opened, until, monkeypatch):
    def full(_path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(copying, "sync", full)
    dialog = await opened()
    dialog.make.click()
    await until(lambda: dialog.bar.message)
    assert "no room on the disk" in dialog.bar.message.text
    assert buttons(dialog) == {"make", "close_"}


async def test_escape_gives_up_a_backup_and_stays(opened, backups, until, monkeypatch):
    monkeypatch.setattr(copying, "counts", lambda c: c.execute(ENDLESS).fetchone())
    dialog = await opened()
    dialog.make.click()
    await until(lambda: backups.state.doing is Doing.MAKING)
    assert dialog.progress.isVisible()
    assert dialog.close_.text() == "Cancel"
    assert buttons(dialog) == {"close_"}
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    await until(lambda: backups.state.doing is None)
    assert dialog.isVisible()
    assert dialog.close_.text() == "Close"
    assert buttons(dialog) == {"make", "close_"}
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    await until(lambda: not isValid(dialog) or not dialog.isVisible())


async def test_a_comparison_can_be_stopped(dialog, backups, until, monkeypatch):
    monkeypatch.setattr(comparison, "_QUERY", f"{ENDLESS} WHERE x > ?")
    dialog.compare.click()
    await until(dialog.comparison.waiting.isVisible)
    dialog.comparison.waiting.stop.click()
    await until(lambda: backups.state.doing is None)
    assert dialog.comparison.hint.isVisible()
    assert backups.state.problem is None


async def test_closing_the_window_while_comparing_waits_for_nothing(
    dialog, program, until, monkeypatch
):
    monkeypatch.setattr(comparison, "_QUERY", f"{ENDLESS} WHERE x > ?")
    dialog.compare.click()
    await until(dialog.comparison.waiting.isVisible)
    assert await asyncio.wait_for(program.presenter.leave(), 2)


async def test_everything_is_reached_by_keyboard_and_named(dialog):
    for part in dialog.findChildren(QPushButton):
        if part.isVisibleTo(dialog):
            assert part.text()
            assert part.focusPolicy() & Qt.FocusPolicy.TabFocus
            assert not part.autoDefault()
    for table in (dialog.table, dialog.comparison.table):
        assert table.accessibleName()
        assert not table.tabKeyNavigation()
    assert dialog.progress.accessibleName()


async def test_every_word_is_translated(dialog, program, backups, until, brackets):
    await change_much(program)
    dialog.compare.click()
    await until(lambda: backups.state.comparison)
    brackets(on=True)
    try:
        shown = [b.text() for b in dialog.findChildren(QPushButton) if b.isVisibleTo(dialog)]
        assert all(text.startswith("⟦") for text in shown if text)
        assert dialog.windowTitle().startswith("⟦")
        header = dialog.table.model().headerData(0, Qt.Orientation.Horizontal)
        assert header.startswith("⟦")
        assert all(reason_text(reason).startswith("⟦") for reason in BackupReason)
    finally:
        brackets(on=False)


# Looking


async def test_looking_shows_the_backup_in_the_window_and_leads_back(
    dialog, program, backups, until
):
    await change_much(program)
    page, users = program.page, program.workspace.users
    await program.select(until, 1)
    program.workspace.form.edit("title", "being typed")
    dialog.look.click()
    await until(lambda: program.file.state.looking)
    window, past = program.window, program.file.state.looking.past
    assert window.look_bar.isVisible()
    assert window.look_bar.words.text() == past_text(past, "five.userbook")
    assert window.windowTitle() == f"{past_title(past, 'five.userbook')} – Userbook"
    assert program.page is not page
    assert program.page.workspace.users.state.total == 5
    program.page.table.selectRow(0)
    await until(lambda: program.page.workspace.users.state.selected)
    for action in ("user.new", "user.delete", "file.import", "file.backups", "edit.undo"):
        assert not program.action(action).isEnabled(), action
    for action in ("edit.copy", "file.export", "file.save_copy", "file.close"):
        assert program.action(action).isEnabled(), action
    window.search.setText("Turing")
    await until(lambda: program.page.workspace.users.state.count == 1)
    assert users.state.query.text == ""
    window.look_bar.back.click()
    await until(lambda: program.page is page)
    assert not window.look_bar.isVisible()
    assert window.windowTitle() == "five.userbook – Userbook"
    assert window.search.text() == ""
    assert program.workspace.form.state.draft == {"title": "being typed"}
    assert page.isVisible()
    assert program.action("edit.undo").isEnabled()
    assert program.crashes == []


async def test_what_happens_behind_does_not_show_through(dialog, program, until):
    status = program.window.status
    behind = program.workspace
    dialog.look.click()
    await until(lambda: program.file.state.looking)
    before = status.counts.text()
    await behind.changes.perform(DeleteUsers((1, 2)))
    await until(lambda: behind.users.state.count == 3 and not behind.users.tasks.is_busy)
    assert status.counts.text() == before
    program.window.look_bar.back.click()
    await until(lambda: not program.file.state.looking)
    assert status.counts.text() != before


async def test_closing_while_looking_closes_all(dialog, program, until):
    dialog.look.click()
    await until(lambda: program.file.state.looking)
    program.action("file.close").trigger()
    await until(lambda: program.window.page is None)
    assert not program.window.look_bar.isVisible()
    assert program.window.welcome.isVisible()


async def test_another_file_can_be_opened_while_looking(dialog, program, many, until):
    dialog.look.click()
    await until(lambda: program.file.state.looking)
    await program.file.open(many)
    assert program.window.windowTitle() == "many.userbook – Userbook"
    assert not program.window.look_bar.isVisible()


# Outside the dialog


async def test_a_saved_copy_is_told(program, until):
    program.prompts.answers = [program.folder / "copy.userbook"]
    program.action("file.save_copy").trigger()
    await until(lambda: program.window.bar.message)
    assert program.window.bar.message.text == "A copy was saved as copy.userbook."


async def test_a_copy_that_fails_is_told(program, until):
    program.prompts.answers = [program.folder / "five.userbook"]
    program.action("file.save_copy").trigger()
    await until(lambda: program.window.bar.message)
    assert "exists already" in program.window.bar.message.text


async def test_a_daily_backup_that_fails_is_a_warning_and_no_more(
    program, backups, until, monkeypatch
):
    def full(_path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(copying, "sync", full)
    backups.keep_up(first=0)
    await until(lambda: program.window.bar.message)
    assert program.window.bar.message.kind is MessageKind.WARNING
    assert program.window.bar.message.text.startswith("No backup could be made.")
    await program.workspace.changes.perform(DeleteUsers((1,)))
    assert program.workspace.changes.state.problem is None
