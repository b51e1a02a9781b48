"""The real program with a benchmark in the place of a person."""

from __future__ import annotations

import asyncio
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from desktop_app import app, shell
from desktop_app.settings import parse_command_line
from desktop_app.views.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

_PATIENCE = 60.0


class Frames(MainWindow):
    """The window of the program, which notes when each of its frames began and was painted."""

    frames: list[tuple[float, float]]

    def event(self, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.UpdateRequest:
            return super().event(event)
        begun = perf_counter()
        answer = super().event(event)
        self.frames.append((begun, perf_counter()))
        return answer


def drive(file: Path, play: Callable[[app.Running], Awaitable[int]]) -> int:
    """Open ``file`` in the program and play."""
    Frames.frames = []
    shell.MainWindow = Frames
    settings = file.parent / "settings"
    return app.run(parse_command_line([str(file), "--settings", str(settings)]), play)


async def until(condition: Callable[[], object], patience: float = _PATIENCE) -> float:
    """Wait for it; the seconds that took."""
    begun = perf_counter()
    while not condition():
        if perf_counter() - begun > patience:
            raise TimeoutError
        await asyncio.sleep(0.001)
    return perf_counter() - begun


def press(widget: QWidget, key: Qt.Key | int, text: str = "") -> None:
    """A key, in the queue of events as from a keyboard."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, int(key), Qt.KeyboardModifier.NoModifier, text)
        QCoreApplication.postEvent(widget, event)
