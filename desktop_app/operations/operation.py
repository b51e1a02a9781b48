"""A change that knows how to take itself back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from desktop_app.database.user_repository import UserRepository


class Deed(StrEnum):
    """What was done, for the words of undo and of the bar."""

    CREATE = "create"
    CHANGE = "change"
    DELETE = "delete"
    RESTORE = "restore"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Summary:
    """``name`` is set where exactly one user is concerned."""

    deed: Deed
    count: int
    name: str = ""


class Operation(Protocol):
    """Nothing else writes users: form, bulk, import and undo all come through here."""

    async def apply(self, users: UserRepository) -> Operation:
        """Do it inside the caller's transaction; answer with the opposite."""
        ...

    @property
    def summary(self) -> Summary: ...
