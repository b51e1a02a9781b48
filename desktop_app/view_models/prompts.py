"""Questions a view-model may ask; who answers is the composition root's choice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from desktop_app.operations.paste import PastePlan
    from desktop_app.view_models.changes_view_model import UnderWay


class QuestionKey(StrEnum):
    """Each has words, and a safe answer, in ``views/question_words.py``."""

    PURGE_USERS = "purge_users"
    EMPTY_TRASH = "empty_trash"
    ERASE_USERS = "erase_users"
    RESTORE_RENAMED = "restore_renamed"
    DISCARD_CHANGES = "discard_changes"
    KEEP_CHANGES = "keep_changes"
    REPLACE_FILE = "replace_file"
    GO_ON_WITHOUT_BACKUP = "go_on_without_backup"
    DELETE_BACKUP = "delete_backup"
    GIVE_UP = "give_up"


@dataclass(frozen=True, slots=True)
class Question:
    """``name`` is the user, or the file, that is meant where there is just one.

    ``work`` is what is not finished.
    """

    key: QuestionKey
    count: int = 1
    name: str = ""
    work: UnderWay | None = None


class Choice(StrEnum):
    """What becomes of changes that are not saved, or of work that is not finished."""

    KEEP = "keep"
    DISCARD = "discard"
    GO_BACK = "go_back"


class FileKind(StrEnum):
    """What the file is to hold."""

    USERBOOK = "userbook"
    TABLE = "table"


class Prompts(Protocol):
    """Somebody who can be asked, and waited for."""

    async def confirm(self, question: Question) -> bool:
        """Whether to go on; not answering is no."""
        ...

    async def choose(self, question: Question) -> Choice:
        """One of three; not answering is going back."""
        ...

    async def user_name(self, taken: str, suggestion: str) -> str | None:
        """Another user name for one that is taken; None if the person will not say one."""
        ...

    async def paste(self, plan: PastePlan) -> bool:
        """Whether to change these users; of a plan that is not sound only what is wrong is said."""
        ...

    async def search_name(self, name: str, taken: Collection[str]) -> str | None:
        """What a saved search is to be called, unlike those ``taken``; None to leave it be."""
        ...

    async def file_to_open(self, kind: FileKind) -> Path | None: ...

    async def file_to_save(self, kind: FileKind, suggestion: str, title: str = "") -> Path | None:
        """A path with a suffix of its kind; a table that is there already may be replaced.

        ``title`` says for what, where that is not obvious.
        """
        ...
