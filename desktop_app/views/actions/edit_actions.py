"""Undo, copy, select, find."""

from __future__ import annotations

from desktop_app.views.actions.action import Action, Menu, file_is_open
from desktop_app.views.words import translate

ACTIONS = (
    Action(
        id="edit.undo",
        menu=Menu.EDIT,
        words=lambda: translate("Actions", "&Undo"),
        icon="undo-2",
        shortcut="Ctrl+Z",
        toolbar=3,
        bare=True,
        enabled=lambda s: s.can_undo,
        run=lambda c: c.undo(),
    ),
    Action(
        id="edit.redo",
        menu=Menu.EDIT,
        words=lambda: translate("Actions", "&Redo"),
        icon="redo-2",
        shortcut="Ctrl+Shift+Z",
        toolbar=4,
        bare=True,
        enabled=lambda s: s.can_redo,
        run=lambda c: c.redo(),
    ),
    Action(
        id="edit.copy",
        menu=Menu.EDIT,
        words=lambda: translate("Actions", "&Copy users"),
        icon="copy",
        shortcut="Ctrl+C",
        group=1,
        enabled=lambda s: s.selected > 0,
        run=lambda c: c.copy(headers=False),
    ),
    Action(
        id="edit.copy_headers",
        menu=Menu.EDIT,
        words=lambda: translate("Actions", "Copy users with &headings"),
        icon="table-2",
        shortcut="Ctrl+Shift+C",
        group=1,
        enabled=lambda s: s.selected > 0,
        run=lambda c: c.copy(headers=True),
    ),
    Action(
        id="edit.select_all",
        menu=Menu.EDIT,
        words=lambda: translate("Actions", "Select &all"),
        icon="list-checks",
        shortcut="Ctrl+A",
        group=1,
        enabled=file_is_open,
        run=lambda c: c.select_all(),
    ),
    Action(
        id="edit.find",
        menu=Menu.EDIT,
        words=lambda: translate("Actions", "&Find…"),
        icon="search",
        shortcut="Ctrl+F",
        group=2,
        enabled=file_is_open,
        run=lambda c: c.find(),
    ),
    Action(
        id="edit.history",
        menu=Menu.EDIT,
        words=lambda: translate("Actions", "H&istory…"),
        icon="history",
        shortcut="Ctrl+H",
        group=3,
        enabled=file_is_open,
        run=lambda c: c.show_history(),
    ),
)
