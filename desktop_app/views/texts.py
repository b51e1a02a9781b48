"""The words for places, for how one stands, and for what went wrong.

The last tell what happened, what was kept and what to do next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale

from desktop_app.domain import errors
from desktop_app.domain.errors import FileReason, StorageReason
from desktop_app.domain.query import Place, Status
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.views.copy_texts import copy_text, traces_text
from desktop_app.views.filter_error_texts import filter_error_text
from desktop_app.views.table_texts import table_text, too_many_text
from desktop_app.views.value_texts import value_text
from desktop_app.views.words import filled, label_of, translate

if TYPE_CHECKING:
    from collections.abc import Callable


def status_text(status: Status) -> str:
    return {
        Status.ACTIVE: translate("Status", "active"),
        Status.DISABLED: translate("Status", "disabled"),
        Status.NOT_YET: translate("Status", "not yet valid"),
        Status.EXPIRES_SOON: translate("Status", "expires soon"),
        Status.EXPIRED: translate("Status", "expired"),
    }[status]


def place_text(place: Place) -> str:
    return {
        Place.ALL: translate("Places", "All users"),
        Place.ACTIVE: translate("Places", "Active"),
        Place.DISABLED: translate("Places", "Disabled"),
        Place.EXPIRING: translate("Places", "Expire soon"),
        Place.CHANGED_TODAY: translate("Places", "Changed today"),
        Place.TRASH: translate("Places", "Trash"),
    }[place]


def error_text(error: errors.AppError) -> str:
    """One or two sentences for any expected failure."""
    kind = next(kind for kind in type(error).__mro__ if kind in ERROR_WORDS)
    return ERROR_WORDS[kind](error)


def _conflict_text(error: errors.ConflictError) -> str:
    words = translate(
        "Errors", "%1 was changed by another program meanwhile. Nothing was stored; look again."
    )
    return words.replace("%1", error.stored.display_name or error.stored.user_name)


def _gone_text(error: errors.NotFoundError) -> str:
    words = translate("Errors", "%1 is no longer there: another program has deleted it.")
    return words.replace("%1", error.key or translate("Errors", "This user"))


def _taken_text(error: errors.AlreadyExistError) -> str:
    owner = error.owner
    if owner is None:
        words = translate("Errors", "“%1” is used already; nothing was stored.")
        return words.replace("%1", error.value or label_of(ATTRIBUTES[error.field].label))
    words = translate("Errors", "“%1” is used already by %2; nothing was stored.")
    who = owner.display_name or owner.user_name
    return filled(words, error.value or owner.user_name, who)


def _storage_text(error: errors.StorageError) -> str:
    return {
        StorageReason.BUSY: translate(
            "Errors",
            "Another program is writing to the file. Nothing was stored; try again in a moment.",
        ),
        StorageReason.FULL: translate(
            "Errors",
            "The disk is full. Nothing was stored, everything saved before is safe. "
            "Make room and try again.",
        ),
        StorageReason.READ_ONLY: translate(
            "Errors", "The file can only be read. Nothing was stored; work on a copy of it."
        ),
        StorageReason.DAMAGED: translate(
            "Errors",
            "The file is damaged in this place. Nothing was changed; take a copy from a backup.",
        ),
        StorageReason.UNREACHABLE: translate(
            "Errors",
            "The disk or the network does not answer. Nothing was stored; "
            "check the connection and try again.",
        ),
        StorageReason.LOST: translate(
            "Errors", "The change was broken off and nothing of it was stored. Try again."
        ),
        StorageReason.REPLACED: translate(
            "Errors",
            "Another file was put in the place of this one, so nothing can be stored. "
            "Save a copy of what you see, then open the new file.",
        ),
        StorageReason.VANISHED: translate(
            "Errors",
            "The file was moved, renamed or deleted, so nothing can be stored. "
            "Put it back where it was, or save a copy of what you see.",
        ),
    }[error.reason]


def _file_text(error: errors.FileRefusedError) -> str:
    words = {
        FileReason.MISSING: translate("Errors", "“%1” is not there any more. Was it moved?"),
        FileReason.DIRECTORY: translate("Errors", "“%1” is a folder. Choose a file in it."),
        FileReason.NOT_A_FILE: translate("Errors", "“%1” is a device, not a file."),
        FileReason.HARD_LINK: translate(
            "Errors", "“%1” has a second name on this disk, which is not safe. Open a copy of it."
        ),
        FileReason.EMPTY: translate("Errors", "“%1” is empty: there is nothing in it to open."),
        FileReason.NOT_OURS: translate(
            "Errors", "“%1” is not a userbook. To bring in a list of users, use Import."
        ),
        FileReason.OTHER_DATABASE: translate(
            "Errors", "“%1” is a database of another program, not a userbook. It was not changed."
        ),
        FileReason.NEWER: translate(
            "Errors",
            "“%1” needs Userbook %2 or newer. It was not changed; update Userbook to open it.",
        ),
        FileReason.TRUNCATED: translate(
            "Errors",
            "“%1” is cut off: a part of it is missing. It was not changed; "
            "copy it again from where it came from.",
        ),
        FileReason.DAMAGED: translate(
            "Errors", "“%1” is damaged or was altered by another program. It was not changed."
        ),
        FileReason.HOSTILE_JOURNAL: translate(
            "Errors",
            "Beside “%1” lies a file that would make the database delete other files. "
            "Nothing was opened.",
        ),
        FileReason.NO_PERMISSION: translate(
            "Errors", "“%1” may not be read or written here. Ask for permission or choose a copy."
        ),
        FileReason.EXISTS: translate(
            "Errors", "“%1” exists already and was not touched. Choose another name."
        ),
    }[error.reason]
    if error.reason is FileReason.NEWER and not error.detail:
        words = translate(
            "Errors", "“%1” needs a newer Userbook. It was not changed; update Userbook to open it."
        )
    return filled(words, error.path.name, error.detail)


def _names_taken_text(error: errors.UserNamesTakenError) -> str:
    user, n = error.users[0], len(error.users)
    if n > 1:
        return translate(
            "Errors",
            "%Ln user name(s) now belong to others; nobody was brought back. "
            "Restore these users from the trash under other names.",
            "",
            n,
        )
    words = translate(
        "Errors",
        "The user name “%1” now belongs to somebody else; nobody was brought back. "
        "Restore the user from the trash under another name.",
    )
    return words.replace("%1", user.user_name)


def _overtaken_text(error: errors.OvertakenError) -> str:
    if not error.count and error.by is None:
        return translate("Errors", "Nothing of this is left that could be taken back.")
    if not error.count:
        return translate("Errors", "Another window or program has already taken this back.")
    names = QLocale().createSeparatedList(list(error.names))
    if error.by is None:
        words = translate(
            "Errors",
            "%Ln user(s) were changed afterwards (%1). Nothing was taken back.",
            "",
            error.count,
        )
        return words.replace("%1", names)
    words = translate(
        "Errors",
        "%Ln user(s) were changed afterwards (%1), on %2 by %3. Nothing was taken back.",
        "",
        error.count,
    )
    author = error.by.author.name or error.by.author.login
    who = author or translate("Errors", "another program")
    return filled(words, names, value_text(error.by.time), who)


def _gone_for_good_text(error: errors.GoneForGoodError) -> str:
    return translate(
        "Errors",
        "This is no longer possible: %Ln user(s) were deleted for good. Nothing was changed.",
        "",
        error.count,
    )


def _not_known_text(_error: errors.AppError) -> str:
    return translate(
        "Errors",
        "History does not know what was there before the other program wrote. "
        "A backup may: compare the file with it.",
    )


def _invalid_text(_error: errors.AppError) -> str:
    return translate("Errors", "Something typed is not valid; nothing was stored.")


def _closed_text(_error: errors.AppError) -> str:
    return translate("Errors", "The file is closed already; nothing was stored.")


# A test sees to it that every AppError is here.
ERROR_WORDS: dict[type[errors.AppError], Callable[[Any], str]] = {
    errors.FileRefusedError: _file_text,
    errors.TableRefusedError: table_text,
    errors.StorageError: _storage_text,
    errors.CopyFailedError: copy_text,
    errors.TracesLeftError: traces_text,
    errors.AlreadyExistError: _taken_text,
    errors.ConflictError: _conflict_text,
    errors.NotFoundError: _gone_text,
    errors.UserNamesTakenError: _names_taken_text,
    errors.OvertakenError: _overtaken_text,
    errors.GoneForGoodError: _gone_for_good_text,
    errors.NotKnownError: _not_known_text,
    errors.FilterError: filter_error_text,
    errors.InvalidInputError: _invalid_text,
    errors.TooManyError: too_many_text,
    errors.ClosedError: _closed_text,
}
