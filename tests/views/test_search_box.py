from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop_app.domain.query import Place
from desktop_app.views.empty_page import EmptyFilePage, NoMatchPage
from desktop_app.views.search_box import SearchBox

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def search(program):
    program.window.search.setFocus()
    return program.window.search


def found(program) -> list[str]:
    users = program.workspace.users
    return [users.rows.row(i).values["user_name"] for i in range(users.state.count)]


def middle(program):
    return program.page.table.parentWidget().currentWidget()


async def test_each_key_searches(search, program, qtbot, until):
    asked = []
    search.textChanged.connect(asked.append)
    qtbot.keyClicks(search, "ad")
    assert asked == ["a", "ad"]
    await until(lambda: program.workspace.users.state.query.text == "ad")
    assert found(program) == ["ada"]


async def test_the_newest_key_wins(search, program, qtbot, until):
    results = []
    program.workspace.users.watch(lambda s: s.query.text, results.append)
    qtbot.keyClicks(search, "grac")
    for _ in range(4):
        qtbot.keyClick(search, Qt.Key.Key_Backspace)
    qtbot.keyClicks(search, "alan")
    await until(lambda: program.workspace.users.state.query.text == "alan")
    assert found(program) == ["alan"]
    assert results == ["", "alan"]


async def test_case_and_letters_of_other_alphabets_are_found(search, program, qtbot, until):
    search.setText("петр")
    await until(lambda: program.workspace.users.state.query.text)
    assert found(program) == ["ivan"]


async def test_escape_empties_and_the_people_come_back(search, program, qtbot, until):
    search.setText("ada")
    await until(lambda: program.workspace.users.state.count == 1)
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    await until(lambda: program.workspace.users.state.count == 5)


async def test_down_goes_on_to_the_first_result(search, program, qtbot, until):
    search.setText("a")
    await until(lambda: program.workspace.users.state.query.text)
    qtbot.keyClick(search, Qt.Key.Key_Down)
    assert program.page.table.hasFocus()
    await until(lambda: program.workspace.users.state.selected_rows == (0,))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
async def test_enter_goes_on_to_the_results(search, program, qtbot, key):
    qtbot.keyClick(search, key)
    assert program.page.table.hasFocus()


async def test_control_f_comes_back_with_the_text_marked(search, program, qtbot):
    search.setText("ada")
    program.page.table.setFocus()
    qtbot.keyClick(program.page.table, Qt.Key.Key_F, CTRL)
    assert search.hasFocus()
    assert search.selectedText() == "ada"


async def test_a_slash_in_the_places_goes_to_the_search(program, qtbot):
    program.page.sidebar.setFocus()
    qtbot.keyClicks(program.page.sidebar, "/")
    assert program.window.search.hasFocus()


async def test_a_slash_in_the_search_is_a_slash(search, qtbot):
    qtbot.keyClicks(search, "R/D")
    assert search.text() == "R/D"


async def test_nobody_found_names_the_search_and_offers_the_way_back(search, program, qtbot, until):
    search.setText("<b>zzz")
    await until(lambda: isinstance(middle(program), NoMatchPage))
    assert middle(program).heading.text() == "None of 5 users match “<b>zzz”"
    qtbot.keyClick(search, Qt.Key.Key_Down)
    middle(program).clear_requested.emit()
    await until(lambda: middle(program) is program.page.table)
    assert search.text() == ""
    assert program.workspace.users.state.count == 5


async def test_an_empty_place_offers_everybody(search, program, until):
    program.workspace.users.go_to(Place.EXPIRING)
    search.setText("ada")
    await until(lambda: isinstance(middle(program), NoMatchPage))
    middle(program).all_requested.emit()
    await until(lambda: program.workspace.users.state.count == 5)
    assert program.workspace.users.state.query.place is Place.ALL
    assert program.page.sidebar.currentRow() == 0
    assert search.text() == ""


async def test_an_empty_file_invites(start, nobody, until):
    program = await start(nobody)
    page = middle(program)
    assert isinstance(page, EmptyFilePage)
    page.sample_requested.emit()
    await until(lambda: program.workspace.users.state.count == 100)
    assert middle(program) is program.page.table
    assert program.window.search.placeholderText() == "Search 100 users, or department:sales"


async def test_an_empty_file_takes_the_first_user(start, nobody, until):
    program = await start(nobody)
    middle(program).new_requested.emit()
    form = program.page.form
    assert form.isVisible()
    assert form.isAncestorOf(program.window.focusWidget())


async def test_a_search_that_is_left_to_show_somebody_leaves_the_box_too(search, program, until):
    """A new user is shown after saving, whatever was sought before."""
    search.setText("ada")
    await until(lambda: program.workspace.users.state.count == 1)
    program.action("user.new").trigger()
    program.workspace.form.edit("user_name", "newton")
    program.action("user.save").trigger()
    await until(lambda: program.workspace.users.state.count == 6)
    assert search.text() == ""
    assert program.workspace.users.state.selected


async def test_the_box_is_asleep_without_a_file(start, until):
    program = await start()
    assert not program.window.search.isEnabled()
    assert program.window.search.placeholderText() == "Search users (Ctrl+F)"


def test_it_says_how_many_there_are_and_its_name(english, qtbot):
    box = SearchBox()
    qtbot.addWidget(box)
    box.set_total(12408)
    assert box.placeholderText() == "Search 12,408 users, or department:sales"
    box.set_total(1)
    assert box.placeholderText() == "Search 1 user, or department:sales"
    assert box.accessibleName() == "Search users"
    assert box.maxLength() == 1000
