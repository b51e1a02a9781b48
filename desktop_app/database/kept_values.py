"""What text in a file stands for, without anything that knows tables."""

from __future__ import annotations

from datetime import UTC, date, datetime

_UTC_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_YEAR = 2999  # Windows turns nothing outside these years into local time


def date_kept(text: str | None) -> date | None:
    """``2026-11-22``; what is not a date (another tool may write anything) reads as none."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        return None


def time_kept(text: str | None) -> datetime | None:
    """``2026-11-22T13:45:00.000000Z``; what is not a time reads as 1970."""
    if text is None:
        return None
    try:
        time = datetime.fromisoformat(text)
        time = time.replace(tzinfo=time.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return _EPOCH
    return time if _EPOCH.year <= time.year <= _LAST_YEAR else _EPOCH


def kept_time(time: datetime) -> str:
    """As it stands in a file."""
    return time.astimezone(UTC).strftime(_UTC_FORMAT)
