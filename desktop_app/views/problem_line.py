"""What is said under a field: an icon, a sentence, and a way to the user it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.problems import Severity
from desktop_app.views.icons import IconMark, Tint, icon
from desktop_app.views.links import LinkButton
from desktop_app.views.plain import plain_label
from desktop_app.views.problem_texts import problem_text
from desktop_app.views.theme import colours
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from desktop_app.domain.problems import Problem

_ICON = 16
_MARKS = {
    Severity.ERROR: ("circle-alert", Tint.DANGER),
    Severity.WARNING: ("triangle-alert", Tint.WARNING),
    Severity.NOTE: ("info", Tint.MUTED),
}


class ProblemLine(QWidget):
    """``owner`` is the key of the user who has the value already."""

    owner_requested = Signal(int)

    def __init__(self, problem: Problem, owner: int | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = owner
        name, self._tint = _MARKS[problem.severity]
        self.text = plain_label(wrap=True)
        self.link = LinkButton()
        self.link.setHidden(owner is None)
        self.link.clicked.connect(self._ask)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self.text)
        words.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeading)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(4)
        row.addWidget(IconMark(icon(name, self._tint), _ICON), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._colour()
        say = Words(self)
        say(self.text.setText, lambda: problem_text(problem))
        say(self.link.setText, lambda: translate("UserForm", "Show this user"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        palette = self.text.palette()
        shade = getattr(colours(self.palette()), self._tint.value)
        palette.setColor(QPalette.ColorRole.WindowText, shade)
        self.text.setPalette(palette)

    def _ask(self) -> None:
        if self._owner is not None:
            self.owner_requested.emit(self._owner)
