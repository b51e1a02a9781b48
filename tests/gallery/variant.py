"""Takes the pictures of one variant: ``variant.py PICTURES THEME LANGUAGE WIDTH HEIGHT``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication
from screens import NAMES, SCREENS
from stage import Stage

from desktop_app.app import run
from desktop_app.settings import parse_command_line

if TYPE_CHECKING:
    from desktop_app.app import Running


async def play(running: Running, folder: Path, pictures: Path, size: tuple[int, int]) -> int:
    """Go from screen to screen in a window of this size, in units that the scale multiplies."""
    QApplication.setCursorFlashTime(0)  # nothing moves
    running.window.setGeometry(0, 0, *size)
    stage = Stage(running, folder, pictures)
    for name, screen in zip(NAMES, SCREENS, strict=True):
        await screen(stage)
        await stage.picture(name)
        await stage.tidy()
    return 0


def main(pictures: str, theme: str, language: str, width: str, height: str) -> int:
    Path(pictures).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="files-", dir=Path.home()) as name:
        folder = Path(name)
        switches = (
            "--settings",
            str(folder / "settings"),
            "--theme",
            theme,
            "--language",
            language,
        )
        given, size = parse_command_line(switches), (int(width), int(height))
        try:
            return run(given, lambda running: play(running, folder, Path(pictures), size))
        finally:
            sys.excepthook = sys.__excepthook__  # the program's own would tell a window


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
