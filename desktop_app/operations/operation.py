"""A change of users: what it must tell, and how it is carried out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from desktop_app.database.user_writer import UserWriter

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.database.session import Session
    from desktop_app.domain.change import Author, ChangeKind, ChangeSet, Summary
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
    """

    change_set: ChangeSet | None
    summary: Summary
    first: UserDTO | None = None


async def carry_out(
    session: Session,
    operation: Operation,
    author: Author,
    tell: Callable[[int], None] | None = None,
) -> Done:
    """The change and its history in one transaction, which the caller commits or not."""
    users = UserWriter(session, operation.kind, author, tell)
    await operation.apply(users)
    change_set = await users.close(operation.summary)
    return Done(change_set, replace(operation.summary, count=users.count), users.first)
