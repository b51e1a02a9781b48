"""Filters as a person meets them: typed, completed, chosen, taken away, mistaken."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop_app.domain.filter_fields import all_fields, groups
from desktop_app.domain.filter_parser import parse
from desktop_app.views import search_box
from desktop_app.views.empty_page import NoMatchPage
from desktop_app.views.filter_error_texts import field_text
from desktop_app.views.filter_menu import FilterMenu
from desktop_app.views.filter_texts import filter_text, written_field
from desktop_app.views.links import LinkButton

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    monkeypatch.setattr(search_box, "_STILL_TYPING", 0)


@pytest.fixture
def search(program):
    program.window.search.setFocus()
    yield program.window.search
    program.window.search.completions.offer((), range(0))


@pytest.fixture
def bar(program):
    return program.page.filter_bar


def found(program) -> list[str]:
    users = program.workspace.users
    return [users.rows.row(i).values["user_name"] for i in range(users.state.count)]


def chips(bar) -> list[str]:
    return [chip.text() for chip in bar.chips]


def offered(search) -> list[str]:
    model = search.completions.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


async def test_a_filter_is_typed_and_shown_as_a_chip(search, bar, program, qtbot, until):
    assert not bar.isVisible()
    qtbot.keyClicks(search, "a active:no")
    await until(lambda: found(program) == ["grace"])
    assert bar.isVisible()
    assert chips(bar) == ["Active: no"]
    assert bar.accessibleName() == "Filters"


async def test_a_chip_that_is_pressed_is_gone_from_the_text(search, bar, program, qtbot, until):
    search.setText("a active:no -has:email")
    assert chips(bar) == ["Active: no", "E-mail is empty"]
    chip = bar.chips[0]
    assert chip.accessibleName() == "Remove the filter: Active: no"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert search.text() == "a -has:email"
    bar.chips[0].setFocus()
    qtbot.keyClick(bar.chips[0], KEY.Key_Delete)
    assert search.text() == "a"
    assert not bar.isVisible()
    await until(lambda: len(found(program)) == 5)


async def test_the_keyboard_goes_on_from_chip_to_chip(search, bar, qtbot):
    search.setText("active:no -has:email has:title")
    bar.chips[1].setFocus()
    qtbot.keyClick(bar.chips[1], KEY.Key_Return)
    assert search.text() == "active:no has:title"
    assert bar.chips[1].hasFocus()
    qtbot.keyClick(bar.chips[1], KEY.Key_Tab)
    assert bar.add.hasFocus()


async def test_chips_of_many_filters_stand_on_several_lines(search, bar, program):
    search.setText("active:no " + " ".join(f"-title:x{n}" for n in range(20)))
    assert bar.heightForWidth(400) > bar.heightForWidth(4000) > 0
    places = {chip.y() for chip in bar.chips}
    assert len(places) > 1
    assert all(chip.geometry().right() <= bar.width() for chip in bar.chips)


async def test_a_mistake_is_underlined_and_explained(search, program, until):
    search.setText("active:no")
    await until(lambda: found(program) == ["grace"])
    search.setText("active:maybe")
    await until(search.accessibleDescription)
    assert search.accessibleDescription() == "“maybe” is neither yes nor no. Write one of the two."
    assert search.note.isVisible()
    assert search.note.text.text() == search.accessibleDescription()
    assert found(program) == ["grace"]
    search.setText("active:yes")
    await until(lambda: not search.note.isVisible())
    assert search.accessibleDescription() == ""


async def test_the_explanation_stands_below_the_box(search, program, until):
    search.setText("(a OR b")
    await until(lambda: search.note is not None and search.note.isVisible())
    box = search.mapTo(program.window, search.rect().topLeft())
    program.window.resize(900, 600)
    box = search.mapTo(program.window, search.rect().topLeft())
    assert search.note.x() == box.x()
    assert search.note.y() > box.y() + search.height()
    assert search.note.geometry().right() <= program.window.width()
    program.page.table.setFocus()
    assert not search.note.isVisible()


async def test_a_field_is_completed_and_then_its_value(search, program, qtbot, until):
    qtbot.keyClicks(search, "dep")
    await until(lambda: search.completions.is_open)
    assert offered(search) == ["Department"]
    press(search, KEY.Key_Down)
    press(search, KEY.Key_Return)
    assert search.text() == "department:"
    await until(lambda: offered(search) == ["Engines"])
    press(search, KEY.Key_Down)
    press(search, KEY.Key_Tab)
    assert search.text() == "department:Engines "
    await until(lambda: found(program) == ["ada"])


class Marks(QObject):
    """Which parts of the box were underlined: where each begins from the cursor, how long it is."""

    def __init__(self, search) -> None:
        super().__init__(search)
        self.seen: list[tuple[int, int]] = []
        search.installEventFilter(self)

    def eventFilter(self, _watched, event) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.InputMethod:
            self.seen += [(mark.start, mark.length) for mark in event.attributes()]
        return False


async def test_what_is_completed_and_underlined_behind_an_emoji_is_what_was_meant(
    search, qtbot, until
):
    search.setText("😀😀 ")
    qtbot.keyClicks(search, "dep")
    await until(lambda: search.completions.is_open)
    press(search, KEY.Key_Down)
    press(search, KEY.Key_Return)
    assert search.text() == "😀😀 department:"
    marks = Marks(search)
    search.setText("😀 active:maybe")
    await until(lambda: marks.seen)
    (mark,) = marks.seen
    assert (mark[0] + search.cursorPosition(), mark[1]) == (len("zz active:"), len("maybe"))


def press(search, key) -> None:
    """As the system does: to the list, which lies over the window."""
    popup = search.completions.popup()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(popup, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))


async def test_escape_closes_the_list_first(search, qtbot, until):
    qtbot.keyClicks(search, "dep")
    await until(lambda: search.completions.is_open)
    press(search, KEY.Key_Escape)
    assert not search.completions.is_open
    assert search.text() == "dep"
    qtbot.keyClick(search, KEY.Key_Escape)
    assert search.text() == ""


async def test_enter_without_a_choice_goes_to_the_results(search, qtbot, until):
    asked = []
    search.results_requested.connect(lambda: asked.append(1))
    qtbot.keyClicks(search, "act")
    await until(lambda: search.completions.is_open)
    press(search, KEY.Key_Return)
    assert not search.completions.is_open
    assert search.text() == "act"
    assert asked == [1]


async def test_control_space_offers_every_field(search, qtbot, until):
    qtbot.keyClick(search, KEY.Key_Space, CTRL)
    await until(lambda: search.completions.is_open)
    assert len(offered(search)) == len(all_fields()) + len(groups())
    assert "User name (user_name)" in offered(search)
    assert search.completions.popup().accessibleName() == "Suggestions"
    press(search, KEY.Key_Escape)
    qtbot.keyClick(search, KEY.Key_Space, CTRL)
    await until(lambda: search.completions.is_open)


async def test_typing_goes_on_while_the_list_is_open(search, qtbot, until):
    qtbot.keyClicks(search, "act")
    await until(lambda: search.completions.is_open)
    qtbot.keyClicks(search, "xyz")
    await until(lambda: not search.completions.is_open)
    assert search.text() == "actxyz"


@pytest.fixture
def menu(search, program):
    program.commands.add_filter()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, FilterMenu)
    yield menu
    menu.close()


def choose(menu, field: str, deed: str) -> None:
    submenu = next(a.menu() for a in menu.actions() if a.text() == field)
    submenu.aboutToShow.emit()
    next(action for action in submenu.actions() if action.text() == deed).trigger()
    menu.close()


async def test_a_filter_is_built_by_choosing(menu, search, bar, program, until):
    choose(menu, "Active", "no")
    assert search.text() == "active:no"
    assert chips(bar) == ["Active: no"]
    await until(lambda: found(program) == ["grace"])


async def test_a_filter_that_needs_a_value_waits_for_it(menu, search, bar, program, until):
    search.setText("ada")
    choose(menu, "Department", "contains…")
    assert search.text() == "ada department:"
    assert search.hasFocus()
    await until(lambda: offered(search) == ["Engines"])
    search.insert("eng")
    assert chips(bar) == ["Department contains “eng”"]


async def test_every_entry_of_the_menu_is_a_filter_or_its_beginning(menu, search):
    for field in [action.menu() for action in menu.actions()]:
        field.aboutToShow.emit()
        assert len(field.actions()) > 1
    taken = []
    menu.chosen.connect(lambda text, is_whole: taken.append((text, is_whole)))
    for field in [action.menu() for action in menu.actions()]:
        for action in field.actions():
            action.trigger()
    assert len(taken) > 100
    for text, is_whole in taken:
        parse(text if is_whole else f"{text}2026")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"a b"', "“a b”"),
        ("has:title", "Job title is filled in"),
        ("-has:title", "Job title is empty"),
        ("-title:x", "not: Job title contains “x”"),
        ("title=x", "Job title is “x”"),
        ("title:x*", "Job title begins with “x”"),
        ("title:*x", "Job title ends with “x”"),
        ("title:a..b", "Job title from a until b"),
        ("title:a..", "Job title from a"),
        ("title:..b", "Job title until b"),
        ("title>x", "Job title after “x”"),
        ("valid_until<2026-12-31", "Valid until before 12/31/2026"),
        ("valid_until>=2026", "Valid until from 2026"),
        ("changed:today", "Changed: today"),
        ("changed:last-7-days", "Changed: the last 7 days"),
        ("valid_until:next-1-days", "Valid until: the next 1 day"),
        ("status:expires_soon", "Status: expires soon"),
        ("active:yes", "Active: yes"),
        ("phoneNumbers:1", "Any phone number contains “1”"),
        ("a OR title:b", "a OR title:b"),
        ("title:" + "x" * 50, "Job title contains “" + "x" * 40 + "…”"),
        ("title:%2%1", "Job title contains “%2%1”"),
    ],
)
def test_a_chip_says_what_is_meant(english, text, words):
    assert filter_text(parse(text)) == words


def test_every_field_has_words_and_a_name_that_is_understood(english):
    for language in ("en", "ru"):
        english.apply(language)
        for field in (*all_fields(), *groups()):
            assert field_text(field) != field
            parse(f"has:{written_field(field)}")
    assert written_field("department") == "отдел"
    assert written_field("user_name") == "user_name"


async def test_the_chips_change_with_the_language(search, bar, brackets):
    search.setText("has:title")
    brackets(on=True)
    assert chips(bar) == ["⟦⟦Job title⟧ is filled in⟧"]
    assert bar.add.text() == "⟦Add a filter…⟧"


async def test_where_nobody_is_found_a_click_leaves_a_condition_out(search, program, qtbot, until):
    search.setText("active:no lovelace")
    await until(lambda: len(ways(program)) == 2)
    assert [link.text() for link in ways(program)] == [
        "Without Active: no: 1 user",
        "Without “lovelace”: 1 user",
    ]
    qtbot.keyClick(ways(program)[1], KEY.Key_Return)
    assert search.text() == "active:no"
    await until(lambda: found(program) == ["grace"])


def ways(program) -> list[LinkButton]:
    page = program.page.findChild(NoMatchPage)
    return [link for link in page.findChildren(LinkButton) if link.isVisible()]
