"""What can go wrong that is not a bug.

AppError
├── NotFoundError         the record is gone
├── AlreadyExistError     a unique attribute is taken
├── UserNamesTakenError   users come back from the trash, and their user names are taken
├── OvertakenError        what is to be taken back was changed again since
├── GoneForGoodError      what is to be taken back needs users that were deleted for good
├── ConflictError         somebody changed the same attributes meanwhile
├── InvalidInputError     one or more attributes are wrong
├── TooManyError          more users than can be copied at once
├── StorageError          disk full, locked, read-only, damaged, unreachable
├── FileRefusedError      a file that cannot be opened as a userbook
├── TableRefusedError     a file that cannot be read as a table of users
├── CopyFailedError       a backup, or another copy of a userbook, could not be made
├── FilterError           a search that cannot be understood
├── TracesLeftError       users were erased, but another program keeps their traces in the file
└── ClosedError           the file is being closed

Anything else that escapes is a bug and is reported as one.
An error carries facts, never sentences: the view chooses the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.domain.change import ChangeSet
    from desktop_app.domain.problems import Problem
    from desktop_app.domain.user import UserDTO


class AppError(Exception):
    """Expected failure; shown to the person, never with a traceback."""


@dataclass(eq=False)
class NotFoundError(AppError):
    """No record with this key."""

    what: str
    key: str


@dataclass(eq=False)
class AlreadyExistError(AppError):
    """``value`` of the unique ``field`` belongs to ``owner`` (None where it is not known)."""

    field: str
    value: str | None = None
    owner: UserDTO | None = None


@dataclass(eq=False)
class ConflictError(AppError):
    """``stored`` differs in ``fields`` from what the person saw."""

    stored: UserDTO
    fields: tuple[str, ...]


@dataclass(eq=False)
class UserNamesTakenError(AppError):
    """``users`` in the trash have user names that belong to others by now."""

    users: tuple[UserDTO, ...]


@dataclass(eq=False)
class OvertakenError(AppError):
    """``count`` users were changed again, ``names`` are some; ``by`` the change that did it."""

    count: int
    names: tuple[str, ...]
    by: ChangeSet | None = None


@dataclass(eq=False)
class GoneForGoodError(AppError):
    """``count`` users that are needed were deleted for good."""

    count: int


class NotKnownError(AppError):
    """History does not know what another program has written over."""


@dataclass(eq=False)
class InvalidInputError(AppError):
    """Nothing was changed because of these problems."""

    problems: tuple[Problem, ...]


@dataclass(eq=False)
class TooManyError(AppError):
    """``count`` users were to be copied, of ``limit`` that can be."""

    count: int
    limit: int


class StorageReason(StrEnum):
    """Why the disk or the database would not do it."""

    BUSY = "busy"
    FULL = "full"
    READ_ONLY = "read_only"
    DAMAGED = "damaged"
    UNREACHABLE = "unreachable"
    LOST = "lost"
    REPLACED = "replaced"
    VANISHED = "vanished"


@dataclass(eq=False)
class StorageError(AppError):
    """Nothing of the current change was stored; what was stored before is untouched."""

    reason: StorageReason


class FileReason(StrEnum):
    """Why a path cannot be opened as a userbook."""

    MISSING = "missing"
    DIRECTORY = "directory"
    NOT_A_FILE = "not_a_file"
    HARD_LINK = "hard_link"
    EMPTY = "empty"
    NOT_OURS = "not_ours"
    OTHER_DATABASE = "other_database"
    NEWER = "newer"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    HOSTILE_JOURNAL = "hostile_journal"
    NO_PERMISSION = "no_permission"
    EXISTS = "exists"


@dataclass(eq=False)
class FileRefusedError(AppError):
    """``path`` was not opened and not changed."""

    path: Path
    reason: FileReason
    detail: str = ""


class TableReason(StrEnum):
    """Why a file cannot be read as a table."""

    MISSING = "missing"
    NOT_A_FILE = "not_a_file"
    NO_PERMISSION = "no_permission"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_COLUMNS = "too_many_columns"
    CELL_TOO_LONG = "cell_too_long"
    NUL_BYTES = "nul_bytes"
    ENCODING = "encoding"
    SYNTAX = "syntax"
    NO_COLUMN = "no_column"
    NOT_WRITTEN = "not_written"


@dataclass(eq=False)
class TableRefusedError(AppError):
    """``row`` is the line of the file, 1-based; 0 where no line is to blame."""

    path: Path
    reason: TableReason
    row: int = 0
    detail: str = ""


class CopyReason(StrEnum):
    """Why there is no copy."""

    DAMAGED = "damaged"
    FULL = "full"
    BUSY = "busy"
    NOT_WRITTEN = "not_written"


@dataclass(eq=False)
class CopyFailedError(AppError):
    """Nothing of a copy of ``path`` was left; the file itself was not changed."""

    path: Path
    reason: CopyReason
    detail: str = ""


class TracesLeftError(AppError):
    """It is done, but what was erased is in the file until other programs have closed it."""


class FilterReason(StrEnum):
    """Why a text means nothing as a filter."""

    UNKNOWN_FIELD = "unknown_field"
    MISSING_VALUE = "missing_value"
    MISSING_TERM = "missing_term"
    UNCLOSED_BRACKET = "unclosed_bracket"
    UNOPENED_BRACKET = "unopened_bracket"
    NOT_A_DATE = "not_a_date"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_A_STATUS = "not_a_status"
    NOT_COMPARABLE = "not_comparable"
    TOO_DEEP = "too_deep"


@dataclass(eq=False)
class FilterError(AppError):
    """What is wrong stands at ``position`` of the text and is ``length`` characters long.

    ``detail`` is the field or the value that is meant.
    """

    position: int
    length: int
    reason: FilterReason
    detail: str = ""


class ClosedError(AppError):
    """Work was asked of a file that is closing or closed."""
