from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QPushButton

from desktop_app.domain.query import Place
from desktop_app.views.empty_page import EmptyFilePage, NoMatchPage
from desktop_app.views.welcome_page import BigButton, WelcomePage

FILES = [Path("/data/staff.userbook"), Path.home() / "a & b" / "<b>old.userbook"]


@pytest.fixture(autouse=True)
def english():
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def page(qtbot):
    page = WelcomePage()
    qtbot.addWidget(page)
    page.resize(900, 520)
    page.show()
    page.activateWindow()
    return page


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("create_button", "create_requested"),
        ("open_button", "open_requested"),
        ("sample_button", "sample_requested"),
    ],
)
def test_each_big_button_asks_for_its_thing(page, qtbot, button, signal):
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.keyClick(getattr(page, button), Qt.Key.Key_Space)


def test_buttons_are_named_and_described(page):
    for button in page.findChildren(BigButton):
        assert button.accessibleName()
        assert button.accessibleDescription()


def test_without_recent_files_there_is_no_list(page):
    assert not page.recent.isVisible()
    page.set_recent(FILES)
    assert page.recent.isVisible()
    page.set_recent([])
    assert not page.recent.isVisible()


def test_a_recent_file_opens_by_enter_and_by_double_click(page, qtbot):
    page.set_recent(FILES)
    asked = []
    page.recent_requested.connect(asked.append)
    page.recent.setFocus()
    qtbot.keyClick(page.recent, Qt.Key.Key_Return)
    place = page.recent.visualItemRect(page.recent.item(1)).center()
    qtbot.mouseClick(page.recent.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(page.recent.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == [str(file) for file in FILES]


def test_delete_takes_a_file_from_the_list(page, qtbot):
    page.set_recent(FILES)
    removed = []
    page.recent_removed.connect(removed.append)
    page.recent.setFocus()
    qtbot.keyClick(page.recent, Qt.Key.Key_Delete)
    assert removed == [str(FILES[0])]
    assert page.recent.count() == 1
    qtbot.keyClick(page.recent, Qt.Key.Key_Delete)
    assert removed == [str(file) for file in FILES]
    assert not page.recent.isVisible()
    page.recent.remove.trigger()
    assert len(removed) == 2


def test_a_missing_file_is_told_by_a_word(page):
    page.set_recent(FILES, missing={FILES[1]})
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert "missing" not in page.recent.item(0).data(spoken)
    assert page.recent.item(1).data(spoken).endswith("missing")
    assert page.recent.item(1).data(spoken).startswith("<b>old, ")


def test_names_of_files_are_shown_as_they_are(page):
    page.set_recent([Path("/data/<b>old & new.userbook")])
    assert page.recent.item(0).toolTip() == "<qt>/data/&lt;b&gt;old &amp; new.userbook</qt>"


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_recent_files_are_painted_in_both_directions(page, direction):
    page.setLayoutDirection(direction)
    page.set_recent(FILES, missing=FILES[:1])
    page.recent.setFocus()
    page.recent.item(1).setSelected(True)
    assert not page.grab().isNull()


def test_the_page_fits_a_small_window_without_scrolling_sideways(page, qapp):
    page.set_recent(FILES)
    page.resize(420, 300)
    qapp.processEvents()
    assert page.horizontalScrollBar().maximum() == 0


def test_an_empty_file_invites(qtbot):
    page = EmptyFilePage()
    qtbot.addWidget(page)
    signals = (page.new_requested, page.import_requested, page.sample_requested)
    for button, signal in zip(page.findChildren(QPushButton), signals, strict=True):
        assert button.text()
        with qtbot.waitSignal(signal):
            button.click()


def test_no_match_says_what_was_sought_and_how_to_go_on(qtbot):
    page = NoMatchPage()
    qtbot.addWidget(page)
    page.show()
    page.show_search("<b>ivan</b> %2", 1204)
    assert page.heading.text() == "None of 1,204 users match “<b>ivan</b> %2”"
    page.show_search("ivan")
    assert page.heading.text() == "No users match “ivan”"
    clear, everyone = page.findChildren(QPushButton)
    with qtbot.waitSignal(page.clear_requested):
        clear.click()
    with qtbot.waitSignal(page.all_requested):
        everyone.click()
    page.show_search("")
    assert page.heading.text() == "Nobody here"
    assert not clear.isVisible()


def test_a_place_without_anybody_does_not_speak_of_spelling(qtbot):
    page = NoMatchPage()
    qtbot.addWidget(page)
    page.show_search("", 5, Place.DISABLED)
    assert page.line.text() == "No user belongs to “Disabled” at the moment."
    page.show_search("", 0, Place.TRASH)
    assert page.heading.text() == "The trash is empty"
    assert page.line.text() == "Users whom you delete come here."
    page.show_search("ada", 3, Place.TRASH)
    assert page.heading.text() == "None of 3 users match “ada”"
    assert page.line.text() == "Check the spelling, or look in a larger place."
