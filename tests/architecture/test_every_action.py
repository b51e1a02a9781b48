"""No dead ends: each action can be seen, said, found by keyboard, and does something."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

from desktop_app.domain.change import Deed, Summary
from desktop_app.view_models.changes_view_model import ChangesState
from desktop_app.views.actions import ACTIONS, shortcuts
from desktop_app.views.actions.action import Menu, Situation, menu_text
from desktop_app.views.commands import Commands
from desktop_app.views.icons import icon
from desktop_app.views.main_window import MainWindow

VIEWS = Path(__file__).resolve().parents[2] / "desktop_app" / "views"
ids = [action.id for action in ACTIONS]
# What an editor or the system means by a key belongs to that; so does what another action has.
TAKEN = {"Ctrl+X", "Ctrl+P", "Alt+F4", "Tab", "Esc", "Return", "F10", "Ctrl+Tab"}


def doubled(values) -> list[object]:
    return [value for value, count in Counter(values).items() if count > 1]


@pytest.mark.parametrize("action", ACTIONS, ids=ids)
def test_it_has_an_icon_words_and_a_menu(action, qapp):
    assert re.fullmatch(r"[a-z]+\.[a-z_]+", action.id)
    assert not icon(action.icon).isNull()
    words = action.words()
    assert words
    assert words.count("&") - 2 * words.count("&&") <= 1
    assert action.menu in Menu
    assert menu_text(action.menu)


@pytest.mark.parametrize("action", ACTIONS, ids=ids)
def test_its_deed_is_a_command(action):
    """Read from the source: the lambda calls a method that exists."""
    asked = []

    class Recorder:
        def __getattr__(self, name):
            asked.append(name)
            return lambda *_args, **_kwargs: None

    action.run(Recorder())
    assert len(asked) == 1
    assert callable(getattr(Commands, asked[0]))


def test_names_words_and_shortcuts_are_its_own():
    assert doubled(ids) == []
    assert doubled(action.words().replace("&", "") for action in ACTIONS) == []
    keys = [QKeySequence(action.shortcut).toString() for action in ACTIONS if action.shortcut]
    assert all(keys)
    assert doubled(keys) == []
    assert TAKEN.isdisjoint(keys)
    assert len(shortcuts()) == len(keys)


@pytest.mark.parametrize("menu", list(Menu))
def test_every_menu_has_groups_that_go_up(menu):
    groups = [action.group for action in ACTIONS if action.menu is menu]
    assert groups == sorted(groups)
    assert groups


def test_every_command_can_be_reached():
    """By an action, by the window or by a page: none is left over."""
    public = {name for name in vars(Commands) if not name.startswith("_")}
    called = {
        node.attr
        for path in VIEWS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
    }
    assert public - called == set()


def test_the_window_has_them_all_and_no_more(qtbot):
    window = MainWindow()
    qtbot.addWidget(window)
    assert sorted(window.actions_by_id) == sorted(ids)
    menus = menus_of(window)
    found = {action.id for action in ACTIONS if any(held(window, menu, action) for menu in menus)}
    assert found == set(ids)


def menus_of(window):
    return [action.menu() for action in window.menuBar().actions()]


def held(window, menu, action):
    return window.actions_by_id[action.id] in menu.actions()


def test_without_a_file_nothing_of_a_file_can_be_chosen():
    nothing = {action.id for action in ACTIONS if not action.enabled(Situation())}
    assert {a.id for a in ACTIONS if a.menu in {Menu.EDIT, Menu.VIEW, Menu.USER}} <= nothing
    assert {"file.import", "file.export", "file.close"} <= nothing


def test_a_file_that_is_read_only_cannot_be_changed():
    done = Summary(Deed.CHANGE, 1)
    situation = Situation(
        is_open=True,
        is_writable=False,
        selected=3,
        trashed=3,
        has_draft=True,
        changes=ChangesState(undo=done, redo=done),
    )
    chosen = {action.id for action in ACTIONS if action.enabled(situation)}
    changing = {"user.new", "user.save", "user.save_and_new", "user.enable", "user.disable"}
    changing |= {"user.delete", "user.restore", "user.erase", "user.empty_trash"}
    assert chosen.isdisjoint(changing | {"file.import", "edit.undo", "edit.redo"})
    assert {"edit.copy", "file.export"} <= chosen
