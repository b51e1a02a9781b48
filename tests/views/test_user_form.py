from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.database.document import open_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.errors import NotFoundError, StorageError, StorageReason
from desktop_app.domain.selection import Selection
from desktop_app.domain.user import ATTRIBUTES, FindUserDTO, UpdateUserDTO
from desktop_app.operations.user_operations import UpdateUser
from desktop_app.view_models.user_form_state import FormMode, editing
from desktop_app.view_models.workspace import Workspace
from desktop_app.views.user_form import UserFormView
from tests.writing import done

ADA, ALAN, GRACE = 1, 2, 3
TODAY = date(2026, 11, 22)


class Stage:
    """A form over a real file, in a window of its own."""

    def __init__(self, workspace: Workspace, crashes: list[BaseException]) -> None:
        self.workspace = workspace
        self.form = workspace.form
        self.crashes = crashes
        self.window = QWidget()
        self.view = UserFormView(workspace.form, today=lambda: TODAY)
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.window.resize(340, 900)
        self.window.show()
        self.window.activateWindow()

    @property
    def state(self):
        return self.form.state

    def field(self, name):
        return self.view.body.fields[name]

    def editor(self, name):
        return self.field(name).editor

    def type(self, qtbot, name, text):
        editor = self.editor(name)
        editor.setFocus()
        editor.selectAll()
        qtbot.keyClicks(editor, text)

    def said(self, name):
        return [line.text.text() for line in self.field(name).problem_lines]

    async def rest(self):
        """Until nothing runs any more: what runs on after a test would run without a loop."""
        parts = (self.workspace.form, self.workspace.users, self.workspace.changes)
        end = time.monotonic() + 5
        while any(part.tasks.is_busy for part in parts):
            assert time.monotonic() < end
            await asyncio.sleep(0.005)

    async def stored(self, name):
        async with self.workspace.database.get_db_session(read_only=True) as session:
            return await UserRepository(session).get_user(FindUserDTO(user_name=name))

    async def change_elsewhere(self, name, **values):
        async with self.workspace.database.get_db_session() as session:
            user = await UserRepository(session).get_user(FindUserDTO(user_name=name))
            await done(session, UpdateUser(user, UpdateUserDTO(**values)))


@pytest.fixture
async def open_stage(english, until):
    stages = []

    async def open_stage(document) -> Stage:
        crashes = []
        workspace = Workspace(document.path, DatabaseHelper(document.url), crashes.append)
        stage = Stage(workspace, crashes)
        stages.append(stage)
        await until(stage.window.isActiveWindow)
        await workspace.users.refresh()
        return stage

    yield open_stage
    for stage in stages:
        if isValid(stage.window):
            stage.window.close()
            stage.window.deleteLater()
        await stage.workspace.close()
        assert stage.crashes == []


@pytest.fixture
async def stage(open_stage, five) -> Stage:
    return await open_stage(open_document(five))


async def test_with_nobody_selected_there_is_an_invitation_and_no_field(stage):
    assert stage.view.nobody.isVisible()
    assert stage.view.nobody.words.text() == "Select a user to see the details"
    assert not stage.view.body.isVisible()


async def test_a_user_fills_header_and_editors_and_nothing_counts_as_typed(stage):
    await stage.form.show((ADA,))
    header = stage.view.header
    assert (header.title.text(), header.user_name.text()) == ("Ada Lovelace", "ada")
    assert header.status.text() == "active"
    assert stage.editor("user_name").text() == "ada"
    assert stage.editor("department").text() == "Engines"
    assert stage.editor("active").isChecked()
    assert stage.state.changed == frozenset()
    assert not stage.view.save_button.isEnabled()
    assert not stage.view.revert_button.isEnabled()


async def test_status_follows_flag_and_dates(stage):
    words = {}
    for key in (ALAN, GRACE, 4):
        await stage.form.show((key,))
        words[key] = stage.view.header.status.text()
    assert words == {ALAN: "active", GRACE: "disabled", 4: "expired"}


async def test_a_changed_field_wears_a_mark_and_its_own_revert(stage, qtbot):
    await stage.form.show((ADA,))
    field = stage.field("given_name")
    assert field.revert is None
    before = field.grab().toImage()
    stage.type(qtbot, "given_name", "Augusta")
    assert stage.state.draft == {"given_name": "Augusta"}
    assert field.revert.isVisible()
    assert field.revert.accessibleName() == "Revert First name"
    assert "Changed" in stage.editor("given_name").accessibleDescription()
    assert field.grab().toImage() != before
    assert stage.view.save_button.isEnabled()
    field.revert.click()
    assert stage.editor("given_name").text() == ""
    assert stage.state.changed == frozenset()
    assert not field.revert.isVisible()


async def test_typing_back_what_is_stored_is_no_change(stage, qtbot):
    await stage.form.show((ADA,))
    stage.type(qtbot, "department", "Engine")
    assert stage.field("department").is_changed
    qtbot.keyClicks(stage.editor("department"), "s")
    assert not stage.field("department").is_changed


async def test_a_refill_leaves_the_cursor_where_one_types(stage, qtbot):
    await stage.form.show((ADA,))
    stage.type(qtbot, "title", "Analyst")
    stage.type(qtbot, "department", "Mathematics")
    stage.editor("department").setCursorPosition(4)
    stage.form.revert_field("title")
    assert stage.editor("department").text() == "Mathematics"
    assert stage.editor("department").cursorPosition() == 4
    assert stage.editor("department").hasFocus()


async def test_an_error_is_said_when_the_field_was_left_and_goes_as_one_mends_it(stage, qtbot):
    await stage.form.show((ADA,))
    stage.type(qtbot, "email", "ada@")
    assert stage.said("email") == []
    assert not stage.view.save_button.isEnabled()
    qtbot.keyClick(stage.editor("email"), Qt.Key.Key_Tab)
    assert stage.said("email") == ["Not an e-mail address. One looks like name@example.com."]
    assert "Error: Not an e-mail" in stage.editor("email").accessibleDescription()
    stage.editor("email").setFocus()
    stage.editor("email").end(False)
    qtbot.keyClicks(stage.editor("email"), "example.org")
    assert stage.said("email") == []
    assert "Error" not in stage.editor("email").accessibleDescription()
    assert stage.view.save_button.isEnabled()


async def test_a_warning_lets_one_save(stage, qtbot):
    await stage.form.show((ADA,))
    stage.type(qtbot, "phone", "12")
    stage.form.leave("phone")
    assert "Warning: " in stage.editor("phone").accessibleDescription()
    assert stage.view.save_button.isEnabled()


async def test_a_taken_user_name_names_its_owner_and_leads_to_him(stage, qtbot, until):
    asked = []
    stage.view.owner_requested.connect(asked.append)
    await stage.form.show((ADA,))
    stage.type(qtbot, "user_name", "ALAN")
    qtbot.keyClick(stage.editor("user_name"), Qt.Key.Key_Tab)
    await until(lambda: stage.said("user_name"))
    assert stage.said("user_name") == ["User name is taken by Alan Turing. Choose another."]
    (line,) = stage.field("user_name").problem_lines
    assert line.link.isVisible()
    assert line.link.text() == "Show this user"
    line.link.click()
    assert asked == [ALAN]


async def test_a_hostile_name_is_shown_as_it_is(stage, until):
    await stage.form.show((5,))
    name = "<img src='/dev/zero'> & <b>co</b>"
    assert stage.view.header.title.text() == name
    labels = stage.view.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    stage.form.edit("user_name", "Img")
    await stage.form.show((ADA,))
    stage.form.edit("user_name", "img")
    stage.form.leave("user_name")
    await until(lambda: stage.said("user_name"))
    assert name in stage.said("user_name")[0]


async def test_enter_saves_and_the_form_is_clean_again(stage, qtbot, until):
    await stage.form.show((ADA,))
    stage.workspace.users._set(selection=Selection(keys=(ADA,)))
    stage.type(qtbot, "department", "Mathematics")
    qtbot.keyClick(stage.editor("department"), Qt.Key.Key_Return)
    await stage.rest()
    assert (await stage.stored("ada")).department == "Mathematics"
    assert not stage.view.save_button.isEnabled()
    assert stage.editor("department").hasFocus()


async def test_enter_with_something_wrong_goes_to_it_and_stores_nothing(stage, qtbot, until):
    await stage.form.show((ADA,))
    stage.type(qtbot, "email", "ada@")
    stage.type(qtbot, "department", "Mathematics")
    qtbot.keyClick(stage.editor("department"), Qt.Key.Key_Return)
    await until(stage.editor("email").hasFocus)
    await stage.rest()
    assert stage.said("email")
    assert (await stage.stored("ada")).department == "Engines"


async def test_enter_in_an_unchanged_form_does_nothing(stage, qtbot):
    await stage.form.show((ADA,))
    qtbot.keyClick(stage.editor("email"), Qt.Key.Key_Return)
    assert not stage.form.tasks.is_busy


async def test_a_click_on_save_leaves_the_cursor_in_its_field(stage, qtbot):
    await stage.form.show((ADA,))
    stage.workspace.users._set(selection=Selection(keys=(ADA,)))
    stage.type(qtbot, "department", "Mathematics")
    qtbot.mouseClick(stage.view.save_button, Qt.MouseButton.LeftButton)
    assert stage.editor("department").hasFocus()
    await stage.rest()


async def test_save_by_keyboard_hands_the_focus_back_to_the_field(stage, qtbot, until):
    await stage.form.show((ADA,))
    stage.workspace.users._set(selection=Selection(keys=(ADA,)))
    stage.type(qtbot, "department", "Mathematics")
    stage.view.save_button.setFocus()
    qtbot.keyClick(stage.view.save_button, Qt.Key.Key_Return)
    await stage.rest()
    assert stage.editor("department").hasFocus()


async def test_escape_reverts_the_field_one_is_in_and_only_that(stage, qtbot):
    await stage.form.show((ADA,))
    stage.type(qtbot, "title", "Analyst")
    stage.type(qtbot, "department", "Mathematics")
    qtbot.keyClick(stage.editor("department"), Qt.Key.Key_Escape)
    assert stage.editor("department").text() == "Engines"
    assert stage.state.draft == {"title": "Analyst"}


@pytest.mark.parametrize("name", ["department", "notes", "active", "valid_until"])
async def test_escape_in_an_unchanged_field_goes_on_to_the_window(stage, name):
    await stage.form.show((ADA,))
    seen = []
    stage.window.keyPressEvent = lambda event: seen.append(event.key())
    stage.editor(name).setFocus()
    key = (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(stage.editor(name), QKeyEvent(QEvent.Type.KeyPress, *key))
    assert seen == [Qt.Key.Key_Escape]
    stage.form.edit(name, False if name == "active" else "x")
    override = QKeyEvent(QEvent.Type.ShortcutOverride, *key)
    override.ignore()
    QApplication.sendEvent(stage.editor(name), override)
    assert override.isAccepted()
    QApplication.sendEvent(stage.editor(name), QKeyEvent(QEvent.Type.KeyPress, *key))
    assert seen == [Qt.Key.Key_Escape]
    assert not stage.state.changed


async def test_revert_goes_back_to_what_is_stored(stage, qtbot):
    await stage.form.show((ADA,))
    stage.type(qtbot, "department", "Mathematics")
    stage.view.revert_button.click()
    assert stage.editor("department").text() == "Engines"
    assert not stage.view.revert_button.isEnabled()


async def test_several_users_say_where_they_differ_and_how_many_they_are(stage):
    await stage.form.show((ADA, ALAN, GRACE))
    assert stage.view.header.title.text() == "3 users selected"
    assert stage.view.save_button.text() == "Change 3 users"
    assert stage.editor("email").placeholderText() == "(several values)"
    assert stage.editor("phone").placeholderText() == ""
    assert not stage.editor("user_name").isEnabled()
    assert stage.editor("active").checkState() is Qt.CheckState.PartiallyChecked
    assert stage.editor("active").text() == "Active (several values)"
    assert not stage.view.header.status.isVisible()
    stage.view.focus_first()
    assert stage.editor("active").hasFocus()


async def test_only_what_was_touched_changes_in_several_users(stage, qtbot, until):
    await stage.form.show((ADA, ALAN, GRACE))
    stage.type(qtbot, "organization", "Bletchley")
    qtbot.keyClick(stage.editor("department"), Qt.Key.Key_Backspace)
    assert stage.editor("department").placeholderText() == "(empty for all)"
    stage.view.save_button.click()
    await stage.rest()
    ada, alan = await stage.stored("ada"), await stage.stored("alan")
    assert (ada.organization, alan.organization) == ("Bletchley", "Bletchley")
    assert (ada.department, alan.email) == (None, "alan@example.org")


async def test_a_new_user_is_suggested_names_and_is_active(stage, qtbot):
    stage.form.new()
    stage.view.focus_first()
    assert stage.editor("user_name").hasFocus()
    assert stage.view.header.title.text() == "New user"
    assert stage.view.save_button.text() == "Add user"
    assert stage.editor("active").isChecked()
    assert stage.view.new_button.isVisible()
    stage.type(qtbot, "given_name", "Emmy")
    stage.type(qtbot, "family_name", "Noether")
    assert stage.editor("display_name").placeholderText() == "Emmy Noether"
    assert stage.editor("user_name").placeholderText() == "emmy.noether"
    assert stage.editor("display_name").text() == ""


async def test_save_and_new_begins_the_next_one_with_the_cursor_in_the_first_field(
    stage, qtbot, until
):
    stage.form.new()
    stage.type(qtbot, "given_name", "Emmy")
    stage.view.new_button.click()
    await until(lambda: stage.state.mode is FormMode.NEW and not stage.state.changed)
    await until(stage.editor("user_name").hasFocus)
    await stage.rest()
    assert stage.editor("given_name").text() == ""
    assert await stage.stored("emmy")


async def test_add_user_shows_the_user_that_was_added(stage, qtbot, until):
    stage.form.new()
    stage.type(qtbot, "given_name", "Emmy")
    stage.view.save_button.click()
    await until(lambda: stage.state.mode is FormMode.EDIT)
    await stage.rest()
    assert stage.view.header.title.text() == "Emmy"
    assert not stage.view.new_button.isVisible()


async def test_discard_gives_a_new_user_up(stage, qtbot):
    stage.form.new()
    stage.type(qtbot, "given_name", "Emmy")
    assert stage.view.revert_button.text() == "Discard"
    stage.view.revert_button.click()
    assert stage.view.nobody.isVisible()
    await stage.rest()


@pytest.fixture
async def conflict(stage, qtbot, until) -> Stage:
    await stage.form.show((ADA,))
    stage.workspace.users._set(selection=Selection(keys=(ADA,)))
    stage.type(qtbot, "department", "Research")
    await stage.change_elsewhere("ada", department="Mathematics", title="Countess")
    stage.view.submit()
    await until(lambda: stage.state.conflict)
    await stage.rest()
    return stage


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


async def test_a_conflict_shows_both_sides_of_every_field_in_question(conflict, qtbot):
    bar = conflict.view.conflict
    assert bar.isVisible()
    assert texts(bar.sides) == ["Department", "Mine:", "Research", "Theirs:", "Mathematics"]
    assert not conflict.view.save_button.isEnabled()
    qtbot.keyClicks(conflict.editor("department"), "!")
    assert "Research!" in texts(bar.sides)
    bar.grab()


async def test_keep_mine_stores_mine(conflict, until):
    conflict.view.conflict.mine.click()
    await conflict.rest()
    ada = await conflict.stored("ada")
    assert (ada.department, ada.title) == ("Research", "Countess")
    assert not conflict.view.conflict.isVisible()


@pytest.mark.parametrize("side", ["mine", "theirs"])
async def test_the_choice_puts_the_cursor_into_the_field_in_question(conflict, side):
    button = getattr(conflict.view.conflict, side)
    button.setFocus()
    button.click()
    await conflict.rest()
    assert QApplication.focusWidget() is conflict.editor("department")


async def test_take_theirs_shows_theirs(conflict):
    conflict.view.conflict.theirs.click()
    await conflict.rest()
    assert conflict.editor("department").text() == "Mathematics"
    assert conflict.editor("title").text() == "Countess"
    assert not conflict.state.changed
    assert not conflict.view.conflict.isVisible()


async def test_an_error_of_the_file_stands_over_the_form_and_what_was_typed_stays(stage, qtbot):
    await stage.form.show((ADA,))
    stage.type(qtbot, "department", "Mathematics")
    stage.form._set(problem=StorageError(StorageReason.FULL))
    stage.form._set(problem=NotFoundError("user", "Ada"))
    assert stage.view.message.isVisible()
    assert stage.view.message.message.text.startswith("Ada is no longer there")
    assert stage.editor("department").text() == "Mathematics"
    stage.form._set(problem=None)
    assert not stage.view.message.isVisible()


async def test_a_file_that_can_only_be_read_can_be_copied_from_and_has_no_buttons(open_stage, five):
    stage = await open_stage(replace(open_document(five), mode="mode=ro"))
    await stage.form.show((ADA,))
    assert not stage.view.footer.isVisible()
    assert stage.editor("department").isReadOnly()
    assert stage.editor("notes").isReadOnly()
    assert not stage.editor("active").isEnabled()
    stage.editor("department").selectAll()
    assert stage.editor("department").selectedText() == "Engines"
    stage.view.submit()
    assert not stage.form.tasks.is_busy


async def test_secondary_fields_are_folded_until_one_has_something_to_show(stage):
    more = stage.view.body.more
    await stage.form.show((ADA,))
    assert not more.is_open
    assert more.button.text() == "More fields"
    stage.form.edit("locale", "!")
    stage.form.leave("locale")
    assert more.is_open
    await stage.form.show((ALAN,))
    assert not more.is_open
    await stage.change_elsewhere("alan", office_location="Hut 8")
    await stage.form.show((ALAN,))
    assert more.is_open
    assert stage.editor("office_location").text() == "Hut 8"


async def test_a_person_who_unfolds_them_keeps_them_unfolded(stage):
    more = stage.view.body.more
    await stage.form.show((ADA,))
    more.button.click()
    await stage.form.show((ALAN,))
    assert more.is_open
    assert more.button.text() == "Fewer fields"
    more.button.click()
    assert not more.is_open


async def test_every_field_of_the_list_has_an_editor_with_its_name(stage):
    await stage.form.show((ADA,))
    assert set(stage.view.body.fields) == set(ATTRIBUTES)
    for name, attribute in ATTRIBUTES.items():
        assert stage.editor(name).accessibleName() == attribute.label


async def test_tab_goes_down_the_form(stage):
    await stage.form.show((ADA,))
    stage.view.body.more.button.click()
    QApplication.processEvents()
    editors = {stage.editor(name): name for name in ATTRIBUTES}
    seen, widget = [], stage.editor("user_name")
    while widget not in seen:
        seen.append(widget)
        widget = widget.nextInFocusChain()
    order = [editor for editor in seen if editor in editors]
    heights = [editor.mapTo(stage.view.body, QPoint(0, 0)).y() for editor in order]
    assert len(order) == len(ATTRIBUTES)
    assert heights == sorted(heights)


async def test_tab_comes_to_the_buttons_after_the_fields(stage):
    await stage.form.show((ADA,))
    editors = {stage.editor(name) for name in ATTRIBUTES}
    widget = stage.view.save_button
    while not widget.isWindow():
        widget = widget.nextInFocusChain()
        assert widget not in editors, "the fields were made later than the buttons"


async def test_the_fields_are_there_in_a_moment_though_nobody_is_shown(stage, until):
    view = UserFormView(stage.form, today=lambda: TODAY)
    assert "body" not in vars(view)
    await until(lambda: "body" in vars(view))
    assert view.body.fields["user_name"].editor.accessibleName() == "User name"
    view.deleteLater()


async def test_the_form_fits_into_280_pixels_in_any_mode(stage, until):
    stage.window.resize(280, 600)
    for keys in ((ADA,), (ADA, ALAN)):
        await stage.form.show(keys)
        stage.form.edit("email", "x" * 300)
        stage.form.leave("email")
        await until(lambda: stage.window.width() == 280)
        assert stage.view.minimumSizeHint().width() <= 280
        assert stage.view.body.width() <= stage.view.area.viewport().width()
    stage.form.new()
    assert stage.view.minimumSizeHint().width() <= 280


async def test_every_text_follows_the_language(stage, brackets):
    await stage.form.show((ADA, ALAN))
    stage.form.edit("email", "x")
    stage.form.leave("email")
    brackets(on=True)
    QApplication.processEvents()
    view = stage.view
    words = [view.save_button.text(), view.revert_button.text(), view.body.more.button.text()]
    words += [view.header.title.text(), stage.field("email").revert.accessibleName()]
    words += [label.text() for label in view.body.findChildren(QLabel)]
    words += [box.text() for box in view.body.findChildren(QCheckBox)]
    words += [stage.editor("phone").accessibleName(), stage.editor("title").placeholderText()]
    assert all("⟦" in word for word in words if word)
    brackets(on=False)
    QApplication.processEvents()
    assert not any("⟦" in label.text() for label in view.findChildren(QLabel))


async def test_the_form_can_be_read_from_right_to_left(stage, qapp, qtbot):
    await stage.form.show((ADA,))
    stage.type(qtbot, "department", "Mathematics")
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    area, field = stage.view.area, stage.field("department")
    assert area.verticalScrollBar().x() < area.viewport().x()
    assert field.revert.x() < field.width() // 2
    editor = stage.editor("department").mapTo(stage.window, QPoint(0, 0)).x()
    bar = area.verticalScrollBar().width()
    assert abs(editor - (stage.window.width() - editor - stage.editor("department").width())) <= bar
    stage.view.grab()


async def test_a_deleted_form_is_told_nothing_more(stage):
    watching = len(stage.form._watchers)
    stage.view.deleteLater()
    QApplication.sendPostedEvents(stage.view, QEvent.Type.DeferredDelete)
    assert len(stage.form._watchers) < watching
    stage.form.new()


async def test_to_show_another_user_makes_no_widget(stage):
    """What takes long is to make them: ``bench_form`` tells how long."""
    users = [await stage.stored(name) for name in ("ada", "alan")]
    stage.form._fill(editing(users[0], {}))
    before = set(stage.view.findChildren(QWidget))
    for user in (users[1], users[0], users[1]):
        stage.form._fill(editing(user, {}))
        QApplication.processEvents()
        assert set(stage.view.findChildren(QWidget)) == before
        assert stage.editor("user_name").text() == user.user_name
