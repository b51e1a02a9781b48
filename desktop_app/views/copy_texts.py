"""The words for a copy of a userbook that could not be made, and for traces that stay in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.domain.errors import CopyReason
from desktop_app.views.words import filled, translate

if TYPE_CHECKING:
    from desktop_app.domain.errors import CopyFailedError, TracesLeftError


def copy_text(error: CopyFailedError) -> str:
    words = {
        CopyReason.DAMAGED: translate(
            "Errors",
            "“%1” is damaged, so no sound copy of it can be made. "
            "Keep the backups there are, and check the file.",
        ),
        CopyReason.FULL: translate(
            "Errors", "There is no room on the disk for a copy of “%1”. The file itself is safe."
        ),
        CopyReason.BUSY: translate(
            "Errors",
            "Another program is writing to “%1”, so it could not be copied. Try again in a moment.",
        ),
        CopyReason.NOT_WRITTEN: translate(
            "Errors", "“%1” could not be copied (%2). The file itself is safe."
        ),
    }[error.reason]
    return filled(words, error.path.name, error.detail)


def traces_text(_error: TracesLeftError) -> str:
    """What was erased, and is not gone yet."""
    return translate(
        "Errors",
        "Erased. But another program has the file open, and until it is closed there, "
        "traces of what was erased stay in the file. Close it there, then open it here again.",
    )
