"""The words for filters: what is wrong with one, and what it asks for."""

from __future__ import annotations

from desktop_app.domain.errors import FilterError, FilterReason
from desktop_app.domain.filter_fields import CREATED, LAST_MODIFIED, STATUS
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.views.words import filled, label_of, translate

_LONGEST = 40


def filter_error_text(error: FilterError) -> str:
    """What is wrong with a search, and how to mend it."""
    detail = error.detail
    if error.reason in {FilterReason.MISSING_VALUE, FilterReason.NOT_COMPARABLE} and detail:
        detail = field_text(detail)
    words = {
        FilterReason.UNKNOWN_FIELD: translate(
            "Filter", "There is no field “%1”. Choose one from the list."
        ),
        FilterReason.MISSING_VALUE: translate("Filter", "Say what to look for in “%1”.")
        if detail
        else translate("Filter", "Say which field must be filled in."),
        FilterReason.MISSING_TERM: translate("Filter", "Something is missing beside this."),
        FilterReason.UNCLOSED_BRACKET: translate("Filter", "This bracket is never closed."),
        FilterReason.UNOPENED_BRACKET: translate("Filter", "This bracket was never opened."),
        FilterReason.NOT_A_DATE: translate(
            "Filter", "“%1” is not a date. Write it like 2026-12-31, 2026-12, today or last month."
        ),
        FilterReason.NOT_YES_OR_NO: translate("Filter", "“%1” is neither yes nor no."),
        FilterReason.NOT_A_STATUS: translate(
            "Filter", "“%1” is not a status. There are: active, disabled, expired, expires soon."
        ),
        FilterReason.NOT_COMPARABLE: translate("Filter", "“%1” cannot be compared like this."),
        FilterReason.TOO_DEEP: translate("Filter", "Too many brackets within one another."),
    }[error.reason]
    return filled(words, _short(detail))


def field_text(field: str) -> str:
    """A field as the window calls it."""
    if field in ATTRIBUTES:
        return label_of(ATTRIBUTES[field].label)
    return {
        STATUS: translate("Filter", "Status"),
        CREATED: translate("UsersTable", "Created"),
        LAST_MODIFIED: translate("UsersTable", "Changed"),
        "name": translate("Filter", "Any name"),
        "phoneNumbers": translate("Filter", "Any phone"),
    }.get(field, field)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
