"""A user as a table shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from desktop_app.domain.rules import Value


@dataclass(frozen=True, slots=True)
class UserRow:
    """``values`` by attribute, with created and last_modified.

    In the trash also with deleted_on and deleted_by.
    """

    key: int
    values: Mapping[str, Value | datetime]
