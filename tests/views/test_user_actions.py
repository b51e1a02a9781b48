"""What can be done to those who are selected, and what becomes of the selection."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.domain.change import ChangeKind
from desktop_app.domain.query import Place
from desktop_app.view_models.user_form_state import FormMode

ADA, GRACE = 1, 2  # enabled and disabled: rows by display name


@pytest.fixture
def changing(program):
    """Whether enable and disable can be chosen."""

    def changing() -> tuple[bool, bool]:
        actions = program.action("user.enable"), program.action("user.disable")
        return actions[0].isEnabled(), actions[1].isEnabled()

    return changing


async def test_only_what_changes_anything_can_be_chosen(program, until, changing):
    names = [program.workspace.users.rows.row(i).values["user_name"] for i in range(5)]
    ada, grace = names.index("ada"), names.index("grace")
    assert changing() == (False, False)
    await program.select(until, ada)
    assert changing() == (False, True)
    await program.select(until, grace)
    assert changing() == (True, False)
    await program.select(until, ada, grace)
    assert changing() == (True, True)
    await program.select(until, grace)
    program.action("user.enable").trigger()
    await until(lambda: changing() == (False, True))


async def test_a_selection_that_is_not_known_may_be_either(start, many, until):
    program = await start(many)
    program.action("edit.select_all").trigger()
    await until(lambda: len(program.workspace.users.state.selected) == 1000)
    assert program.action("user.enable").isEnabled()
    assert program.action("user.disable").isEnabled()


async def test_history_says_that_it_was_done_in_the_table(program, until, qtbot):
    await program.select(until, ADA)
    program.action("user.disable").trigger()
    changes, history = program.workspace.changes, program.workspace.history
    await until(lambda: changes.state.revision == 1)
    qtbot.keyClick(program.page.table, Qt.Key.Key_Delete)
    await until(lambda: changes.state.revision == 2)
    history.open()
    await until(lambda: len(history.state.sets) == 3)
    kinds = [found.kind for found in history.state.sets]
    assert kinds == [ChangeKind.INLINE, ChangeKind.INLINE, ChangeKind.START]


async def test_nobody_is_highlighted_beside_a_new_user(program, until):
    await program.select(until, ADA)
    program.action("user.new").trigger()
    await until(lambda: not program.workspace.users.state.selected)
    assert not program.page.table.selectionModel().hasSelection()
    assert program.workspace.form.state.mode is FormMode.NEW
    program.action("user.revert").trigger()
    await until(lambda: program.workspace.users.state.selected_rows == (ADA,))
    await until(lambda: program.workspace.form.state.mode is FormMode.EDIT)


async def test_the_history_of_a_user_is_one_key_away(program, until, qtbot):
    action, timeline = program.action("user.history"), program.page.timeline
    assert not action.isEnabled()
    program.page.show_details(wanted=False)
    await program.select(until, ADA)
    qtbot.keyClick(
        program.page.table,
        Qt.Key.Key_H,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    await until(lambda: timeline.entries)
    assert program.page.form.isVisible()
    assert timeline.inner.isVisible()
    assert QApplication.focusWidget() is timeline.button
    area = program.page.form.area
    await until(lambda: area.verticalScrollBar().value() > 0)
    action.trigger()
    assert timeline.inner.isVisible(), "it is not folded away again"
    await program.select(until, ADA, GRACE)
    assert not action.isEnabled()


async def test_a_user_in_the_trash_has_a_history_too(program, until):
    await program.select(until, ADA)
    program.action("user.delete").trigger()
    await until(lambda: program.workspace.users.state.count == 4)
    program.workspace.users.go_to(Place.TRASH)
    await until(lambda: program.workspace.users.is_in_trash)
    await program.select(until, 0)
    program.action("user.history").trigger()
    await until(lambda: program.page.timeline.entries)
