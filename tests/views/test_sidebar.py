from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.domain.query import Place
from desktop_app.domain.saved_search import SavedSearch

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def sidebar(program):
    program.page.sidebar.setFocus()
    return program.page.sidebar


def spoken(sidebar) -> list[str]:
    return [sidebar.item(i).data(SPOKEN) for i in range(sidebar.count())]


async def test_every_place_has_a_name_an_icon_and_a_count(sidebar):
    assert spoken(sidebar) == [
        "All users, 5",
        "Active, 3",
        "Disabled, 2",
        "Expire soon, 0",
        "Changed today, 5",
        "Trash, 0",
    ]
    assert not any(sidebar.item(i).icon().isNull() for i in range(sidebar.count()))
    assert sidebar.accessibleName() == "Places"
    assert sidebar.currentRow() == 0


async def test_an_arrow_goes_to_the_place_at_once(sidebar, program, qtbot, until):
    qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    await until(lambda: program.workspace.users.state.query.place is Place.DISABLED)
    assert program.workspace.users.state.count == 2
    assert program.window.status.counts.text() == "2 of 5 users"


async def test_going_back_before_the_answer_stays_back(sidebar, program, qtbot, until):
    qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    qtbot.keyClick(sidebar, Qt.Key.Key_Up)
    before = program.workspace.users.state.generation
    await until(lambda: program.workspace.users.state.generation > before)
    await until(lambda: not program.workspace.users.tasks.is_busy)
    assert sidebar.currentRow() == 0
    assert program.workspace.users.state.query.place is Place.ALL


async def test_a_click_goes_to_the_place(sidebar, program, qtbot, until):
    place = sidebar.visualItemRect(sidebar.item(1)).center()
    qtbot.mouseClick(sidebar.viewport(), Qt.MouseButton.LeftButton, pos=place)
    await until(lambda: program.workspace.users.state.query.place is Place.ACTIVE)


async def test_counts_follow_the_changes(sidebar, program, until):
    users = program.workspace.users
    users.select([range(1, 2)])
    await until(lambda: users.state.selected)
    program.action("user.disable").trigger()
    await until(lambda: "Disabled, 3" in spoken(sidebar))
    assert "Active, 2" in spoken(sidebar)


async def test_it_is_where_the_result_is(sidebar, program, until):
    await program.workspace.users.go_to(Place.CHANGED_TODAY)
    assert sidebar.currentRow() == 4


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
async def test_names_and_counts_are_painted_in_both_directions(sidebar, direction):
    sidebar.setLayoutDirection(direction)
    image = sidebar.viewport().grab().toImage()
    base = image.pixelColor(image.width() // 2, image.height() - 2)
    row = sidebar.visualItemRect(sidebar.item(1))
    halves = [range(12, 60), range(image.width() - 60, image.width() - 12)]
    for half in halves:
        columns = (
            image.pixelColor(x, y) for x in half for y in range(row.top() + 2, row.bottom() - 2)
        )
        assert sum(each != base for each in columns) > 10


async def test_the_names_change_with_the_language(sidebar, brackets):
    brackets(on=True)
    assert sidebar.item(0).text() == "⟦All users⟧"
    brackets(on=False)
    assert sidebar.item(0).text() == "All users"


def needed(sidebar, name: str, count: str) -> int:
    measure = sidebar.fontMetrics().horizontalAdvance
    return 12 + 17 + 8 + measure(name) + 8 + measure(count) + 12


async def test_no_count_is_cut_however_long_it_gets(sidebar, program, until):
    program.page.splitter.setSizes([10, 600, 360])
    program.workspace.users._set(places=dict.fromkeys(Place, 1_150_000))
    room = needed(sidebar, "Changed today", "1,150,000")
    await until(lambda: sidebar.viewport().width() >= room)


@pytest.mark.parametrize("details", [True, False])
async def test_it_is_as_wide_while_one_looks_back(sidebar, program, until, details):
    page = program.page
    page.show_details(wanted=details)
    page.splitter.setSizes([200, 500, 300])
    await asyncio.sleep(0.1)
    before = page.splitter.sizes()
    moments = program.workspace.moments
    await program.commands._look(moments.after(1), datetime.now(UTC))
    await until(lambda: program.page is not page and program.page.splitter.sizes() == before)
    program.commands.look_back()
    await until(lambda: program.page is page)
    await asyncio.sleep(0.1)
    assert page.splitter.sizes() == before


DISABLED = SavedSearch("Disabled ones", "active:no")
TURING = SavedSearch("Turing & <b>co", "turing")


@pytest.fixture
async def saved(sidebar, program, until):
    saved = program.workspace.saved
    await saved.save(DISABLED)
    await saved.save(TURING)
    await until(lambda: len(saved.state.counts) == 2)
    return saved


async def test_saved_searches_stand_below_the_places_with_their_counts(sidebar, saved):
    assert spoken(sidebar)[6:] == [None, "Disabled ones, 1", "Turing & <b>co, 1"]
    assert sidebar.item(6).text() == "Saved"
    assert not sidebar.item(6).flags() & Qt.ItemFlag.ItemIsSelectable
    assert sidebar.item(8).toolTip() == "<qt>Turing &amp; &lt;b&gt;co<br>turing</qt>"


async def test_a_saved_search_is_sought_and_left(sidebar, saved, program, qtbot, until):
    sidebar.setCurrentRow(5)
    qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    assert sidebar.currentRow() == 7, "the heading is no place to be"
    assert program.window.search.text() == "active:no"
    await until(lambda: program.workspace.users.state.count == 1)
    assert sidebar.currentRow() == 7
    qtbot.keyClick(sidebar, Qt.Key.Key_Up)
    await until(lambda: program.workspace.users.state.query.place is Place.TRASH)
    assert program.window.search.text() == ""


async def test_it_stands_where_the_search_is(sidebar, saved, program, until):
    program.window.search.setText("turing")
    await until(lambda: sidebar.currentRow() == 8)
    program.window.search.setText("turing x")
    await until(lambda: sidebar.currentRow() == 0)


async def test_the_search_that_is_seen_is_saved_under_a_name(program, sidebar, until):
    program.window.search.setText("alan")
    assert not program.action("edit.save_search").isEnabled()
    await until(program.action("edit.save_search").isEnabled)
    program.prompts.answers = ["Alans"]
    program.page.filter_bar.save.click()
    await until(lambda: spoken(sidebar)[7:] == ["Alans, 1"])
    assert program.prompts.asked == [("alan", [])]
    assert sidebar.currentRow() == 7


async def test_who_gives_no_name_saves_nothing(program, sidebar, until):
    program.prompts.answers = [None]
    program.commands.save_search()
    await until(lambda: program.prompts.asked)
    assert sidebar.count() == 6


async def test_keys_rename_move_and_remove(sidebar, saved, program, qtbot, until):
    sidebar.setCurrentRow(8)
    program.prompts.answers = ["Alan"]
    qtbot.keyClick(sidebar, Qt.Key.Key_F2)
    await until(lambda: spoken(sidebar)[7:] == ["Disabled ones, 1", "Alan, 1"])
    assert program.prompts.asked == [("Turing & <b>co", ["Disabled ones"])]
    qtbot.keyClick(sidebar, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    await until(lambda: spoken(sidebar)[7:] == ["Alan, 1", "Disabled ones, 1"])
    qtbot.keyClick(sidebar, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    await until(lambda: spoken(sidebar)[7:] == ["Disabled ones, 1", "Alan, 1"])
    sidebar.setCurrentRow(7)
    qtbot.keyClick(sidebar, Qt.Key.Key_Delete)
    await until(lambda: spoken(sidebar)[7:] == ["Alan, 1"])
    assert program.window.bar.message.text == "Saved search “Disabled ones” removed"
    program.window.bar.message.act()
    await until(lambda: spoken(sidebar)[7:] == ["Disabled ones, 1", "Alan, 1"])


async def test_without_saved_searches_the_heading_is_gone(sidebar, saved, until):
    await saved.remove(DISABLED)
    await saved.remove(TURING)
    assert sidebar.count() == 6


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
async def test_a_right_click_offers_the_same(sidebar, saved, until):
    sidebar.customContextMenuRequested.emit(sidebar.visualItemRect(sidebar.item(7)).center())
    menu = QApplication.activePopupWidget()
    words = [action.text() for action in menu.actions()]
    assert words == ["Rename…", "Move up", "Move down", "Remove"]
    menu.actions()[2].trigger()
    menu.close()
    await until(lambda: sidebar.item(8).text() == "Disabled ones")
    sidebar.customContextMenuRequested.emit(sidebar.visualItemRect(sidebar.item(1)).center())
    assert QApplication.activePopupWidget() is None
    assert DISABLED in saved.state.searches


async def test_the_heading_is_painted(sidebar, saved):
    image = sidebar.viewport().grab().toImage()
    row = sidebar.visualItemRect(sidebar.item(6))
    base = image.pixelColor(image.width() - 3, row.center().y())
    line = (image.pixelColor(x, row.center().y()) for x in range(row.width()))
    assert any(each != base for each in line)
