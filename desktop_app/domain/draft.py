"""What was typed about somebody and not saved: a value that may outlive the program."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from desktop_app.domain.rules import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """``keys`` in their order, none for a new user; ``id`` is known where there is just one.

    ``seen`` is what stood in the typed attributes at that time; in those that are ``mixed`` the
    users differed.
    """

    keys: tuple[int, ...] = ()
    id: UUID | None = None
    typed: Mapping[str, Value]
    seen: Mapping[str, Value] = field(default_factory=dict[str, "Value"])
    mixed: frozenset[str] = frozenset()
