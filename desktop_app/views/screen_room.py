"""How large a window may be at first: a small or an enlarged screen has less room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_FRAME = QSize(32, 64)  # what a window manager puts around it, and some air


def room_for(window: QWidget) -> QSize:
    """The largest size, in units of widgets, at which all of the window can be seen."""
    return window.screen().availableGeometry().size() - _FRAME


def resize_within_screen(window: QWidget, wanted: QSize) -> None:
    """To what is wanted, or to what there is room for."""
    window.resize(wanted.boundedTo(room_for(window)))
