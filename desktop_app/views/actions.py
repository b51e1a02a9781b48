"""Everything a person can choose: words, icon, shortcut, menu and deed, each in one place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from desktop_app.views.words import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.view_models.changes_view_model import ChangesState
    from desktop_app.views.commands import Commands


class Menu(Enum):
    """The menus from left to right."""

    FILE = "file"
    EDIT = "edit"
    VIEW = "view"
    USER = "user"
    HELP = "help"


def menu_text(menu: Menu) -> str:
    return {
        Menu.FILE: translate("Menu", "&File"),
        Menu.EDIT: translate("Menu", "&Edit"),
        Menu.VIEW: translate("Menu", "&View"),
        Menu.USER: translate("Menu", "&User"),
        Menu.HELP: translate("Menu", "&Help"),
    }[menu]


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides which actions can be chosen."""

    is_open: bool = False
    is_writable: bool = False
    selected: int = 0
    can_save: bool = False
    has_draft: bool = False
    is_new: bool = False
    changes: ChangesState | None = None

    @property
    def can_change(self) -> bool:
        return self.is_open and self.is_writable


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """``group`` separates within a menu; ``pinned`` puts it on the toolbar, where it has a tip."""

    id: str
    menu: Menu
    words: Callable[[], str]
    icon: str
    run: Callable[[Commands], object]
    shortcut: str = ""
    group: int = 0
    pinned: bool = False
    enabled: Callable[[Situation], bool] = lambda _situation: True


def _open(situation: Situation) -> bool:
    return situation.is_open


def _selected(situation: Situation) -> bool:
    return situation.can_change and situation.selected > 0


ACTIONS = (
    Action(
        id="file.new",
        menu=Menu.FILE,
        words=lambda: translate("Actions", "New userbook…"),
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
        pinned=True,
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
        pinned=True,
        enabled=_open,
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
        enabled=_open,
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
    Action(
        id="edit.undo",
        menu=Menu.EDIT,
        words=lambda: translate("Actions", "&Undo"),
        icon="undo-2",
        shortcut="Ctrl+Z",
        pinned=True,
        enabled=lambda s: s.changes is not None and s.changes.undo is not None,
        run=lambda c: c.undo(),
    ),
    Action(
        id="edit.redo",
        menu=Menu.EDIT,
        words=lambda: translate("Actions", "&Redo"),
        icon="redo-2",
        shortcut="Ctrl+Shift+Z",
        pinned=True,
        enabled=lambda s: s.changes is not None and s.changes.redo is not None,
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
        enabled=_open,
        run=lambda c: c.select_all(),
    ),
    Action(
        id="edit.find",
        menu=Menu.EDIT,
        words=lambda: translate("Actions", "&Find…"),
        icon="search",
        shortcut="Ctrl+F",
        group=2,
        enabled=_open,
        run=lambda c: c.find(),
    ),
    Action(
        id="view.sidebar",
        menu=Menu.VIEW,
        words=lambda: translate("Actions", "Show or hide &places"),
        icon="panel-left",
        shortcut="F9",
        enabled=_open,
        run=lambda c: c.toggle_sidebar(),
    ),
    Action(
        id="view.details",
        menu=Menu.VIEW,
        words=lambda: translate("Actions", "Show or hide &details"),
        icon="panel-right",
        shortcut="Shift+F9",
        enabled=_open,
        run=lambda c: c.toggle_details(),
    ),
    Action(
        id="view.go_sidebar",
        menu=Menu.VIEW,
        words=lambda: translate("Actions", "Go to p&laces"),
        icon="chevron-right",
        shortcut="Ctrl+1",
        group=1,
        enabled=_open,
        run=lambda c: c.go_to_pane(0),
    ),
    Action(
        id="view.go_table",
        menu=Menu.VIEW,
        words=lambda: translate("Actions", "Go to &table"),
        icon="chevron-right",
        shortcut="Ctrl+2",
        group=1,
        enabled=_open,
        run=lambda c: c.go_to_pane(1),
    ),
    Action(
        id="view.go_details",
        menu=Menu.VIEW,
        words=lambda: translate("Actions", "Go to d&etails"),
        icon="chevron-right",
        shortcut="Ctrl+3",
        group=1,
        enabled=_open,
        run=lambda c: c.go_to_pane(2),
    ),
    Action(
        id="view.next_pane",
        menu=Menu.VIEW,
        words=lambda: translate("Actions", "Go to the &next pane"),
        icon="chevron-right",
        shortcut="F6",
        group=1,
        enabled=_open,
        run=lambda c: c.go_to_next_pane(),
    ),
    Action(
        id="view.refresh",
        menu=Menu.VIEW,
        words=lambda: translate("Actions", "&Refresh"),
        icon="refresh-cw",
        shortcut="F5",
        group=2,
        enabled=_open,
        run=lambda c: c.refresh(),
    ),
    Action(
        id="user.new",
        menu=Menu.USER,
        words=lambda: translate("Actions", "&New user"),
        icon="user-plus",
        shortcut="Ctrl+N",
        pinned=True,
        enabled=lambda s: s.can_change,
        run=lambda c: c.new_user(),
    ),
    Action(
        id="user.save",
        menu=Menu.USER,
        words=lambda: translate("Actions", "&Save"),
        icon="save",
        shortcut="Ctrl+S",
        group=1,
        enabled=lambda s: s.can_change and s.has_draft,
        run=lambda c: c.save(),
    ),
    Action(
        id="user.save_and_new",
        menu=Menu.USER,
        words=lambda: translate("Actions", "Save and ne&w"),
        icon="copy-plus",
        shortcut="Ctrl+Shift+S",
        group=1,
        enabled=lambda s: s.can_change and s.has_draft,
        run=lambda c: c.save_and_new(),
    ),
    Action(
        id="user.revert",
        menu=Menu.USER,
        words=lambda: translate("Actions", "&Revert"),
        icon="rotate-ccw",
        group=1,
        enabled=lambda s: s.has_draft or s.is_new,
        run=lambda c: c.revert(),
    ),
    Action(
        id="user.enable",
        menu=Menu.USER,
        words=lambda: translate("Actions", "&Enable"),
        icon="user-check",
        group=2,
        enabled=_selected,
        run=lambda c: c.set_active(active=True),
    ),
    Action(
        id="user.disable",
        menu=Menu.USER,
        words=lambda: translate("Actions", "&Disable"),
        icon="user-x",
        group=2,
        enabled=_selected,
        run=lambda c: c.set_active(active=False),
    ),
    Action(
        id="user.delete",
        menu=Menu.USER,
        words=lambda: translate("Actions", "De&lete…"),
        icon="trash-2",
        shortcut="Del",
        group=3,
        enabled=_selected,
        run=lambda c: c.delete_users(),
    ),
    Action(
        id="help.help",
        menu=Menu.HELP,
        words=lambda: translate("Actions", "&Help and shortcuts"),
        icon="circle-help",
        shortcut="F1",
        run=lambda c: c.show_help(),
    ),
    Action(
        id="help.about",
        menu=Menu.HELP,
        words=lambda: translate("Actions", "&About Userbook"),
        icon="info",
        run=lambda c: c.show_about(),
    ),
)


def shortcuts() -> list[tuple[str, Callable[[], str]]]:
    """Every shortcut with the words of its action."""
    return [(action.shortcut, action.words) for action in ACTIONS if action.shortcut]
