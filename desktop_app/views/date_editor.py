"""A date that may be left empty: typed, or chosen in a calendar."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.attributes import Kind
from desktop_app.domain.problems import InvalidValueError
from desktop_app.domain.rules import clean
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.views.editors import LineEditor, has_left
from desktop_app.views.icons import icon
from desktop_app.views.plain import plain_tip
from desktop_app.views.value_texts import date_format, date_text
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from desktop_app.domain.rules import Value

_DIGITS = re.compile("(d|M)+")
_DIRECTION_MARKS = dict.fromkeys(map(ord, "\u200e\u200f"))
_CENTURY = 2000
_ARROWS = {"qt_calendar_prevmonth": "chevron-left", "qt_calendar_nextmonth": "chevron-right"}
_A_DATE = next(item for item in ATTRIBUTES.items() if item[1].kind is Kind.DATE)


def date_of(text: str, locale: QLocale) -> date | None:
    """ISO and dotted forms are read everywhere, others as the locale has them."""
    try:
        found = clean(*_A_DATE, text)
    except InvalidValueError:
        return _date_of_locale(text.strip(), locale)
    return found if isinstance(found, date) else None


def typed_values(columns: Sequence[str], cells: Sequence[str]) -> list[Value]:
    """What was typed into cells, dates as the locale has them; those beyond the columns, too."""
    values: list[Value] = list(cells)
    for place, (name, cell) in enumerate(zip(columns, cells, strict=False)):
        attribute = ATTRIBUTES.get(name)
        if attribute is not None and attribute.kind is Kind.DATE:
            values[place] = date_of(cell, QLocale()) or cell
    return values


def _date_of_locale(text: str, locale: QLocale) -> date | None:
    """Without leading zeros, with two digits of the year, and without marks nobody can type."""
    long = _DIGITS.sub(r"\1", date_format(locale)).translate(_DIRECTION_MARKS)
    typed = text.translate(_DIRECTION_MARKS)
    for form in (long, long.replace("yyyy", "yy")):
        day = locale.toDate(typed, form, _CENTURY)
        if day.isValid():
            return date(day.year(), day.month(), day.day())
    return None


class DateEditor(LineEditor):
    """Says a date where the text is one, else the text. Alt+Down opens the calendar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Kind.DATE, parent)
        self._calendar: CalendarPopup | None = None
        self._written_in = self.locale()
        self._open = self.addAction(icon("calendar-clock"), self.ActionPosition.TrailingPosition)
        self._open.triggered.connect(self.open_calendar)
        say = Words(self)
        say(self._name_button, lambda: translate("DateEditor", "Choose a date (Alt+Down)"))

    def value_of(self, text: str) -> Value:
        return date_of(text, self.locale()) or text

    @property
    def date(self) -> date | None:
        return date_of(self.text(), self._written_in)

    def show_value(self, value: Value) -> None:
        if not isinstance(value, date):
            super().show_value(value)
        elif value != self.date or not self.hasFocus():
            super().show_value(date_text(value, self.locale()))

    def lock(self, *, locked: bool) -> None:
        super().lock(locked=locked)
        self._open.setVisible(not locked)

    def open_calendar(self) -> None:
        if self.isReadOnly():
            return
        if self._calendar is None:
            self._calendar = CalendarPopup(self)
        self._calendar.open_at(self.date)

    def choose(self, day: date | None) -> None:
        """As if it had been typed."""
        text = date_text(day, self.locale()) if day else ""
        self.setText(text)
        self.typed.emit(day or "")

    def _name_button(self, text: str) -> None:
        self._open.setText(text)
        self._open.setToolTip(plain_tip(text))
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LocaleChange:
            day, self._written_in = self.date, self.locale()
            if day is not None:
                self.setText(date_text(day, self._written_in))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if has_left(event) and (day := self.date):
            self.setText(date_text(day, self.locale()))


class CalendarPopup(QFrame):
    """Made when it is first wanted: most forms never open it."""

    def __init__(self, editor: DateEditor) -> None:
        super().__init__(editor, Qt.WindowType.Popup)
        # Without it the click that closes the popup would open it again.
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._editor = editor
        self.calendar = QCalendarWidget()
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):  # red says that it is wrong
            self.calendar.setWeekdayTextFormat(day, QTextCharFormat())
        self.calendar.clicked.connect(self._choose)
        self.calendar.activated.connect(self._choose)
        for button in self.calendar.findChildren(QToolButton):
            if arrow := _ARROWS.get(button.objectName()):  # the stock ones are black on any theme
                button.setIcon(icon(arrow))
        self.today, self.none = QPushButton(), QPushButton()
        self.today.clicked.connect(self._choose_today)
        self.none.clicked.connect(self._choose_none)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 8)
        row.addWidget(self.today)
        row.addStretch()
        row.addWidget(self.none)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(8)
        column.addWidget(self.calendar)
        column.addLayout(row)
        say = Words(self)
        say(self.today.setText, lambda: translate("DateEditor", "Today"))
        say(self.none.setText, lambda: translate("DateEditor", "No date"))

    def open_at(self, day: date | None) -> None:
        chosen = QDate(day.year, day.month, day.day) if day else QDate.currentDate()
        self.calendar.setSelectedDate(chosen)
        self.adjustSize()
        self.move(self._place())
        self.show()
        self.calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self) -> QPoint:
        """Under the editor, or over it where there is no room; never off the screen."""
        editor, screen = self._editor, self._editor.screen().availableGeometry()
        below = editor.mapToGlobal(QPoint(0, editor.height()))
        if below.y() + self.height() > screen.bottom():
            below = editor.mapToGlobal(QPoint(0, -self.height()))
        most = screen.right() - self.width()
        return QPoint(max(screen.left(), min(below.x(), most)), max(screen.top(), below.y()))

    def _choose_today(self) -> None:
        self._choose(QDate.currentDate())

    def _choose_none(self) -> None:
        self._choose(QDate())

    def _choose(self, day: QDate) -> None:
        self.close()
        self._editor.choose(date(day.year(), day.month(), day.day()) if day.isValid() else None)
        self._editor.setFocus(Qt.FocusReason.PopupFocusReason)
