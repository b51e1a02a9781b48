from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_app import __version__
from desktop_app.views import changelog as module
from desktop_app.views.changelog import changelog, plain_changelog
from desktop_app.views.dialogs.about_dialog import AboutDialog

MARKDOWN = """# Changelog

The form is that of [Keep a Changelog](https://keepachangelog.com).

## [1.1.0] - 2026-11-26

### Added

- A thing that needs
  two lines, and `code`.
- Another: see [there](https://example.org).

## [1.0.0]

The first.
"""


def test_marks_of_the_file_are_not_shown():
    assert plain_changelog(MARKDOWN).splitlines() == [
        "1.1.0 - 2026-11-26",
        "",
        "Added",
        "• A thing that needs two lines, and code.",
        "• Another: see there.",
        "",
        "1.0.0",
        "The first.",
    ]


def test_ours_tells_of_this_version():
    assert __version__ in changelog()
    assert not {"#", "`", "["} & set(changelog())


@pytest.fixture
def window(qtbot, english):
    window = QWidget()
    qtbot.addWidget(window)
    return window


def test_about_shows_what_is_new_to_read_only(window):
    news = AboutDialog(window).findChild(QPlainTextEdit)
    assert news.toPlainText() == changelog()
    assert news.isReadOnly()
    assert news.accessibleName() == "What is new"


def test_about_does_without_a_changelog(window, monkeypatch):
    monkeypatch.setattr(module, "changelog_file", lambda: None)
    assert AboutDialog(window).findChild(QPlainTextEdit) is None
