"""Users as they were in an earlier state of the file: one change, which can be undone like any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.database.chunks import chunks
from desktop_app.domain.change import ChangeKind, Deed, Summary
from desktop_app.domain.user import ATTRIBUTES, CreateUserDTO, UpdateUserDTO

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from desktop_app.database.user_writer import UserWriter
    from desktop_app.domain.comparison import Comparison
    from desktop_app.domain.rules import Value
    from desktop_app.domain.user import UserDTO

_CHUNK = 200  # so that the event loop is free again after a moment


@dataclass(frozen=True, slots=True)
class RestoreState:
    """Takes back what a person has seen in ``comparison``; ``then`` reads users of that state.

    Those that were added since go first: they may have the user name of one that comes back.
    """

    comparison: Comparison
    then: Callable[[Sequence[int]], Awaitable[list[UserDTO]]]
    kind: ChangeKind = ChangeKind.RESTORE

    async def apply(self, users: UserWriter) -> None:
        for keys in chunks(self.comparison.added, _CHUNK):
            await users.delete_users(keys)
        await self._put_down_names(users)
        for keys in chunks(self.comparison.changed, _CHUNK):
            pairs = await self._pairs(users, keys)
            await users.update_users([(now, _back(then, now)) for then, now in pairs])
        for keys in chunks(self.comparison.removed, _CHUNK):
            await self._bring_back(users, keys)

    @property
    def summary(self) -> Summary:
        return Summary(Deed.RETURN, self.comparison.total)

    async def _put_down_names(self, users: UserWriter) -> None:
        """User names may have gone from one to another."""
        renamed: list[int] = []
        for keys in chunks(self.comparison.changed, _CHUNK):
            pairs = await self._pairs(users, keys)
            renamed += [now.key for then, now in pairs if then.user_name != now.user_name]
        await users.put_down_user_names(renamed)

    async def _pairs(self, users: UserWriter, keys: Sequence[int]) -> list[tuple[UserDTO, UserDTO]]:
        """Those that still differ; who was deleted since the comparison stays deleted."""
        there = {user.key: user for user in await users.get_users(keys)}
        pairs = [(then, there[then.key]) for then in await self.then(keys) if then.key in there]
        return [(then, now) for then, now in pairs if then.fields != now.fields]

    async def _bring_back(self, users: UserWriter, keys: Sequence[int]) -> None:
        """From the trash; whoever has left even that comes as the backup knows them."""
        trashed = {user.key: user for user in await users.get_trashed(keys)}
        taken = {user.key for user in await users.get_users(keys)}.union(trashed)
        wanted = await self.then(keys)
        same = [(t, trashed[t.key]) for t in wanted if t.key in trashed and _is_same(t, trashed)]
        await users.update_trashed(
            [(now, _values(then, now)) for then, now in same if then.fields != now.fields]
        )
        await users.restore_users([now.key for _, now in same])
        back = {now.key for _, now in same}
        rest = [then for then in wanted if then.key not in back]
        await users.add_users([_anew(then) if then.key in taken else then for then in rest])


def _is_same(then: UserDTO, trashed: dict[int, UserDTO]) -> bool:
    """Not somebody else who was given the same key in another copy of the file."""
    return trashed[then.key].id == then.id


def _values(then: UserDTO, now: UserDTO) -> dict[str, Value]:
    return {name: value for name, value in then.fields.items() if value != getattr(now, name)}


def _back(then: UserDTO, now: UserDTO) -> UpdateUserDTO:
    """As it is stored in the earlier state, not judged again."""
    values = _values(then, now)
    return UpdateUserDTO.model_construct(set(values), **values)


def _anew(then: UserDTO) -> CreateUserDTO:
    values = {name: getattr(then, name) for name in ATTRIBUTES}
    return CreateUserDTO.model_construct(set(values), **values)
