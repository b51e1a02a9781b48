"""The history of the file in its dialog, over a real file."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QTableView, QToolButton
from shiboken6 import isValid

from desktop_app.domain.change import ChangeKind
from desktop_app.operations.user_operations import ChangeUsers, DeleteUsers, PurgeUsers
from desktop_app.view_models import history_view_model
from desktop_app.views.dialogs import history_models as m
from desktop_app.views.dialogs.history_dialog import HistoryDialog
from desktop_app.views.history_words import kind_text

IMG = "<img src='/dev/zero'> & <b>co</b>"


@pytest.fixture
def perform(program, until):
    """Something is done, and everything has settled."""

    async def perform(*operations) -> None:
        workspace = program.workspace
        for operation in operations:
            await workspace.changes.attempt(operation)
        parts = (workspace.history, workspace.users, workspace.form)
        await until(lambda: not any(part.tasks.is_busy for part in parts))

    return perform


@pytest.fixture
def opened(program, until):
    async def opened() -> HistoryDialog:
        program.action("edit.history").trigger()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, HistoryDialog)
        history = program.workspace.history
        await until(lambda: history.state.is_loaded and not history.tasks.is_busy)
        return dialog

    return opened


def cells(table, column: int) -> list[str]:
    model = table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


async def choose(dialog, row: int, until) -> None:
    dialog.table.selectRow(row)
    await until(dialog.details.model.rowCount)


async def test_it_lists_what_was_done(program, perform, opened):
    await perform(ChangeUsers((1, 2), {"title": "x"}), ChangeUsers((5,), {"title": IMG}))
    await program.workspace.changes.undo()
    dialog = await opened()
    assert cells(dialog.table, m.WHAT) == [
        f"Undone: {IMG} changed",
        f"{IMG} changed",
        "2 users changed",
        "5 users added",
    ]
    assert cells(dialog.table, m.HOW) == [
        "Undo", "Several at once", "Several at once", "Beginning of the file",
    ]  # fmt: skip
    assert cells(dialog.table, m.COUNT) == ["1", "1", "2", "5"]
    assert cells(dialog.table, m.STATE) == ["", "taken back", "", ""]
    assert cells(dialog.table, m.WHO)[-1] == "somebody"
    taken_back = dialog.model.index(1, m.STATE)
    assert not taken_back.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert taken_back.data(Qt.ItemDataRole.ForegroundRole) is not None
    tip = dialog.model.index(0, m.WHAT).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in tip
    assert not dialog.revert.isEnabled()
    dialog.reject()
    assert not program.workspace.history.state.is_open


async def test_a_change_is_opened(perform, opened, until):
    await perform(
        ChangeUsers((1, 2), {"title": "x", "department": None}),
        DeleteUsers((1,)),
        PurgeUsers((1,)),
    )
    dialog = await opened()
    await choose(dialog, 2, until)
    table = dialog.details.table
    assert cells(table, m.USER) == ["Alan Turing"]
    assert cells(table, m.FIELD) == ["Job title"]
    assert cells(table, m.BEFORE) == ["(empty)"]
    assert cells(table, m.AFTER) == ["x"]
    assert dialog.details.title.text() == "2 users changed"
    await choose(dialog, 1, until)
    await until(lambda: cells(table, m.FIELD) == ["Moved to the trash"])
    assert cells(table, m.USER) == ["deleted for good"]
    assert cells(table, m.AFTER) == [""]
    assert not dialog.details.model.index(0, m.FIELD).data(Qt.ItemDataRole.DecorationRole).isNull()


async def test_a_change_is_reverted(program, perform, opened, until):
    await perform(ChangeUsers((1, 2), {"title": "x"}), ChangeUsers((1,), {"notes": "y"}))
    dialog = await opened()
    await choose(dialog, 1, until)
    assert dialog.revert.isEnabled()
    dialog.revert.setFocus()
    dialog.revert.click()
    await until(lambda: dialog.bar.message)
    assert dialog.focusWidget() is dialog.table
    assert dialog.bar.message.text == "Taken back: 2 users changed"
    await until(lambda: len(cells(dialog.table, m.WHAT)) == 4)
    assert cells(dialog.table, m.WHAT)[0] == "Taken back: 2 users changed"
    assert dialog.table.currentIndex().row() == 2
    await until(lambda: cells(dialog.table, m.STATE)[2] == "taken back")
    assert not dialog.revert.isEnabled()
    assert dialog.details.facts.text().endswith("taken back since")


async def test_what_stands_in_the_way_is_said_in_the_dialog(program, perform, opened, until):
    await perform(ChangeUsers((1,), {"title": "x"}), ChangeUsers((1,), {"title": "y"}))
    dialog = await opened()
    await choose(dialog, 1, until)
    dialog.revert.click()
    await until(lambda: dialog.bar.message)
    assert "Ada Lovelace" in dialog.bar.message.text
    dialog.bar.dismiss()
    assert program.workspace.history.state.problem is None
    assert program.workspace.changes.state.problem is None


async def test_filters_leave_what_fits(perform, opened, until):
    await perform(ChangeUsers((1,), {"title": "x"}), DeleteUsers((1,)))
    dialog = await opened()
    kinds = dialog.filter.kind
    kinds.setCurrentIndex(kinds.findText(kind_text(ChangeKind.START)))
    kinds.activated.emit(kinds.currentIndex())
    await until(lambda: cells(dialog.table, m.WHAT) == ["5 users added"])
    dialog.filter.since.choose(date.today() + timedelta(days=2))
    await until(dialog.nothing.isVisible)
    assert dialog.nothing.text() == "No change matches what you have chosen above."
    dialog.clear.click()
    await until(lambda: len(cells(dialog.table, m.WHAT)) == 3)
    assert kinds.currentIndex() == 0
    dialog.filter.until.choose(date.today() - timedelta(days=2))
    await until(dialog.nothing.isVisible)
    until_ = dialog.filter.query.until.astimezone()
    assert until_.date() == date.today() - timedelta(days=2)
    assert isinstance(until_, datetime)


async def test_a_file_without_a_history_says_so(start, nobody, until):
    program = await start(nobody)
    program.action("edit.history").trigger()
    dialog = QApplication.activeModalWidget()
    await until(dialog.nothing.isVisible)
    assert dialog.nothing.text() == "Nothing has been changed in this file yet."
    assert dialog.clear.isHidden()
    assert not dialog.look.isEnabled()


async def test_older_changes_come_as_one_scrolls(perform, opened, until, monkeypatch):
    monkeypatch.setattr(history_view_model, "_PAGE", 30)
    await perform(*(ChangeUsers((1,), {"title": str(n)}) for n in range(70)))
    dialog = await opened()
    assert dialog.model.rowCount() == 30
    dialog.table.scrollToBottom()
    await until(lambda: dialog.model.rowCount() == 60)
    dialog.table.scrollToBottom()
    await until(lambda: dialog.model.rowCount() == 71)


async def test_the_list_keeps_up_and_the_choice_stays(program, perform, opened, until):
    await perform(ChangeUsers((1,), {"title": "x"}))
    dialog = await opened()
    await choose(dialog, 0, until)
    await perform(ChangeUsers((2,), {"title": "x"}))
    await until(lambda: dialog.model.rowCount() == 3)
    assert dialog.table.currentIndex().row() == 1
    assert program.workspace.history.state.chosen.summary.name == "Ada Lovelace"


async def test_everything_has_a_name_and_is_reached_by_keyboard(perform, opened, until):
    await perform(ChangeUsers((1,), {"title": "x"}))
    dialog = await opened()
    for kind in (QPushButton, QToolButton, QComboBox, QTableView):
        shown = [part for part in dialog.findChildren(kind) if part.isVisible()]
        assert shown or kind is QToolButton
        for part in shown:
            assert part.accessibleName() or getattr(part, "text", str)(), part
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    await until(dialog.details.model.rowCount)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    await until(lambda: not isValid(dialog) or not dialog.isVisible())


async def test_it_speaks_the_language_of_the_moment(perform, opened, until, brackets):
    await perform(ChangeUsers((1,), {"title": "x"}))
    dialog = await opened()
    brackets(on=True)
    horizontal = Qt.Orientation.Horizontal
    assert dialog.model.headerData(m.WHEN, horizontal) == "⟦When⟧"
    assert dialog.filter.author.itemText(0) == "⟦anybody⟧"
    assert dialog.details.title.text() == "⟦Choose a change to see what it did⟧"


async def test_it_says_why_a_change_cannot_be_taken_back(program, perform, opened, until):
    await perform(DeleteUsers((1,)), PurgeUsers((1,)))
    await perform(ChangeUsers((2,), {"title": "x"}))
    await program.workspace.changes.undo()
    dialog, history, reasons = await opened(), program.workspace.history, []
    for row in range(5):
        dialog.table.selectRow(row)
        await until(lambda row=row: history.state.chosen == history.state.sets[row])
        reasons.append(dialog.why_not.text())
        assert dialog.revert.isEnabled() is not bool(reasons[-1])
    assert reasons == [
        "",
        "This was taken back.",
        "What was deleted for good is only in backups.",
        "",
        "What a file begins with is not taken back.",
    ]
