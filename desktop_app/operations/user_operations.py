"""Everything that can be done to users."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.domain.errors import AlreadyExistError, NotFoundError
from desktop_app.domain.user import UpdateUserDTO
from desktop_app.operations.operation import Deed, Operation, Summary
from desktop_app.operations.user_entity import UserEntity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_app.database.user_repository import UserRepository
    from desktop_app.domain.rules import Value
    from desktop_app.domain.user import CreateUserDTO, UserDTO


@dataclass(frozen=True, slots=True)
class CreateUser:
    """A new record."""

    user: CreateUserDTO

    async def apply(self, users: UserRepository) -> Operation:
        return DeleteUsers(((await users.add_user(self.user)).key,))

    @property
    def summary(self) -> Summary:
        return Summary(Deed.CREATE, 1, self.user.display_name or self.user.user_name)


@dataclass(frozen=True, slots=True)
class CreateUsers:
    """Many new records at once."""

    users: tuple[CreateUserDTO, ...]

    async def apply(self, users: UserRepository) -> Operation:
        return DeleteUsers(tuple(user.key for user in await users.add_users(self.users)))

    @property
    def summary(self) -> Summary:
        return Summary(Deed.CREATE, len(self.users))


@dataclass(frozen=True, slots=True)
class RestoreUsers:
    """Deleted records come back as they were, keys and times included."""

    users: tuple[UserDTO, ...]

    async def apply(self, users: UserRepository) -> Operation:
        taken = await users.get_users_named([user.user_name for user in self.users])
        if taken:
            raise AlreadyExistError("user_name", taken[0].user_name, taken[0])
        await users.add_users(self.users)
        return DeleteUsers(tuple(user.key for user in self.users))

    @property
    def summary(self) -> Summary:
        return _summary(Deed.RESTORE, self.users)


@dataclass(frozen=True, slots=True)
class DeleteUsers:
    """Records go; those that are gone already are no mistake."""

    keys: tuple[int, ...]
    name: str = ""

    async def apply(self, users: UserRepository) -> Operation:
        there = await users.get_users(self.keys)
        await users.delete_users([user.key for user in there])
        return RestoreUsers(tuple(there))

    @property
    def summary(self) -> Summary:
        return Summary(Deed.DELETE, len(self.keys), self.name)


@dataclass(frozen=True, slots=True)
class UpdateUser:
    """Some attributes of one record change."""

    seen: UserDTO
    changes: UpdateUserDTO

    async def apply(self, users: UserRepository) -> Operation:
        after = await users.update_user(self.seen, self.changes)
        given = self.changes.model_fields_set
        before = {name: getattr(self.seen, name) for name in given}
        return UpdateUser(after, UpdateUserDTO.model_construct(given, **before))

    @property
    def summary(self) -> Summary:
        return _summary(Deed.CHANGE, (self.seen,))


@dataclass(frozen=True, slots=True)
class ChangeUsers:
    """The same values for many records."""

    keys: tuple[int, ...]
    values: Mapping[str, Value]

    async def apply(self, users: UserRepository) -> Operation:
        there = await users.get_users(self.keys)
        if not there:
            raise NotFoundError("user", "")
        opposites: list[Operation] = []
        for user in there:
            new = {name: v for name, v in self.values.items() if v != getattr(user, name)}
            if new:
                changes = UserEntity(user).changed(new)
                opposites.append(await UpdateUser(user, changes).apply(users))
        return Batch(tuple(opposites), Summary(Deed.CHANGE, len(there)))

    @property
    def summary(self) -> Summary:
        return Summary(Deed.CHANGE, len(self.keys))


@dataclass(frozen=True, slots=True)
class Batch:
    """Several operations as one: all of them or none."""

    operations: tuple[Operation, ...]
    summary: Summary

    async def apply(self, users: UserRepository) -> Operation:
        opposites = [await operation.apply(users) for operation in self.operations]
        return Batch(tuple(reversed(opposites)), self.summary)


def _summary(deed: Deed, users: tuple[UserDTO, ...]) -> Summary:
    one = users[0] if len(users) == 1 else None
    return Summary(deed, len(users), (one.display_name or one.user_name) if one else "")
