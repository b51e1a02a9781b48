"""Files: making, opening, importing, exporting, leaving."""

from __future__ import annotations

from desktop_app.views.actions.action import Action, Menu, Submenu, file_is_open
from desktop_app.views.words import translate

ACTIONS = (
    Action(
        id="file.new",
        menu=Menu.FILE,
        words=lambda: translate("Actions", "&New userbook…"),
        icon="file-plus",
        shortcut="Ctrl+Shift+N",
        run=lambda c: c.new_file(),
    ),
    Action(
        id="file.open",
        menu=Menu.FILE,
        words=lambda: translate("Actions", "&Open…"),
        icon="folder-open",
        shortcut="Ctrl+O",
        submenus=(Submenu.RECENT,),
        run=lambda c: c.choose_file(),
    ),
    Action(
        id="file.sample",
        menu=Menu.FILE,
        words=lambda: translate("Actions", "Try &sample users"),
        icon="sparkles",
        run=lambda c: c.open_sample(),
    ),
    Action(
        id="file.import",
        menu=Menu.FILE,
        words=lambda: translate("Actions", "&Import…"),
        icon="download",
        shortcut="Ctrl+I",
        group=1,
        toolbar=1,
        enabled=lambda s: s.can_change,
        run=lambda c: c.import_users(),
    ),
    Action(
        id="file.export",
        menu=Menu.FILE,
        words=lambda: translate("Actions", "&Export…"),
        icon="upload",
        shortcut="Ctrl+E",
        group=1,
        toolbar=2,
        enabled=file_is_open,
        run=lambda c: c.export_users(),
    ),
    Action(
        id="file.preferences",
        menu=Menu.FILE,
        words=lambda: translate("Actions", "&Preferences…"),
        icon="settings",
        shortcut="Ctrl+,",
        group=2,
        run=lambda c: c.show_preferences(),
    ),
    Action(
        id="file.close",
        menu=Menu.FILE,
        words=lambda: translate("Actions", "&Close userbook"),
        icon="x",
        shortcut="Ctrl+W",
        group=3,
        enabled=file_is_open,
        run=lambda c: c.close_file(),
    ),
    Action(
        id="file.quit",
        menu=Menu.FILE,
        words=lambda: translate("Actions", "&Quit"),
        icon="log-out",
        shortcut="Ctrl+Q",
        group=3,
        run=lambda c: c.quit(),
    ),
)
