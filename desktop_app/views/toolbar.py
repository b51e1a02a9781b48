"""The toolbar: what is done most, and the search box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolBar, QWidget

from desktop_app.views.actions import ACTIONS
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction


class Toolbar(QToolBar):
    """The search box has what room is left."""

    def __init__(self, actions: Mapping[str, QAction], search: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(18, 18))
        shown = [spec for spec in ACTIONS if spec.toolbar is not None]
        for spec in sorted(shown, key=lambda spec: spec.toolbar or 0):
            action = actions[spec.id]
            self.addAction(action)
            if spec.bare:
                button = self.widgetForAction(action)
                button.setProperty("toolButtonStyle", Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.addWidget(_room_for(search))
        say = Words(self)
        say(self.setWindowTitle, lambda: translate("MainWindow", "Toolbar"))
        say(self.setAccessibleName, lambda: translate("MainWindow", "Toolbar"))


def _room_for(search: QWidget) -> QWidget:
    room = QWidget()
    row = QHBoxLayout(room)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(search, 100)
    return room
