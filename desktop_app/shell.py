"""What of the program can be shown before any data is there."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.settings import Settings, SettingsFile
from desktop_app.views.main_window import MainWindow
from desktop_app.views.preferences import Preferences
from desktop_app.views.system import data_folder, is_installed, settings_folder
from desktop_app.views.theme import ThemeSwitch
from desktop_app.views.window_memory import WindowMemory
from desktop_app.views.words import Language

if TYPE_CHECKING:
    from argparse import Namespace

    from PySide6.QtWidgets import QApplication

_PATIENCE = 0.25  # seconds; a disk that is slower than this would hold up the rest
_FIRST_ROWS = 100  # no window is higher


@dataclass(frozen=True, slots=True)
class Shell:
    """The window with what was kept of it; ``wanted`` is the file to open, if there is one."""

    folder: Path
    window: MainWindow
    memory: WindowMemory
    preferences: Preferences
    kept: SettingsFile
    settings: Settings
    wanted: str
    backups: Path

    @property
    def awaits_file(self) -> bool:
        """Whether there is something to open: the file of the command line, else the last one."""
        return bool(self.wanted or self.settings.database_url)

    def show_first(self) -> None:
        """The first page, or the shape of a file that is going to be opened."""
        if self.awaits_file:
            self.window.show_loading()
        else:
            self.window.show_welcome([Path(name) for name in self.settings.recent_files], [])
        self.memory.restore_window(self.window)
        self.window.show()

    async def painted(self) -> None:
        """Return once somebody sees the window."""
        seen = asyncio.Event()
        self.window.painted.connect(seen.set)
        await seen.wait()

    async def show_preview(self) -> bool:
        """The first rows, before what can do anything with them is loaded; False if none."""
        if not self.wanted or self.settings.database_url:
            return False
        from desktop_app.database.preview import preview_of  # noqa: PLC0415  # after the first paint

        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                path = Path(await asyncio.to_thread(os.path.realpath, self.wanted))
                if (seen := self.memory.seen(path)) is None:
                    return False
                preview = await asyncio.to_thread(preview_of, path, seen.layout, _FIRST_ROWS)
            if preview is not None and self.window.wish is None:
                self.window.loading.show_preview(preview, seen)
                self.window.repaint()
                return True
        return False


def shell_of(app: QApplication, given: Namespace) -> Shell:
    """What can be shown before any data is there."""
    folder = settings_folder(given)
    kept = SettingsFile(folder / "settings.json")
    settings = kept.load(os.environ, vars(given), installed=is_installed())
    preferences = Preferences(settings, kept, ThemeSwitch(app), Language(app))
    preferences.apply()
    wanted = given.file or settings.last_file
    backups = data_folder(given) / "backups"
    memory = WindowMemory(folder)
    return Shell(folder, MainWindow(), memory, preferences, kept, settings, wanted, backups)
