"""A change of users: what it must tell, and how it is carried out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from desktop_app.database.user_writer import UserWriter
from desktop_app.domain.change import CAME, WENT, ChangeKind, Event

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.database.session import Session
    from desktop_app.domain.change import Author, ChangeSet, Summary
    from desktop_app.domain.user import UserDTO


class Operation(Protocol):
    """Nothing else writes users: form, bulk, import, undo and what other programs did."""

    async def apply(self, users: UserWriter) -> None:
        """Do it inside the caller's transaction."""
        ...

    @property
    def kind(self) -> ChangeKind: ...

    @property
    def summary(self) -> Summary:
        """What it is about to do; history counts what it has done."""
        ...


@dataclass(frozen=True, slots=True)
class Done:
    """What an operation has become: its place in history, and the first user it wrote.

    ``change_set`` is None if everything was so already. ``TakeBack`` is the opposite of any other.
    ``trashed`` counts who has gone to the trash by it.
    """

    change_set: ChangeSet | None
    summary: Summary
    first: UserDTO | None = None
    trashed: int = 0


async def carry_out(
    session: Session,
    operation: Operation,
    author: Author,
    tell: Callable[[int], None] | None = None,
) -> Done:
    """The change and its history in one transaction, which the caller commits or not."""
    users = UserWriter(session, operation.kind, author, tell)
    await operation.apply(users)
    log, summary = users.log, operation.summary
    if operation.kind is ChangeKind.OUTSIDE:
        summary = replace(summary, added=log.count_of(*CAME), removed=log.count_of(*WENT))
    change_set = await users.close(summary)
    summary = replace(summary, count=users.count)
    return Done(change_set, summary, users.first, log.count_of(Event.TRASHED))
