"""What of the program can be shown before what reads and writes its files is loaded."""

from __future__ import annotations

import asyncio
import logging
import os
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

    from desktop_app.domain.preview import Preview
    from desktop_app.views.preview_table import Seen

_log = logging.getLogger(__name__)
_PATIENCE = 0.25  # seconds; a disk that is slower than this would hold up the rest
_LOWEST_ROW = 16  # pixels


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

    async def show_preview(self) -> asyncio.Future[Preview | None]:
        """The first rows, before what can do anything with them is loaded.

        Answers what reads them: it has to have ended before the file is opened, for it may drop the
        locks of whoever has it open.
        """
        from desktop_app.database.preview import preview_of  # noqa: PLC0415  # after the first paint

        loop = asyncio.get_running_loop()
        reading: asyncio.Future[Preview | None] = loop.create_future()
        path, seen = self._last_seen()
        if seen is None:
            reading.set_result(None)
            return reading
        size = self.window.height() // _LOWEST_ROW
        reading = loop.run_in_executor(None, preview_of, path, seen.layout, size)
        await asyncio.wait([reading], timeout=_PATIENCE)
        if reading.done() and self.window.wish is None:
            if (error := reading.exception()) is not None:
                _log.warning("no first rows before the file is open", exc_info=error)
            elif (preview := reading.result()) is not None:
                self.window.show_preview(path, preview, seen)
        return reading

    def _last_seen(self) -> tuple[Path, Seen | None]:
        """Where the file is, and how it was seen, if that is known."""
        path = Path(self.wanted)
        if not self.wanted or self.settings.database_url:
            return path, None
        try:
            path = path.absolute()
            return path, self.memory.seen(path)
        except (OSError, ValueError):  # started in a folder that is gone, or no name of a file
            return path, None


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
