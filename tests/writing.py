"""Users for a test to begin with, written as everything is: by an operation, with a history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.change import Author, ChangeKind
from desktop_app.operations.operation import Done, Operation, carry_out
from desktop_app.operations.user_operations import CreateUsers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from desktop_app.domain.user import CreateUserDTO, UserDTO

SOMEBODY = Author("somebody")


async def done(session: AsyncSession, operation: Operation) -> Done:
    return await carry_out(session, operation, SOMEBODY)


async def added(session: AsyncSession, users: Sequence[CreateUserDTO]) -> list[UserDTO]:
    """In the order given. Nobody takes this back by undo: it is what the file begins with."""
    await done(session, CreateUsers(tuple(users), ChangeKind.START))
    found = await UserRepository(session).get_users_named([user.user_name for user in users])
    order = [user.user_name for user in users]
    return sorted(found, key=lambda user: order.index(user.user_name))
