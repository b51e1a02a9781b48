"""Why nothing can be changed in a file, and what can be done about it."""

from __future__ import annotations

from desktop_app.domain.read_only import ReadOnly
from desktop_app.views.words import translate


def read_only_text(reason: ReadOnly | None, program: str) -> str:
    """What still works is said each time, so that nobody has to try."""
    if reason is ReadOnly.NEWER and program:
        words = translate(
            "ReadOnly",
            "This file was made by Userbook %1, which is newer. You can look, search and export; "
            "update Userbook to change it.",
        )
        return words.replace("%1", program)
    return {
        None: _asked(),
        ReadOnly.ASKED: _asked(),
        ReadOnly.NEWER: translate(
            "ReadOnly",
            "This file was made by a newer Userbook. You can look, search and export; "
            "update Userbook to change it.",
        ),
        ReadOnly.MEDIUM: translate(
            "ReadOnly",
            "The disk that this file is on can only be read. You can look, search and export; "
            "copy the file to another disk to change it.",
        ),
        ReadOnly.FILE: translate(
            "ReadOnly",
            "You may read this file but not write to it. You can look, search and export; "
            "ask its owner for permission, or copy it, to change it.",
        ),
        ReadOnly.FOLDER: translate(
            "ReadOnly",
            "You may not write to the folder of this file. You can look, search and export; "
            "ask for permission, or copy the file to another folder, to change it.",
        ),
        ReadOnly.COPY: translate(
            "ReadOnly",
            "This is a read-only copy of the file, which another program did not finish writing "
            "and which cannot be completed where it is. You can look, search and export.",
        ),
    }[reason]


def _asked() -> str:
    return translate(
        "Presenter",
        "This file can only be read here: look, search and export, but nothing can be changed.",
    )
