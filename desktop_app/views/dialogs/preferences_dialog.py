"""Language and look, changed at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from desktop_app.views.plain import plain_label
from desktop_app.views.theme import Theme
from desktop_app.views.words import LanguageChoice, Words, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_app.views.preferences import Preferences

# A language is named in itself, so that who cannot read the present one finds it.
_NATIVE = {LanguageChoice.ENGLISH: "English", LanguageChoice.RUSSIAN: "Русский"}


class PreferencesDialog(QDialog):
    """There is nothing to confirm: what is chosen is seen behind the dialog."""

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._say = Words(self)
        self.language = self._choice(
            list(LanguageChoice), preferences.language, preferences.set_language, _language_text
        )
        self.theme = self._choice(
            list(Theme), preferences.theme, preferences.set_theme, _theme_text
        )
        form = QFormLayout(self)
        form.setContentsMargins(24, 24, 24, 16)
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        self.author = QLineEdit(preferences.author)
        self.author.setMinimumWidth(self.fontMetrics().averageCharWidth() * 36)
        self.author.editingFinished.connect(self._keep_author)
        self._preferences = preferences
        language_label, theme_label, author_label = plain_label(), plain_label(), plain_label()
        form.addRow(language_label, self.language)
        form.addRow(theme_label, self.theme)
        form.addRow(author_label, self.author)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        say = self._say
        say(self.setWindowTitle, lambda: translate("PreferencesDialog", "Preferences"))
        for label, box, words in (
            (language_label, self.language, lambda: translate("PreferencesDialog", "Language")),
            (theme_label, self.theme, lambda: translate("PreferencesDialog", "Colours")),
            (author_label, self.author, lambda: translate("PreferencesDialog", "Your name")),
        ):
            say(label.setText, words)
            say(box.setAccessibleName, words)
        say(
            self.author.setPlaceholderText,
            lambda: translate("PreferencesDialog", "for the history of your files"),
        )
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        say(close.setText, lambda: translate("PreferencesDialog", "Close"))

    def _keep_author(self) -> None:
        self._preferences.set_author(self.author.text())

    def _choice(
        self,
        choices: Sequence[str],
        chosen: str,
        choose: Callable[[str], None],
        words: Callable[[str], str],
    ) -> QComboBox:
        box = QComboBox()
        box.setMinimumContentsLength(16)
        for i, choice in enumerate(choices):
            box.addItem("", choice)
            self._say(partial(box.setItemText, i), partial(words, choice))
        box.setCurrentIndex([str(c) for c in choices].index(chosen))

        def on_activated(row: int) -> None:
            choose(str(box.itemData(row)))

        box.activated.connect(on_activated)
        return box


def _language_text(choice: str) -> str:
    native = _NATIVE.get(LanguageChoice(choice))
    return native or translate("PreferencesDialog", "As the system")


def _theme_text(choice: str) -> str:
    return {
        Theme.SYSTEM: translate("PreferencesDialog", "As the system"),
        Theme.LIGHT: translate("PreferencesDialog", "Light"),
        Theme.DARK: translate("PreferencesDialog", "Dark"),
    }[Theme(choice)]
