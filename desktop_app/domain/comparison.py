"""How two states of one userbook differ: an earlier one and that of now."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from desktop_app.domain.rules import Value
    from desktop_app.domain.user import UserDTO


class Turn(StrEnum):
    """What became of a user since the earlier state."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


def _keys() -> array[int]:
    return array("q")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Keys only, eight bytes each: of a million users a million may differ."""

    added: array[int] = field(default_factory=_keys)
    removed: array[int] = field(default_factory=_keys)
    changed: array[int] = field(default_factory=_keys)

    @property
    def total(self) -> int:
        return len(self.added) + len(self.removed) + len(self.changed)


@dataclass(frozen=True, slots=True)
class Difference:
    """One user; ``then`` is None if it was added since, ``now`` if it was removed."""

    then: UserDTO | None
    now: UserDTO | None

    @property
    def turn(self) -> Turn:
        if self.then is None:
            return Turn.ADDED
        return Turn.REMOVED if self.now is None else Turn.CHANGED

    @property
    def name(self) -> str:
        user = self.now or self.then
        return (user.display_name or user.user_name) if user else ""

    @property
    def fields(self) -> list[tuple[str, Value, Value]]:
        """Attribute, value then, value now; of a user that came or went every value it has."""
        then = self.then.fields if self.then else dict[str, "Value"]()
        now = self.now.fields if self.now else dict[str, "Value"]()
        return [
            (name, then.get(name), now.get(name))
            for name in ATTRIBUTES
            if then.get(name) != now.get(name)
        ]
