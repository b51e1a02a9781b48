"""The real program, and a camera before it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop_app.domain.query import Place
from desktop_app.views.theme import colours
from tests.journeys.plays import until, workspace_of

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.app import Running
    from desktop_app.view_models.workspace import Workspace
    from desktop_app.views.workspace_page import WorkspacePage

_FRAME = 0.05
# These look now and then whether there is anything to do, or wait for the answer to a question.
_RESTLESS = frozenset({"backups", "live", "pasting", "trash"})


class Stage:
    """What a person does to get to a screen; ``folder`` is theirs, ``pictures`` gets the PNGs."""

    def __init__(self, running: Running, folder: Path, pictures: Path) -> None:
        self.window, self.file = running.window, running.file
        self.folder, self._pictures = folder, pictures
        self._running = running

    @property
    def page(self) -> WorkspacePage:
        assert self.window.page is not None
        return self.window.page

    @property
    def workspace(self) -> Workspace:
        return workspace_of(self._running)

    def do(self, action: str) -> None:
        self.window.actions_by_id[action].trigger()

    async def open(self, path: Path) -> None:
        self.window.open_named(str(path))
        await until(lambda: self.window.page and self.workspace.path == path.resolve())

    def drop(self, path: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        copy = Qt.DropAction.CopyAction
        self.window.dropEvent(QDropEvent(QPointF(9, 9), copy, data, button, keys))

    async def select(self, *rows: int) -> None:
        """Select these rows and wait until the details show them."""
        users, form = self.workspace.users, self.workspace.form
        await users.select([range(row, row + 1) for row in rows])
        await until(lambda: set(form.state.keys) == set(users.state.selected))

    def type(self, field: str, text: str) -> None:
        """Into a field of the form; the field before it is left."""
        editor = self.page.form.body.fields[field].editor
        editor.setFocus()
        editor.selectAll()
        QTest.keyClicks(editor, text)

    async def search(self, text: str) -> None:
        self.window.search.setText(text)
        await self.rest()

    async def go_to(self, place: Place) -> None:
        self.workspace.users.go_to(place)  # a newer search may take its place
        await self.rest()

    async def dialog(self) -> QDialog:
        """The one that has been asked for, as soon as it is there."""
        await until(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
        await self.rest()
        return QApplication.activeModalWidget()

    async def rest(self) -> None:
        """Until nothing that was asked for is under way."""
        parts = {"file": self.file}
        if self.window.page is not None:
            parts |= {n: part for n, part in vars(self.workspace).items() if n not in _RESTLESS}
        busy = [part for part in parts.values() if hasattr(part, "tasks")]
        await until(lambda: not any(part.tasks.is_busy for part in busy))

    async def picture(self, name: str) -> None:
        """Once everything stands still."""
        await self.rest()
        seen, now = None, self._look()
        while now != seen:
            await asyncio.sleep(_FRAME)
            seen, now = now, self._look()
        assert now.save(str(self._pictures / f"{name}.png"))

    async def tidy(self) -> None:
        """Away with what lies over the window, with what was typed and with what was said."""
        await until(self._is_in_front)
        self.window.activateWindow()
        if self.window.page is not None:
            await self.file.look_back()
            self.workspace.form.revert()
            self.window.search.clear()
            await self.go_to(Place.ALL)
            await self.workspace.users.select(())
            self.page.table.horizontalScrollBar().setValue(0)
        self.window.bar.clear()
        await self.rest()

    def _is_in_front(self) -> bool:
        """Also asks what is before the window to go."""
        if popup := QApplication.activePopupWidget():
            popup.close()
        elif isinstance(dialog := QApplication.activeModalWidget(), QDialog):
            dialog.reject()
        return not self._others()

    def _look(self) -> object:
        """The window and what lies over it, as a screen of the same size would show it."""
        picture, ratio = self.window.grab(), self.window.devicePixelRatioF()
        painter = QPainter(picture)
        for other in sorted(self._others(), key=_depth):
            place = other.geometry().translated(-self.window.geometry().topLeft())
            painter.drawPixmap(place.topLeft(), _grabbed(other, ratio))
            painter.setPen(colours(other.palette()).border)
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()
        return picture.toImage()

    def _others(self) -> list[QWidget]:
        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        return [widget for widget in shown if widget is not self.window]


def _grabbed(widget: QWidget, ratio: float) -> QPixmap:
    pixmap = widget.grab()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _depth(widget: QWidget) -> int:
    parent = widget.parentWidget()
    return 0 if parent is None else 1 + _depth(parent)
