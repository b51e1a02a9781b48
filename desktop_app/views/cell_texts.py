"""The words of what is done to cells of the table: copying, editing, pasting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from desktop_app.views.words import filled, translate

if TYPE_CHECKING:
    from desktop_app.domain.errors import TooManyError


def too_many_text(error: TooManyError) -> str:
    words = translate(
        "Errors",
        "%1 users are selected, and at most %2 can be copied at once. Export them to a file.",
    )
    locale = QLocale()
    return filled(words, locale.toString(error.count), locale.toString(error.limit))
