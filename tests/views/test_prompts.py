from __future__ import annotations

import asyncio

import pytest
import shiboken6
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QWidget,
)

from desktop_app.view_models.prompts import Choice, FileKind, Question, QuestionKey
from desktop_app.views.dialogs.search_name_dialog import SearchNameDialog
from desktop_app.views.dialogs.user_name_dialog import UserNameDialog
from desktop_app.views.prompts import QtPrompts, shown
from desktop_app.views.words import Language


@pytest.fixture
def window(qtbot, qapp):
    before, language = QLocale(), Language(qapp)
    language.apply("en")
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    yield window
    language.deleteLater()
    QLocale.setDefault(before)


@pytest.fixture
def prompts(window, tmp_path):
    return QtPrompts(window, table_suffixes=(".csv", ".xlsx"), folder=tmp_path)


@pytest.fixture
def asked(window, until):
    """The dialog that is open, once it is."""

    async def asked(kind):
        def found():
            return [each for each in window.findChildren(kind) if each.isVisible()]

        await until(found)
        return found()[-1]

    return asked


def button(box: QMessageBox, text: str) -> QAbstractButton:
    return next(each for each in box.buttons() if each.text().replace("&", "") == text)


def name_edit(dialog: QFileDialog) -> QLineEdit:
    return dialog.findChild(QLineEdit, "fileNameEdit")


async def test_the_verb_is_yes_and_the_loop_lives_meanwhile(prompts, asked):
    ticks = []

    async def tick():
        while True:
            ticks.append(1)
            await asyncio.sleep(0.001)

    ticker = asyncio.create_task(tick())
    answer = asyncio.create_task(prompts.confirm(Question(QuestionKey.PURGE_USERS, 3)))
    box = await asked(QMessageBox)
    await asyncio.sleep(0.05)
    assert box.text() == "Delete 3 users for good?"
    button(box, "Delete for good").click()
    assert await answer is True
    assert len(ticks) > 5
    ticker.cancel()


@pytest.mark.parametrize("key", list(QuestionKey))
@pytest.mark.parametrize("press", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
async def test_enter_and_escape_choose_the_safe_side(prompts, asked, qtbot, key, press):
    answer = asyncio.create_task(prompts.confirm(Question(key, 2, "staff")))
    qtbot.keyClick(await asked(QMessageBox), press)
    assert await answer is False


async def test_a_hostile_name_is_shown_as_it_is(prompts, asked):
    name = "<img src='/dev/zero'> & <b>co</b>"
    answer = asyncio.create_task(prompts.confirm(Question(QuestionKey.PURGE_USERS, 1, name)))
    box = await asked(QMessageBox)
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert box.text() == f"Delete “{name}” for good?"
    button(box, "Keep").click()
    assert await answer is False


async def test_a_cancelled_question_leaves_no_dialog(prompts, window, asked, until):
    answer = asyncio.create_task(prompts.confirm(Question(QuestionKey.PURGE_USERS, 2)))
    await asked(QMessageBox)
    answer.cancel()
    with pytest.raises(asyncio.CancelledError):
        await answer
    await until(lambda: not window.findChildren(QMessageBox))


async def test_a_window_that_goes_answers_no(qapp, until):
    window = QWidget()
    window.show()
    prompts = QtPrompts(window)
    answer = asyncio.create_task(prompts.confirm(Question(QuestionKey.DISCARD_CHANGES, 2)))
    await until(lambda: window.findChildren(QMessageBox))
    shiboken6.delete(window)
    assert await answer is False


async def test_any_dialog_can_be_awaited(window, asked):
    answer = asyncio.create_task(shown(QDialog(window)))
    (await asked(QDialog)).accept()
    assert await answer == QDialog.DialogCode.Accepted.value


async def test_a_file_to_open_and_its_folder_are_remembered(prompts, asked, tmp_path):
    folder = tmp_path / "Мой отдел"
    folder.mkdir()
    (folder / "staff.userbook").touch()
    answer = asyncio.create_task(prompts.file_to_open(FileKind.USERBOOK))
    dialog = await asked(QFileDialog)
    assert dialog.nameFilters()[0] == "Userbooks (*.userbook)"
    assert dialog.windowTitle() == "Open a userbook"
    name_edit(dialog).setText(str(folder / "staff.userbook"))
    dialog.accept()
    assert await answer == folder / "staff.userbook"
    assert prompts.folder == folder


async def test_no_file_is_none(prompts, asked, tmp_path):
    for ask in (
        prompts.file_to_open(FileKind.TABLE),
        prompts.file_to_save(FileKind.TABLE, "users.csv"),
    ):
        answer = asyncio.create_task(ask)
        (await asked(QFileDialog)).reject()
        assert await answer is None
    assert prompts.folder == tmp_path


@pytest.mark.parametrize(
    ("kind", "typed", "saved"),
    [
        (FileKind.USERBOOK, "staff", "staff.userbook"),
        (FileKind.USERBOOK, "staff.2025", "staff.2025.userbook"),
        (FileKind.USERBOOK, "STAFF.USERBOOK", "STAFF.USERBOOK"),
        (FileKind.TABLE, "staff", "staff.csv"),
        (FileKind.TABLE, "staff.xlsx", "staff.xlsx"),
    ],
)
async def test_the_suffix_is_added_where_it_is_missing(
    prompts, asked, tmp_path, kind, typed, saved
):
    answer = asyncio.create_task(prompts.file_to_save(kind, "suggestion"))
    dialog = await asked(QFileDialog)
    assert name_edit(dialog).text() == "suggestion"
    name_edit(dialog).setText(typed)
    dialog.accept()
    assert await answer == tmp_path / saved


async def test_choosing_a_format_renames_the_file(prompts, asked, tmp_path):
    answer = asyncio.create_task(prompts.file_to_save(FileKind.TABLE, "users.csv"))
    dialog = await asked(QFileDialog)
    dialog.selectNameFilter("XLSX files (*.xlsx)")
    dialog.filterSelected.emit("XLSX files (*.xlsx)")
    assert name_edit(dialog).text() == "users.xlsx"
    dialog.accept()
    assert await answer == tmp_path / "users.xlsx"


async def test_a_table_is_replaced_only_after_asking(prompts, asked, tmp_path):
    (tmp_path / "staff.csv").touch()
    answer = asyncio.create_task(prompts.file_to_save(FileKind.TABLE, "staff.csv"))
    (await asked(QFileDialog)).accept()
    box = await asked(QMessageBox)
    assert box.text() == "“staff.csv” exists already."
    button(box, "Choose another name").click()
    dialog = await asked(QFileDialog)
    assert name_edit(dialog).text() == "staff.csv"
    dialog.accept()
    button(await asked(QMessageBox), "Replace").click()
    assert await answer == tmp_path / "staff.csv"
    assert QApplication.activeModalWidget() is None


async def test_replacing_a_userbook_is_not_even_offered(prompts, asked, tmp_path):
    (tmp_path / "staff.userbook").touch()
    answer = asyncio.create_task(prompts.file_to_save(FileKind.USERBOOK, "staff"))
    (await asked(QFileDialog)).accept()
    assert await answer == tmp_path / "staff.userbook"
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize(
    ("press", "choice"),
    [(Qt.Key.Key_Return, Choice.KEEP), (Qt.Key.Key_Escape, Choice.GO_BACK)],
)
async def test_of_three_answers_enter_keeps_and_escape_goes_back(
    prompts, asked, qtbot, press, choice
):
    answer = asyncio.create_task(prompts.choose(Question(QuestionKey.KEEP_CHANGES, 2)))
    qtbot.keyClick(await asked(QMessageBox), press)
    assert await answer is choice


@pytest.mark.parametrize(
    ("verb", "choice"),
    [
        ("Keep for next time", Choice.KEEP),
        ("Discard changes", Choice.DISCARD),
        ("Go back", Choice.GO_BACK),
    ],
)
async def test_each_of_three_answers_has_a_verb(prompts, asked, verb, choice):
    answer = asyncio.create_task(prompts.choose(Question(QuestionKey.KEEP_CHANGES, 2)))
    button(await asked(QMessageBox), verb).click()
    assert await answer is choice


async def test_another_user_name_is_judged_as_it_is_typed(prompts, asked):
    answer = asyncio.create_task(prompts.user_name("ada", "ada.2"))
    dialog = await asked(UserNameDialog)
    assert dialog.edit.text() == "ada.2"
    go = next(each for each in dialog.findChildren(QAbstractButton) if each.text() == "Restore")
    dialog.edit.setText("a/b c\u202e")
    assert not go.isEnabled()
    assert dialog.problem.text()
    dialog.edit.setText("augusta")
    assert dialog.problem.text() == ""
    go.click()
    assert await answer == "augusta"


async def test_no_other_user_name_is_none(prompts, asked, qtbot):
    answer = asyncio.create_task(prompts.user_name("ada", "ada.2"))
    qtbot.keyClick(await asked(UserNameDialog), Qt.Key.Key_Escape)
    assert await answer is None


async def test_a_saved_search_is_named_unlike_the_others(prompts, asked):
    answer = asyncio.create_task(prompts.search_name("sales", ["Boss"]))
    dialog = await asked(SearchNameDialog)
    go = next(b for b in dialog.findChildren(QAbstractButton) if b.text() == "Save")
    assert dialog.edit.selectedText() == "sales"
    assert go.isEnabled()
    for name in ("  ", "BOSS", " boss "):
        dialog.edit.setText(name)
        assert not go.isEnabled()
    assert dialog.problem.text() == "There is a saved search of this name already."
    dialog.edit.setText(" The  boss ")
    go.click()
    assert await answer == "The boss"


async def test_a_search_that_is_not_named_is_not_saved(prompts, asked):
    answer = asyncio.create_task(prompts.search_name("sales", []))
    (await asked(SearchNameDialog)).reject()
    assert await answer is None
