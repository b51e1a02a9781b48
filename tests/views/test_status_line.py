from __future__ import annotations

import asyncio

import pytest

from desktop_app.domain.change import Deed, Summary
from desktop_app.view_models.changes_view_model import UnderWay
from desktop_app.views.status_line import StatusLine, Work
from desktop_app.views.work_words import pace_text, work_text


@pytest.fixture
def line(english, qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.show()
    return line


def test_it_says_nothing_without_a_file(line):
    assert line.counts.text() == line.saved.text() == ""
    assert not line.progress.isVisible()


@pytest.mark.parametrize(
    ("shown", "total", "selected", "words"),
    [
        (5, 5, 0, "5 users"),
        (1, 1, 1, "1 user · 1 selected"),
        (1204, 12408, 0, "1,204 of 12,408 users"),
        (0, 12408, 0, "0 of 12,408 users"),
        (1204, 12408, 1000, "1,204 of 12,408 users · 1,000 selected"),
    ],
)
def test_it_counts(line, shown, total, selected, words):
    line.show_counts(shown=shown, total=total, selected=selected)
    assert line.counts.text() == words


def test_it_does_not_say_too_few_while_it_is_counted(line):
    line.show_counts(shown=128, total=12408, selected=0, is_counted=False)
    assert line.counts.text() == "At least 128 of 12,408 users"
    line.show_counts(shown=1204, total=12408, selected=0)
    assert line.counts.text() == "1,204 of 12,408 users"


def test_it_says_whether_everything_is_in_the_file(line):
    line.show_saved(drafts=0, read_only=False)
    assert line.saved.text() == "Everything saved ✓"
    line.show_saved(drafts=2, read_only=False)
    assert line.saved.text() == "Changes not saved"
    line.show_saved(drafts=0, read_only=True)
    assert line.saved.text() == "Read only"
    line.clear_file()
    assert line.counts.text() == line.saved.text() == ""


def work(words: str = "Importing", done: int = 31, stop=lambda: None) -> Work:
    return Work(lambda: words, done, 50, stop)


async def test_work_is_seen_once_it_takes_its_time(line, until):
    stopped = []
    line.show_saved(drafts=0, read_only=False)
    line.show_work("import", work(stop=lambda: stopped.append("import")))
    assert not line.progress.isVisible()
    await until(line.progress.isVisible)
    assert line.work.text() == "Importing"
    assert line.saved.text() == ""  # it is not saved yet
    assert (line.progress.value(), line.progress.maximum()) == (31, 50)
    assert line.progress.accessibleName() == "Progress"
    assert line.stop.accessibleName()
    line.show_work("copy", work("Copying", stop=lambda: stopped.append("copy")))
    line.show_work("import", work(done=32, stop=lambda: stopped.append("import")))
    assert (line.work.text(), line.progress.value()) == ("Importing", 32)
    line.stop.click()
    line.show_work("import", None)
    assert line.work.text() == "Copying"
    line.stop.click()
    assert stopped == ["import", "copy"]
    line.show_work("copy", None)
    assert not line.progress.isVisible()
    assert not line.stop.isVisible()
    assert line.saved.text() == "Everything saved ✓"


async def test_what_is_done_in_no_time_is_not_seen(line):
    line.show_work("edit", work())
    line.show_work("edit", None)
    await asyncio.sleep(0.4)
    assert not line.progress.isVisible()


@pytest.mark.parametrize(
    ("done", "seconds", "words"),
    [
        (200, 0.1, "200 of 150,000"),
        (30_000, 2.0, "30,000 of 150,000 · 8 seconds left · 15,000 per second"),
        (149_990, 10.0, "149,990 of 150,000 · 1 second left · 14,999 per second"),
        (15_000, 30.0, "15,000 of 150,000 · 4 minutes left · 500 per second"),
        (150_000, 30.0, "150,000 of 150,000"),
    ],
)
@pytest.mark.usefixtures("english")
def test_a_pace_is_told_with_what_is_left(done, seconds, words):
    assert pace_text(done, 150_000, seconds) == words


@pytest.mark.usefixtures("english")
def test_every_deed_has_words_while_it_is_done():
    texts = {work_text(UnderWay(Summary(deed, 312))) for deed in Deed}
    assert len(texts) == len(Deed)
    assert "Moving 312 users to the trash" in texts
    imported = Summary(Deed.IMPORT, 312, label="staff.csv")
    assert work_text(UnderWay(imported)) == "Importing 312 users from “staff.csv”"
    words = "Taking back: 312 users imported from “staff.csv”"
    assert work_text(UnderWay(imported, undone=True)) == words


def test_it_speaks_the_new_language(line, brackets):
    line.show_counts(shown=1, total=5, selected=0)
    line.show_saved(drafts=0, read_only=False)
    brackets(on=True)
    assert line.counts.text().startswith("⟦")
    assert line.saved.text() == "⟦Everything saved ✓⟧"


async def test_drafts_are_told_while_one_moves_about(program, until):
    users, form = program.workspace.users, program.workspace.form
    users.select([range(1, 2)])
    await until(lambda: form.state.user)
    form.edit("title", "Countess")
    assert program.window.status.saved.text() == "Changes not saved"
    users.select([range(2, 3)])
    await until(lambda: form.state.user.user_name == "alan")
    assert program.window.status.saved.text() == "Changes not saved"
    users.select([range(1, 2)])
    await until(lambda: form.state.draft)
    program.action("user.revert").trigger()
    await until(lambda: program.window.status.saved.text() == "Everything saved ✓")
