"""Each action is chosen once, in a situation in which it can be, and something comes of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication

from desktop_app.domain.query import Place
from desktop_app.views.actions import ACTIONS
from desktop_app.views.filter_menu import FilterMenu

SELECTED = {"edit.copy", "edit.copy_headers", "user.enable", "user.disable", "user.delete"}
SELECTED |= {"view.go_details", "view.next_pane", "user.erase", "edit.paste", "edit.cell"}
SELECTED |= {"user.history"}
TRASHED = {"user.restore", "user.empty_trash"}
DRAFT = {"user.save", "user.save_and_new", "user.revert"}
BY_ID = {action.id: action for action in ACTIONS}


def modal(name):
    return lambda _p: type(QApplication.activeModalWidget()).__name__ == name


def title(name):
    return lambda p: p.window.windowTitle().startswith(name)


def focus_in(part):
    def is_there(p):
        pane, focus = getattr(p.page, part), p.window.focusWidget()
        return pane is focus or pane.isAncestorOf(focus)

    return is_there


def users(p):
    return p.workspace.users.state


def values(p, row, name):
    found = p.workspace.users.rows.row(row)
    return found and found.values[name]


def copied() -> str:
    return QGuiApplication.clipboard().text()


# What can be seen when the deed is done.
DONE = {
    "file.new": title("other"),
    "file.open": title("many"),
    "file.sample": title("Sample users"),
    "file.import": modal("ImportDialog"),
    "file.export": modal("ExportDialog"),
    "file.save_copy": lambda p: (p.folder / "copy.userbook").exists(),
    "file.backups": modal("BackupsDialog"),
    "file.preferences": modal("PreferencesDialog"),
    "file.close": lambda p: p.window.page is None,
    "file.quit": lambda p: p.quits,
    "edit.undo": lambda p: users(p).count == 5,
    "edit.redo": lambda p: users(p).count == 4,
    "edit.copy": lambda _p: copied().startswith("Alan Turing\talan"),
    "edit.copy_headers": lambda _p: copied().startswith("Display name\t"),
    "edit.paste": lambda p: "A Name" in [values(p, row, "display_name") for row in range(5)],
    "edit.cell": lambda p: p.page.editing.editor is not None,
    "edit.select_all": lambda p: len(users(p).selected) == 5,
    "edit.invert_selection": lambda p: len(users(p).selected) == 5,
    "edit.find": lambda p: p.window.search.hasFocus(),
    "edit.add_filter": lambda _p: isinstance(QApplication.activePopupWidget(), FilterMenu),
    "edit.save_search": lambda p: [s.name for s in p.workspace.saved.state.searches] == ["Bees"],
    "edit.history": modal("HistoryDialog"),
    "view.sidebar": lambda p: not p.page.sidebar.isVisible(),
    "view.details": lambda p: not p.page.form.isVisible(),
    "view.go_sidebar": focus_in("sidebar"),
    "view.go_table": focus_in("table"),
    "view.go_details": focus_in("form"),
    "view.next_pane": focus_in("form"),
    "view.refresh": lambda p: users(p).generation > 1,
    "view.moment": modal("MomentDialog"),
    "user.new": lambda p: p.workspace.form.state.mode == "new" and focus_in("form")(p),
    "user.save": lambda p: values(p, 2, "title") == "Professor",
    "user.save_and_new": lambda p: p.workspace.form.state.mode == "new",
    "user.revert": lambda p: not p.workspace.form.state.draft,
    "user.enable": lambda p: values(p, 3, "active") is True,
    "user.disable": lambda p: values(p, 2, "active") is False,
    "user.history": lambda p: bool(p.page.timeline.entries),
    "user.delete": lambda p: users(p).count == 4,
    "user.restore": lambda p: p.workspace.users.state.places[Place.TRASH] == 0,
    "user.empty_trash": lambda p: p.workspace.users.state.places[Place.TRASH] == 0,
    "user.erase": lambda p: users(p).count == 4,
    "tools.check": modal("CheckDialog"),
    "help.help": modal("HelpDialog"),
    "help.about": modal("AboutDialog"),
}


async def go_on(program, until, action: str) -> None:
    """Somebody is deleted, and what else is due before the action."""
    shown = program.workspace.users
    await program.select(until, 2)
    await shown.delete(await shown.selection())
    await until(lambda: users(program).count == 4)
    if action == "edit.redo":
        await program.workspace.changes.undo()
        await until(lambda: users(program).count == 5)
    if action in TRASHED:
        await program.visit(until, Place.TRASH)
        await program.select(until, 0)


async def seek(program, action: str) -> None:
    if action == "edit.save_search":
        await program.workspace.users.search("b")


async def be_ready(program, until, action: str) -> None:
    if action in SELECTED | DRAFT:
        await program.select(until, 3 if action == "user.enable" else 2)
    if action == "edit.paste":
        QGuiApplication.clipboard().setText("A Name")
    if action in DRAFT:
        program.workspace.form.edit("title", "Professor")
    if action in {"edit.undo", "edit.redo", *TRASHED}:
        await go_on(program, until, action)


@pytest.fixture
async def prepared(start, five, many, tmp_path, until, monkeypatch):
    """The program in a situation in which the action makes sense."""

    async def prepared(action: str):
        monkeypatch.setattr(
            QStandardPaths, "writableLocation", staticmethod(lambda _place: str(tmp_path))
        )
        program = await start(five)
        (tmp_path / "staff.csv").write_text("user name\nnewton\n")
        program.prompts.answers = {
            "file.new": [tmp_path / "other.userbook"],
            "file.open": [many],
            "file.save_copy": [tmp_path / "copy.userbook"],
            "file.import": [tmp_path / "staff.csv"],
            "edit.save_search": ["Bees"],
        }.get(action, [True])
        program.quits = []
        await seek(program, action)
        program.window.close_requested.connect(lambda: program.quits.append(1))
        QGuiApplication.clipboard().clear()
        (program.page.sidebar if action == "view.go_table" else program.page.table).setFocus()
        await be_ready(program, until, action)
        return program

    yield prepared
    if menu := QApplication.activePopupWidget():
        menu.close()
    if dialog := QApplication.activeModalWidget():
        dialog.reject()


def test_every_action_is_here():
    assert list(DONE) == [action.id for action in ACTIONS]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("action", DONE)
async def test_something_comes_of_it(prepared, until, action):
    program = await prepared(action)
    chosen = program.action(action)
    assert chosen.isEnabled()
    assert not DONE[action](program)
    chosen.trigger()
    await until(lambda: DONE[action](program))
    assert program.crashes == []


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("action", [name for name in DONE if BY_ID[name].shortcut])
async def test_its_keys_do_the_same(prepared, until, qtbot, action):
    program = await prepared(action)
    keys = QKeySequence(BY_ID[action].shortcut)[0]
    qtbot.keyClick(program.window.focusWidget(), keys.key(), keys.keyboardModifiers())
    await until(lambda: DONE[action](program))
    assert program.crashes == []


@pytest.mark.parametrize("action", ["edit.select_all", "edit.copy", "user.delete"])
async def test_in_a_text_the_keys_belong_to_the_text(prepared, qtbot, until, action):
    program = await prepared(action)
    search = program.window.search
    search.setText("Turing")
    await until(lambda: users(program).query.text == "Turing")
    before = users(program)
    search.setFocus()
    search.setCursorPosition(0)
    if action == "edit.copy":
        search.selectAll()
    keys = QKeySequence(BY_ID[action].shortcut)[0]
    qtbot.keyClick(search, keys.key(), keys.keyboardModifiers())
    assert program.prompts.asked == []
    if action == "edit.select_all":
        assert search.selectedText() == "Turing"
        assert users(program).selected == before.selected
    elif action == "edit.copy":
        assert copied() == "Turing"
    else:
        assert search.text() == "uring"


async def test_escape_is_nobody_s_shortcut(program):
    assert not any(
        a.shortcut() == QKeySequence(Qt.Key.Key_Escape) for a in program.window.actions()
    )
