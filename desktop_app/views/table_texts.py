"""The words for a table that cannot be read, written or copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from desktop_app.domain.errors import TableReason
from desktop_app.views.words import filled, translate

if TYPE_CHECKING:
    from desktop_app.domain.errors import TableRefusedError, TooManyError


def table_text(error: TableRefusedError) -> str:
    words = {
        TableReason.MISSING: translate("Errors", "“%1” is not there any more. Was it moved?"),
        TableReason.NOT_A_FILE: translate("Errors", "“%1” is not a file that can be read."),
        TableReason.NO_PERMISSION: translate("Errors", "“%1” may not be read by you."),
        TableReason.EMPTY: translate("Errors", "“%1” is empty: there are no rows in it."),
        TableReason.TOO_LARGE: translate("Errors", "“%1” is too large. Split it into parts."),
        TableReason.TOO_MANY_COLUMNS: translate(
            "Errors", "Line %3 of “%1” has too many columns. Is the separator right?"
        ),
        TableReason.CELL_TOO_LONG: translate(
            "Errors", "Line %3 of “%1” holds a cell that is too long. Is a quotation mark missing?"
        ),
        TableReason.NUL_BYTES: translate(
            "Errors", "Line %3 of “%1” holds bytes that are no text. Is it really a table?"
        ),
        TableReason.ENCODING: translate(
            "Errors", "Line %3 of “%1” cannot be read in this encoding. Choose another."
        ),
        TableReason.SYNTAX: translate(
            "Errors", "A quotation mark that opens in line %3 of “%1” is never closed."
        ),
        TableReason.NO_COLUMN: translate(
            "Errors", "No column of “%1” is used yet. Say which column is what."
        ),
        TableReason.NOT_WRITTEN: translate(
            "Errors", "“%1” could not be written (%2). What was there before is untouched."
        ),
    }[error.reason]
    return filled(words, error.path.name, error.detail, QLocale().toString(error.row))


def too_many_text(error: TooManyError) -> str:
    words = translate(
        "Errors",
        "%1 users are too many to copy or paste at once: %2 can be. Export or import a file.",
    )
    locale = QLocale()
    return filled(words, locale.toString(error.count), locale.toString(error.limit))
