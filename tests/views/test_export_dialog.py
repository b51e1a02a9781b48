"""The export dialog over a real file, and what then stands on the disk."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton
from shiboken6 import isValid

from desktop_app.database.document import create_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.columns import match_columns
from desktop_app.domain.user import ATTRIBUTES, CreateUserDTO
from desktop_app.view_models.prompts import Choice
from desktop_app.view_models.workspace import Workspace
from desktop_app.views.dialogs.export_dialog import ExportDialog
from tests.writing import added

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from desktop_app.view_models.prompts import FileKind, Question

    Until = Callable[..., Awaitable[None]]

SHOWN = ("display_name", "user_name", "created")


class Answers:
    """The file that somebody would have chosen."""

    def __init__(self, path: Path) -> None:
        self.path: Path | None = path
        self.suggestions: list[str] = []

    async def confirm(self, question: Question) -> bool:
        return True

    async def choose(self, question: Question) -> Choice:
        return Choice.KEEP

    async def file_to_open(self, kind: FileKind) -> Path | None:
        return None

    async def file_to_save(self, kind: FileKind, suggestion: str, title: str = "") -> Path | None:
        self.suggestions.append(suggestion)
        return self.path


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[Workspace]:
    crashes: list[BaseException] = []
    path = tmp_path / "staff.userbook"
    workspace = Workspace(path, DatabaseHelper(create_document(path).url), crashes.append)
    users = [
        CreateUserDTO(user_name=f"u{i}", display_name=f"={i}", department="abc"[i % 3])
        for i in range(30)
    ]
    async with workspace.database.get_db_session() as session:
        await added(session, users)
    await workspace.users.refresh()
    yield workspace
    await workspace.close()
    assert crashes == []


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    return Answers(tmp_path / "out.csv")


@pytest.fixture
def opened(workspace: Workspace, answers: Answers) -> Callable[..., ExportDialog]:
    def opened(columns: tuple[str, ...] = SHOWN) -> ExportDialog:
        dialog = ExportDialog(workspace.exports, workspace.users.state, columns, answers)
        dialog.open()
        return dialog

    return opened


def rows(path: Path | None) -> list[list[str]]:
    assert path is not None
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


async def test_what_is_shown_is_what_is_written(workspace, answers, opened, until):
    await workspace.users.search("b")
    dialog = opened()
    assert dialog.shown_rows.text() == f"The {workspace.users.state.count} user(s) shown"
    dialog_words = dialog.shown_columns.text()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    await until(lambda: not isValid(dialog))
    header, *body = rows(answers.path)
    assert dialog_words == "The 3 column(s) shown"
    assert header == ["Display name", "User name", "Created"]
    assert len(body) == workspace.users.state.count == workspace.exports.state.written == 10
    assert body[0][:2] == ["'=1", "u1"]
    assert answers.suggestions == ["Users.csv"]


async def test_the_choice_that_is_made_has_the_cursor(workspace, opened):
    await workspace.users.select([range(2)])
    dialog = opened()
    assert dialog.focusWidget() is dialog.shown_rows
    assert dialog.shown_rows.isChecked()


async def test_everybody_and_everything_can_be_written(workspace, answers, opened, until):
    await workspace.users.search("b")
    dialog = opened()
    dialog.all_rows.click()
    dialog.all_columns.click()
    dialog.go.click()
    await until(lambda: not isValid(dialog))
    header, *body = rows(answers.path)
    assert len(header) == len(ATTRIBUTES)
    assert len(body) == 30


async def test_no_hit_leaves_only_everybody_to_choose(workspace, opened):
    await workspace.users.search("nobody at all")
    dialog = opened()
    assert not dialog.shown_rows.isEnabled()
    assert dialog.all_rows.isChecked()
    assert dialog.go.isEnabled()
    dialog.reject()


async def test_an_empty_file_has_nothing_to_export(tmp_path, answers):
    path = tmp_path / "empty.userbook"
    crashes: list[BaseException] = []
    workspace = Workspace(path, DatabaseHelper(create_document(path).url), crashes.append)
    await workspace.users.refresh()
    dialog = ExportDialog(workspace.exports, workspace.users.state, SHOWN, answers)
    dialog.open()
    assert not dialog.go.isEnabled()
    dialog.reject()
    await workspace.close()
    assert crashes == []


async def test_times_are_written_in_iso_form_and_utc(workspace, answers, opened, until):
    dialog = opened(("user_name", "created", "last_modified"))
    dialog.go.click()
    await until(lambda: not isValid(dialog))
    header, *body = rows(answers.path)
    assert header == ["User name", "Created", "Changed"]
    for cell in body[0][1:]:
        assert datetime.fromisoformat(cell).utcoffset() == timedelta(0)
    assert match_columns(header)[1:] == (None, None)  # and are no business of an import


async def test_without_a_column_shown_all_are_chosen(opened):
    dialog = opened(())
    assert not dialog.shown_columns.isEnabled()
    assert dialog.all_columns.isChecked()
    dialog.reject()


async def test_choosing_no_file_changes_nothing(workspace, answers, opened, until):
    answers.path = None
    dialog = opened()
    dialog.go.click()
    await until(lambda: answers.suggestions)
    assert dialog.isVisible()
    assert workspace.exports.state.path is None
    dialog.reject()


async def test_a_folder_that_is_gone_is_told_in_words(answers, opened, tmp_path, until):
    answers.path = tmp_path / "nowhere" / "out.csv"
    dialog = opened()
    dialog.go.click()
    await until(lambda: dialog.bar.message is not None)
    assert "out.csv" in dialog.bar.message.text
    assert dialog.go.isEnabled()
    dialog.reject()


async def test_a_cancelled_export_leaves_the_old_file(workspace, answers, opened, until):
    many = [CreateUserDTO(user_name=f"m{i}", display_name="M") for i in range(4000)]
    async with workspace.database.get_db_session() as session:
        await added(session, many)
    await workspace.users.refresh()
    answers.path.write_text("old")
    dialog = opened()
    dialog.go.click()
    await until(lambda: workspace.exports.state.done > 0)
    assert dialog.progress.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    await until(lambda: not workspace.exports.state.running)
    assert answers.path.read_text() == "old"
    assert dialog.isVisible()
    assert "cancelled" in dialog.bar.message.text
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    await until(lambda: not isValid(dialog))
    assert workspace.exports._watchers == []


async def test_an_export_of_before_does_not_close_the_next_dialog(workspace, opened, until):
    first = opened()
    first.go.click()
    await until(lambda: not isValid(first))
    second = opened()
    assert second.isVisible()
    assert workspace.exports.state.written is None
    second.reject()


async def test_every_choice_is_reached_by_keyboard_and_named(opened, until):
    dialog = opened()
    await until(dialog.isActiveWindow)
    for radio in dialog.findChildren(QRadioButton):
        assert radio.text()
    QTest.keyClick(dialog.shown_rows, Qt.Key.Key_Down)
    assert dialog.all_rows.isChecked()
    for button in (dialog.all_rows, dialog.shown_columns, dialog.go, dialog.cancel):
        assert button.text()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert dialog.progress.accessibleName()
    assert "apostrophe" in dialog._note.text()
    dialog.reject()
