"""What is loaded before somebody sees the window, or the first rows, is waited for."""

from __future__ import annotations

import os
import subprocess
import sys

START = """
import sys
from desktop_app.settings import parse_command_line
from desktop_app.shell import shell_of
from desktop_app.views.application import Application
import desktop_app.app

app = Application()
shell = shell_of(app, parse_command_line(sys.argv[1:]))
shell.window.painted.connect(app.quit)
shell.show_first()
app.exec()
print(*sys.modules)
import desktop_app.database.preview
print(*sys.modules)
"""
DATA_LAYER = {"pydantic", "sqlalchemy", "aiosqlite", "alembic", "PySide6.QtNetwork"}


def test_no_data_layer_is_loaded_before_the_window_and_the_first_rows_are_painted(tmp_path):
    command = [sys.executable, "-c", START, "nobody.userbook", "--settings", str(tmp_path)]
    told = subprocess.run(
        command,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=True,
        text=True,
    )
    window, rows = (set(line.split()) for line in told.stdout.splitlines())
    assert not window & {*DATA_LAYER, "sqlite3"}
    assert not rows & DATA_LAYER
    assert "sqlite3" in rows
