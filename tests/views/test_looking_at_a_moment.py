"""The whole directory as it was: asked for in two places, seen in the window, left again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QApplication

from desktop_app.operations.user_operations import (
    ChangeUsers,
    DeleteUsers,
    PurgeUsers,
)
from desktop_app.view_models.looking import Past, PastKind
from desktop_app.views.dialogs.history_dialog import HistoryDialog
from desktop_app.views.dialogs.moment_dialog import MomentDialog
from desktop_app.views.past_words import past_text


@pytest.fixture
def perform(program, until):
    async def perform(*operations) -> None:
        for operation in operations:
            await program.workspace.changes.attempt(operation)
        await until(lambda: not program.workspace.users.tasks.is_busy)

    return perform


@pytest.fixture
def asked(program, until):
    """The dialog that asks for a moment."""

    async def asked() -> MomentDialog:
        program.action("view.moment").trigger()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, MomentDialog)
        await until(lambda: program.workspace.moments.state.asked == dialog.moment)
        return dialog

    return asked


async def looked(program, until) -> None:
    await until(lambda: program.file.state.looking, 10)
    await until(program.window.look_bar.isVisible)


async def test_a_moment_is_chosen_and_seen(program, perform, asked, until):
    await perform(DeleteUsers((2, 3)))
    dialog = await asked()
    assert "moved to the trash" in dialog.remark.text()
    dialog.date.choose(date.today() - timedelta(days=1))
    await until(lambda: "before the first change" in dialog.remark.text())
    dialog.go.click()
    await looked(program, until)
    assert program.page.workspace.users.state.total == 0
    assert program.window.look_bar.words.text().startswith("This is how five.userbook was on ")
    program.window.look_bar.back.click()
    await until(lambda: program.file.state.looking is None)
    assert program.page.workspace.users.state.total == 3


async def test_a_moment_is_typed_over_and_sent_off_with_enter(asked, program, until, qtbot):
    dialog = await asked()
    day = date.today()
    assert dialog.date.hasSelectedText()
    qtbot.keyClicks(dialog.date, day.isoformat())
    assert dialog.date.date == day
    assert dialog.time.text() == dialog.time.time().toString("HH:mm")
    qtbot.keyClick(dialog.date, Qt.Key.Key_Return)
    await looked(program, until)


async def test_a_dialog_without_a_date_asks_for_one(asked):
    dialog = await asked()
    dialog.date.choose(None)
    assert dialog.moment is None
    assert not dialog.go.isEnabled()
    assert "Alt+Down" in dialog.remark.text()
    dialog.reject()


async def test_the_whole_minute_counts(asked):
    dialog = await asked()
    dialog.time.setTime(QTime(14, 5))
    local = dialog.moment.astimezone()
    assert (local.hour, local.minute, local.second) == (14, 5, 59)
    dialog.date.choose(date(1, 1, 1))
    assert dialog.moment is not None


async def test_the_file_is_seen_as_it_was_before_a_change(program, perform, until):
    await perform(ChangeUsers((1, 2), {"title": "Countess"}), DeleteUsers((2, 3)), PurgeUsers((3,)))
    program.action("edit.history").trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, HistoryDialog)
    history = program.workspace.history
    await until(lambda: len(history.state.sets) == 4)
    dialog.table.selectRow(1)
    await until(dialog.look.isEnabled)
    dialog.look.click()
    await looked(program, until)
    users = program.page.workspace.users
    assert users.state.total == 4  # of the one that was deleted for good nothing is left
    assert "without 1 user" in program.window.look_bar.words.text()
    assert users.is_read_only
    page = program.page
    await program.select(until, 1)
    assert page.workspace.form.state.user.title == "Countess"
    page.timeline.button.click()
    await until(lambda: len(page.timeline.entries) == 2)
    assert not any(b.isEnabled() for view in page.timeline.entries for _, b in view.restores)
    program.action("edit.history").trigger()
    dialog = QApplication.activeModalWidget()
    await until(lambda: dialog.model.rowCount() == 2)
    dialog.table.selectRow(0)
    await until(lambda: page.workspace.history.state.users)
    assert not dialog.revert.isEnabled()
    dialog.look.click()  # further back from there
    await until(lambda: program.page is not page, 10)
    assert program.page.workspace.users.state.total == 4


def test_the_bar_names_file_and_moment(english):
    past = Past(PastKind.MOMENT, datetime(2026, 11, 3, 14, 5, tzinfo=UTC).astimezone())
    text = past_text(past, "a %2.userbook")
    assert text.startswith("This is how a %2.userbook was on 3 November 2026, ")
    assert text.endswith("Nothing can be changed here.")
