"""The first page: begin a userbook, open one, or look around with invented people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.views.icons import IconMark, Tint, app_icon, icon
from desktop_app.views.plain import plain_label
from desktop_app.views.recent_files import RecentFiles
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QLabel

_WIDTH, _MARK = 560, 72


class WelcomePage(QScrollArea):
    """What the window shows while no file is open."""

    create_requested = Signal()
    open_requested = Signal()
    sample_requested = Signal()
    recent_requested = Signal(str)
    recent_removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.create_button = BigButton(icon("file-plus", Tint.ACCENT))
        self.open_button = BigButton(icon("folder-open", Tint.ACCENT))
        self.sample_button = BigButton(icon("sparkles", Tint.ACCENT))
        self.create_button.clicked.connect(self.create_requested)
        self.open_button.clicked.connect(self.open_requested)
        self.sample_button.clicked.connect(self.sample_requested)
        self.recent = RecentFiles()
        self.recent.requested.connect(self.recent_requested)
        self.recent.removed.connect(self._show_rest)
        self.recent.removed.connect(self.recent_removed)
        self._title, self._sentence = plain_label(), plain_label(wrap=True)
        self._recent_title = plain_label()
        _grow(self._title, 1.8)
        _grow(self._recent_title, 1.0)
        self._recent_title.setBuddy(self.recent)
        self.setWidget(self._column())
        self.setFocusProxy(self.create_button)
        self._speak()
        self.set_recent(())

    def set_recent(self, files: Sequence[Path], missing: Collection[Path] = ()) -> None:
        """Newest first. ``missing`` is told, because asking a dead network disk would freeze us."""
        self.recent.show_files(files, missing)
        self._show_rest()

    def _show_rest(self) -> None:
        """The list, if there is anything in it."""
        for part in (self._recent_title, self.recent):
            part.setVisible(self.recent.count() > 0)

    def _column(self) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)  # the two belong together, however tall the mark is
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(IconMark(app_icon(), _MARK))
        head.addLayout(words, 1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addStretch(1)
        column.addLayout(head)
        column.addSpacing(16)
        for button in (self.create_button, self.open_button, self.sample_button):
            column.addWidget(button)
        column.addSpacing(16)
        column.addWidget(self._recent_title)
        column.addWidget(self.recent)
        column.addStretch(2)
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH)
        middle.setLayout(column)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(24, 16, 24, 16)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        return page

    def _speak(self) -> None:
        say = Words(self)
        say(self._title.setText, lambda: translate("WelcomePage", "Userbook"))
        say(
            self._sentence.setText,
            lambda: translate("WelcomePage", "Keep the users of your organisation in one file."),
        )
        say(self.create_button.set_title, lambda: translate("WelcomePage", "Create a userbook"))
        say(
            self.create_button.set_line,
            lambda: translate("WelcomePage", "A new file, on this computer or a shared folder"),
        )
        say(self.open_button.set_title, lambda: translate("WelcomePage", "Open…"))
        say(
            self.open_button.set_line,
            lambda: translate("WelcomePage", "A userbook that somebody made before"),
        )
        say(self.sample_button.set_title, lambda: translate("WelcomePage", "Try sample users"))
        say(
            self.sample_button.set_line,
            lambda: translate("WelcomePage", "100 invented people to look around with"),
        )
        say(self._recent_title.setText, lambda: translate("WelcomePage", "Recent files"))
        say(self.recent.setAccessibleName, lambda: translate("WelcomePage", "Recent files"))
        say(self.recent.remove.setText, lambda: translate("WelcomePage", "Remove from this list"))
        say(self.recent.say_missing, lambda: translate("WelcomePage", "missing"))


class BigButton(QPushButton):
    """A button with a line that says what will come of it."""

    def __init__(self, mark: QIcon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._line = plain_label(), plain_label(wrap=True)
        _grow(self._title, 1.1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._line)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(16)
        row.addWidget(IconMark(mark, 24))
        row.addLayout(words, 1)
        for label in (self._title, self._line):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_title(self, text: str) -> None:
        self._title.setText(text)
        self.setAccessibleName(text)

    def set_line(self, text: str) -> None:
        self._line.setText(text)
        self.setAccessibleDescription(text)

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._row.minimumSize()


def _grow(label: QLabel, factor: float) -> None:
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * factor)
    font.setBold(True)
    label.setFont(font)
