"""What is seen, and where one is."""

from __future__ import annotations

from desktop_app.views.actions.action import Action, Menu, Submenu, file_is_open
from desktop_app.views.words import translate

ACTIONS = (
    Action(
        id="view.sidebar",
        menu=Menu.VIEW,
        words=lambda: translate("Actions", "Show or hide &places"),
        icon="panel-left",
        shortcut="F9",
        enabled=file_is_open,
        run=lambda c: c.toggle_sidebar(),
    ),
    Action(
        id="view.details",
        menu=Menu.VIEW,
        words=lambda: translate("Actions", "Show or hide &details"),
        icon="panel-right",
        shortcut="Shift+F9",
        submenus=(Submenu.COLUMNS, Submenu.SORT),
        enabled=file_is_open,
        run=lambda c: c.toggle_details(),
    ),
    Action(
        id="view.go_sidebar",
        menu=Menu.VIEW,
        words=lambda: translate("Actions", "Go to p&laces"),
        icon="chevron-right",
        shortcut="Ctrl+1",
        group=1,
        enabled=file_is_open,
        run=lambda c: c.go_to_pane(0),
    ),
    Action(
        id="view.go_table",
        menu=Menu.VIEW,
        words=lambda: translate("Actions", "Go to &table"),
        icon="chevron-right",
        shortcut="Ctrl+2",
        group=1,
        enabled=file_is_open,
        run=lambda c: c.go_to_pane(1),
    ),
    Action(
        id="view.go_details",
        menu=Menu.VIEW,
        words=lambda: translate("Actions", "Go to d&etails"),
        icon="chevron-right",
        shortcut="Ctrl+3",
        group=1,
        enabled=file_is_open,
        run=lambda c: c.go_to_pane(2),
    ),
    Action(
        id="view.next_pane",
        menu=Menu.VIEW,
        words=lambda: translate("Actions", "Go to the &next pane"),
        icon="chevron-right",
        shortcut="F6",
        group=1,
        enabled=file_is_open,
        run=lambda c: c.go_to_next_pane(),
    ),
    Action(
        id="view.refresh",
        menu=Menu.VIEW,
        words=lambda: translate("Actions", "&Refresh"),
        icon="refresh-cw",
        shortcut="F5",
        group=2,
        enabled=file_is_open,
        run=lambda c: c.refresh(),
    ),
    Action(
        id="view.moment",
        menu=Menu.VIEW,
        words=lambda: translate("Actions", "Look &back…"),
        icon="calendar-clock",
        group=3,
        enabled=file_is_open,
        run=lambda c: c.choose_moment(),
    ),
)
