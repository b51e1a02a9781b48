"""What the bar says of a failure, with the way out where there is one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop_app.domain.errors import (
    AppError,
    FileReason,
    FileRefusedError,
    StorageError,
    StorageReason,
    UserNamesTakenError,
)
from desktop_app.views.message_bar import Message, MessageKind
from desktop_app.views.texts import error_text
from desktop_app.views.words import translate

if TYPE_CHECKING:
    from desktop_app.views.commands import Commands


def failure_message(problem: AppError, commands: Commands) -> Message:
    text = error_text(problem)
    if isinstance(problem, FileRefusedError) and _may_be_salvaged(problem):
        return Message(
            text=text,
            kind=MessageKind.ERROR,
            action=translate("Presenter", "Salvage…"),
            act=partial(commands.salvage, problem.path),
        )
    if isinstance(problem, StorageError) and problem.reason is StorageReason.DAMAGED:
        return Message(
            text=text,
            kind=MessageKind.ERROR,
            action=translate("Presenter", "Check file…"),
            act=commands.check_file,
        )
    if isinstance(problem, UserNamesTakenError):
        keys = tuple(user.key for user in problem.users)
        return Message(
            text=text,
            kind=MessageKind.ERROR,
            action=translate("Presenter", "Restore under another name…"),
            act=partial(commands.restore_renamed, keys),
        )
    return Message(text=text, kind=MessageKind.ERROR)


def _may_be_salvaged(problem: FileRefusedError) -> bool:
    """What has the name of a userbook but not the head of one may have lost it."""
    if problem.reason is FileReason.NOT_OURS:
        return problem.path.suffix.casefold() == ".userbook"
    return problem.reason in {FileReason.DAMAGED, FileReason.TRUNCATED}
