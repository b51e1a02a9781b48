from __future__ import annotations

import shutil

import pytest

from desktop_app.views.window_memory import WindowMemory


@pytest.fixture
def again(start, until):
    """Close the program as ``app.py`` does, and start it once more."""

    async def again(program, path, size=(1200, 760)):
        await program.close()
        WindowMemory(program.folder / "settings").keep_window(program.window)
        program.window.allow_close()
        second = await start()
        WindowMemory(program.folder / "settings").restore_window(second.window)
        second.window.resize(*size or (second.window.width(), second.window.height()))
        if path is not None:
            assert await second.file.open(path)
        await until(lambda: not second.file.tasks.is_busy)
        return second

    return again


async def test_the_size_of_the_window_comes_back(start, again):
    program = await start()
    program.window.resize(701, 503)  # the screen of these tests is not large
    second = await again(program, None, size=None)
    assert (second.window.width(), second.window.height()) == (701, 503)


async def test_at_first_it_is_no_larger_than_the_screen(start, tmp_path):
    window = (await start()).window
    window.resize(5000, 5000)
    WindowMemory(tmp_path).restore_window(window)
    room = window.screen().availableGeometry().size()
    assert window.height() < room.height()
    assert window.width() < max(room.width(), window.minimumWidth() + 1)


async def test_columns_and_order_come_back(program, five, again, until):
    table = program.page.table
    column = table.users.columns.index
    table.show_column(column("title"), True)
    table.show_column(column("email"), False)
    table.setColumnWidth(column("user_name"), 222)
    table.horizontalHeader().moveSection(1, 0)
    await program.workspace.users.sort_by("user_name", descending=True)
    shown = table.shown_columns()
    second = await again(program, five)
    table = second.page.table
    assert table.shown_columns() == shown
    assert table.columnWidth(column("user_name")) == 222
    await until(lambda: second.workspace.users.state.query.sort == "user_name")
    assert second.workspace.users.state.query.descending
    ticked = [a.text() for a in second.window.columns_menu.actions() if a.isChecked()]
    assert "Job title" in ticked
    assert "E-mail" not in ticked


async def test_the_first_rows_are_read_in_the_order_that_came_back(program, five, again):
    await program.workspace.users.sort_by("user_name", descending=True)
    second, seen = await again(program, None), []

    def listen(workspace) -> None:
        if workspace is not None:
            workspace.users.watch(lambda s: s.generation and s.query.order, seen.append)

    second.file.watch(lambda state: state.coming, listen)
    assert await second.file.open(five)
    assert {order for order in seen if order} == {(("user_name", True),)}


async def test_each_file_has_columns_of_its_own(program, five, again, tmp_path):
    other = tmp_path / "other.userbook"
    shutil.copy(five.parent / "five.userbook", other)
    table = program.page.table
    at_first = table.shown_columns()
    table.show_column(table.users.columns.index("title"), True)
    second = await again(program, other)
    assert second.page.table.shown_columns() == at_first


async def test_panes_come_back(program, five, again):
    page = program.page
    page.splitter.setSizes([250, 500, 450])
    sizes = page.splitter.sizes()
    second = await again(program, five)
    assert second.page.splitter.sizes() == pytest.approx(sizes, abs=3)


async def test_panes_that_were_wide_are_wide_after_a_narrow_time(program, five, again):
    program.page.splitter.setSizes([250, 500, 450])
    program.window.resize(800, 700)
    second = await again(program, five)
    second.window.resize(1200, 700)
    assert second.page.form.isVisible()
    assert second.page.form.width() >= 280


async def test_hidden_panes_stay_hidden(program, five, again):
    program.action("view.sidebar").trigger()
    program.action("view.details").trigger()
    second = await again(program, five)
    assert not second.page.sidebar.isVisible()
    assert not second.page.form.isVisible()
    second.action("view.sidebar").trigger()
    second.action("view.details").trigger()
    third = await again(second, five)
    assert third.page.sidebar.isVisible()
    assert third.page.form.isVisible()


async def test_nothing_of_a_file_or_a_person_is_kept_in_words(program, five, again):
    program.window.search.setText("lovelace")
    await again(program, five)
    kept = (program.folder / "settings" / "window.ini").read_text("latin-1")
    assert "five" not in kept
    assert "lovelace" not in kept.casefold()


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\x00\xff\xfe" * 300,
        b"[window\ngeometry=\n",
        b"[window]\ngeometry=@ByteArray(\\x1\\x2)\npanes=7\nsidebar=maybe\ndetails=@Invalid()\n",
        b"[window]\ngeometry=@Variant(\\0\\0\\0\\x7f)\n",
    ],
)
@pytest.mark.qt_log_ignore("unknown user type", extend=True)
async def test_a_damaged_memory_is_only_forgotten(start, five, tmp_path, damage):
    folder = tmp_path / "settings"
    folder.mkdir()
    (folder / "window.ini").write_bytes(damage)
    program = await start()
    WindowMemory(folder).restore_window(program.window)
    assert await program.file.open(five)
    assert program.page.table.isVisible()
    assert program.crashes == []


async def test_damaged_columns_of_a_file_are_only_forgotten(program, five, again):
    memory = program.folder / "settings" / "window.ini"
    second = await again(program, five)
    shown = second.page.table.shown_columns()
    await second.close()
    lines = memory.read_text("latin-1").splitlines()
    lines = ["header=@ByteArray(\\x1\\x2)" if x.startswith("header=") else x for x in lines]
    lines = ["sort=nothing" if x.startswith("sort=") else x for x in lines]
    memory.write_text("\n".join(lines), "latin-1")
    third = await again(second, five)
    assert third.page.table.shown_columns() == shown
    assert third.workspace.users.state.query.sort == "display_name"


async def test_a_folder_that_cannot_be_written_costs_only_memory(start, five, tmp_path):
    (tmp_path / "settings").write_text("a file in the place of the folder")
    program = await start(five)
    WindowMemory(tmp_path / "settings").keep_window(program.window)
    assert program.crashes == []
