"""What stands in the place of the table while it has no rows: an invitation, not a void."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.query import Place
from desktop_app.views.filter_texts import filter_text
from desktop_app.views.icons import IconMark, Tint, icon
from desktop_app.views.links import LinkButton
from desktop_app.views.plain import plain_label
from desktop_app.views.texts import place_text
from desktop_app.views.theme import stand_out
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLabel

    from desktop_app.domain.filter_parser import Part

_MARK = 48


class _Page(QWidget):
    """A mark, a heading, a line and buttons, in the middle, whatever the size."""

    def __init__(self, mark: str, buttons: Sequence[QPushButton], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.heading, self.line = _middle(), _middle()
        font = self.heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        font.setBold(True)
        self.heading.setFont(font)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconMark(icon(mark, Tint.MUTED), _MARK), 0, middle)
        column.addSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.line)
        self.below = QVBoxLayout()
        column.addLayout(self.below)
        column.addSpacing(16)
        column.addLayout(row)
        column.addStretch(3)


def _middle() -> QLabel:
    label = plain_label(wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label


class EmptyFilePage(_Page):
    """A file without users."""

    new_requested = Signal()
    import_requested = Signal()
    sample_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        new, take, sample = QPushButton(), QPushButton(), QPushButton()
        super().__init__("users", (new, take, sample), parent)
        new.setIcon(icon("user-plus", Tint.ON_ACCENT))
        take.setIcon(icon("download"))
        sample.setIcon(icon("sparkles"))
        stand_out(new)
        new.clicked.connect(self.new_requested)
        take.clicked.connect(self.import_requested)
        sample.clicked.connect(self.sample_requested)
        self.setFocusProxy(new)
        say = Words(self)
        say(self.heading.setText, lambda: translate("EmptyPage", "No users yet"))
        say(
            self.line.setText,
            lambda: translate(
                "EmptyPage", "Add the first one, or drop a file with a list of users here."
            ),
        )
        say(new.setText, lambda: translate("EmptyPage", "New user"))
        say(take.setText, lambda: translate("EmptyPage", "Import…"))
        say(sample.setText, lambda: translate("EmptyPage", "Add sample users"))


class NoMatchPage(_Page):
    """A search, or a place of the sidebar, in which there is nobody."""

    clear_requested = Signal()
    all_requested = Signal()
    way_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        clear, everyone = QPushButton(), QPushButton()
        super().__init__("search-x", (clear, everyone), parent)
        self._clear, self._everyone = clear, everyone
        self._search, self._total, self._place = "", 0, Place.ALL
        clear.setIcon(icon("x"))
        everyone.setIcon(icon("users"))
        clear.clicked.connect(self.clear_requested)
        everyone.clicked.connect(self.all_requested)
        self._say = Words(self)
        self._say(self.heading.setText, self._what)
        self._say(self.line.setText, self._how_to_go_on)
        self._say(clear.setText, lambda: translate("EmptyPage", "Clear search"))
        self._say(everyone.setText, lambda: translate("EmptyPage", "Show all users"))

    def show_search(self, search: str, total: int = 0, place: Place = Place.ALL) -> None:
        """``search`` is what was typed in which place; ``total`` how many users there are."""
        self._search, self._total, self._place = search, total, place
        self._clear.setVisible(bool(search))
        self._say.again()

    def show_ways(self, ways: Sequence[tuple[Part, int]]) -> None:
        """What to leave out so that somebody is found, and how many that would be."""
        while item := self.below.takeAt(0):
            if link := item.widget():
                link.hide()
                link.deleteLater()
        for part, count in ways:
            words = translate("EmptyPage", "Without %1: %Ln user(s)", "", count)
            link = LinkButton(self)
            link.setText(words.replace("%1", filter_text(part.filter)))
            link.clicked.connect(partial(self.way_chosen.emit, part))
            self.below.addWidget(link, 0, Qt.AlignmentFlag.AlignHCenter)

    def _what(self) -> str:
        if not self._search and self._place is Place.TRASH:
            return translate("EmptyPage", "The trash is empty")
        if not self._search:
            return translate("EmptyPage", "Nobody here")
        if not self._total:
            return translate("EmptyPage", "No users match “%1”").replace("%1", self._search)
        words = translate("EmptyPage", "None of %2 users match “%1”")
        return words.replace("%2", QLocale().toString(self._total)).replace("%1", self._search)

    def _how_to_go_on(self) -> str:
        if self._search:
            return translate("EmptyPage", "Check the spelling, or look in a larger place.")
        if self._place is Place.TRASH:
            return translate("EmptyPage", "Users whom you delete come here.")
        words = translate("EmptyPage", "No user belongs to “%1” at the moment.")
        return words.replace("%1", place_text(self._place))


class QuietPage(QWidget):
    """A quiet line in the middle, where there is nothing to see yet."""

    def __init__(self, mark: str) -> None:
        super().__init__()
        self.words = _middle()
        self.words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 8)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(IconMark(icon(mark, Tint.MUTED), 40), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.words)
        column.addStretch(3)


class NobodyPage(QuietPage):
    """Stands in for the form while there is nobody to show."""

    def __init__(self) -> None:
        super().__init__("user")
        say = Words(self)
        say(self.words.setText, lambda: translate("UserForm", "Select a user to see the details"))
