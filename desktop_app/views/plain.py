"""Text that came from a person or a file is shown as it is, never read as HTML or shortcuts.

Qt guesses: a user named ``<img src=...>`` would be drawn, or hang the window. Whoever needs
a label or a tool tip with such a text takes it from here; ``tests/architecture`` sees to it.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

_MARKS = frozenset("<&")


def plain_label(text: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    label = QLabel(parent)
    make_plain(label)
    label.setText(text)
    label.setWordWrap(wrap)
    return label


def make_plain(label: QLabel) -> None:
    label.setTextFormat(Qt.TextFormat.PlainText)


def plain_box(parent: QWidget | None) -> QMessageBox:
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box


def plain_tip(text: str) -> str:
    """For ``setToolTip``, ``setWhatsThis`` and the tool tips of item models.

    Tagged where Qt could guess HTML: escaping alone would show ``&amp;`` where it guesses plain
    text. Only there, because a screen reader reads a tool tip out, tags and all.
    """
    if _MARKS.isdisjoint(text):
        return text
    return f"<qt>{escape(text)}</qt>".replace("\n", "<br>")


def unmarked(text: str) -> str:
    """For buttons, menus and tabs, where a single ``&`` would make the next letter a shortcut."""
    return text.replace("&", "&&")
