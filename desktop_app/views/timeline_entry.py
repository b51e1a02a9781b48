"""One change in the history of a user: what it did, and the whole user as it left it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.history import knows_before
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.views.elided_label import ElidedLabel
from desktop_app.views.form_field import EDGE
from desktop_app.views.history_words import (
    author_text,
    change_text,
    entry_text,
    field_text,
    in_order,
    isolated,
    kind_text,
    shown_text,
    stored_text,
)
from desktop_app.views.icons import icon
from desktop_app.views.plain import plain_label, plain_tip
from desktop_app.views.value_texts import value_text
from desktop_app.views.words import Words, filled, translate

if TYPE_CHECKING:
    from desktop_app.domain.change import Change
    from desktop_app.domain.history import Entry, PastUser
    from desktop_app.view_models.timeline_view_model import TimelineViewModel

_ICON = QSize(16, 16)


class TimelineEntryView(QWidget):
    """Its words stay; the buttons follow what the user is now."""

    def __init__(self, entry: Entry, view_model: TimelineViewModel) -> None:
        super().__init__()
        self.entry = entry
        self._view_model = view_model
        self.toggle = QToolButton()
        self.toggle.setIconSize(_ICON)
        self.toggle.clicked.connect(self._on_toggled)
        self.restores: list[tuple[Change, QToolButton]] = []
        self.past = PastView(view_model)
        self._say = Words(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(EDGE, 8, EDGE, 8)
        self._column.setSpacing(4)
        self._lay_out_head()
        for change in in_order(entry.changes):
            self._add_change(change)
        self._column.addWidget(self.past)
        self.follow()

    def follow(self) -> None:
        """What can be restored now, and whether the whole user is to be seen."""
        state, kind = self._view_model.state, self.entry.change_set.kind
        for change, button in self.restores:
            known = knows_before(change, kind)
            button.setEnabled(self._view_model.can_restore(change, known=known))
        is_open = state.chosen == self.entry.change_set.seq
        self.toggle.setIcon(icon("chevron-up" if is_open else "chevron-down"))
        self.past.show_past(state.past if is_open else None)
        self._say.again()

    def _lay_out_head(self) -> None:
        what, when = plain_label(wrap=True), plain_label(wrap=True)
        font = what.font()
        font.setBold(True)
        what.setFont(font)
        when.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(what)
        words.addWidget(when)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(words, 1)
        head.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(head)
        self._say(what.setText, lambda: entry_text(self.entry))
        self._say(when.setText, self._when)
        self._say(self._name_toggle, self._toggle_text)

    def _add_change(self, change: Change) -> None:
        words, button = plain_label(wrap=True), QToolButton()
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        button.setIcon(icon("rotate-ccw"))
        button.setIconSize(_ICON)
        button.clicked.connect(partial(self._restore, change))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)
        self._say(words.setText, partial(change_text, change, self.entry.change_set.kind))
        self._say(partial(_name, button), partial(_restore_text, change))
        self.restores.append((change, button))
        button.setVisible(knows_before(change, self.entry.change_set.kind))

    def _when(self) -> str:
        found = self.entry.change_set
        words = translate("History", "%1 · %2 · %3")
        return filled(
            words, value_text(found.time), author_text(found.author), kind_text(found.kind)
        )

    def _name_toggle(self, words: str) -> None:
        self.toggle.setToolTip(plain_tip(words))
        self.toggle.setAccessibleName(words)
        what = filled("%1, %2", entry_text(self.entry), value_text(self.entry.change_set.time))
        self.toggle.setAccessibleDescription(what)

    def _toggle_text(self) -> str:
        if self._view_model.state.chosen == self.entry.change_set.seq:
            return translate("History", "Hide these values")
        return translate("History", "Show all values after this change")

    def _on_toggled(self) -> None:
        seq = self.entry.change_set.seq
        self._view_model.choose(None if self._view_model.state.chosen == seq else seq)

    def _restore(self, change: Change, _checked: bool = False) -> None:
        self._view_model.restore_value(change)


class PastView(QWidget):
    """Every attribute that held something then or holds something now; what differs stands out."""

    def __init__(self, view_model: TimelineViewModel) -> None:
        super().__init__()
        self._view_model = view_model
        self._past: PastUser | None = None
        self._rows = QWidget()
        self.heading, self.restore = plain_label(wrap=True), QPushButton()
        self.restore.setIcon(icon("rotate-ccw"))
        self.restore.setAutoDefault(True)
        self.restore.clicked.connect(self._restore_all)
        self.heading.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 8)
        self._column.setSpacing(8)
        for part in (self.heading, self._rows, self.restore):
            self._column.addWidget(part)
        self._say = Words(self)
        self._say(self.heading.setText, self._heading_text)
        self._say(self.restore.setText, lambda: translate("History", "Restore all these values"))
        self._say(lambda _words: self._fill(), lambda: "")
        self.hide()

    def show_past(self, past: PastUser | None) -> None:
        self.restore.setEnabled(self._view_model.can_restore_all)
        self.setVisible(past is not None)
        if past != self._past:
            self._past = past
            self._say.again()

    def _restore_all(self) -> None:
        self._view_model.restore_all()

    def _heading_text(self) -> str:
        if self._past is None or self._past.differing:
            return translate("History", "All values after this change:")
        return translate("History", "All values were then as they are now:")

    def _fill(self) -> None:
        old, self._rows = self._rows, QWidget()
        self._column.replaceWidget(old, self._rows)
        old.setParent(None)
        old.deleteLater()
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        past = self._past
        if past is None:
            return
        shown = [n for n in ATTRIBUTES if past.fields[n] is not None or n in past.differing]
        for place, name in enumerate(shown):
            label, value = _row(past, name)
            grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, place, 1)


def _row(past: PastUser, name: str) -> tuple[QLabel, QLabel]:
    label = plain_label(field_text(name))
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    text = shown_text(past.fields[name])
    if name in past.unknown:
        text = translate("History", "not known")
    if name not in past.differing:
        same = ElidedLabel()
        same.show_text(text)
        return label, same
    words = translate("History", "%1 (now: %2)")
    value = plain_label(
        filled(words, isolated(text), isolated(shown_text(past.now[name]))), wrap=True
    )
    font = value.font()
    font.setBold(True)
    value.setFont(font)
    return label, value


def _name(button: QToolButton, words: str) -> None:
    button.setToolTip(plain_tip(words))
    button.setAccessibleName(words)


def _restore_text(change: Change) -> str:
    field = field_text(change.field)
    if change.before is None:
        return translate("History", "Make “%1” empty again").replace("%1", field)
    words = translate("History", "Restore “%1” in “%2”")
    return filled(words, stored_text(change.field, change.before), field)
