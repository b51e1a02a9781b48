"""What is loaded before the window is painted is waited for."""

from __future__ import annotations

import subprocess
import sys

LATER = ("pydantic", "sqlalchemy", "aiosqlite", "sqlite3", "PySide6.QtNetwork")


def test_no_data_layer_is_loaded_before_the_window_is_painted():
    loaded = "import sys, desktop_app.app; print(*sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, check=True, text=True
    )
    assert not set(LATER).intersection(told.stdout.split())
