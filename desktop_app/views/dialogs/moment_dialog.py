"""Asks for the moment at which the file is to be seen."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.views.binding import bind
from desktop_app.views.button_row import foot
from desktop_app.views.date_editor import DateEditor
from desktop_app.views.history_words import author_text, what_text
from desktop_app.views.plain import plain_label
from desktop_app.views.theme import stand_out
from desktop_app.views.value_texts import value_text
from desktop_app.views.words import Words, filled, translate

if TYPE_CHECKING:
    from desktop_app.view_models.moment_view_model import MomentState, MomentViewModel

# The whole of a minute: what was done in it is seen.
_MINUTE = timedelta(minutes=1) - timedelta(microseconds=1)

_ROOM = 5


class MomentDialog(QDialog):
    """Says at once which change was the last by then."""

    chosen = Signal(object)

    def __init__(
        self,
        view_model: MomentViewModel,
        parent: QWidget | None = None,
        now: datetime | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._view_model = view_model
        self.date, self.time = DateEditor(), QTimeEdit()
        self.remark = plain_label(wrap=True)
        self._title, self._labels = plain_label(wrap=True), (plain_label(), plain_label())
        self.go, self.leave = QPushButton(), QPushButton()
        self._lay_out()
        self._say = Words(self)
        self._speak()
        self._begin(now or datetime.now().astimezone())
        self.date.typed.connect(self._ask)
        self.time.timeChanged.connect(self._ask)
        self.date.submitted.connect(self.go.click)
        self.go.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        self.accepted.connect(self._choose)
        bind(view_model, lambda state: state, self._follow, self)
        self._ask()

    @property
    def moment(self) -> datetime | None:
        """The end of the minute that was chosen, UTC; None if there is no date."""
        day, at = self.date.date, self.time.time()
        if day is None:
            return None
        return _moment(day, time(at.hour(), at.minute()))

    def _lay_out(self) -> None:
        stand_out(self.go)
        self.remark.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.remark.setMinimumHeight(self.fontMetrics().height() * 3)
        self.go.setDefault(True)
        self.leave.setAutoDefault(False)
        for line in self.time.findChildren(QLineEdit):
            line.setTextMargins(_ROOM, 0, _ROOM, 0)  # the style leaves none beside the arrows
        fields = QGridLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(4)
        for place, (label, part) in enumerate(
            zip(self._labels, (self.date, self.time), strict=True)
        ):
            label.setBuddy(part)
            fields.addWidget(label, 0, place)
            fields.addWidget(part, 1, place)
            fields.setColumnStretch(place, 2 - place)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addLayout(fields)
        column.addWidget(self.remark)
        column.addLayout(foot(self.leave, self.go))
        self.setMinimumWidth(420)

    def _speak(self) -> None:
        say, (day, at) = self._say, self._labels
        say(self.setWindowTitle, lambda: translate("MomentDialog", "Look back"))
        say(
            self._title.setText,
            lambda: translate(
                "MomentDialog",
                "See all users as they were at this moment. Looking changes nothing.",
            ),
        )
        say(day.setText, lambda: translate("MomentDialog", "Date"))
        say(at.setText, lambda: translate("MomentDialog", "Time"))
        say(self.date.setAccessibleName, lambda: translate("MomentDialog", "Date"))
        say(self.time.setAccessibleName, lambda: translate("MomentDialog", "Time"))
        say(self.go.setText, lambda: translate("MomentDialog", "Look"))
        say(self.leave.setText, lambda: translate("MomentDialog", "Cancel"))
        say(self.remark.setText, self._remark)

    def _begin(self, now: datetime) -> None:
        self.time.setDisplayFormat("HH:mm")  # as every time in history is written
        self.time.setTime(QTime(now.hour, now.minute))
        self.date.show_value(now.date())
        self.date.selectAll()

    def _ask(self, _what: object = None) -> None:
        moment = self.moment
        self.go.setEnabled(moment is not None)
        if moment is not None:
            self._view_model.ask(moment)
        self._say.again()

    def _choose(self) -> None:
        if (moment := self.moment) is not None:
            self.chosen.emit(moment)

    def _follow(self, _state: MomentState) -> None:
        self._say.again()

    def _remark(self) -> str:
        state = self._view_model.state
        if self.moment is None:
            return translate("MomentDialog", "Type a date, or choose one with Alt+Down.")
        if state.asked != self.moment:
            return ""
        if (last := state.last) is None:
            return translate(
                "MomentDialog", "This is before the first change that the file knows of."
            )
        words = translate("MomentDialog", "The last change before then: %1 (%2, %3)")
        return filled(words, what_text(last), value_text(last.time), author_text(last.author))


def _moment(day: date, at: time) -> datetime:
    try:
        return datetime.combine(day, at).astimezone().astimezone(UTC) + _MINUTE
    except (OSError, OverflowError, ValueError):  # the clock of this machine knows no such year
        return datetime.combine(day, at, UTC)
