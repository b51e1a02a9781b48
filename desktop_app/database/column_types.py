"""Column types of STRICT tables: text and whole numbers that any SQLite tool can read."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Integer, Text
from sqlalchemy.types import TypeDecorator

from desktop_app.database.kept_values import date_kept, kept_time, time_kept

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect


class Flag(TypeDecorator[bool]):
    """0 or 1."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


class IsoDate(TypeDecorator[date]):
    """``2026-11-22``; what is not a date (another tool may write anything) reads as none."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return date_kept(value)


class UtcTime(TypeDecorator[datetime]):
    """``2026-11-22T13:45:00.000000Z``: UTC, sorts as text; what is not a time reads as 1970."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else kept_time(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return time_kept(value)


class PublicId(TypeDecorator[UUID]):
    """A UUID in its usual form of 36 characters."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> UUID | None:
        try:
            return None if value is None else UUID(value)
        except ValueError:
            return UUID(int=0)
