from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, QEvent, QLocale, QMimeData, Qt
from PySide6.QtGui import QColor, QFocusEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.attributes import Kind
from desktop_app.domain.query import Status
from desktop_app.views.button_row import ButtonRow
from desktop_app.views.date_editor import DateEditor, date_of, date_text
from desktop_app.views.editors import FlagEditor, LineEditor, LinesEditor
from desktop_app.views.elided_label import ElidedLabel
from desktop_app.views.initials import HUES, InitialsMark, initials_of
from desktop_app.views.links import LinkButton
from desktop_app.views.status_mark import StatusMark

# The offscreen platform says so of every popup.
popups = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
DAY = date(2026, 3, 1)
LOCALES = ("en_US", "en_GB", "ru_RU", "de_DE", "ja_JP", "he_IL", "ar_EG", "fa_IR", "sv_SE", "bg_BG")


@pytest.fixture
def shown(qapp, qtbot, english):
    """A window with one editor in it; what the editor says is kept."""

    def shown(editor):
        window = QWidget()
        column = QVBoxLayout(window)
        column.addWidget(editor)
        window.other = QPushButton()
        column.addWidget(window.other)
        window.said = []
        for name in ("typed", "left", "submitted"):
            if hasattr(editor, name):
                signal = getattr(editor, name)
                signal.connect(lambda *args, name=name: window.said.append((name, *args)))
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        editor.setFocus()
        qapp.processEvents()
        return window

    return shown


def test_a_value_that_is_shown_is_not_a_value_that_was_typed(shown):
    for editor, value in (
        (LineEditor(), "Ada"),
        (LinesEditor(), "one\ntwo"),
        (FlagEditor(), True),
        (DateEditor(), DAY),
    ):
        window = shown(editor)
        editor.show_value(value)
        editor.show_value(None)
        assert [said for said in window.said if said[0] == "typed"] == []


def test_typing_says_the_whole_text_and_enter_submits(shown, qtbot):
    editor = LineEditor(Kind.EMAIL)
    window = shown(editor)
    qtbot.keyClicks(editor, "ab")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert window.said == [("typed", "a"), ("typed", "ab"), ("submitted",)]


def test_a_refill_keeps_the_cursor_where_it_was(shown, qtbot):
    line = LineEditor()
    shown(line)
    line.show_value("Lovelace")
    line.setCursorPosition(3)
    line.show_value("Loveless")
    assert line.cursorPosition() == 3
    lines = LinesEditor()
    shown(lines)
    lines.show_value("Lovelace")
    cursor = lines.textCursor()
    cursor.setPosition(3)
    lines.setTextCursor(cursor)
    lines.show_value("Loveless")
    assert lines.textCursor().position() == 3


def test_a_long_text_is_shown_from_its_beginning_where_nobody_types(shown):
    editor = LineEditor()
    shown(editor).other.setFocus()
    editor.show_value("long " * 100)
    assert editor.cursorPosition() == 0


def test_text_over_the_limit_is_taken_as_it_is(shown, qtbot):
    editor = LineEditor()
    window = shown(editor)
    editor.insert("x" * 5000)
    qtbot.keyClicks(editor, "y")
    assert window.said[-1] == ("typed", "x" * 5000 + "y")


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
@pytest.mark.parametrize("kind", [LineEditor, LinesEditor, DateEditor])
def test_rubbing_out_in_an_empty_field_says_that_it_is_to_be_empty(shown, qtbot, kind, key):
    editor = kind()
    window = shown(editor)
    qtbot.keyClick(editor, key)
    assert window.said == [("typed", "")]
    editor.lock(locked=True)
    qtbot.keyClick(editor, key)
    assert window.said == [("typed", "")]


@pytest.mark.parametrize("kind", [LineEditor, LinesEditor, FlagEditor, DateEditor])
def test_a_menu_or_another_window_is_no_leaving(shown, kind):
    editor = kind()
    window = shown(editor)
    for reason in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
        editor.focusOutEvent(QFocusEvent(QEvent.Type.FocusOut, reason))
    assert window.said == []
    editor.focusOutEvent(QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert window.said == [("left",)]


def test_tab_goes_on_from_several_lines_to_the_next_field(shown, qtbot):
    editor = LinesEditor()
    window = shown(editor)
    assert editor.hasFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert window.other.hasFocus()
    assert editor.text == ""


def test_several_lines_keep_breaks_and_no_break_spaces(shown, qtbot):
    editor = LinesEditor()
    window = shown(editor)
    editor.show_value("10\u00a0kg\nsecond")
    qtbot.keyClicks(editor, "a")
    assert window.said == [("typed", "a10\u00a0kg\nsecond")]


def test_an_editor_of_lines_grows_with_them_up_to_a_dozen(shown):
    editor = LinesEditor()
    shown(editor)
    heights = []
    for count in (1, 3, 8, 12, 40):
        editor.show_value("line\n" * (count - 1) + "line")
        heights.append(editor.height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]
    editor.show_value("six\n" * 5 + "six")
    assert editor.verticalScrollBar().maximum() == 0


def test_a_paste_of_megabytes_does_not_hold_up_the_window(shown):
    editor, mime = LinesEditor(), QMimeData()
    shown(editor)
    mime.setText("x" * 3_000_000)
    editor.insertFromMimeData(mime)
    assert len(editor.text) == 20_000


def test_html_is_pasted_as_text(shown):
    editor, mime = LinesEditor(), QMimeData()
    shown(editor)
    mime.setHtml("<b>bold</b>")
    mime.setText("<b>bold</b>")
    editor.insertFromMimeData(mime)
    assert editor.text == "<b>bold</b>"


def test_locked_text_can_be_selected_and_copied(shown, qtbot):
    for editor in (LineEditor(), LinesEditor(), DateEditor()):
        window = shown(editor)
        editor.show_value("Ada")
        editor.lock(locked=True)
        qtbot.keyClicks(editor, "x")
        assert window.said == []
        editor.selectAll()
        line = isinstance(editor, LineEditor)
        chosen = editor.selectedText() if line else editor.textCursor().selectedText()
        assert chosen == "Ada"
    flag = FlagEditor()
    flag.lock(locked=True)
    assert not flag.isEnabled()


def test_a_half_ticked_box_is_ticked_by_a_click_and_never_halved_again(shown):
    flag = FlagEditor()
    window = shown(flag)
    flag.show_value(None)
    assert flag.checkState() is Qt.CheckState.PartiallyChecked
    flag.click()
    flag.click()
    flag.click()
    assert window.said == [("typed", True), ("typed", False), ("typed", True)]


def test_a_box_shows_label_and_hint_without_making_shortcuts_of_them(shown):
    flag = FlagEditor()
    shown(flag)
    flag.show_label("R&D")
    flag.show_hint("(several values)")
    assert flag.text() == "R&&D (several values)"


def test_enter_on_a_box_submits(shown, qtbot):
    flag = FlagEditor()
    window = shown(flag)
    qtbot.keyClick(flag, Qt.Key.Key_Enter)
    qtbot.keyClick(flag, Qt.Key.Key_Space)
    assert window.said == [("submitted",), ("typed", True)]


@pytest.mark.parametrize("name", LOCALES)
def test_every_locale_reads_the_date_it_writes_and_iso(name):
    locale = QLocale(name)
    assert date_of(date_text(DAY, locale), locale) == DAY
    assert date_of("2026-03-01", locale) == DAY


@pytest.mark.parametrize(
    ("name", "text", "day"),
    [
        ("en_US", "3/1/2026", DAY),
        ("en_US", "3/1/26", DAY),
        ("en_GB", "1/3/2026", DAY),
        ("en_US", "01.03.2026", DAY),
        ("ru_RU", "1.3.2026", DAY),
        ("de_DE", "01.03.26", DAY),
        ("en_US", "13/13/2026", None),
        ("en_US", "soon", None),
        ("en_US", "", None),
    ],
)
def test_dates_are_read_as_people_write_them(name, text, day):
    assert date_of(text, QLocale(name)) == day


def test_a_year_is_written_with_all_its_digits():
    assert date_text(date(1926, 3, 1), QLocale("en_US")) == "3/1/1926"


def test_a_typed_date_is_said_as_a_date_and_anything_else_as_text(shown, qtbot):
    editor = DateEditor()
    editor.setLocale(QLocale("en_US"))
    window = shown(editor)
    editor.insert("3/1/202")
    qtbot.keyClicks(editor, "6")
    assert window.said[-1] == ("typed", DAY)
    qtbot.keyClicks(editor, "x")
    assert window.said[-1] == ("typed", "3/1/2026x")
    editor.clear()
    qtbot.keyClicks(editor, " ")
    assert window.said[-1] == ("typed", " ")


def test_a_date_is_written_out_when_it_is_left_not_while_one_types(shown, qtbot):
    editor = DateEditor()
    editor.setLocale(QLocale("en_GB"))
    window = shown(editor)
    qtbot.keyClicks(editor, "2026-3-1")
    editor.show_value(DAY)
    assert editor.text() == "2026-3-1"
    window.other.setFocus()
    assert editor.text() == "01/03/2026"


def test_a_date_is_written_anew_in_another_locale(shown):
    editor = DateEditor()
    editor.setLocale(QLocale("en_US"))
    shown(editor)
    editor.show_value(DAY)
    editor.setLocale(QLocale("de_DE"))
    assert editor.text() == "01.03.2026"


@popups
@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_the_calendar_opens_by_keyboard_and_its_day_counts_as_typed(shown, qtbot, key, modifier):
    editor = DateEditor()
    window = shown(editor)
    editor.show_value(DAY)
    qtbot.keyClick(editor, key, modifier)
    popup = editor._calendar
    assert popup.isVisible()
    assert popup.calendar.selectedDate() == QDate(2026, 3, 1)
    popup.calendar.clicked.emit(QDate(2026, 3, 5))
    assert not popup.isVisible()
    assert ("typed", date(2026, 3, 5)) in window.said
    assert editor.date == date(2026, 3, 5)
    assert ("left",) not in window.said


@popups
def test_the_calendar_knows_today_and_no_date(shown):
    editor = DateEditor()
    window = shown(editor)
    editor.open_calendar()
    editor._calendar.today.click()
    assert window.said[-1] == ("typed", date.today())
    editor.open_calendar()
    editor._calendar.none.click()
    assert window.said[-1] == ("typed", "")
    assert editor.text() == ""


@popups
def test_escape_closes_the_calendar_and_changes_nothing(shown, qtbot):
    editor = DateEditor()
    window = shown(editor)
    editor.open_calendar()
    qtbot.keyClick(editor._calendar.calendar, Qt.Key.Key_Escape)
    assert not editor._calendar.isVisible()
    assert window.said == []


def test_a_locked_date_has_no_calendar(shown):
    editor = DateEditor()
    shown(editor)
    editor.lock(locked=True)
    editor.open_calendar()
    assert editor._calendar is None


def test_an_on_screen_keyboard_is_told_what_to_expect_and_keeps_all_letters():
    hint = Qt.InputMethodHint
    assert LineEditor(Kind.PHONE).inputMethodHints() & hint.ImhPreferNumbers
    assert LineEditor(Kind.EMAIL).inputMethodHints() & hint.ImhNoAutoUppercase
    only = hint.ImhDigitsOnly | hint.ImhLatinOnly | hint.ImhEmailCharactersOnly
    assert not any(LineEditor(kind).inputMethodHints() & only for kind in Kind)


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ada Lovelace", "AL"),
        ("ada", "A"),
        ("Ada King, Countess of Lovelace", "AL"),
        ("Иван Петров", "ИП"),
        ("Åsa Öberg", "ÅÖ"),
        ("e\u0301mile zola", "E\u0301Z"),
        ("𠮷田", "𠮷"),
        ("ада (гость)", "А"),
        ("<img>", ""),
        ("", ""),
    ],
)
def test_initials_are_the_first_letters_of_the_outer_words(name, initials):
    assert initials_of(name) == initials


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in colour.getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("hue", HUES)
def test_white_initials_can_be_read_on_every_hue(hue):
    assert 1.05 / (luminance(QColor(hue)) + 0.05) >= 4.5


def test_the_same_name_has_the_same_circle_and_others_differ(qtbot):
    def picture(name):
        mark = InitialsMark(40)
        qtbot.addWidget(mark)
        mark.show_name(name)
        return mark.grab().toImage()

    assert picture("Ada Lovelace") == picture("Ada Lovelace")
    assert picture("Ada Lovelace") != picture("Alan Lovelace")
    assert picture("<img>") == picture("…")


def test_every_status_has_a_shape_of_its_own(qtbot):
    def shape(status):
        mark = StatusMark()
        qtbot.addWidget(mark)
        mark.show_status(status)
        image = (
            mark.grab().toImage().convertToFormat(mark.grab().toImage().Format.Format_Grayscale8)
        )
        ground = image.pixelColor(0, 0).lightness()
        size = range(image.width())
        return tuple(
            abs(image.pixelColor(x, y).lightness() - ground) > 20 for x in size for y in size
        )

    assert len({shape(status) for status in Status}) == len(Status)


def test_a_line_that_does_not_fit_shows_the_rest_as_a_tip(qtbot):
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    label.show_text("<b>A very long name</b> that does not fit")
    assert "&lt;b&gt;" in label.toolTip()
    assert label.minimumSizeHint().width() < 60
    label.show_text("Ada")
    assert label.toolTip() == ""
    label.grab()


def test_a_link_works_by_mouse_space_and_enter(qtbot):
    link = LinkButton()
    qtbot.addWidget(link)
    link.setText("Show this user")
    clicks = []
    link.clicked.connect(lambda: clicks.append(1))
    link.show()
    link.setFocus()
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    qtbot.keyClick(link, Qt.Key.Key_Space)
    qtbot.keyClick(link, Qt.Key.Key_Return)
    assert len(clicks) == 3
    link.grab()


def test_buttons_that_do_not_fit_stand_over_one_another(qapp, qtbot):
    buttons = [QPushButton(text) for text in ("Discard", "Save and add another", "Add user")]
    row = ButtonRow(buttons)
    qtbot.addWidget(row)
    row.resize(600, 40)
    row.show()
    assert len({button.y() for button in buttons}) == 1
    row.resize(row.minimumSizeHint().width(), 200)
    qapp.processEvents()
    assert buttons[2].y() < buttons[1].y() < buttons[0].y()
