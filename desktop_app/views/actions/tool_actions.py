"""Looking after the file."""

from __future__ import annotations

from desktop_app.views.actions.action import Action, Menu, file_is_open
from desktop_app.views.words import translate

ACTIONS = (
    Action(
        id="tools.check",
        menu=Menu.TOOLS,
        words=lambda: translate("Actions", "&Check file…"),
        icon="circle-check",
        enabled=file_is_open,
        run=lambda c: c.check_file(),
    ),
)
