"""What is wrong, or worth saying, about one value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error keeps a record out; a warning and a note let it in."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class ProblemCode(StrEnum):
    """Each has words in ``views/texts.py``."""

    REQUIRED = "required"
    TOO_LONG = "too_long"
    CONTROL_CHARACTER = "control_character"
    BROKEN_CHARACTER = "broken_character"
    DIRECTION_CONTROL = "direction_control"
    USER_NAME_CHARACTER = "user_name_character"
    USER_NAME_SPACE = "user_name_space"
    EMAIL = "email"
    URL = "url"
    LANGUAGE = "language"
    TIMEZONE = "timezone"
    FLAG = "flag"
    DATE = "date"
    UNTIL_BEFORE_FROM = "until_before_from"
    TAKEN = "taken"
    TAKEN_IN_FILE = "taken_in_file"
    AMBIGUOUS = "ambiguous"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_FEW_CELLS = "too_few_cells"
    EMAIL_INTERNAL = "email_internal"
    PHONE_DOUBTFUL = "phone_doubtful"
    MIXED_SCRIPT = "mixed_script"
    DIRECTION_REMOVED = "direction_removed"
    USER_NAME_MADE = "user_name_made"


SEVERITIES = {
    ProblemCode.EMAIL_INTERNAL: Severity.WARNING,
    ProblemCode.PHONE_DOUBTFUL: Severity.WARNING,
    ProblemCode.MIXED_SCRIPT: Severity.WARNING,
    ProblemCode.DIRECTION_REMOVED: Severity.NOTE,
    ProblemCode.USER_NAME_MADE: Severity.NOTE,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """``detail`` is a fact for the sentence: a limit, a character, the name of another user."""

    field: str
    code: ProblemCode
    detail: str = ""

    @property
    def severity(self) -> Severity:
        return SEVERITIES.get(self.code, Severity.ERROR)

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


class InvalidValueError(ValueError):
    """A value that breaks the rule of its attribute."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code.value)
        self.problem = problem
