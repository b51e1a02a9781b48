from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from desktop_app.domain.user import ATTRIBUTES
from desktop_app.views.main_window import MainWindow

# Recent files


async def test_recent_files_open_from_the_menu(program, many, five, until):
    assert await program.file.open(many)
    menu = program.window.recent_menu
    assert menu.isEnabled()
    assert [action.text() for action in menu.actions()] == ["many.userbook", "five.userbook"]
    assert menu.toolTipsVisible()
    assert menu.actions()[1].toolTip() == str(five)
    menu.actions()[1].trigger()
    await until(lambda: program.window.windowTitle().startswith("five"))
    assert [action.text() for action in menu.actions()] == ["five.userbook", "many.userbook"]


async def test_recent_files_of_one_name_are_told_apart_by_their_folders(program, many, five):
    other = five.parent / "R&D" / five.name
    other.parent.mkdir()
    many.rename(other)
    assert await program.file.open(other)
    texts = [action.text().replace("&&", "&") for action in program.window.recent_menu.actions()]
    assert texts[0].startswith("five.userbook – ")
    assert str(other.parent) in texts[0]
    assert texts[1].startswith("five.userbook – ")
    assert str(other.parent) not in texts[1]


async def test_an_ampersand_in_a_name_is_no_shortcut(start, five):
    program = await start(five.rename(five.with_name("R&D.userbook")))
    assert program.window.recent_menu.actions()[0].text() == "R&&D.userbook"


async def test_without_recent_files_there_is_no_menu_of_them(start):
    program = await start()
    assert not program.window.recent_menu.isEnabled()


async def test_a_recent_file_can_be_forgotten_from_the_welcome_page(program, five):
    assert await program.file.close()
    program.window.welcome.recent_removed.emit(str(five))
    assert program.window.recent_menu.actions() == []
    assert not program.window.welcome.recent.isVisible()


async def test_a_recent_file_opens_from_the_welcome_page(program, five, until):
    assert await program.file.close()
    program.window.welcome.recent_requested.emit(str(five))
    await until(lambda: program.window.page)


# Columns menu


async def test_columns_are_chosen_in_the_menu(program):
    menu, table = program.window.columns_menu, program.page.table
    by_text = {action.text(): action for action in menu.actions()}
    assert {attribute.label for attribute in ATTRIBUTES.values()} < set(by_text)
    by_text["Job title"].trigger()
    assert "title" in table.shown_columns()
    by_text["Job title"].trigger()
    assert "title" not in table.shown_columns()


async def test_the_tick_of_the_last_column_stays(program):
    menu, table = program.window.columns_menu, program.page.table
    for action in menu.actions():
        if action.isChecked():
            action.trigger()
    assert len(table.shown_columns()) == 1
    ticked = [action.text() for action in menu.actions() if action.isChecked()]
    assert ticked == [table.users.label_of(name) for name in table.shown_columns()]


async def test_without_a_file_there_are_no_columns(program):
    assert await program.file.close()
    assert program.window.columns_menu.actions() == []
    assert not program.window.columns_menu.isEnabled()


# Sort menu


def ticked(menu) -> list[str]:
    return [action.text() for action in menu.actions() if action.isChecked()]


def test_the_order_can_be_chosen_from_the_view_menu(qtbot, english):
    window = MainWindow()
    qtbot.addWidget(window)
    menus = window.menuBar().findChildren(QMenu)
    view = next(menu for menu in menus if menu.title() == "&View")
    assert window.sort_menu.menuAction() in view.actions()
    assert window.sort_menu.title() == "&Sort by"
    assert not window.sort_menu.isEnabled()


async def test_the_order_is_chosen_in_the_menu(program, until):
    menu, users = program.window.sort_menu, program.workspace.users
    table = program.page.table
    by_text = {action.text(): action for action in menu.actions() if action.text()}
    labels = [table.users.label_of(name) for name in table.users.columns]
    assert list(by_text) == [*labels, "&Then by", "&Ascending", "&Descending"]
    assert ticked(menu) == ["Display name", "&Ascending"]
    by_text["User name"].trigger()
    await until(lambda: users.state.query.sort == "user_name")
    assert not users.state.query.descending
    menu.descending.trigger()
    await until(lambda: users.state.query.descending)
    assert users.state.query.sort == "user_name"
    assert ticked(menu) == ["User name", "&Descending"]
    header = table.horizontalHeader()
    assert table.users.columns[header.sortIndicatorSection()] == "user_name"
    assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder


async def test_further_columns_are_added_and_taken_away_in_the_menu(program, until):
    menu, users = program.window.sort_menu, program.workspace.users
    by_text = {action.text(): action for action in menu.then.actions()}
    assert not by_text["Display name"].isEnabled()
    by_text["User name"].trigger()
    await until(lambda: users.state.query.then == (("user_name", False),))
    assert ticked(menu.then) == ["User name"]
    by_text["E-mail"].trigger()
    await until(lambda: users.state.query.then == (("user_name", False), ("email", False)))
    by_text["User name"].trigger()
    await until(lambda: users.state.query.then == (("email", False),))
    assert ticked(menu) == ["Display name", "&Ascending"]


async def test_the_sort_menu_keeps_up_with_clicks_on_headings(program, until):
    menu, table = program.window.sort_menu, program.page.table
    table.horizontalHeader().sectionClicked.emit(table.users.columns.index("email"))
    await until(lambda: ticked(menu)[0] == "E-mail")


async def test_the_sort_menu_is_about_the_file_that_is_open(program, many, until):
    menu = program.window.sort_menu
    assert await program.file.open(many)
    menu.descending.trigger()
    await until(lambda: program.workspace.users.state.query.descending)
    assert await program.file.close()
    assert menu.actions() == []
    assert not menu.isEnabled()
