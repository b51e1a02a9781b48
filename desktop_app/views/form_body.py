"""The fields of the form in the order of the field list, under the headings of their sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop_app.domain.attributes import Section
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.views.form_field import EDGE, FormField
from desktop_app.views.form_texts import section_text
from desktop_app.views.icons import icon
from desktop_app.views.plain import plain_label
from desktop_app.views.theme import colours
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop_app.view_models.user_form_state import FormState


_FIRST = Section.ACCOUNT


class FormBody(QWidget):
    """Secondary fields are folded away until one of them has something to show."""

    owner_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: Mapping[str, FormField] = {name: FormField(name) for name in _in_order()}
        self._secondary = [self.fields[n] for n, a in ATTRIBUTES.items() if a.secondary]
        self._wanted = False
        self.more = _Secondary(self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 8)
        self.column.setSpacing(0)
        for section in Section:
            if fields := self._of(section, secondary=False):
                self.column.addWidget(_Section(section, fields, line=section is not _FIRST))
        self.column.addWidget(self.more)
        for section in Section:
            if fields := self._of(section, secondary=True):
                alone = not self._of(section, secondary=False)
                self.more.add(_Section(section if alone else None, fields, line=alone), gap=alone)
        self.column.addStretch(1)  # notes would take half of what is left over
        self.more.toggled.connect(self._on_toggled)

    def _of(self, section: Section, *, secondary: bool) -> list[FormField]:
        return [
            self.fields[name]
            for name, attribute in ATTRIBUTES.items()
            if attribute.section is section and attribute.secondary is secondary
        ]

    def fill(self, state: FormState) -> None:
        for field in self.fields.values():
            field.fill(state)
        shown = state.mixed | state.changed  # what was emptied has no value, and yet must be seen
        names = (field.name for field in self._secondary)
        has_value = any(state.value(name) or name in shown for name in names)
        self.more.open(opened=self._wanted or has_value)

    def follow(self, state: FormState, *, read_only: bool) -> None:
        for field in self.fields.values():
            field.follow(state, read_only=read_only)
        if any(field.problem_lines for field in self._secondary):
            self.more.open(opened=True)

    def first(self) -> FormField:
        """The first one that can be edited."""
        return next(field for field in self.fields.values() if field.editor.isEnabled())

    def first_changed(self, state: FormState) -> FormField | None:
        return next((self.fields[name] for name in self.fields if name in state.changed), None)

    def first_wrong(self) -> FormField | None:
        return next((field for field in self.fields.values() if field.is_wrong), None)

    def _on_toggled(self, opened: bool) -> None:
        self._wanted = opened


def _in_order() -> list[str]:
    """As they stand one under the other, which is also the order of Tab."""
    sections = list(Section)
    return sorted(
        ATTRIBUTES, key=lambda n: (ATTRIBUTES[n].secondary, sections.index(ATTRIBUTES[n].section))
    )


class _Part(QWidget):
    """A line divides it from the part above."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        width = self.width() - 2 * EDGE
        painter.fillRect(EDGE, 0, width, 1, colours(self.palette()).separator)
        painter.end()


class _Section(_Part):
    """A heading, where there is one, and its fields."""

    def __init__(self, section: Section | None, fields: Sequence[FormField], *, line: bool) -> None:
        super().__init__()
        self._has_line = line
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8 if section else 0)
        column.setSpacing(0)
        if section is not None and len(fields) == 1:
            column.setContentsMargins(0, 8, 0, 8)
            fields[0].show_as_heading()
        elif section is not None:
            heading = plain_label()
            font = heading.font()
            font.setBold(True)
            heading.setFont(font)
            heading.setContentsMargins(EDGE, 12, EDGE, 4)
            column.addWidget(heading)
            say = Words(self)
            say(heading.setText, lambda: section_text(section))
        for field in fields:
            column.addWidget(field)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._has_line:
            super().paintEvent(event)


class _Secondary(_Part):
    """A button that unfolds what is under it."""

    toggled = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = QToolButton()
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.clicked.connect(self._on_clicked)
        self.inner = QWidget()
        self._fields = QVBoxLayout(self.inner)
        self._fields.setContentsMargins(0, 0, 0, 0)
        self._fields.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, EDGE, 0)
        head.addWidget(self.button)
        head.addStretch()
        column.addLayout(head)
        column.addWidget(self.inner)
        self._say = Words(self)
        self._say(self.button.setText, self._words)
        self.open(opened=False)

    def add(self, section: QWidget, *, gap: bool) -> None:
        self._fields.addSpacing(8 if gap else 0)
        self._fields.addWidget(section)

    @property
    def is_open(self) -> bool:
        return not self.inner.isHidden()

    def open(self, *, opened: bool) -> None:
        self.inner.setVisible(opened)
        self.button.setIcon(icon("chevron-up" if opened else "chevron-down"))
        self._say.again()

    def _words(self) -> str:
        if self.is_open:
            return translate("UserForm", "Fewer fields")
        return translate("UserForm", "More fields")

    def _on_clicked(self) -> None:
        self.open(opened=not self.is_open)
        self.toggled.emit(self.is_open)
