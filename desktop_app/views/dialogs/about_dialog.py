"""Which version this is, what is new in it, and whose work is in it."""

from __future__ import annotations

import platform

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app import __version__
from desktop_app.views.changelog import changelog
from desktop_app.views.icons import IconMark, app_icon
from desktop_app.views.plain import plain_label
from desktop_app.views.screen_room import resize_within_screen
from desktop_app.views.words import Words, translate


class AboutDialog(QDialog):
    """The version can be selected and copied, for a report."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._say = Words(self)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(IconMark(app_icon(), 96), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(), 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addLayout(row)
        if news := changelog():
            column.addLayout(self._news(news), 1)
        column.addWidget(buttons)
        self.setMinimumWidth(480)
        resize_within_screen(self, QSize(560, 500))
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        self._say(self.setWindowTitle, lambda: translate("AboutDialog", "About Userbook"))
        self._say(close.setText, lambda: translate("AboutDialog", "Close"))
        close.setFocus()

    def _news(self, news: str) -> QVBoxLayout:
        heading, text = plain_label(), QPlainTextEdit(news)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        heading.setBuddy(text)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setMinimumHeight(120)
        self._say(heading.setText, lambda: translate("AboutDialog", "What is new"))
        self._say(text.setAccessibleName, lambda: translate("AboutDialog", "What is new"))
        layout = QVBoxLayout()
        layout.setSpacing(8)
        layout.addWidget(heading)
        layout.addWidget(text)
        return layout

    def _words(self) -> QVBoxLayout:
        title, sentence = plain_label(), plain_label(wrap=True)
        versions, licences = plain_label(), plain_label(wrap=True)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        font.setBold(True)
        title.setFont(font)
        by_mouse = Qt.TextInteractionFlag.TextSelectableByMouse
        versions.setTextInteractionFlags(by_mouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        say = self._say
        say(title.setText, lambda: f"Userbook {__version__}")
        say(
            sentence.setText,
            lambda: translate("AboutDialog", "Keeps the users of an organisation in one file."),
        )
        say(versions.setText, system_versions)
        say(
            licences.setText,
            lambda: translate(
                "AboutDialog",
                "Free software under the MIT licence. Icons: Lucide, ISC licence. "
                "Qt and PySide6: LGPL version 3. Nothing is ever sent anywhere.",
            ),
        )
        words = QVBoxLayout()
        words.setSpacing(8)
        for label in (title, sentence, versions, licences):
            words.addWidget(label)
        words.addStretch(1)
        return words


def system_versions() -> str:
    """For a report as well."""
    system = platform.platform(terse=True)
    return f"Python {platform.python_version()} · Qt {pyside_version}\n{system}"
