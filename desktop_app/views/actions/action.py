"""What an action is, and what decides whether it can be chosen."""

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
    TOOLS = "tools"
    HELP = "help"


class Submenu(Enum):
    """Menus within a menu, whose entries depend on what is open."""

    RECENT = "recent"
    COLUMNS = "columns"
    SORT = "sort"


def menu_text(menu: Menu) -> str:
    return {
        Menu.FILE: translate("Menu", "&File"),
        Menu.EDIT: translate("Menu", "&Edit"),
        Menu.VIEW: translate("Menu", "&View"),
        Menu.USER: translate("Menu", "&User"),
        Menu.TOOLS: translate("Menu", "&Tools"),
        Menu.HELP: translate("Menu", "&Help"),
    }[menu]


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides which actions can be chosen.

    Among those who are selected is, or may be, somebody who is enabled, or disabled.
    """

    is_open: bool = False
    is_writable: bool = False
    selected: int = 0
    enabled_selected: bool = True
    disabled_selected: bool = True
    can_copy: bool = False
    keeps_backups: bool = False
    in_trash: bool = False
    trashed: int = 0
    has_draft: bool = False
    is_new: bool = False
    is_searching: bool = False
    changes: ChangesState | None = None

    @property
    def can_change(self) -> bool:
        return self.is_open and self.is_writable

    @property
    def can_undo(self) -> bool:
        return self.can_change and self.changes is not None and self.changes.undo is not None

    @property
    def can_redo(self) -> bool:
        return self.can_change and self.changes is not None and self.changes.redo is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """``group`` separates within a menu, and ``submenus`` follow the action in it.

    ``toolbar`` is its place from the left on the toolbar, where it has a tip; ``bare`` without
    its words.
    """

    id: str
    menu: Menu
    words: Callable[[], str]
    icon: str
    run: Callable[[Commands], object]
    shortcut: str = ""
    group: int = 0
    submenus: tuple[Submenu, ...] = ()
    toolbar: int | None = None
    bare: bool = False
    enabled: Callable[[Situation], bool] = lambda _situation: True


def file_is_open(situation: Situation) -> bool:
    return situation.is_open


def users_are_selected(situation: Situation) -> bool:
    return situation.can_change and situation.selected > 0


def living_users_are_selected(situation: Situation) -> bool:
    return users_are_selected(situation) and not situation.in_trash


def trashed_users_are_selected(situation: Situation) -> bool:
    return users_are_selected(situation) and situation.in_trash
