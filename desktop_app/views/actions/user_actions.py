"""What is done to users."""

from __future__ import annotations

from desktop_app.views.actions.action import Action, Menu, users_are_selected
from desktop_app.views.words import translate

ACTIONS = (
    Action(
        id="user.new",
        menu=Menu.USER,
        words=lambda: translate("Actions", "&New user"),
        icon="user-plus",
        shortcut="Ctrl+N",
        toolbar=0,
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
        enabled=users_are_selected,
        run=lambda c: c.set_active(active=True),
    ),
    Action(
        id="user.disable",
        menu=Menu.USER,
        words=lambda: translate("Actions", "&Disable"),
        icon="user-x",
        group=2,
        enabled=users_are_selected,
        run=lambda c: c.set_active(active=False),
    ),
    Action(
        id="user.delete",
        menu=Menu.USER,
        words=lambda: translate("Actions", "De&lete…"),
        icon="trash-2",
        shortcut="Del",
        group=3,
        enabled=users_are_selected,
        run=lambda c: c.delete_users(),
    ),
)
