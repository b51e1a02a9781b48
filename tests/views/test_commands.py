from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from desktop_app.domain.query import Place
from desktop_app.domain.selection import Selection
from desktop_app.domain.user import CreateUserDTO
from desktop_app.view_models.prompts import QuestionKey
from desktop_app.views.empty_page import EmptyFilePage
from desktop_app.views.message_bar import MessageKind
from tests.writing import added


def copied() -> str:
    return QGuiApplication.clipboard().text()


@pytest.fixture
def dialog(until):
    """The dialog that opens; it is closed afterwards."""
    opened = []

    async def dialog(name: str) -> QDialog:
        await until(QApplication.activeModalWidget)
        opened.append(QApplication.activeModalWidget())
        assert type(opened[-1]).__name__ == name
        return opened[-1]

    yield dialog
    for each in opened:
        each.reject()


# Files


async def test_a_new_file_is_made_where_one_says(start, tmp_path, until):
    program = await start()
    program.prompts.answers = [tmp_path / "fresh.userbook"]
    program.action("file.new").trigger()
    await until(lambda: program.window.page)
    assert program.window.windowTitle() == "fresh.userbook – Userbook"
    assert (tmp_path / "fresh.userbook").is_file()


async def test_not_answering_leaves_everything_as_it_is(program, until):
    page = program.page
    program.prompts.answers = [None, None, None]
    for name in ("file.new", "file.open", "file.import"):
        program.action(name).trigger()
        await until(lambda: not (program.file.tasks.is_busy or program.commands.tasks.is_busy))
    assert program.page is page
    assert program.prompts.answers == []


async def test_who_is_asked_where_to_save_is_told_what(program, until, dialog):
    program.prompts.answers = [None, None, None]
    titles = program.prompts.titles
    program.action("file.new").trigger()
    await until(lambda: len(titles) == 1)
    program.action("file.save_copy").trigger()
    await until(lambda: len(titles) == 2)
    program.action("file.export").trigger()
    (await dialog("ExportDialog")).go.click()
    await until(lambda: len(titles) == 3)
    assert titles == ["Create a userbook", "Save a copy", "Export users"]


async def test_the_sample_is_made_once_and_opened_afterwards(start, tmp_path, until, monkeypatch):
    monkeypatch.setattr(
        QStandardPaths, "writableLocation", staticmethod(lambda _place: str(tmp_path))
    )
    program = await start()
    program.action("file.sample").trigger()
    await until(lambda: program.window.page)
    assert program.window.windowTitle() == "Sample users.userbook – Userbook"
    assert program.workspace.users.state.count == 100
    program.action("user.disable").trigger()
    assert await program.file.close()
    program.window.welcome.sample_requested.emit()
    await until(lambda: program.window.page)
    assert program.workspace.users.state.count == 100
    await until(lambda: program.workspace.users.rows.loaded(99))
    assert len(list(tmp_path.glob("*.userbook"))) == 1


# Copying


async def test_what_is_copied_is_what_is_seen_in_the_order_seen(program, until):
    table = program.page.table
    table.show_column(table.users.columns.index("active"), True)
    table.show_column(table.users.columns.index("phone"), False)
    await program.select(until, 1, 3)
    program.action("edit.copy").trigger()
    await until(lambda: "ada" in copied())
    assert copied() == "Ada Lovelace\tada\t\tEngines\tyes\nGrace Hopper\tgrace\t\t\tno"
    QGuiApplication.clipboard().clear()
    await program.workspace.users.sort_by("user_name", descending=True)
    program.action("edit.copy_headers").trigger()
    await until(lambda: "ada" in copied())
    rows = [line.split("\t")[:2] for line in copied().splitlines()]
    assert rows == [
        ["Display name", "User name"],
        ["Grace Hopper", "grace"],
        ["Ada Lovelace", "ada"],
    ]


async def test_a_spreadsheet_takes_tabs_lines_and_quotation_marks(program, until):
    form = program.workspace.form
    await program.select(until, 1)
    form.edit("notes", 'first\tline\nsaid "so"')
    program.action("user.save").trigger()
    await until(lambda: not form.state.draft)
    table = program.page.table
    for name in table.shown_columns():
        table.show_column(table.users.columns.index(name), name == "user_name")
    table.show_column(table.users.columns.index("notes"), True)
    QGuiApplication.clipboard().clear()
    program.action("edit.copy").trigger()
    await until(copied)
    assert copied() == 'ada\t"first\tline\nsaid ""so"""'


# Deleting


async def test_whoever_is_selected_goes_to_the_trash_by_name(program, until):
    """The details may still show the one before."""
    await program.select(until, 1)
    alan = program.workspace.users.rows.row(2).key
    program.workspace.users._set(selection=Selection.of_users({alan: 2}))
    program.workspace.form.tasks.cancel("show")
    program.action("user.delete").trigger()
    await until(lambda: program.workspace.users.state.count == 4)
    assert program.workspace.changes.state.notice.summary.name == "Alan Turing"
    left = {program.workspace.users.rows.row(i).values["user_name"] for i in range(4)}
    assert left == {"img", "ada", "grace", "ivan"}


@pytest.mark.parametrize(("width", "is_beside"), [(900, True), (420, False)])
async def test_no_word_over_the_trash_is_cut(program, width, is_beside):
    await program.workspace.users.go_to(Place.TRASH)
    bar = program.page.trash_bar
    bar.resize(width, bar.sizeHint().height())
    bar.layout().activate()
    assert (bar.days.y() < bar.empty.geometry().bottom()) is is_beside
    for part in (bar.days, bar.restore, bar.empty):
        assert part.width() >= part.sizeHint().width()


async def test_users_come_back_from_the_trash_and_leave_it_only_after_a_question(program, until):
    users = program.workspace.users
    await program.select(until, 1, 2, 3)
    program.action("user.delete").trigger()
    await until(lambda: users.state.count == 2)
    assert users.state.places[Place.TRASH] == 3
    assert not program.action("user.restore").isEnabled()
    await program.visit(until, Place.TRASH)
    assert program.page.trash_bar.isVisible()
    assert program.window.actions_by_id["user.restore"] in program.page.table.actions()
    await program.select(until, 0)
    assert program.action("user.restore").isEnabled()
    assert not program.action("user.disable").isEnabled()
    program.page.trash_bar.restore.click()
    await until(lambda: users.state.count == 2)
    program.prompts.answers = [False, True, True]
    await program.select(until, 0)
    program.action("user.delete").trigger()
    await until(lambda: program.prompts.asked)
    assert program.prompts.asked[-1].key == QuestionKey.PURGE_USERS
    await until(lambda: not program.workspace.trash.tasks.is_busy)
    assert users.state.count == 2
    program.action("user.delete").trigger()
    await until(lambda: users.state.count == 1)
    program.page.trash_bar.empty.click()
    await until(lambda: users.state.count == 0)
    assert program.prompts.asked[-1].key == QuestionKey.EMPTY_TRASH
    assert program.window.bar.message.action == ""


async def test_who_cannot_come_back_by_undo_comes_back_under_another_name(program, until):
    workspace = program.workspace
    await program.select(until, 1)
    program.action("user.delete").trigger()
    await until(lambda: workspace.users.state.count == 4)
    async with workspace.database.get_db_session() as session:
        await added(session, [CreateUserDTO(user_name="ADA", display_name="Another")])
    program.action("edit.undo").trigger()
    bar = program.window.bar

    await until(lambda: bar.message and bar.message.kind is MessageKind.ERROR)
    assert bar.message.action == "Restore under another name…"
    program.prompts.answers = ["ada.2"]
    bar._action.click()
    await until(lambda: workspace.users.state.count == 6)
    assert program.prompts.asked == [("ada", "ada.2")]


async def test_every_trace_is_erased_only_after_a_question(program, until):
    users = program.workspace.users
    await program.select(until, 1)
    program.prompts.answers = [False, True]
    program.action("user.erase").trigger()
    await until(lambda: program.prompts.asked)
    await until(lambda: not program.workspace.trash.tasks.is_busy)
    assert users.state.count == 5
    program.action("user.erase").trigger()
    await until(lambda: users.state.count == 4)
    question = program.prompts.asked[-1]
    assert (question.key, question.name) == (QuestionKey.ERASE_USERS, "Ada Lovelace")
    assert users.state.places[Place.TRASH] == 0


# Saving


async def test_saving_what_is_wrong_goes_to_the_field(program, until):
    program.action("user.new").trigger()
    form = program.page.form
    program.workspace.form.edit("email", "no address")
    program.workspace.form.edit("user_name", "newton")
    program.page.table.setFocus()
    program.action("user.save").trigger()
    await until(lambda: form.isAncestorOf(program.window.focusWidget()))
    assert program.window.focusWidget() is form.body.fields["email"].editor
    assert program.workspace.users.state.count == 5


async def test_saving_and_new_ends_in_the_first_field_of_the_next(program, until):
    program.action("user.new").trigger()
    program.workspace.form.edit("user_name", "newton")
    program.page.table.setFocus()
    program.action("user.save_and_new").trigger()
    await until(lambda: program.workspace.users.state.count == 6)
    await until(lambda: program.page.form.isAncestorOf(program.window.focusWidget()))
    assert program.workspace.form.state.draft == {}
    assert program.workspace.form.state.mode == "new"


# Panes


async def test_the_keys_go_to_the_panes(program, until, qtbot):
    await program.select(until, 1)
    page, window = program.page, program.window
    for key, pane in (("1", page.sidebar), ("2", page.table), ("3", page.form)):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert pane is window.focusWidget() or pane.isAncestorOf(window.focusWidget()), key


async def test_the_next_pane_goes_round(program, until):
    await program.select(until, 1)
    page, window = program.page, program.window
    page.sidebar.setFocus()
    seen = []
    for _ in range(4):
        program.action("view.next_pane").trigger()
        focus = window.focusWidget()
        panes = {"places": page.sidebar, "table": page.table, "details": page.form}
        seen += [n for n, pane in panes.items() if pane is focus or pane.isAncestorOf(focus)]
    assert seen == ["table", "details", "places", "table"]


async def test_panes_are_hidden_and_shown_and_going_there_shows_them(program, until):
    await program.select(until, 1)
    page = program.page
    for name, pane, go in (
        ("view.sidebar", page.sidebar, "view.go_sidebar"),
        ("view.details", page.form, "view.go_details"),
    ):
        program.action(name).trigger()
        assert not pane.isVisible()
        program.action(name).trigger()
        assert pane.isVisible()
        program.action(name).trigger()
        program.action(go).trigger()
        assert pane.isVisible()


async def test_in_an_empty_file_the_table_pane_is_the_invitation(start, nobody):
    program = await start(nobody)
    program.page.sidebar.setFocus()
    program.action("view.go_table").trigger()
    assert not program.page.table.isVisible()
    invitation = program.page.findChild(EmptyFilePage)
    assert invitation.isVisible()
    assert invitation.isAncestorOf(program.window.focusWidget())


# Refresh


async def test_a_refresh_shows_what_another_program_wrote(program, five, until):
    with closing(sqlite3.connect(five)) as other, other:
        other.execute("UPDATE users SET department = 'Moved' WHERE user_name = 'ada'")
    program.action("view.refresh").trigger()
    rows = program.workspace.users.rows
    await until(lambda: rows.row(1).values["department"] == "Moved")


# Dialogs


@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("file.preferences", "PreferencesDialog"),
        ("help.help", "HelpDialog"),
        ("help.about", "AboutDialog"),
        ("file.export", "ExportDialog"),
    ],
)
async def test_dialogs_open_over_the_window(program, dialog, action, name):
    program.action(action).trigger()
    shown = await dialog(name)
    assert shown.parentWidget() is program.window


async def test_a_chosen_table_is_imported(program, dialog, tmp_path):
    (tmp_path / "staff.csv").write_text("user name\nnewton\n")
    program.prompts.answers = [tmp_path / "staff.csv"]
    program.action("file.import").trigger()
    await dialog("ImportDialog")


async def test_without_a_file_a_command_for_one_is_a_bug_that_is_told(start):
    program = await start()
    with pytest.raises(LookupError):
        program.commands.refresh()
