from __future__ import annotations

import asyncio
import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from desktop_app.database.document import open_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.view_models.workspace import Workspace
from desktop_app.views.workspace_page import WorkspacePage

ESC = Qt.Key.Key_Escape


@pytest.fixture
def page(program):
    return program.page


@pytest.fixture
async def ada(program, until):
    """Somebody is selected and shown."""
    program.workspace.users.select([range(1, 2)])
    await until(lambda: program.workspace.form.state.user)
    return program


async def laid_out() -> None:
    """Qt lays out in a turn of the loop of its own."""
    await asyncio.sleep(0.02)


def left_to_right(page) -> list[int]:
    parts = (page.sidebar, page.table, page.form)
    return [part.mapTo(page, part.rect().topLeft()).x() for part in parts]


async def test_places_people_and_details_stand_side_by_side(page):
    places, people, details = left_to_right(page)
    assert places < people < details
    assert page.form.isVisible()


async def test_right_to_left_they_are_mirrored(page, qapp):
    page.window().setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    await laid_out()
    places, people, details = left_to_right(page)
    assert details < people < places


async def test_in_a_narrow_window_details_lie_over_the_table(ada):
    page, window = ada.page, ada.window
    window.resize(800, 600)
    await laid_out()
    assert page.table.width() > 400
    form = page.form.geometry().translated(page.form.parentWidget().mapTo(page, page.pos()))
    assert page.form.isVisible()
    assert form.right() >= page.width() - 2
    assert (
        page.form.mapTo(page, page.form.rect().topLeft()).x()
        < page.table.mapTo(page, page.table.rect().topRight()).x()
    )


async def test_a_narrow_window_uncovers_the_table_with_escape(ada, qtbot):
    page, window = ada.page, ada.window
    window.resize(800, 600)
    await laid_out()
    page.table.setFocus()
    qtbot.keyClick(page.table, ESC)
    assert not page.form.isVisible()
    assert page.table.hasFocus()
    assert not page.leave_details()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.form.isVisible()
    window.resize(1300, 700)
    await laid_out()
    assert page.form.isVisible()
    assert left_to_right(page) == sorted(left_to_right(page))


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
async def test_in_a_narrow_window_no_words_lie_under_the_button_that_closes(ada, direction):
    ada.window.setLayoutDirection(direction)
    ada.window.resize(800, 600)
    await laid_out()
    page, title = ada.page, ada.page.form.header.title
    words = title.rect().translated(title.mapTo(page, title.rect().topLeft()))
    assert not words.intersects(page._uncover.geometry())
    ada.window.resize(1300, 700)
    await laid_out()
    assert page.form.header._corner.sizeHint().width() == 0


async def test_in_a_narrow_window_nobody_covers_nothing(program):
    program.window.resize(800, 600)
    await laid_out()
    assert not program.page.form.isVisible()
    program.action("user.new").trigger()
    assert program.page.form.isVisible()


async def test_narrow_and_right_to_left_the_details_lie_on_the_left(ada):
    page, window = ada.page, ada.window
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window.resize(800, 600)
    await laid_out()
    assert page.form.mapTo(page, page.form.rect().topLeft()).x() <= 2


@pytest.mark.parametrize("width", [640, 900, 999, 1000, 1001, 1600])
async def test_everything_fits_at_every_width(ada, width):
    page, window = ada.page, ada.window
    window.resize(width, 600)
    await laid_out()
    assert window.width() == width
    assert page.table.isVisible()
    assert page.table.width() >= 240
    assert page.rect().contains(
        page.form.geometry() if page.form.parent() is page else page.form.parentWidget().geometry()
    )


async def test_hidden_details_stay_hidden_while_one_moves_about(ada, until):
    page, users = ada.page, ada.workspace.users
    page.show_details(wanted=False)
    users.select([range(2, 3)])
    await until(lambda: ada.workspace.form.state.user.user_name == "alan")
    assert not page.form.isVisible()
    page.edit_details()
    assert page.form.isVisible()
    assert page.details_wanted


async def test_going_back_and_forth_over_the_border_keeps_the_draft(ada):
    page, window = ada.page, ada.window
    ada.workspace.form.edit("title", "Countess")
    for width in (800, 1200, 700, 1300):
        window.resize(width, 600)
        await laid_out()
    assert ada.workspace.form.state.draft == {"title": "Countess"}
    assert page.form.isVisible()


async def test_fifty_pages_leave_nothing_behind(five, english, qtbot):
    crashes = []
    workspace = Workspace(five, DatabaseHelper(open_document(five).url), crashes.append)
    await workspace.users.load()
    models = (workspace.users, workspace.form, workspace.changes, workspace.exports)
    before = [len(model._watchers) for model in models]
    pages = []
    for _ in range(50):
        page = WorkspacePage(workspace)
        page.show()
        pages.append(weakref.ref(page))
        pages.append(weakref.ref(page.table))
        pages.append(weakref.ref(page.form))
        page.deleteLater()
        del page
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [len(model._watchers) for model in models] == before
    assert [page() for page in pages if page() is not None] == []
    await workspace.close()
    assert crashes == []


async def test_a_closed_file_leaves_no_page_behind(program, until):
    page, users = weakref.ref(program.page), program.workspace.users
    alone = Workspace(None, DatabaseHelper("sqlite+aiosqlite://"), program.crashes.append)
    assert await program.file.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert page() is None
    assert len(users._watchers) == len(alone.users._watchers)  # view-models, which die with it
    await alone.close()
