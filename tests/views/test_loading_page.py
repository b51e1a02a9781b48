from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from desktop_app.database.preview import preview_of
from desktop_app.views.loading_page import LoadingPage
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


def rows_seen(window, table) -> object:
    """The rows under the first one, which may have the cursor, as they stand in the window."""
    line = table.verticalHeader().defaultSectionSize()
    place = table.viewport().rect().adjusted(0, line, 0, 0)
    return window.grab(place.translated(table.viewport().mapTo(window, QPoint()))).toImage()


@pytest.fixture
def closed(start, five, until):
    """The window as a file left it, and what of it is known before it is open again."""

    async def closed(look=None, size=(1200, 700)):
        program = await start(five)
        window, page = program.window, program.page
        window.resize(*size)
        page.splitter.setSizes([190, 620, 380])
        page.table.setColumnWidth(1, 155)
        await program.workspace.users.sort_by("user_name", descending=True)
        if look is not None:
            look(page)
        page.timeline.setFocus()
        await until(lambda: not program.workspace.users.tasks.is_busy)
        if page.sidebar.isHidden():
            await until(lambda: page.table.width() == page.width())
        picture = rows_seen(window, page.table)
        memory = WindowMemory(five.parent / "memory")
        memory.keep_window(window)
        await program.file.close()
        seen = memory.seen(five)
        window.show_loading()
        return program, picture, seen, preview_of(five, seen.layout, 50)

    return closed


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1200, 700), (760, 500)])
async def test_the_first_rows_stand_where_they_will_stand(closed, theme, size):
    def look(page):
        page.window().setPalette(palette_of(DARK if theme == "dark" else LIGHT))

    program, picture, seen, preview = await closed(look, size)
    program.window.loading.show_preview(preview, seen)
    table = program.window.loading.table
    assert rows_seen(program.window, table) == picture
    assert table.has_painted


async def test_panes_that_were_hidden_are_hidden(closed):
    def look(page):
        page.sidebar.hide()
        page.show_details(wanted=False)

    program, picture, seen, preview = await closed(look)
    program.window.loading.show_preview(preview, seen)
    table = program.window.loading.table
    assert table.width() == program.window.loading.width()
    assert rows_seen(program.window, table) == picture


async def test_a_screen_reader_reads_headings_and_cells(closed):
    program, _picture, seen, preview = await closed()
    program.window.loading.show_preview(preview, seen)
    table = program.window.loading.table
    model, names = table.model(), list(seen.layout.headings)
    column = names.index("user_name")
    assert table.accessibleName() == "Users"
    assert model.headerData(column, Qt.Orientation.Horizontal) == "User name"
    assert [model.index(row, column).data() for row in range(5)] == sorted(
        (row.values["user_name"] for row in preview.rows), reverse=True
    )


async def test_the_preview_is_gone_when_the_file_is_open(closed, five):
    program, _picture, seen, preview = await closed()
    loading = program.window.loading
    loading.show_preview(preview, seen)
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
    (name,) = [name for name in memory._kept.allKeys() if name.endswith("/headings")]
    memory._kept.setValue(name, kept)
    assert memory.seen(five) is None
