"""The first page is seen by those who need it, and by nobody on the way in or out."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import Qt

from desktop_app.views import recent_files
from desktop_app.views.main_window import MainWindow

_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def shown(monkeypatch):
    """How often the first page was shown."""
    seen, show = [], MainWindow.show_welcome

    def show_welcome(window, recent, missing) -> None:
        seen.append(recent)
        show(window, recent, missing)

    monkeypatch.setattr(MainWindow, "show_welcome", show_welcome)
    return seen


async def test_it_is_not_seen_while_a_file_is_on_its_way(start, five, shown):
    program = await start(five, is_awaited=True)
    assert program.window.page is not None
    assert shown == []
    assert await program.file.close()
    assert len(shown) > 0


async def test_it_comes_when_the_awaited_file_does_not(start, tmp_path, shown, until):
    program = await start(is_awaited=True)
    assert shown == []
    program.file.open(tmp_path / "gone.userbook")
    await until(lambda: shown and program.window.bar.message)
    assert "gone.userbook" in program.window.bar.message.text


async def test_it_comes_when_the_awaited_database_does_not(start, tmp_path, shown, until):
    program = await start(is_awaited=True)
    program.presenter.crash(ValueError("no such driver"))
    assert len(shown) == 1
    program.crashes.clear()


async def test_it_is_not_seen_on_the_way_out(program, shown):
    assert await program.presenter.leave()
    assert not program.window.isVisible()
    assert shown == []


async def test_who_keeps_on_keeps_the_window_and_the_page(program, until, shown):
    await program.select(until, 1)
    program.workspace.form.edit("title", "Countess")
    program.prompts.answers = [False]
    assert not await program.presenter.leave()
    assert program.window.isVisible()
    assert program.window.page is not None
    program.workspace.form.revert()
    assert await program.file.close()
    assert program.window.isVisible()
    assert len(shown) > 0


async def test_a_disk_that_does_not_answer_holds_nothing_up(program, five, until, monkeypatch):
    answer = Event()

    def wait_for_the_network(path) -> bool:
        assert answer.wait(5)
        return False

    monkeypatch.setattr(recent_files, "_is_there", wait_for_the_network)
    assert await program.file.close()
    recent = program.window.welcome.recent
    assert recent.count() == 1
    recent.setCurrentRow(0)
    recent.say_missing("missing")
    assert "missing" not in recent.item(0).data(_SPOKEN)
    answer.set()
    await until(lambda: "missing" in recent.item(0).data(_SPOKEN))
    assert recent.currentRow() == 0
