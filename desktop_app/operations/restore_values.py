"""Values of a user that history knows, made current again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.domain.change import ChangeKind, Deed, Summary
from desktop_app.domain.errors import ConflictError, InvalidInputError, NotFoundError
from desktop_app.domain.user import review
from desktop_app.operations.user_entity import UserEntity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_app.database.user_writer import UserWriter
    from desktop_app.domain.rules import Value


@dataclass(frozen=True, slots=True)
class RestoreValues:
    """A change like any other: judged by the rules of today, and undone like any other.

    ``seen`` is what the person saw these attributes hold when asking for it.
    """

    key: int
    values: Mapping[str, Value]
    seen: Mapping[str, Value]
    name: str = ""
    kind: ChangeKind = ChangeKind.RESTORE

    async def apply(self, users: UserWriter) -> None:
        found = await users.get_users([self.key])
        if not found:
            raise NotFoundError("user", self.name)
        (user,) = found
        moved = tuple(n for n in self.values if getattr(user, n) != self.seen[n])
        if moved:
            raise ConflictError(user, moved)
        different = {n: v for n, v in self.values.items() if v != getattr(user, n)}
        _, problems = review(different)
        if wrong := tuple(problem for problem in problems if problem.is_error):
            raise InvalidInputError(wrong)
        if different:
            users.update_user(user, UserEntity(user).changed(different))

    @property
    def summary(self) -> Summary:
        return Summary(Deed.CHANGE, 1, self.name)
