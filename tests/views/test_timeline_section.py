"""The history of the user in the form, as a person sees it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from desktop_app.domain.change import Author, Change, ChangeKind
from desktop_app.domain.query import Place
from desktop_app.domain.user import UpdateUserDTO
from desktop_app.operations.user_operations import DeleteUsers, UpdateUser
from desktop_app.view_models import timeline_view_model
from desktop_app.views import history_words as words

IMG = "<img src='/dev/zero'> & <b>co</b>"


@pytest.fixture
async def section(program, until):
    await program.select(until, 1)
    return program.page.timeline


@pytest.fixture
def change(program, until):
    """The user in the form is changed, and the history has settled."""

    async def change(**values: object) -> None:
        workspace = program.workspace
        user = workspace.form.state.user
        await workspace.changes.attempt(UpdateUser(user, UpdateUserDTO.model_validate(values)))
        parts = (workspace.timeline, workspace.form, workspace.users)
        await until(lambda: not any(part.tasks.is_busy for part in parts))

    return change


def texts(widget) -> list[str]:
    labels = [label for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    return [without_marks(label.text()) for label in labels]


def without_marks(text: str) -> str:
    """The marks that keep values of either direction apart are not seen."""
    return text.translate(dict.fromkeys(map(ord, "\u2068\u2069")))


async def test_it_is_folded_away_at_first(section, program, until):
    assert section.isVisible()
    assert not section.inner.isVisible()
    assert section.entries == []
    section.button.click()
    await until(lambda: section.entries)
    assert section.inner.isVisible()
    section.button.click()
    assert not section.inner.isVisible()


async def test_what_is_unfolded_comes_in_sight(section, change, until, program):
    area = program.page.form.area
    program.window.resize(1200, 500)
    await change(department="Numbers")
    section.button.click()
    await until(lambda: section.entries and in_sight(area, section.entries[0]))
    bar = area.verticalScrollBar()
    bar.setValue(bar.value() - 100)
    section.entries[-1].toggle.click()
    await until(
        lambda: section.entries[-1].past.isVisible() and in_sight(area, section.entries[-1])
    )
    bar.setValue(0)
    await change(department="Letters")  # nobody has asked to see that
    assert bar.value() == 0


def in_sight(area, part) -> bool:
    seen = part.visibleRegion().boundingRect()
    return seen.height() >= min(part.height(), area.viewport().height())


async def test_nobody_and_a_new_user_have_no_history(section, program):
    program.workspace.form.new()
    assert section.isHidden()


async def test_an_entry_says_who_when_and_what(section, change, until, program):
    section.button.click()
    await change(department="Numbers", notes=None, title=IMG)
    await until(lambda: len(section.entries) == 2)
    newest, first = section.entries
    told = texts(newest)
    assert told[0] == "Changed"
    assert told[1].endswith("· not known · Form")
    assert "Department: Engines → Numbers" in told
    assert f"Job title: (empty) → {IMG}" in told
    assert texts(first)[0] == "Added"
    assert "somebody" in texts(first)[1]
    names = [button.accessibleName() for _, button in newest.restores]
    assert names == ["Make “Job title” empty again", "Restore “Engines” in “Department”"]


async def test_a_value_is_restored_by_its_button(section, change, until, program):
    section.button.click()
    await change(department="Numbers")
    await until(lambda: len(section.entries) == 2)
    view = section.entries[0]
    ((_, button),) = view.restores
    assert button.isEnabled()
    button.click()
    await until(lambda: len(section.entries) == 3)
    assert section.entries[1] is view
    assert texts(section.entries[0])[0] == "Earlier values restored"
    await until(lambda: not button.isEnabled())
    assert program.workspace.form.state.user.department == "Engines"
    assert program.window.bar.message.text == "Ada Lovelace changed"


async def test_the_whole_user_is_seen_and_restored(section, change, until, program):
    section.button.click()
    await change(department="Numbers", active=False)
    await until(lambda: len(section.entries) == 2)
    first = section.entries[1]
    first.toggle.click()
    await until(first.past.isVisible)
    told = texts(first.past)
    assert "Engines (now: Numbers)" in told
    assert "yes (now: no)" in told
    assert first.toggle.accessibleName() == "Hide these values"
    assert first.past.restore.isEnabled()
    first.past.restore.click()
    await until(lambda: len(section.entries) == 3)
    await until(lambda: not first.past.restore.isEnabled())
    assert texts(first.past)[0] == "All values were then as they are now:"
    first.toggle.click()
    await until(first.past.isHidden)


async def test_what_stands_in_the_way_is_said_over_the_entries(section, change, until, program):
    section.button.click()
    await change(user_name="augusta")
    await program.select(until, 2)
    await change(user_name="ada")
    await program.select(until, 1)
    await until(lambda: len(section.entries) == 2)
    renamed = next(b for c, b in section.entries[0].restores if c.field == "user_name")
    renamed.click()
    await until(lambda: section.bar.message)
    assert "is used already" in section.bar.message.text
    assert program.window.bar.message is None or "used" not in program.window.bar.message.text
    section.bar.dismiss()
    assert program.workspace.timeline.state.problem is None


async def test_the_trash_shows_history_too(section, change, until, program):
    await change(department="Numbers")
    workspace = program.workspace
    await workspace.changes.attempt(DeleteUsers((workspace.form.state.user.key,)))
    workspace.users.go_to(Place.TRASH)  # not awaited: news of the file may come in between
    await until(lambda: workspace.users.is_in_trash)
    await program.select(until, 0)
    section.button.click()
    await until(lambda: len(section.entries) == 3)
    assert section.remark.isVisible()
    assert not any(button.isEnabled() for view in section.entries for _, button in view.restores)


async def test_every_control_has_a_name_and_can_be_reached(section, change, until):
    section.button.click()
    await change(department="Numbers")
    await until(lambda: len(section.entries) == 2)
    for button in section.findChildren(QToolButton):
        assert button.accessibleName() or button.text()
    view = section.entries[0]
    view.toggle.setFocus()
    assert QApplication.focusWidget() is view.toggle


async def test_older_changes_come_by_a_button(section, change, until, monkeypatch):
    monkeypatch.setattr(timeline_view_model, "_PAGE", 2)
    for number in range(3):
        await change(title=str(number))
    section.button.click()
    await until(section.more.isVisible)
    assert len(section.entries) == 2
    section.more.click()
    await until(lambda: len(section.entries) == 4)
    assert section.more.isHidden()


async def test_it_speaks_the_language_of_the_moment(section, change, until, brackets):
    section.button.click()
    await change(department="Numbers")
    await until(lambda: len(section.entries) == 2)
    brackets(on=True)
    assert texts(section.entries[0])[0] == "⟦Changed⟧"


def test_authors_have_words(english):
    assert words.author_text(Author("ann", "Ann Lee")) == "Ann Lee (ann)"
    assert words.author_text(Author("ann", "ann")) == "ann"
    assert words.author_text(Author("", "Ann")) == "Ann"
    assert words.author_text(Author()) == "not known"


def test_every_kind_has_words(english):
    assert len({words.kind_text(kind) for kind in ChangeKind}) == len(ChangeKind)


def test_what_is_secret_or_not_known_is_said_to_be(english):
    secret = Change(1, "title", None, None, secret=True)
    assert without_marks(words.change_text(secret, ChangeKind.FORM)) == "Job title: changed"
    assert words.before_text(secret, ChangeKind.FORM) == "changed"
    assert words.after_text(secret) == ""
    outside = Change(1, "title", None, "x")
    assert (
        without_marks(words.change_text(outside, ChangeKind.OUTSIDE)) == "Job title: not known → x"
    )
    assert without_marks(words.change_text(outside, ChangeKind.FORM)) == "Job title: (empty) → x"
    other = Change(1, "of_another_version", "a\nb", "x" * 300)
    text = without_marks(words.change_text(other, ChangeKind.FORM))
    assert text.startswith("of_another_version: a b → xxx")
    assert text.endswith("…")
