"""The application as the desktop knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from desktop_app import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent


class Application(QApplication):
    """Passes on which file was opened in the desktop of macOS, even if nobody can open it yet."""

    _asked = ""
    _open: Callable[[str], None] | None = None

    def __init__(self) -> None:
        super().__init__(["userbook"])
        self.setApplicationName("userbook")
        self.setApplicationDisplayName("Userbook")
        self.setApplicationVersion(__version__)
        self.setDesktopFileName("io.github.userbook.userbook")
        self.setQuitOnLastWindowClosed(False)

    def pass_files_to(self, open_file: Callable[[str], None]) -> None:
        """From now on; the last one that was asked for before is passed at once."""
        self._open = open_file
        if self._asked:
            open_file(self._asked)

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QFileOpenEvent):
            return super().event(event)
        if self._open is None:
            self._asked = event.file()
        else:
            self._open(event.file())
        return True
