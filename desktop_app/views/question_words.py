"""The words of each question, and of the buttons that answer it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.view_models.prompts import Question, QuestionKey
from desktop_app.views.words import translate
from desktop_app.views.work_words import work_text

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Wording:
    """Buttons carry verbs; ``keep`` is the safe one and the default.

    ``back`` is a third answer, for which nothing happens at all.
    """

    text: str
    detail: str
    go: str
    keep: str
    back: str = ""


def _purge_users(question: Question) -> Wording:
    n = question.count
    return Wording(
        text=translate("Prompts", "Delete “%1” for good?").replace("%1", question.name)
        if question.name
        else translate("Prompts", "Delete %Ln user(s) for good?", "", n),
        detail=translate("Prompts", "What leaves the trash can only come back from a backup."),
        go=translate("Prompts", "Delete for good"),
        keep=translate("Prompts", "Keep"),
    )


def _empty_trash(question: Question) -> Wording:
    return Wording(
        text=translate("Prompts", "Delete %Ln user(s) for good?", "", question.count),
        detail=translate("Prompts", "What leaves the trash can only come back from a backup."),
        go=translate("Prompts", "Empty trash"),
        keep=translate("Prompts", "Keep"),
    )


def _erase_users(question: Question) -> Wording:
    n = question.count
    return Wording(
        text=translate("Prompts", "Erase every trace of “%1”?").replace("%1", question.name)
        if question.name
        else translate("Prompts", "Erase every trace of %Ln user(s)?", "", n),
        detail=translate(
            "Prompts",
            "What this file holds about them is overwritten: in the list, the trash, the history "
            "and the drafts. This cannot be undone. Backups and copies made before still hold it.",
        ),
        go=translate("Prompts", "Erase"),
        keep=translate("Prompts", "Keep"),
    )


def _restore_renamed(question: Question) -> Wording:
    return Wording(
        text=translate(
            "Prompts", "%Ln user name(s) now belong to somebody else.", "", question.count
        ),
        detail=translate(
            "Prompts", "These users can come back with a number after their user name, like “%1”."
        ).replace("%1", question.name),
        go=translate("Prompts", "Restore with numbers"),
        keep=translate("Prompts", "Leave in the trash"),
    )


def _discard_changes(question: Question) -> Wording:
    n = question.count
    return Wording(
        text=translate("Prompts", "%Ln user(s) with changes that are not saved", "", n),
        detail=translate("Prompts", "If you close the file now, these changes are lost."),
        go=translate("Prompts", "Discard changes"),
        keep=translate("Prompts", "Go back"),
    )


def _keep_changes(question: Question) -> Wording:
    return Wording(
        text=translate(
            "Prompts", "%Ln user(s) with changes that are not saved", "", question.count
        ),
        detail=translate(
            "Prompts", "If you keep them, you will find them when you open the file again."
        ),
        go=translate("Prompts", "Discard changes"),
        keep=translate("Prompts", "Keep for next time"),
        back=translate("Prompts", "Go back"),
    )


def _replace_file(question: Question) -> Wording:
    return Wording(
        text=translate("Prompts", "“%1” exists already.").replace("%1", question.name),
        detail=translate("Prompts", "If you replace it, what it holds now is lost."),
        go=translate("Prompts", "Replace"),
        keep=translate("Prompts", "Choose another name"),
    )


def _go_on_without_backup(_question: Question) -> Wording:
    return Wording(
        text=translate("Prompts", "No backup could be made first."),
        detail=translate(
            "Prompts",
            "You can go on without one. Or stop here, make room on the disk, and try again.",
        ),
        go=translate("Prompts", "Go on without a backup"),
        keep=translate("Prompts", "Stop"),
    )


def _delete_backup(_question: Question) -> Wording:
    return Wording(
        text=translate("Prompts", "Delete this backup?"),
        detail=translate("Prompts", "The open file and the other backups stay as they are."),
        go=translate("Prompts", "Delete backup"),
        keep=translate("Prompts", "Keep"),
    )


def _give_up(question: Question) -> Wording:
    return Wording(
        text=work_text(question.work) if question.work else "",
        detail=translate(
            "Prompts",
            "This is not finished. If you give it up, the file stays as it was before. "
            "If you wait, the file is closed as soon as this is done.",
        ),
        go=translate("Prompts", "Give up"),
        keep=translate("Prompts", "Wait, then close"),
        back=translate("Prompts", "Go back"),
    )


WORDINGS: dict[QuestionKey, Callable[[Question], Wording]] = {
    QuestionKey.PURGE_USERS: _purge_users,
    QuestionKey.EMPTY_TRASH: _empty_trash,
    QuestionKey.ERASE_USERS: _erase_users,
    QuestionKey.RESTORE_RENAMED: _restore_renamed,
    QuestionKey.DISCARD_CHANGES: _discard_changes,
    QuestionKey.KEEP_CHANGES: _keep_changes,
    QuestionKey.REPLACE_FILE: _replace_file,
    QuestionKey.GO_ON_WITHOUT_BACKUP: _go_on_without_backup,
    QuestionKey.DELETE_BACKUP: _delete_backup,
    QuestionKey.GIVE_UP: _give_up,
}
