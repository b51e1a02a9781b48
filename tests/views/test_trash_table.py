"""Who is in the trash: since when, by whom, and neither active nor disabled."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication

from desktop_app.domain.change import Author
from desktop_app.domain.query import Place
from desktop_app.operations.user_operations import DeleteUsers
from desktop_app.views.value_texts import date_text

NAMES = {1: "Ada Lovelace", 2: "Alan Turing", 3: "Grace Hopper"}


@pytest.fixture
async def trash(program, until):
    """Three users, deleted one after the other by different people."""
    workspace = program.workspace
    for key, author in ((2, Author("zoe")), (1, Author("adam", "Adam Smith")), (3, Author("zoe"))):
        workspace.changes.author = lambda author=author: author
        await workspace.changes.attempt(DeleteUsers((key,)))
    workspace.users.go_to(Place.TRASH)
    await until(lambda: workspace.users.is_in_trash and workspace.users.state.count == 3)
    return program


def column(program, name: str) -> int:
    return program.page.table.users.columns.index(name)


def cells(program, name: str) -> list[str]:
    model = program.page.table.users
    return [model.index(row, column(program, name)).data() for row in range(model.rowCount())]


def shown(program) -> list[str]:
    header, users = program.page.table.horizontalHeader(), program.page.table.users
    order = map(header.logicalIndex, range(header.count()))
    return [users.columns[i] for i in order if not header.isSectionHidden(i)]


async def test_it_says_when_and_by_whom(trash):
    assert shown(trash)[:3] == ["display_name", "deleted_on", "deleted_by"]
    today = date_text(date.today(), QLocale())
    assert all(when.startswith(today) for when in cells(trash, "deleted_on"))
    assert dict(zip(cells(trash, "display_name"), cells(trash, "deleted_by"), strict=True)) == {
        "Ada Lovelace": "Adam Smith",
        "Alan Turing": "zoe",
        "Grace Hopper": "zoe",
    }


@pytest.mark.parametrize("descending", [False, True])
async def test_it_is_sorted_by_both(trash, until, descending):
    users, table = trash.workspace.users, trash.page.table
    table.sort(column(trash, "deleted_on"), descending=descending)
    await until(lambda: users.state.query.sort == "deleted_on")
    names = ["Alan Turing", "Ada Lovelace", "Grace Hopper"]
    assert cells(trash, "display_name") == (names[::-1] if descending else names)
    await trash.select(until, 1)
    assert users.state.selected == (1,)
    table.sort(column(trash, "deleted_by"), descending=descending)
    await until(lambda: users.state.query.sort == "deleted_by")
    names = ["Ada Lovelace", "Alan Turing", "Grace Hopper"]
    assert cells(trash, "display_name") == (names[::-1] if descending else names)
    assert users.state.selected == (1,), "and whoever was selected still is"
    users.search("a")
    await until(lambda: users.state.query.text == "a")
    assert cells(trash, "display_name") == (names[::-1] if descending else names)


async def test_elsewhere_nobody_was_deleted(trash, until):
    users = trash.workspace.users
    trash.page.table.sort(column(trash, "deleted_on"), descending=True)
    users.go_to(Place.ALL)
    await until(lambda: users.state.count == 2)
    assert users.state.query.sort == "display_name"
    assert shown(trash)[0] == "display_name"
    assert not {"deleted_on", "deleted_by"}.intersection(shown(trash))
    listed = trash.window.sort_menu.actions()
    assert not any(action.isVisible() for action in listed if action.text().startswith("Deleted"))
    offered = trash.window.columns_menu.actions()
    assert not any(action.isVisible() for action in offered if action.text().startswith("Deleted"))


async def test_it_is_offered_for_sorting_in_the_trash(trash):
    menu = trash.window.sort_menu
    assert {"Deleted on", "Deleted by"} <= {a.text() for a in menu.actions() if a.isVisible()}


async def test_what_is_copied_are_values_of_users(trash, until):
    await trash.select(until, 0)
    trash.action("edit.copy").trigger()
    await until(lambda: QGuiApplication.clipboard().text().startswith("Ada Lovelace\tada"))


async def test_nobody_there_is_active_or_disabled(trash):
    users = trash.page.table.users
    row = users.row(0)
    assert users.status(row) is None
    index = users.index(0, column(trash, "display_name"))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Ada Lovelace"
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        trash.page.table.setLayoutDirection(direction)
        trash.page.table.viewport().grab()
