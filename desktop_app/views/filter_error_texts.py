"""The words for a mistake in a search, and for the fields it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.domain.errors import FilterReason
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.views.words import filled, label_of, translate

if TYPE_CHECKING:
    from desktop_app.domain.errors import FilterError

_LONGEST = 40
_OF_FIELDS = frozenset({FilterReason.MISSING_VALUE, FilterReason.NOT_COMPARABLE})


def filter_error_text(error: FilterError) -> str:
    """What is wrong with a search, and how to mend it."""
    if error.reason is FilterReason.MISSING_VALUE and not error.detail:
        return translate("Filter", "Say which field is to be filled in.")
    words = {
        FilterReason.UNKNOWN_FIELD: translate("Filter", "There is no field “%1”."),
        FilterReason.MISSING_VALUE: translate("Filter", "Say what “%1” is to be compared with."),
        FilterReason.MISSING_TERM: translate("Filter", "Something is missing beside this."),
        FilterReason.UNCLOSED_BRACKET: translate("Filter", "This bracket is never closed."),
        FilterReason.UNOPENED_BRACKET: translate("Filter", "This bracket was never opened."),
        FilterReason.NOT_A_DATE: translate(
            "Filter", "“%1” is not a date. Write it like 2026-12-31, 2026-12, today or last month."
        ),
        FilterReason.NOT_YES_OR_NO: translate(
            "Filter", "“%1” is neither yes nor no. Write one of the two."
        ),
        FilterReason.NOT_A_STATUS: translate(
            "Filter",
            "“%1” is not a status. Write active, disabled, not_yet, expires_soon or expired.",
        ),
        FilterReason.NOT_COMPARABLE: translate("Filter", "“%1” cannot be compared like this."),
        FilterReason.TOO_DEEP: translate("Filter", "Too many brackets within one another."),
    }[error.reason]
    detail = field_text(error.detail) if error.reason in _OF_FIELDS else error.detail
    return filled(words, shortened(detail))


def field_text(field: str) -> str:
    """A field as the window calls it."""
    if field in ATTRIBUTES:
        return label_of(ATTRIBUTES[field].label)
    return {
        "status": translate("Filter", "Status"),
        "created": translate("UsersTable", "Created"),
        "last_modified": translate("UsersTable", "Changed"),
        "name": translate("Filter", "Any name"),
        "phoneNumbers": translate("Filter", "Any phone number"),
    }.get(field, field)


def shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
