"""Everything that can be done to users."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.database.chunks import MANY, chunks, neighbours
from desktop_app.domain.change import ChangeKind, Deed, Summary
from desktop_app.domain.errors import ConflictError, InvalidInputError, NotFoundError
from desktop_app.domain.user import review
from desktop_app.operations.user_entity import UserEntity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop_app.database.user_writer import UserWriter
    from desktop_app.domain.rules import Value
    from desktop_app.domain.user import CreateUserDTO, UpdateUserDTO, UserDTO

_CHUNK = 100  # so that the event loop is free again after a moment


@dataclass(frozen=True, slots=True)
class CreateUser:
    """A new record."""

    user: CreateUserDTO
    kind: ChangeKind = ChangeKind.FORM

    async def apply(self, users: UserWriter) -> None:
        await users.add_user(self.user)

    @property
    def summary(self) -> Summary:
        return Summary(Deed.CREATE, 1, self.user.display_name or self.user.user_name)


@dataclass(frozen=True, slots=True)
class CreateUsers:
    """Many new records at once."""

    users: tuple[CreateUserDTO, ...]
    kind: ChangeKind = ChangeKind.BULK

    async def apply(self, users: UserWriter) -> None:
        for chunk in chunks(self.users, _CHUNK):
            await users.add_users(chunk)

    @property
    def summary(self) -> Summary:
        return Summary(Deed.CREATE, len(self.users))


@dataclass(frozen=True, slots=True)
class DeleteUsers:
    """Records go to the trash; those that are gone already are no mistake."""

    keys: tuple[int, ...]
    name: str = ""

    async def apply(self, users: UserWriter) -> None:
        for chunk in chunks(self.keys, _CHUNK):
            await users.delete_users(chunk)

    @property
    def kind(self) -> ChangeKind:
        return _kind_in_table(self.keys)

    @property
    def summary(self) -> Summary:
        return Summary(Deed.DELETE, len(self.keys), self.name)


@dataclass(frozen=True, slots=True)
class RestoreUsers:
    """Records come back from the trash, under other user names where ``names`` says so."""

    keys: tuple[int, ...]
    names: Mapping[int, str] = field(default_factory=dict[int, str])
    name: str = ""
    kind: ChangeKind = ChangeKind.RESTORE

    async def apply(self, users: UserWriter) -> None:
        for name in self.names.values():
            _, problems = review({"user_name": name})
            if wrong := tuple(problem for problem in problems if problem.is_error):
                raise InvalidInputError(wrong)
        await users.restore_users(self.keys, self.names)

    @property
    def summary(self) -> Summary:
        return Summary(Deed.RESTORE, len(self.keys), self.name)


@dataclass(frozen=True, slots=True)
class PurgeUsers:
    """Records leave the trash for good. Nobody can take this back."""

    keys: tuple[int, ...]
    kind: ChangeKind = ChangeKind.PURGE

    async def apply(self, users: UserWriter) -> None:
        for chunk in chunks(self.keys, _CHUNK):
            await users.purge_users(chunk)

    @property
    def summary(self) -> Summary:
        return Summary(Deed.PURGE, len(self.keys))


@dataclass(frozen=True, slots=True)
class EraseUsers:
    """Records go for good from wherever they are, with all that history knows of them."""

    keys: tuple[int, ...]
    kind: ChangeKind = ChangeKind.PURGE

    async def apply(self, users: UserWriter) -> None:
        for chunk in chunks(self.keys, _CHUNK):
            await users.erase_users(chunk)

    @property
    def summary(self) -> Summary:
        return Summary(Deed.ERASE, len(self.keys))


@dataclass(frozen=True, slots=True)
class UpdateUser:
    """Some attributes of one record change."""

    seen: UserDTO
    changes: UpdateUserDTO
    kind: ChangeKind = ChangeKind.FORM

    async def apply(self, users: UserWriter) -> None:
        users.update_user(self.seen, self.changes)

    @property
    def summary(self) -> Summary:
        return Summary(Deed.CHANGE, 1, self.seen.display_name or self.seen.user_name)


@dataclass(frozen=True, slots=True)
class ChangeUsers:
    """The same values for many records; ``seen`` is what all had in common where it was shown."""

    keys: tuple[int, ...]
    values: Mapping[str, Value]
    seen: Mapping[str, Value] = field(default_factory=dict[str, "Value"])
    kind: ChangeKind = ChangeKind.BULK

    async def apply(self, users: UserWriter) -> None:
        there = 0
        async for many in neighbours(self.keys, MANY):
            left: Sequence[int] = many
            if len(self.keys) > _CHUNK:
                left = await users.change_many(many, self.values, self.seen)
            there += len(many) - len(left)
            for chunk in chunks(left, _CHUNK):
                there += await self._one_by_one(users, chunk)
        if not there:
            raise NotFoundError("user", "")

    async def _one_by_one(self, users: UserWriter, keys: Sequence[int]) -> int:
        stored = await users.get_users(keys)
        await users.update_users(
            [(user, changes) for user in stored if (changes := self._changes(user))]
        )
        return len(stored)

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


def change_in_table(keys: tuple[int, ...], values: Mapping[str, Value]) -> ChangeUsers:
    """The users that are selected in the table get these values."""
    return ChangeUsers(keys, values, kind=_kind_in_table(keys))


def _kind_in_table(keys: tuple[int, ...]) -> ChangeKind:
    return ChangeKind.BULK if len(keys) > 1 else ChangeKind.INLINE
