"""Ctrl+Z takes back typing while something is typed, and what was saved once it is saved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
# One field of one line and one of several.
both = pytest.mark.parametrize("name", ["title", "notes"])


async def editing(program, until, name):
    await program.select(until, 1)
    program.page.form.body.more.open(opened=True)
    editor = program.page.form.body.fields[name].editor
    editor.setFocus()
    await until(editor.hasFocus)
    return editor


def shown(editor) -> str:
    return editor.text() if callable(editor.text) else editor.text


async def save(program, until) -> None:
    QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_S, _CTRL)
    form = program.workspace.form
    await until(lambda: not form.state.draft and not form.state.saving)


@both
async def test_right_after_saving_undo_takes_back_what_was_saved(program, until, name):
    editor = await editing(program, until, name)
    QTest.keyClicks(editor, "Boss")
    await save(program, until)
    assert editor.hasFocus()
    form = program.workspace.form
    assert form.state.stored[name] == "Boss"
    QTest.keyClick(editor, Qt.Key.Key_Z, _CTRL)
    await until(lambda: form.state.stored[name] is None)
    assert not form.state.draft
    assert shown(editor) == ""
    QTest.keyClick(editor, Qt.Key.Key_Z, _CTRL | _SHIFT)
    await until(lambda: form.state.stored[name] == "Boss")
    assert shown(editor) == "Boss"


@both
async def test_while_something_is_typed_undo_takes_back_the_typing(program, until, name):
    editor = await editing(program, until, name)
    QTest.keyClicks(editor, "Boss")
    await save(program, until)
    QTest.keyClicks(editor, "y")
    form = program.workspace.form
    assert form.state.draft == {name: shown(editor)}
    QTest.keyClick(editor, Qt.Key.Key_Z, _CTRL)
    assert not form.state.draft
    assert form.state.stored[name] == shown(editor) == "Boss"


@both
async def test_with_nothing_left_to_undo_the_field_stays_as_it_was_saved(program, until, name):
    editor = await editing(program, until, name)
    QTest.keyClicks(editor, "Boss")
    await save(program, until)
    program.action("edit.undo").setEnabled(False)
    QTest.keyClick(editor, Qt.Key.Key_Z, _CTRL)
    assert shown(editor) == "Boss"
    assert not program.workspace.form.state.draft
