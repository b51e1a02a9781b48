from __future__ import annotations

import asyncio
import re

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QMenu,
    QMenuBar,
    QToolBar,
    QWidget,
)

from desktop_app.domain.errors import FileReason, FileRefusedError
from desktop_app.view_models.prompts import QuestionKey
from desktop_app.view_models.workspace import Workspace
from desktop_app.views.actions import ACTIONS
from desktop_app.views.main_window import MainWindow
from desktop_app.views.message_bar import MessageKind
from desktop_app.views.workspace_page import WorkspacePage

LEFT = Qt.MouseButton.LeftButton


def shown_page(window):
    return (
        window.page.parentWidget().currentWidget() if window.page else window.pages.currentWidget()
    )


# Before there is any data


def test_it_can_be_painted_before_anything_else(qtbot, english):
    window = MainWindow()
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.painted):
        window.show_loading()
        window.show()
    assert not any(action.isEnabled() for action in window.actions_by_id.values())
    assert not window.search.isEnabled()


def test_it_is_painted_once(qtbot, english):
    window, seen = MainWindow(), []
    qtbot.addWidget(window)
    window.painted.connect(lambda: seen.append(1))
    window.show()
    window.grab()
    window.grab()
    assert seen == [1]


@pytest.mark.parametrize(
    ("wish", "command"),
    [
        ("create_requested", ("new_file",)),
        ("open_requested", ("choose_file",)),
        ("sample_requested", ("open_sample",)),
    ],
)
def test_a_wish_that_came_too_early_is_granted_later(qtbot, english, wish, command):
    window, asked = MainWindow(), []

    class Recorder:
        def __getattr__(self, name):
            return lambda *given: asked.append((name, *given))

    qtbot.addWidget(window)
    window.welcome.recent_requested.emit("/data/older.userbook")
    getattr(window.welcome, wish).emit()
    assert asked == []
    window.listen(Recorder())
    assert asked == [command]
    window.welcome.recent_requested.emit("/data/staff.userbook")
    assert asked[1:] == [("open_named", "/data/staff.userbook")]


def test_every_menu_and_the_toolbar_have_words(qtbot, english):
    window = MainWindow()
    qtbot.addWidget(window)
    titles = [menu.title().replace("&", "") for menu in window.menuBar().findChildren(QMenu)]
    assert [t for t in titles if t] == ["File", "Edit", "View", "User", "Tools", "Help"]
    toolbar = window.findChild(QToolBar)
    assert toolbar.windowTitle() == toolbar.accessibleName() == "Toolbar"
    shown = [action.objectName() for action in toolbar.actions() if action.text()]
    assert shown == ["user.new", "file.import", "file.export", "edit.undo", "edit.redo"]
    places = {action.toolbar: action.id for action in ACTIONS if action.toolbar is not None}
    assert [places[number] for number in sorted(places)] == shown


def test_menus_have_no_two_letters_alike(qtbot, english):
    window = MainWindow()
    qtbot.addWidget(window)
    menus = [window.menuBar(), *window.menuBar().findChildren(QMenu)]
    for menu in menus:
        marks = [m.group(1) for a in menu.actions() if (m := re.search(r"&(\w)", a.text()))]
        letters = [mark.casefold() for mark in marks]
        assert sorted(letters) == sorted(set(letters)), (menu.objectName(), letters)


# Pages and title


async def test_without_a_file_it_welcomes(start):
    program = await start()
    assert shown_page(program.window) is program.window.welcome
    assert program.window.windowTitle() == "Userbook"
    assert program.window.status.counts.text() == ""


async def test_an_open_file_is_in_the_title_and_its_people_in_the_window(program):
    assert program.window.windowTitle() == "five.userbook – Userbook"
    assert program.window.status.counts.text() == "5 users"
    assert program.page.table.hasFocus()


async def test_closing_the_file_welcomes_again(program):
    program.window.search.setText("ada")
    program.action("file.close").trigger()
    await program.file.close()
    assert program.window.page is None
    assert shown_page(program.window) is program.window.welcome
    assert program.window.windowTitle() == "Userbook"
    assert not program.window.search.isEnabled()
    assert program.window.search.text() == ""


async def test_the_way_from_file_to_file_does_not_lead_past_the_welcome_page(
    program, many, monkeypatch
):
    seen = []
    stack = program.window.pages
    stack.currentChanged.connect(lambda _i: seen.append(stack.currentWidget()))
    assert await program.file.open(many)
    assert program.window.welcome not in seen
    assert program.window.windowTitle() == "many.userbook – Userbook"


async def test_a_page_is_made_while_its_file_is_read_and_shown_once_it_is(
    program, many, monkeypatch
):
    window, began = program.window, Workspace.begin
    before, made = window.page, []

    async def begin(workspace):
        await began(workspace)
        made.extend(window.pages.findChildren(WorkspacePage))
        assert window.page is before
        assert shown_page(window) is before

    monkeypatch.setattr(Workspace, "begin", begin)
    assert await program.file.open(many)
    assert before in made
    assert window.page in made
    assert shown_page(window) is window.page
    assert window.page.table.model().rowCount() == program.workspace.users.state.count


async def test_a_page_that_was_made_for_nothing_is_thrown_away(program, many, monkeypatch, until):
    window, page = program.window, program.window.page

    async def fails(_workspace):
        await asyncio.sleep(0)
        raise FileRefusedError(many, FileReason.DAMAGED)

    monkeypatch.setattr(Workspace, "begin", fails)
    with pytest.raises(FileRefusedError):
        await program.file.open(many)
    await until(lambda: window.pages.findChildren(WorkspacePage) == [page])
    assert shown_page(window) is page


async def test_opening_the_open_file_again_does_nothing(program, five):
    page, workspace = program.window.page, program.workspace
    program.window.search.setText("ada")
    assert await program.file.open(five)
    assert await program.file.open(five.parent / "." / "five.userbook")
    assert program.window.page is page
    assert program.workspace is workspace
    assert program.window.search.text() == "ada"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda p: p.mkdir(), "“bad.userbook” is a folder. Choose a file in it."),
        (lambda p: None, "“bad.userbook” is not there any more. Was it moved?"),
        (lambda p: p.write_text("name,mail"), "“bad.userbook” is not a userbook."),
    ],
)
async def test_a_refused_file_leaves_the_old_one_and_says_why(program, tmp_path, make, words):
    bad, page = tmp_path / "bad.userbook", program.window.page
    make(bad)
    with pytest.raises(FileRefusedError):
        await program.file.open(bad)
    assert program.window.page is page
    assert program.window.bar.isVisible()
    assert program.window.bar.message.kind is MessageKind.ERROR
    assert program.window.bar.message.text.startswith(words)
    assert program.workspace.users.state.count == 5
    assert await program.workspace.users.search("ada") is None
    assert program.crashes == []


async def test_a_refused_first_file_goes_back_to_the_welcome_page(start, tmp_path):
    program = await start()
    with pytest.raises(FileRefusedError) as refused:
        await program.file.open(tmp_path / "gone.userbook")
    assert refused.value.reason is FileReason.MISSING
    assert shown_page(program.window) is program.window.welcome
    assert program.window.bar.isVisible()


# Closing


async def test_closing_asks_the_program_first(program, qtbot):
    with qtbot.waitSignal(program.window.close_requested):
        assert not program.window.close()
    assert program.window.isVisible()
    program.window.allow_close()
    assert not program.window.isVisible()


async def test_closing_asks_about_drafts_and_stays_if_one_goes_back(program, until):
    await program.select(until, 1)
    program.workspace.form.edit("title", "Countess")
    await program.select(until, 2)
    program.workspace.form.edit("title", "Professor")
    program.prompts.answers = [False, True]
    assert not await program.file.close()
    question = program.prompts.asked[0]
    assert (question.key, question.count) == (QuestionKey.DISCARD_CHANGES, 2)
    assert program.window.page is not None
    assert program.workspace.form.state.draft == {"title": "Professor"}
    assert await program.file.close()
    assert program.window.page is None


async def test_opening_another_file_asks_about_drafts_too(program, until, many):
    await program.select(until, 1)
    program.workspace.form.edit("title", "Countess")
    program.prompts.answers = [False]
    assert not await program.file.open(many)
    assert program.window.windowTitle().startswith("five")


async def test_closing_while_a_change_is_written_finishes_it(program, until, five):
    await program.select(until, 1)
    program.action("user.disable").trigger()
    assert await program.file.close()
    assert await program.file.open(five)
    assert program.workspace.users.rows.row(1).values["active"] is False
    assert program.crashes == []


# Access


async def test_everything_that_takes_the_focus_has_a_name(program, until):
    await program.select(until, 1)
    nameless = [
        f"{type(each).__name__} in {type(each.parentWidget()).__name__}"
        for each in program.window.findChildren(QWidget)
        if each.focusPolicy() != Qt.FocusPolicy.NoFocus
        and each.isVisible()
        and not each.focusProxy()
        and not each.accessibleName()
        and not (isinstance(each, QAbstractButton) and each.text())
        and not isinstance(each, QMenuBar)
    ]
    assert nameless == []


async def test_shortcuts_are_told_in_menus_and_tips(program):
    for action in ACTIONS:
        shown = program.action(action.id)
        keys = QKeySequence(action.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        assert shown.shortcut() == QKeySequence(action.shortcut)
        assert not keys or f"({keys})" in shown.toolTip()


async def test_it_fits_the_smallest_window(program, until):
    await program.select(until, 1)
    program.window.resize(QSize(640, 420))
    assert program.window.size() == QSize(640, 420)
