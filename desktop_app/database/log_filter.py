"""What SQLAlchemy may say in a log."""

from __future__ import annotations

import logging


def tells_no_rows(record: logging.LogRecord) -> bool:
    """At DEBUG it logs what it read, which is somebody's personal data."""
    return record.levelno > logging.DEBUG
