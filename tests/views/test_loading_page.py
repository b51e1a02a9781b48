from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint, Qt

from desktop_app.database.preview import preview_of
from desktop_app.domain.query import DELETION, Place
from desktop_app.views.loading_page import LoadingPage
from desktop_app.views.main_window import MainWindow
from desktop_app.views.theme import DARK, LIGHT, palette_of
from desktop_app.views.window_memory import WindowMemory


@pytest.mark.parametrize("shades", [LIGHT, DARK])
@pytest.mark.parametrize("width", [700, 1400])
def test_the_shape_of_a_file_is_drawn_in_the_colours_of_the_theme(qtbot, shades, width):
    page = LoadingPage()
    qtbot.addWidget(page)
    page.setPalette(palette_of(shades))
    page.resize(width, 500)
    image = page.grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(0, width, 3) for y in range(0, 500, 3)}
    assert {shades.window.name(), shades.base.name(), shades.placeholder.name()} <= seen


def test_a_wide_window_leaves_the_place_of_the_details(qtbot):
    page = LoadingPage()
    qtbot.addWidget(page)
    page.setPalette(palette_of(LIGHT))
    for width, shade in ((1400, LIGHT.window), (700, LIGHT.base)):
        page.resize(width, 500)
        assert page.grab().toImage().pixelColor(width - 2, 2) == shade


def table_seen(window, table) -> object:
    """The table as it stands in the window, with its headings."""
    return window.grab(table.rect().translated(table.mapTo(window, QPoint()))).toImage()


@pytest.fixture
def closed(start, five, until):
    """The window as a file left it, and what of it is known before it is open again."""

    async def closed(look=None, size=(1200, 700)):
        program = await start(five)
        window, page = program.window, program.page
        window.resize(*size)
        page.table.setColumnWidth(1, 155)
        for name, shown in {"email": False, "phone": False, "valid_until": True}.items():
            page.table.show_column(page.table.users.columns.index(name), shown)
        await program.workspace.users.sort_by("user_name", descending=True)
        if look is not None and (waiting := look(page)) is not None:
            await waiting
        page.table.clearFocus()
        await until(lambda: not program.workspace.users.tasks.is_busy)
        if page.sidebar.isHidden():
            await until(lambda: page.table.width() == page.width())
        picture = table_seen(window, page.table)
        memory = WindowMemory(five.parent / "memory")
        memory.keep_window(window)
        await program.file.close()
        seen = memory.seen(five)
        window.show_loading()
        preview = preview_of(five, seen.layout, 50)
        return program, picture, lambda: window.show_preview(five, preview, seen)

    return closed


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1200, 700), (760, 500)])
async def test_the_first_rows_stand_where_they_will_stand(closed, theme, size):
    def look(page):
        page.window().setPalette(palette_of(DARK if theme == "dark" else LIGHT))

    program, picture, show = await closed(look, size)
    show()
    table = program.window.loading.table
    assert table_seen(program.window, table) == picture
    assert table.has_painted


async def test_panes_that_were_hidden_are_hidden(closed):
    def look(page):
        page.sidebar.hide()
        page.show_details(wanted=False)

    program, picture, show = await closed(look)
    show()
    table = program.window.loading.table
    assert table.width() == program.window.loading.width()
    assert table_seen(program.window, table) == picture


async def test_a_screen_reader_reads_headings_and_cells(closed):
    program, _picture, show = await closed()
    show()
    table = program.window.loading.table
    model = table.model()
    column = model.columns.index("user_name")
    assert table.accessibleName() == "Users"
    assert model.headerData(column, Qt.Orientation.Horizontal) == "User name"
    assert [model.index(row, column).data() for row in range(5)] == [
        "ivan",
        "img",
        "grace",
        "alan",
        "ada",
    ]


async def test_the_preview_is_gone_when_the_file_is_open(closed, five):
    program, _picture, show = await closed()
    loading = program.window.loading
    show()
    assert await program.file.open(five)
    assert loading.table is None
    await program.file.close()
    program.window.show_loading()
    assert loading.table is None


async def test_in_another_language_there_is_no_preview(closed, five, english):
    await closed()
    memory = WindowMemory(five.parent / "memory")
    assert memory.seen(five) is not None
    english.apply("ru")
    assert memory.seen(five) is None


async def test_an_order_of_several_columns_has_no_preview(start, five, until):
    program = await start(five)
    await program.workspace.users.sort_in_order(("department", False), ("user_name", True))
    memory = WindowMemory(five.parent / "memory")
    memory.keep_window(program.window)
    assert memory.seen(five) is None
    assert memory.order_of(five, {"department", "user_name"}) == (
        ("department", False),
        ("user_name", True),
    )


@pytest.mark.parametrize("kept", ["", "[]", "{", '{"language": "en"}', '{"headings": 3}'])
async def test_a_damaged_memory_of_headings_is_only_forgotten(closed, five, kept):
    await closed()
    memory = WindowMemory(five.parent / "memory")
    (name,) = [name for name in memory._kept.allKeys() if name.endswith("/seen")]
    memory._kept.setValue(name, kept)
    assert memory.seen(five) is None


@pytest.mark.parametrize("part", ["headings", "kinds", "shown", "widths", "language"])
async def test_a_memory_that_lacks_something_is_only_forgotten(closed, five, part):
    await closed()
    memory = WindowMemory(five.parent / "memory")
    (name,) = [name for name in memory._kept.allKeys() if name.endswith("/seen")]
    kept = json.loads(memory._kept.value(name))
    for wrong in ({}, {part: 3}, {part: [[]]} if part != "shown" else {}):
        left = {key: value for key, value in kept.items() if key != part}
        memory._kept.setValue(name, json.dumps(left | wrong))
        assert memory.seen(five) is None


async def test_who_left_from_the_trash_sees_no_columns_of_the_trash(closed, until):
    async def look(page):
        page.workspace.users.go_to(Place.TRASH)
        await until(lambda: page.workspace.users.state.query.place is Place.TRASH)

    program, _picture, show = await closed(look)
    show()
    table = program.window.loading.table
    assert not set(DELETION).intersection(table.header.shown_names())


async def test_nothing_can_be_done_with_the_first_rows_but_read_them(closed, qtbot, until):
    program, picture, show = await closed()
    show()
    table, window = program.window.loading.table, program.window
    for place in (table.header.viewport(), table.viewport()):
        spot = place.mapTo(window, QPoint(40, 10))
        target = window.childAt(spot)
        qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(window, spot))
        assert target is window.loading
    assert table_seen(window, table) == picture


async def test_the_rows_of_one_file_are_not_shown_while_another_is_opened(closed, five):
    program, _picture, show = await closed()
    window = program.window
    show()
    assert window.windowTitle().startswith(five.name)
    window.show_loading(five)
    assert window.loading.table is not None
    window.show_loading(five.with_name("other.userbook"))
    assert window.loading.table is None
    show()
    window._commands = None  # as it is when a second start brings another file
    window.open_named("other.userbook")
    assert window.loading.table is None


def test_who_closes_the_window_before_anything_is_there_is_heard(qtbot):
    window, asked = MainWindow(), []
    qtbot.addWidget(window)
    window.close_requested.connect(lambda: asked.append("close"))
    window.show()
    window.close()
    assert (window.isVisible(), asked) == (False, [])
    window.wish(None)
    assert asked == ["close"]
    window.allow_close()
