"""Languages, switched while the program runs.

Views say each text through ``Words``, which says it again in the new language. Texts are found
by ``resources/translations/update.py``, so context and text are written out where they are said.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QObject, QTranslator

from desktop_app.views.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication, QWidget

translate = QCoreApplication.translate
_PLACE = re.compile(r"%([1-3])")


class LanguageChoice(StrEnum):
    """What the person may choose. All but the first are codes of complete translations."""

    SYSTEM = "system"
    ENGLISH = "en"
    RUSSIAN = "ru"


def label_of(label: str) -> str:
    """The label of a field of the field list, in the language of the moment."""
    return translate("UserFields", label)


class Language(QObject):
    """Gives the application its translations, number and date formats and reading direction."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._installed: list[QTranslator] = []

    def apply(self, choice: str) -> None:
        wanted = LanguageChoice(choice)
        code = _code_of_system() if wanted is LanguageChoice.SYSTEM else wanted.value
        locale = _locale(code)
        QLocale.setDefault(locale)
        for window in self._app.topLevelWidgets():
            window.setLocale(locale)
        self._app.setLayoutDirection(locale.textDirection())
        self._install(code)

    def _install(self, code: str) -> None:
        for translator in self._installed:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        self._installed.clear()
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        ours = str(resource("translations"))
        for folder, name in ((qt, f"qtbase_{code}.qm"), (ours, f"userbook_{code}.qm")):
            translator = QTranslator(self)
            if translator.load(name, folder):
                self._app.installTranslator(translator)
                self._installed.append(translator)


def _code_of_system() -> str:
    """The first language the person reads that we speak."""
    spoken = {choice.value for choice in LanguageChoice} - {LanguageChoice.SYSTEM.value}
    for tag in QLocale.system().uiLanguages():
        code = tag.replace("_", "-").partition("-")[0]
        if code in spoken:
            return code
    return LanguageChoice.ENGLISH.value


def _locale(code: str) -> QLocale:
    """The formats of the system where it speaks the language, else of the person's country."""
    system, language = QLocale.system(), QLocale(code).language()
    return system if system.language() is language else QLocale(language, system.territory())


class Words(QObject):
    """The texts of one widget, said at once and again when the language changes.

    ``say = Words(self); say(button.setText, lambda: translate("Form", "Save"))``.
    Lives and dies with the widget; the receivers must be parts of it that live as long.
    """

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._said: list[tuple[Callable[[str], object], Callable[[], str]]] = []

    def __call__(self, tell: Callable[[str], object], words: Callable[[], str]) -> None:
        self._said.append((tell, words))
        tell(words())

    def again(self) -> None:
        """For words that also depend on something else, such as a count."""
        for tell, words in self._said:
            tell(words())

    def event(self, event: QEvent) -> bool:
        # Widgets pass this one event on to their children: no filter on all the others.
        if event.type() is QEvent.Type.LanguageChange:
            self.again()
        return super().event(event)


def filled(words: str, *facts: str) -> str:
    """In one go: a name that holds a ``%2`` of its own stays as it is."""
    return _PLACE.sub(lambda place: facts[int(place[1]) - 1], words)
