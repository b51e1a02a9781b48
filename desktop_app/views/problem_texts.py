"""The words for what is wrong with one value, and for how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from desktop_app.domain.problems import Problem, ProblemCode, Severity
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.views.words import label_of, translate

if TYPE_CHECKING:
    from collections.abc import Callable


def problem_text(problem: Problem) -> str:
    """A sentence or two, for the form and for the rows of an import."""
    return _TEXTS[problem.code](problem)


def severity_text(severity: Severity) -> str:
    """Read out before the sentence, where a person sees an icon and a colour."""
    return {
        Severity.ERROR: translate("Problems", "Error: %1"),
        Severity.WARNING: translate("Problems", "Warning: %1"),
        Severity.NOTE: translate("Problems", "Note: %1"),
    }[severity]


def spoken_problem(problem: Problem) -> str:
    return severity_text(problem.severity).replace("%1", problem_text(problem))


def _plain(words: Callable[[], str]) -> Callable[[Problem], str]:
    return lambda problem: words().replace("%1", problem.detail)


def _required(problem: Problem) -> str:
    if problem.field == "user_name":
        return translate("Problems", "Enter a user name.")
    return translate("Problems", "Enter something here.")


def _too_long(problem: Problem) -> str:
    limit = int(problem.detail)
    return translate("Problems", "Too long. Shorten it to %Ln character(s).", "", limit)


def _user_name_character(problem: Problem) -> str:
    words = translate(
        "Problems", "“%1” (%2) cannot be in a user name. Use letters, digits, dots or hyphens."
    )
    return words.replace("%2", f"U+{ord(problem.detail):04X}").replace("%1", problem.detail)


def _until_before_from(_problem: Problem) -> str:
    words = translate("Problems", "This is before “%1”. Change one of the two dates.")
    return words.replace("%1", label_of(ATTRIBUTES["valid_from"].label))


def _taken(problem: Problem) -> str:
    label = label_of(ATTRIBUTES[problem.field].label)
    if not problem.detail:
        return translate("Problems", "%1 is taken. Choose another.").replace("%1", label)
    words = translate("Problems", "%1 is taken by %2. Choose another.")
    return words.replace("%1", label).replace("%2", problem.detail)


def _taken_in_file(problem: Problem) -> str:
    line = QLocale().toString(int(problem.detail))
    return translate("Problems", "The same user as in line %1 of the file.").replace("%1", line)


def _too_few_cells(problem: Problem) -> str:
    missing = int(problem.detail)
    return translate("Problems", "The row ends %Ln cell(s) too early.", "", missing)


_TEXTS: dict[ProblemCode, Callable[[Problem], str]] = {
    ProblemCode.REQUIRED: _required,
    ProblemCode.TOO_LONG: _too_long,
    ProblemCode.CONTROL_CHARACTER: _plain(
        lambda: translate(
            "Problems", "Holds an invisible control character (%1). Type the text anew."
        )
    ),
    ProblemCode.BROKEN_CHARACTER: _plain(
        lambda: translate("Problems", "Holds half a character (%1). Type the text anew.")
    ),
    ProblemCode.DIRECTION_CONTROL: _plain(
        lambda: translate(
            "Problems",
            "Holds an invisible mark that turns the direction of writing. Type it anew.",
        )
    ),
    ProblemCode.USER_NAME_CHARACTER: _user_name_character,
    ProblemCode.USER_NAME_SPACE: _plain(
        lambda: translate("Problems", "A user name has no spaces. Use a dot or a hyphen instead.")
    ),
    ProblemCode.EMAIL: _plain(
        lambda: translate("Problems", "Not an e-mail address. One looks like name@example.com.")
    ),
    ProblemCode.URL: _plain(
        lambda: translate("Problems", "Not a web address. One begins with https:// or http://.")
    ),
    ProblemCode.LANGUAGE: _plain(
        lambda: translate("Problems", "Not the code of a language. Codes look like en or ru-RU.")
    ),
    ProblemCode.TIMEZONE: _plain(
        lambda: translate("Problems", "Not a time zone. One looks like Europe/Berlin or UTC.")
    ),
    ProblemCode.FLAG: _plain(
        lambda: translate("Problems", "“%1” is neither yes nor no. Write one of the two.")
    ),
    ProblemCode.DATE: _plain(
        lambda: translate("Problems", "“%1” is not a date. Write it like 2026-12-31.")
    ),
    ProblemCode.UNTIL_BEFORE_FROM: _until_before_from,
    ProblemCode.TAKEN: _taken,
    ProblemCode.TAKEN_IN_FILE: _taken_in_file,
    ProblemCode.AMBIGUOUS: _plain(
        lambda: translate(
            "Problems", "Several users have this e-mail address. Add their user names to the file."
        )
    ),
    ProblemCode.TOO_MANY_CELLS: _plain(
        lambda: translate(
            "Problems", "The row has more cells than the header: %1. Is the separator right?"
        )
    ),
    ProblemCode.TOO_FEW_CELLS: _too_few_cells,
    ProblemCode.EMAIL_INTERNAL: _plain(
        lambda: translate(
            "Problems", "Only reachable inside your own network: there is no dot after the @."
        )
    ),
    ProblemCode.PHONE_DOUBTFUL: _plain(
        lambda: translate("Problems", "This may not be a complete phone number. Check it.")
    ),
    ProblemCode.MIXED_SCRIPT: _plain(
        lambda: translate(
            "Problems", "Mixes letters of several alphabets that look alike. Is it meant so?"
        )
    ),
    ProblemCode.DIRECTION_REMOVED: _plain(
        lambda: translate("Problems", "Invisible marks of the direction of writing are left out.")
    ),
    ProblemCode.USER_NAME_MADE: _plain(
        lambda: translate("Problems", "It gets the user name “%1”, because none was given.")
    ),
}
