"""Users as they were in an earlier state of the file: one change, which can be undone like any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from desktop_app.domain.user import UpdateUserDTO
from desktop_app.operations.operation import Deed, Summary
from desktop_app.operations.user_operations import Batch, DeleteUsers, RestoreUsers, UpdateUsers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from desktop_app.database.user_repository import UserRepository
    from desktop_app.domain.comparison import Comparison
    from desktop_app.domain.user import UserDTO
    from desktop_app.operations.operation import Operation

T = TypeVar("T")
_CHUNK = 200


@dataclass(frozen=True, slots=True)
class RestoreState:
    """Takes back what a person has seen in ``comparison``; ``then`` reads users of that state.

    Those that were added since go first: they may have the user name of one that comes back.
    """

    comparison: Comparison
    then: Callable[[Sequence[int]], Awaitable[list[UserDTO]]]

    async def apply(self, users: UserRepository) -> Operation:
        parts = (
            *((self._take_away, keys) for keys in _chunks(self.comparison.added)),
            *((self._change_back, keys) for keys in _chunks(self.comparison.changed)),
            *((self._bring_back, keys) for keys in _chunks(self.comparison.removed)),
        )
        done = [await part(users, keys) for part, keys in parts]
        return Batch(tuple(reversed(done)), self.summary)

    async def _take_away(self, users: UserRepository, keys: Sequence[int]) -> Operation:
        return await DeleteUsers(tuple(keys)).apply(users)

    async def _change_back(self, users: UserRepository, keys: Sequence[int]) -> Operation:
        now = {user.key: user for user in await users.get_users(keys)}
        wanted = [
            (now[then.key], changes)
            for then in await self.then(keys)
            if then.key in now and (changes := _back(then, now[then.key])) is not None
        ]
        return await UpdateUsers(tuple(wanted), self.summary).apply(users)

    async def _bring_back(self, users: UserRepository, keys: Sequence[int]) -> Operation:
        there = {user.key for user in await users.get_users(keys)}
        gone = [user for user in await self.then(keys) if user.key not in there]
        return await RestoreUsers(tuple(gone)).apply(users)

    @property
    def summary(self) -> Summary:
        return Summary(Deed.RESTORE, self.comparison.total)


def _back(then: UserDTO, now: UserDTO) -> UpdateUserDTO | None:
    """As it is stored in the earlier state, not judged again."""
    fields = {n: value for n, value in then.fields.items() if value != getattr(now, n)}
    return UpdateUserDTO.model_construct(set(fields), **fields) if fields else None


def _chunks(many: Sequence[T]) -> Iterator[Sequence[T]]:
    return (many[start : start + _CHUNK] for start in range(0, len(many), _CHUNK))
