"""Help, and what program this is."""

from __future__ import annotations

from desktop_app.views.actions.action import Action, Menu
from desktop_app.views.words import translate

ACTIONS = (
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
