"""Everything a person can choose: words, icon, shortcut, menu and deed, each in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.views.actions import (
    edit_actions,
    file_actions,
    help_actions,
    tool_actions,
    user_actions,
    view_actions,
)

if TYPE_CHECKING:
    from collections.abc import Callable

ACTIONS = (
    *file_actions.ACTIONS,
    *edit_actions.ACTIONS,
    *view_actions.ACTIONS,
    *user_actions.ACTIONS,
    *tool_actions.ACTIONS,
    *help_actions.ACTIONS,
)


def shortcuts() -> list[tuple[str, Callable[[], str]]]:
    """Every shortcut with the words of its action."""
    return [(action.shortcut, action.words) for action in ACTIONS if action.shortcut]
