from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QLocale, Qt

from desktop_app.settings import Settings, SettingsFile
from desktop_app.views.dialogs.preferences_dialog import PreferencesDialog
from desktop_app.views.preferences import Preferences
from desktop_app.views.theme import DARK, ThemeSwitch, colours


@pytest.fixture
def switch(qapp):
    switch = ThemeSwitch(qapp)
    yield switch
    switch.apply("light")
    qapp.setStyleSheet("")
    switch.deleteLater()


@pytest.fixture
def preferences(switch, english, tmp_path):
    return Preferences(Settings(), SettingsFile(tmp_path / "settings.json"), switch, english)


@pytest.fixture
def dialog(preferences, qtbot):
    dialog = PreferencesDialog(preferences, None)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def saved(tmp_path) -> dict[str, str]:
    return json.loads((tmp_path / "settings.json").read_text("utf-8"))


def choose(qtbot, box, text: str) -> None:
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def test_a_theme_is_worn_at_once_and_kept(preferences, qapp, tmp_path):
    preferences.apply()
    preferences.set_theme("dark")
    assert colours(qapp.palette()) is DARK
    assert saved(tmp_path) == {"theme": "dark"}


def test_a_language_is_spoken_at_once_and_kept(preferences, tmp_path):
    preferences.set_language("ru")
    assert QLocale().language() is QLocale.Language.Russian
    assert saved(tmp_path) == {"language": "ru"}


@pytest.mark.parametrize("wrong", ["klingon", "", "EN", "../en"])
def test_what_is_no_language_and_no_theme_is_the_system_s(switch, english, tmp_path, wrong):
    settings = Settings(language=wrong, theme=wrong)
    preferences = Preferences(settings, SettingsFile(tmp_path / "s.json"), switch, english)
    preferences.apply()
    assert (preferences.language, preferences.theme) == ("system", "system")


def test_the_dialog_shows_what_is_chosen(dialog):
    assert dialog.language.currentText() == "As the system"
    assert dialog.theme.currentText() == "As the system"
    assert dialog.language.accessibleName() == "Language"
    assert dialog.theme.accessibleName() == "Colours"
    assert dialog.windowTitle() == "Preferences"


def test_choosing_in_the_dialog_is_seen_behind_it(dialog, preferences, qtbot, qapp):
    choose(qtbot, dialog.theme, "Dark")
    assert preferences.theme == "dark"
    assert colours(qapp.palette()) is DARK
    choose(qtbot, dialog.language, "Русский")
    assert preferences.language == "ru"


def test_a_language_is_named_in_itself(dialog, brackets):
    brackets(on=True)
    names = [dialog.language.itemText(i) for i in range(dialog.language.count())]
    assert names == ["⟦As the system⟧", "English", "Русский"]
    assert dialog.windowTitle() == "⟦Preferences⟧"
    brackets(on=False)
    assert dialog.theme.itemText(1) == "Light"


def test_it_closes_by_escape(dialog, qtbot):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("language", ["system", "en", "ru"])
@pytest.mark.parametrize("theme", ["system", "light", "dark"])
def test_every_choice_opens_a_dialog(switch, english, tmp_path, qtbot, language, theme):
    settings = Settings(language=language, theme=theme)
    preferences = Preferences(settings, SettingsFile(tmp_path / "s.json"), switch, english)
    dialog = PreferencesDialog(preferences, None)
    qtbot.addWidget(dialog)
    chosen = (dialog.language.currentData(), dialog.theme.currentData())
    assert chosen == (language, theme)
