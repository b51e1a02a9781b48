"""The details of a user, or of several at once."""

from __future__ import annotations

from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget, QWidget
from shiboken6 import isValid

from desktop_app.view_models.user_form_state import FormMode
from desktop_app.views.binding import bind
from desktop_app.views.button_row import ButtonRow
from desktop_app.views.conflict_bar import ConflictBar
from desktop_app.views.empty_page import NobodyPage
from desktop_app.views.form_area import FormArea
from desktop_app.views.form_body import FormBody
from desktop_app.views.form_header import FormHeader
from desktop_app.views.form_parts import Line, column_of, tab_into
from desktop_app.views.form_texts import gone_message, revert_text, save_text
from desktop_app.views.message_bar import Message, MessageBar, MessageKind
from desktop_app.views.plain import unmarked
from desktop_app.views.texts import error_text
from desktop_app.views.theme import stand_out
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from desktop_app.domain.errors import AppError
    from desktop_app.domain.rules import Value
    from desktop_app.view_models.user_form_state import FormState
    from desktop_app.view_models.user_form_view_model import UserFormViewModel
    from desktop_app.views.form_field import FormField


_MOMENT = 50  # milliseconds


class UserFormView(QWidget):
    """``owner_requested`` asks to see the user, by key, who has what was typed already."""

    owner_requested = Signal(int)

    def __init__(
        self,
        view_model: UserFormViewModel,
        parent: QWidget | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._last = ""
        self._sought: tuple[int, ...] | None = None
        self.header = FormHeader(today)
        self.message = MessageBar()
        self.conflict = ConflictBar()
        self.area = FormArea()
        self.revert_button, self.new_button, self.save_button = (QPushButton() for _ in range(3))
        self.buttons = ButtonRow((self.revert_button, self.new_button, self.save_button))
        self.footer, self.nobody = QWidget(), NobodyPage()
        self.pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._say = Words(self)
        self._speak()
        bind(view_model, lambda state: state.serial, self._fill, self)
        bind(view_model, lambda state: state, self._follow, self)
        bind(view_model, _at_odds, self._show_conflict, self)
        bind(view_model, lambda state: state.problem, self._show_error, self)
        bind(view_model, lambda state: state.gone, self._show_gone, self)
        QTimer.singleShot(_MOMENT, self, lambda: self.body)

    @cached_property
    def body(self) -> FormBody:
        """Made when it is needed, or else when rows are painted: it is half of a page's making."""
        body, view_model = FormBody(), self._view_model
        for field in body.fields.values():
            field.typed.connect(self._on_typed)
            field.left.connect(view_model.leave)
            field.submitted.connect(self.submit)
            field.revert_requested.connect(view_model.revert_field)
            field.owner_requested.connect(self.owner_requested)
        body.more.toggled.connect(self._on_unfolded)
        self._scrolled.insertWidget(1, body)
        body.show()  # at once, and not in the next turn: it may be gone to in this one
        tab_into(body, self.conflict)
        body.fill(view_model.state)
        body.follow(view_model.state, read_only=self._is_read_only)
        return body

    def _lay_out(self) -> None:
        form, inner = QWidget(), QWidget()
        self._scrolled = column_of(inner, self.conflict)
        self._use_margin()
        self.area.setWidget(inner)
        stand_out(self.save_button)
        buttons = QWidget()
        column_of(buttons, self.buttons).setContentsMargins(20, 12, 20, 12)
        column_of(self.footer, Line(), buttons)
        column_of(form, self.header, Line(), self.message, self.area, self.footer).setStretch(3, 1)
        self.pages.addWidget(self.nobody)
        self.pages.addWidget(form)
        column_of(self, self.pages)

    def _connect(self) -> None:
        view_model = self._view_model
        self.conflict.kept_mine.connect(partial(self._settle, view_model.keep_mine))
        self.conflict.took_theirs.connect(partial(self._settle, view_model.take_theirs))
        for button in (self.revert_button, self.new_button, self.save_button):
            # A click must not take the cursor away from the field one is in.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoDefault(True)
        self.revert_button.clicked.connect(view_model.revert)
        self.new_button.clicked.connect(self.submit_and_new)
        self.save_button.clicked.connect(self.submit)

    def _speak(self) -> None:
        say = self._say
        say(self.setAccessibleName, lambda: translate("UserForm", "Details"))
        say(self.new_button.setText, lambda: translate("UserForm", "Save and new"))
        say(self.save_button.setText, lambda: unmarked(save_text(self._view_model.state)))
        say(self.revert_button.setText, lambda: unmarked(revert_text(self._view_model.state)))

    def add_section(self, section: QWidget) -> None:
        """Under the fields, and scrolled with them."""
        self._scrolled.addWidget(section)

    def focus_first(self) -> None:
        """The cursor goes into the first field that can be edited."""
        if self._view_model.state.mode is not FormMode.EMPTY:
            self._focus(self.body.first())

    def seek_changed(self, keys: tuple[int, ...]) -> None:
        """The cursor goes to what was changed in these users, now or when they come next."""
        self._sought = keys
        if self._view_model.state.mode is not FormMode.EMPTY:
            self._seek(self._view_model.state)

    def _seek(self, state: FormState) -> None:
        """A conflict is to be seen first."""
        if self._sought is not None and set(self._sought) == set(state.keys):
            self._sought = None
            field = self.body.first_changed(state)
            if field is not None and state.conflict is None:
                # In a moment: who has just come into sight has no size yet. And with nothing
                # selected: the next key would write over what was typed.
                reason = Qt.FocusReason.OtherFocusReason
                QTimer.singleShot(0, self, partial(self._focus, field, reason))

    def submit(self) -> None:
        """Save; where that cannot be, say what is wrong and go to it."""
        if self._may_submit:
            self._view_model.save().add_done_callback(self._on_submitted)

    def submit_and_new(self) -> None:
        """Save, and put the cursor into the first field of the next user."""
        if self._may_submit:
            self._view_model.save_and_new().add_done_callback(self._on_submitted)

    @property
    def _may_submit(self) -> bool:
        state = self._view_model.state
        return bool(state.changed) and not state.saving and not self._is_read_only

    @property
    def _is_read_only(self) -> bool:
        return self._view_model.is_read_only or self._view_model.state.is_trashed

    def _on_submitted(self, task: asyncio.Task[bool]) -> None:
        if task.cancelled() or task.exception() or not isValid(self):
            return
        wrong = self.body.first_wrong()
        if not task.result() and wrong is not None:
            self._focus(wrong)
        elif task.result() and self._view_model.state.mode is FormMode.NEW:
            self.focus_first()

    def _focus(
        self,
        field: FormField,
        reason: Qt.FocusReason = Qt.FocusReason.ShortcutFocusReason,
    ) -> None:
        field.editor.setFocus(reason)
        self.area.show_part(field)

    def _use_margin(self) -> None:
        """As much room before the fields as the scroll bar takes behind them."""
        bar = self.area.verticalScrollBar().sizeHint().width()
        left, right = (0, bar) if self.isRightToLeft() else (bar, 0)
        self._scrolled.setContentsMargins(left, 0, right, 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.LayoutDirectionChange, QEvent.Type.StyleChange}:
            self._use_margin()

    @property
    def _field_to_revert(self) -> FormField | None:
        """The one the cursor is in, if it was changed; of a new user nothing was stored before."""
        focus = QApplication.focusWidget()
        if self._view_model.state.mode in {FormMode.NEW, FormMode.EMPTY}:
            return None
        for field in self.body.fields.values():
            if field.is_changed and focus is not None and field.isAncestorOf(focus):
                return field
        return None

    def event(self, event: QEvent) -> bool:
        # Where Esc is a shortcut of the window, a changed field comes first.
        is_shortcut = event.type() is QEvent.Type.ShortcutOverride
        if is_shortcut and _is_escape(event) and self._field_to_revert:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        field = self._field_to_revert if _is_escape(event) else None
        if field is None:
            event.ignore()
        else:
            self._view_model.revert_field(field.name)

    @property
    def _has_fields(self) -> bool:
        """Or must have now, for somebody to be shown."""
        return "body" in vars(self) or self._view_model.state.mode is not FormMode.EMPTY

    def _on_typed(self, name: str, raw: Value) -> None:
        self._last = name
        self._view_model.edit(name, raw)

    def _fill(self, _serial: int) -> None:
        state = self._view_model.state
        self.pages.setCurrentIndex(0 if state.mode is FormMode.EMPTY else 1)
        self.footer.setHidden(self._is_read_only)
        self.new_button.setVisible(state.mode is FormMode.NEW)
        self.header.show_state(state)
        if self._has_fields:
            self.body.fill(state)
        self._say.again()
        self.buttons.arrange()
        self._seek(state)

    def _follow(self, state: FormState) -> None:
        if self._has_fields:
            self.body.follow(state, read_only=self._is_read_only)
        self.revert_button.setEnabled(bool(state.changed) or state.mode is FormMode.NEW)
        if not state.can_save and self.save_button.hasFocus() and self._last:
            # A button that is switched off would hand the focus to whatever comes next.
            self.body.fields[self._last].editor.setFocus()
        self.save_button.setEnabled(state.can_save)
        self.new_button.setEnabled(state.can_save)

    def _on_unfolded(self, opened: bool) -> None:
        if opened:
            self.area.bring_in_sight(self.body.more)

    def _settle(self, choose: Callable[[], None]) -> None:
        """The cursor leaves the buttons before they go, or Qt would give it to anybody."""
        conflict = self._view_model.state.conflict
        if conflict is not None:
            self._focus(self.body.fields[conflict.fields[0]], Qt.FocusReason.OtherFocusReason)
        choose()

    def _show_conflict(self, _what: object) -> None:
        state = self._view_model.state
        appears = state.conflict is not None and self.conflict.isHidden()
        self.conflict.show_state(state)
        if appears:
            self.area.verticalScrollBar().setValue(0)

    def _show_error(self, error: AppError | None) -> None:
        if error is not None:
            self.message.tell(Message(text=error_text(error), kind=MessageKind.ERROR))
            return
        while self.message.message is not None:
            self.message.dismiss()

    def _show_gone(self, gone: bool) -> None:
        """What was typed about somebody who is no longer there is not thrown away."""
        if gone:
            self.message.tell(gone_message(self._view_model.begin_again))
        elif self._view_model.state.problem is None:
            self._show_error(None)


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape


def _at_odds(state: FormState) -> object:
    """The conflict with the own side of it, which may be typed over meanwhile."""
    return (state.conflict, state.draft) if state.conflict else None
