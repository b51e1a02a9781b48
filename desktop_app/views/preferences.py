"""What the Preferences dialog changes: at once, and for the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.views.theme import Theme
from desktop_app.views.words import LanguageChoice

if TYPE_CHECKING:
    from enum import StrEnum

    from desktop_app.settings import Settings, SettingsFile
    from desktop_app.views.theme import ThemeSwitch
    from desktop_app.views.words import Language

_LONGEST_AUTHOR = 100


class Preferences:
    """Language, theme and author of the running program."""

    def __init__(
        self, settings: Settings, file: SettingsFile, theme: ThemeSwitch, language: Language
    ) -> None:
        self._file = file
        self._theme = theme
        self._language = language
        self.language = _one_of(LanguageChoice, settings.language)
        self.theme = _one_of(Theme, settings.theme)
        self.author = settings.author

    def apply(self) -> None:
        """Dress the application before anything is shown."""
        self._theme.apply(self.theme)
        self._language.apply(self.language)

    def set_language(self, choice: str) -> None:
        self.language = choice
        self._language.apply(choice)
        self._file.save(language=choice)

    def set_theme(self, choice: str) -> None:
        self.theme = choice
        self._theme.apply(choice)
        self._file.save(theme=choice)

    def set_author(self, name: str) -> None:
        """What history calls the person from now on; cut, for it stands in a table."""
        self.author = name.strip()[:_LONGEST_AUTHOR]
        self._file.save(author=self.author)


def _one_of(choices: type[StrEnum], chosen: str) -> str:
    """A choice of an older or newer version, or a slip of the pen, must not stop the start."""
    return chosen if chosen in list(choices) else "system"
