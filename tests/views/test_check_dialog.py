"""The check dialog over a real file: words, shapes, ways out."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from desktop_app.domain.checking import Fault, Finding, Step
from desktop_app.domain.errors import StorageError, StorageReason
from desktop_app.domain.salvage import SalvageReport
from desktop_app.views.dialogs.check_dialog import CheckDialog
from desktop_app.views.dialogs.check_words import finding_text, step_text
from desktop_app.views.dialogs.salvage_dialog import SalvageDialog
from desktop_app.views.dialogs.salvage_words import report_texts


def outside(path, *statements):
    """Another program at the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def damage(path, table):
    """Noise over the first page of a table."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ((page,),) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)
        )
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\xab" * 4096
    path.write_bytes(data)


@pytest.fixture
async def opened(program, until):
    """The dialog with all steps looked at."""

    async def opened() -> CheckDialog:
        program.action("tools.check").trigger()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CheckDialog)
        await until(lambda: program.workspace.checks.state.counts is not None)
        return dialog

    return opened


async def test_each_thing_that_is_in_order_says_so(opened):
    dialog = await opened()
    assert {label.text() for label in dialog.results.values()} == {"In order"}
    assert dialog.results[Step.INDEX].accessibleName() == "Search index: In order"
    assert dialog.verdict.text() == "Nothing is wrong with this file."
    assert "5 user" in dialog.counts.text()
    assert not dialog.repair.isVisible()
    assert not dialog.salvage.isVisible()
    assert dialog.close_.text() == "Close"


async def test_it_grows_to_all_that_was_found(opened, program):
    dialog = await opened()
    before = dialog.height()
    much = tuple(Finding(Step.HISTORY, fault, 2) for fault in Fault)
    program.workspace.checks._set(looked=((Step.HISTORY, much),))
    assert dialog.height() > before
    words = dialog.results[Step.HISTORY]
    assert words.height() >= words.heightForWidth(words.width())


async def test_the_index_is_repaired_with_the_keyboard(opened, program, until):
    outside(program.workspace.path, "DELETE FROM user_index WHERE key = 1")
    dialog = await opened()
    assert "1 user" in dialog.results[Step.INDEX].text()
    assert dialog.focusWidget() is dialog.repair
    QTest.keyClick(dialog.repair, Qt.Key.Key_Return)
    await until(lambda: dialog.bar.message is not None)
    await until(lambda: dialog.verdict.text() == "Nothing is wrong with this file.")
    assert "1 place" in dialog.bar.message.text
    assert not dialog.repair.isVisible()


async def test_what_cannot_be_repaired_is_no_reason_to_stop(opened, program):
    outside(program.workspace.path, "UPDATE users SET valid_from = 'soon' WHERE key = 1")
    dialog = await opened()
    assert "you can go on working" in dialog.verdict.text()
    assert not dialog.repair.isVisible()


async def test_escape_gives_up_a_check_and_closes(program, until):
    program.action("tools.check").trigger()
    dialog = QApplication.activeModalWidget()
    assert dialog.close_.text() == "Cancel" or not program.workspace.checks.state.running
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    await until(lambda: not isValid(dialog) or not dialog.isVisible())
    await until(lambda: not program.workspace.checks.tasks.is_busy)


async def test_a_damaged_file_is_salvaged_into_a_new_one(opened, program, until, tmp_path):
    path = program.workspace.path
    await program.file.close()
    damage(path, "trash")
    assert await program.file.open(path)
    dialog = await opened()
    assert "damaged" in dialog.verdict.text()
    assert not dialog.repair.isVisible()
    new = tmp_path / "new.userbook"
    program.prompts.answers.append(new)
    dialog.salvage.click()
    await until(lambda: program.commands.salvages.state.report is not None)
    await until(lambda: program.window.page and program.workspace.path == new)
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, SalvageDialog)
    assert "5 user" in shown.lines[0].text()
    assert "new.userbook" in shown.head.text()
    shown.close_.click()
    await until(lambda: not isValid(shown) or not shown.isVisible())


@pytest.mark.parametrize("cut", ["truncated", "no header"])
async def test_a_file_that_is_refused_as_damaged_offers_it(start, five, until, tmp_path, cut):
    program = await start()
    data = five.read_bytes()
    five.write_bytes(data[:-4096] if cut == "truncated" else bytes(4096) + data[4096:])
    await until(lambda: True)
    program.file.open(five)
    await until(lambda: program.window.bar.message is not None)
    message = program.window.bar.message
    assert message.action == "Salvage…"
    new = tmp_path / "new.userbook"
    program.prompts.answers.append(new)
    message.act()
    await until(lambda: program.window.page is not None)
    assert program.workspace.users.state.count == 5


async def test_a_salvage_that_cannot_be_is_said_in_its_dialog(start, five, until, tmp_path):
    program = await start()
    taken = tmp_path / "taken.userbook"
    taken.write_bytes(b"mine")
    program.prompts.answers.append(taken)
    program.commands.salvage(five)
    await until(lambda: program.commands.salvages.state.problem is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SalvageDialog)
    assert "taken.userbook" in dialog.bar.message.text
    assert dialog.head.text() == "No file was made, and nothing was changed."
    dialog.close_.click()


async def test_no_answer_is_no_salvage(start, five, until):
    program = await start()
    program.prompts.answers.append(None)
    program.commands.salvage(five)
    await until(lambda: not program.commands.tasks.is_busy)
    assert QApplication.activeModalWidget() is None


async def test_a_page_that_is_damaged_while_one_works_leads_to_the_check(program, until):
    program.presenter.crash(StorageError(StorageReason.DAMAGED))
    message = program.window.bar.message
    assert message.action == "Check file…"
    message.act()
    assert isinstance(QApplication.activeModalWidget(), CheckDialog)
    QApplication.activeModalWidget().reject()
    await until(lambda: not program.workspace.checks.tasks.is_busy)


def test_everything_that_is_looked_at_and_found_has_words(qapp):
    assert len({step_text(step) for step in Step}) == len(Step)
    words = {finding_text(Finding(Step.INDEX, fault, 3)) for fault in Fault}
    assert len(words) == len(Fault)
    assert not any("%" in each for each in words)


def test_a_report_names_what_was_lost(english):
    report = SalvageReport(
        users=7,
        lost=9,
        lost_names=("ada", "<b>", "%1", "d", "e", "f"),
        lost_changes=2,
        unclear=1,
        unclear_names=("alan",),
        set_aside=("grace",),
        pages=100,
        unreadable_pages=(4,),
    )
    told = report_texts(report)
    assert [is_good for _, is_good in told] == [True, False, False, False, False]
    assert told[1][0].endswith("ada, <b>, %1, d, e …")
    assert report_texts(SalvageReport()) == [("0 users recovered.", False)]
    (_, (pages, _)) = report_texts(SalvageReport(users=1, pages=100, unreadable_pages=(4, 7)))
    assert pages.startswith("2 of 100 pages")
