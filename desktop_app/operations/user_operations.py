"""Everything that can be done to users."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from desktop_app.domain.errors import AlreadyExistError, ConflictError, NotFoundError
from desktop_app.domain.user import UpdateUserDTO
from desktop_app.operations.operation import Deed, Operation, Summary
from desktop_app.operations.user_entity import UserEntity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from desktop_app.database.user_repository import UserRepository
    from desktop_app.domain.rules import Value
    from desktop_app.domain.user import CreateUserDTO, UserDTO

T = TypeVar("T")
_CHUNK = 100  # so that the event loop is free again after a moment


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
        return UpdateUser(after, _before(self.seen, self.changes))

    @property
    def summary(self) -> Summary:
        return _summary(Deed.CHANGE, (self.seen,))


@dataclass(frozen=True, slots=True)
class ChangeUsers:
    """The same values for many records; ``seen`` is what all had in common where it was shown."""

    keys: tuple[int, ...]
    values: Mapping[str, Value]
    seen: Mapping[str, Value] = field(default_factory=dict[str, "Value"])

    async def apply(self, users: UserRepository) -> Operation:
        before: list[tuple[UserDTO, UpdateUserDTO]] = []
        there = 0
        for chunk in _chunks(self.keys):
            stored = await users.get_users(chunk)
            there += len(stored)
            wanted = [(user, changes) for user in stored if (changes := self._changes(user))]
            before += _opposite(wanted, await users.update_users(wanted))
        if not there:
            raise NotFoundError("user", "")
        return UpdateUsers(tuple(before), Summary(Deed.CHANGE, there))

    def _changes(self, user: UserDTO) -> UpdateUserDTO | None:
        """None if nothing would be different; refuses what is no longer as it was seen."""
        new = {name: v for name, v in self.values.items() if v != getattr(user, name)}
        moved = tuple(n for n in new if n in self.seen and getattr(user, n) != self.seen[n])
        if moved:
            raise ConflictError(user, moved)
        return UserEntity(user).changed(new) if new else None

    @property
    def summary(self) -> Summary:
        return Summary(Deed.CHANGE, len(self.keys))


@dataclass(frozen=True, slots=True)
class UpdateUsers:
    """Some attributes of many records, each with values of its own, in this order."""

    wanted: tuple[tuple[UserDTO, UpdateUserDTO], ...]
    summary: Summary

    async def apply(self, users: UserRepository) -> UpdateUsers:
        before: list[tuple[UserDTO, UpdateUserDTO]] = []
        for chunk in _chunks(self.wanted):
            before += _opposite(chunk, await users.update_users(chunk))
        return UpdateUsers(tuple(reversed(before)), self.summary)


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


def _before(seen: UserDTO, changes: UpdateUserDTO) -> UpdateUserDTO:
    given = changes.model_fields_set
    return UpdateUserDTO.model_construct(given, **{name: getattr(seen, name) for name in given})


def _opposite(
    wanted: Sequence[tuple[UserDTO, UpdateUserDTO]], after: Sequence[UserDTO]
) -> Iterator[tuple[UserDTO, UpdateUserDTO]]:
    return (
        (now, _before(seen, changes)) for now, (seen, changes) in zip(after, wanted, strict=True)
    )


def _chunks(many: Sequence[T]) -> Iterator[Sequence[T]]:
    return (many[start : start + _CHUNK] for start in range(0, len(many), _CHUNK))
