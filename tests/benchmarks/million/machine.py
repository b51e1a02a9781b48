"""What the figures were taken on."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import qVersion

from desktop_app import __version__
from desktop_app.domain.user import ATTRIBUTES


def machine() -> dict[str, object]:
    """The load is that of the minute before: figures of a busy machine are to be told as such."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "processor": _found(Path("/proc/cpuinfo"), r"model name\s*: (.*)") or platform.machine(),
        "cores": cores,
        "memory": _found(Path("/proc/meminfo"), r"MemTotal:\s*(.*)"),
        "system": platform.platform(),
        "load": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        "qt": qVersion(),
        "sqlite": sqlite3.sqlite_version,
        "userbook": __version__,
        "attributes": len(ATTRIBUTES),
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _found(path: Path, pattern: str) -> str:
    match = re.search(pattern, path.read_text("utf-8")) if path.exists() else None
    return match[1].strip() if match else ""
