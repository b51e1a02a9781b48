"""The application as the desktop knows it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from desktop_app import __version__


class Application(QApplication):
    """``file_asked`` carries a file that was opened in the desktop of macOS."""

    file_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(["userbook"])
        self.setApplicationName("userbook")
        self.setApplicationDisplayName("Userbook")
        self.setApplicationVersion(__version__)
        self.setDesktopFileName("io.github.userbook.userbook")
        self.setQuitOnLastWindowClosed(False)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.file_asked.emit(event.file())
            return True
        return super().event(event)
