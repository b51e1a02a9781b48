"""The words of the details form that depend on what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.domain.attributes import Section
from desktop_app.view_models.user_form_state import FormMode
from desktop_app.views.message_bar import Message, MessageKind
from desktop_app.views.value_texts import value_text
from desktop_app.views.words import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.domain.rules import Value
    from desktop_app.view_models.user_form_state import FormState

_LONGEST = 200


def section_text(section: Section) -> str:
    return {
        Section.ACCOUNT: translate("UserForm", "Account"),
        Section.PERSON: translate("UserForm", "Person"),
        Section.CONTACT: translate("UserForm", "Contact"),
        Section.ORGANIZATION: translate("UserForm", "Organisation"),
        Section.PREFERENCES: translate("UserForm", "Preferences"),
        Section.NOTES: translate("UserForm", "Notes"),
    }[section]


def title_text(state: FormState) -> str:
    """Whom the form is about; the name as stored, so that typing does not change who it is."""
    if state.user is not None:
        return state.user.display_name or state.user.user_name
    if state.mode is FormMode.SEVERAL:
        return translate("UserForm", "%Ln user(s) selected", "", state.count)
    return translate("UserForm", "New user")


def save_text(state: FormState) -> str:
    if state.mode is FormMode.SEVERAL:
        return translate("UserForm", "Change %Ln user(s)", "", state.count)
    if state.mode is FormMode.NEW:
        return translate("UserForm", "Add user")
    return translate("UserForm", "Save")


def revert_text(state: FormState) -> str:
    if state.mode is FormMode.NEW:
        return translate("UserForm", "Discard")
    return translate("UserForm", "Revert")


def hint_text(state: FormState, name: str) -> str:
    """What stands in an empty field."""
    if name in state.mixed:
        if name in state.draft:
            return translate("UserForm", "(empty for all)")
        return translate("UserForm", "(several values)")
    return "" if state.mode is FormMode.SEVERAL else state.suggestion(name)


def gone_message(begin_again: Callable[[], object]) -> Message:
    """Another program has deleted whom the form is about, while somebody typed."""
    return Message(
        text=translate(
            "UserForm", "Another program has deleted this user. What you typed is kept."
        ),
        kind=MessageKind.WARNING,
        action=translate("UserForm", "Add again"),
        act=begin_again,
    )


def side_text(value: Value) -> str:
    """One side of a conflict, on a few lines at most."""
    text = value_text(value)
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}…"
    return text or translate("UserForm", "(empty)")
