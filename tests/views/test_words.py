from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.user import ATTRIBUTES
from desktop_app.views.words import Language, Words, label_of, translate


class Invented(QTranslator):
    """Says everything backwards, or by the number."""

    def translate(self, context, text, disambiguation=None, n=-1):
        return text[::-1] if n < 0 else f"{n}/{text}"

    def isEmpty(self):  # noqa: N802  # Qt's name
        return False


@pytest.fixture
def backwards(qapp):
    translator = Invented()
    yield lambda: qapp.installTranslator(translator)
    qapp.removeTranslator(translator)
    qapp.processEvents()


@pytest.fixture
def language(qapp):
    locale = QLocale()
    language = Language(qapp)
    yield language
    QLocale.setDefault(locale)
    language.deleteLater()
    qapp.processEvents()


class Form(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QPushButton()
        QVBoxLayout(self).addWidget(self.button)
        self.count = 2
        self.say = Words(self)
        self.say(self.button.setText, lambda: translate("Form", "Save"))
        self.say(self.setWindowTitle, lambda: translate("Form", "%n user(s)", "", self.count))


def test_words_are_said_at_once_and_again_when_the_language_changes(qtbot, qapp, backwards):
    window = QWidget()
    qtbot.addWidget(window)
    form, dialog = Form(window), Form(QDialog(window))
    assert form.button.text() == "Save"
    backwards()
    qapp.processEvents()
    assert form.button.text() == dialog.button.text() == "evaS"
    form.count = 3
    form.say.again()
    assert form.windowTitle() == "3/3 user(s)"


def test_words_die_with_their_widget(qapp):
    window = QWidget()
    alive = []
    for _ in range(100):
        form = Form(window)
        alive.append(weakref.ref(form))
        form.deleteLater()
        del form
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert [form for form in alive if form() is not None] == []


def test_qt_speaks_russian_with_us_and_english_again(language, qtbot, qapp):
    window = QWidget()
    qtbot.addWidget(window)
    language.apply("ru")
    assert translate("QPlatformTheme", "Cancel") == "Отмена"
    assert QLocale().language() == window.locale().language() == QLocale.Language.Russian
    language.apply("en")
    assert translate("QPlatformTheme", "Cancel") == "Cancel"
    assert QLocale().language() == QLocale.Language.English
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_the_system_decides_where_the_person_has_not(language):
    language.apply("system")
    assert QLocale().language() in (QLocale.Language.English, QLocale.Language.Russian)


def test_a_language_we_do_not_speak_is_refused(language):
    with pytest.raises(ValueError, match="tlh"):
        language.apply("tlh")


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "Delete 1 user for good?"),
        (2, "Delete 2 users for good?"),
        (1234, "Delete 1,234 users for good?"),
    ],
)
def test_english_counts(language, count, said):
    language.apply("en")
    QLocale.setDefault(QLocale("en_US"))
    assert translate("Prompts", "Delete %Ln user(s) for good?", "", count) == said


def test_labels_of_fields_have_a_place_in_the_translation():
    for attribute in ATTRIBUTES.values():
        assert label_of(attribute.label)
