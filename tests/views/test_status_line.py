from __future__ import annotations

import pytest

from desktop_app.views.status_line import StatusLine


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


def test_it_says_whether_everything_is_in_the_file(line):
    line.show_saved(drafts=0, read_only=False)
    assert line.saved.text() == "Everything saved ✓"
    line.show_saved(drafts=2, read_only=False)
    assert line.saved.text() == "Changes not saved"
    line.show_saved(drafts=0, read_only=True)
    assert line.saved.text() == "Read only"
    line.clear_file()
    assert line.counts.text() == line.saved.text() == ""


def test_progress_is_seen_while_there_is_some(line):
    line.show_saved(drafts=0, read_only=False)
    line.show_progress(31, 50)
    assert line.progress.isVisible()
    assert line.saved.text() == ""  # it is not saved yet
    assert (line.progress.value(), line.progress.maximum()) == (31, 50)
    assert line.progress.accessibleName() == "Progress"
    line.show_progress(0, 0)
    assert not line.progress.isVisible()
    assert line.saved.text() == "Everything saved ✓"


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
