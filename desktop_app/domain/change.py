"""What was done to users: deeds, and the history they leave."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID


class Deed(StrEnum):
    """What was done, for the words of undo, of the bar and of history."""

    CREATE = "create"
    CHANGE = "change"
    DELETE = "delete"
    RESTORE = "restore"
    IMPORT = "import"
    PURGE = "purge"
    ERASE = "erase"
    OUTSIDE = "outside"
    RETURN = "return"

    @classmethod
    def _missing_(cls, value: object) -> Deed:
        """A newer version knows more: to us that is another program."""
        del value
        return cls.OUTSIDE


class ChangeKind(StrEnum):
    """How a change came about; START is what a new file begins with."""

    START = "start"
    FORM = "form"
    INLINE = "inline"
    BULK = "bulk"
    IMPORT = "import"
    UNDO = "undo"
    REDO = "redo"
    RESTORE = "restore"
    PURGE = "purge"
    OUTSIDE = "outside"

    @classmethod
    def _missing_(cls, value: object) -> ChangeKind:
        """A newer version knows more: to us that is another program, and never undone."""
        del value
        return cls.OUTSIDE


class Event(StrEnum):
    """How users came or went."""

    CREATED = "created"
    TRASHED = "trashed"
    RESTORED = "restored"
    PURGED = "purged"


CAME = (Event.CREATED, Event.RESTORED)
WENT = (Event.TRASHED, Event.PURGED)
# Taking one of these back is a redo, impossible, or not ours to do.
NEVER_UNDONE = (
    ChangeKind.START,
    ChangeKind.UNDO,
    ChangeKind.REDO,
    ChangeKind.PURGE,
    ChangeKind.OUTSIDE,
)


@dataclass(frozen=True, slots=True)
class Author:
    """Who changes users: the name of the operating system, and one the person may have chosen."""

    login: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """``name`` is set where exactly one user is concerned, ``label`` where a file is.

    Of ``count`` users that another program has changed it has ``added`` and ``removed`` so many.
    """

    deed: Deed
    count: int
    name: str = ""
    label: str = ""
    added: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """What was done together, and is taken back together.

    ``seq`` orders history; ``time`` is UTC and only tells what a clock said. ``user_key`` is set
    where exactly one user is concerned. ``reverts`` is the change set that this one takes back,
    ``reverted_by`` the one that has taken this one back.
    """

    seq: int
    id: UUID
    time: datetime
    author: Author
    kind: ChangeKind
    summary: Summary
    user_key: int | None = None
    reverts: int | None = None
    reverted_by: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One attribute of one user, as text; ``secret`` if its values were not written down."""

    key: int
    field: str
    before: str | None
    after: str | None
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """The users with the keys from ``first`` to ``last`` came or went."""

    first: int
    last: int
    event: Event

    def __len__(self) -> int:
        return self.last - self.first + 1


def spans(keys: list[int], event: Event) -> list[Span]:
    """These keys as the fewest spans; sorted."""
    found: list[Span] = []
    for key in sorted(keys):
        if found and key == found[-1].last + 1:
            found[-1] = Span(found[-1].first, key, event)
        else:
            found.append(Span(key, key, event))
    return found


def marks(reverted: Iterable[tuple[int, int]]) -> dict[int, int | None]:
    """By which change set each is taken back, or None, from all pairs of one and its target.

    What takes back a taking back puts in force again what that one had taken back, and so on.
    """
    target: dict[int, int] = {}
    found: dict[int, int | None] = {}
    for seq, reverts in sorted(reverted):
        target[seq] = reverts
        found[reverts] = seq
        at = reverts
        while (before := target.get(at)) is not None:
            found[before] = at if found.get(at) is None else None
            at = before
    return found
