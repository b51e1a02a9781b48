"""The words of history: who, how, what became of whom, and what stood where before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.database.mapping import from_text
from desktop_app.domain.change import ChangeKind, Event
from desktop_app.domain.history import knows_before
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.view_models.history_view_model import Bar
from desktop_app.views.deed_texts import deed_text
from desktop_app.views.value_texts import value_text
from desktop_app.views.words import filled, label_of, translate

if TYPE_CHECKING:
    from desktop_app.domain.change import Author, Change, ChangeSet
    from desktop_app.domain.history import Entry

_LONGEST = 200


def author_text(author: Author) -> str:
    """The name a person chose, with the one the system knows where it is another."""
    if author.name and author.login and author.name != author.login:
        return filled(translate("History", "%1 (%2)"), author.name, author.login)
    return author.name or author.login or translate("History", "not known")


def kind_text(kind: ChangeKind) -> str:
    """How it came about."""
    return {
        ChangeKind.START: translate("History", "Beginning of the file"),
        ChangeKind.FORM: translate("History", "Form"),
        ChangeKind.INLINE: translate("History", "Table"),
        ChangeKind.BULK: translate("History", "Several at once"),
        ChangeKind.IMPORT: translate("History", "Import"),
        ChangeKind.UNDO: translate("History", "Undo"),
        ChangeKind.REDO: translate("History", "Redo"),
        ChangeKind.RESTORE: translate("History", "Restoring"),
        ChangeKind.PURGE: translate("History", "Deleting for good"),
        ChangeKind.OUTSIDE: translate("History", "Another program"),
    }[kind]


def event_text(event: Event) -> str:
    """How a user came or went."""
    return {
        Event.CREATED: translate("History", "Added"),
        Event.TRASHED: translate("History", "Moved to the trash"),
        Event.RESTORED: translate("History", "Brought back"),
        Event.PURGED: translate("History", "Deleted for good"),
    }[event]


def what_text(found: ChangeSet) -> str:
    """“Ada Lovelace changed”, “Undone: 37 users changed”."""
    deed = deed_text(found.summary)
    if found.reverts is None:
        return deed
    words = {
        ChangeKind.UNDO: translate("History", "Undone: %1"),
        ChangeKind.REDO: translate("History", "Done again: %1"),
    }
    taken_back = translate("History", "Taken back: %1")
    return words.get(found.kind, taken_back).replace("%1", deed)


def bar_text(bar: Bar | None) -> str:
    """Why a change cannot be taken back."""
    if bar is None:
        return ""
    return {
        Bar.START: translate("History", "What a file begins with is not taken back."),
        Bar.PURGE: translate("History", "What was deleted for good is only in backups."),
        Bar.REMOVED: translate("History", "What another program removed is only in backups."),
        Bar.TAKEN_BACK: translate("History", "This was taken back."),
    }[bar]


def entry_text(entry: Entry) -> str:
    """What became of one user."""
    if entry.events:
        return event_text(entry.events[0])
    words = {
        ChangeKind.UNDO: translate("History", "Change undone"),
        ChangeKind.REDO: translate("History", "Change done again"),
        ChangeKind.RESTORE: translate("History", "Earlier values restored"),
        ChangeKind.IMPORT: translate("History", "Changed by an import"),
        ChangeKind.OUTSIDE: translate("History", "Changed by another program"),
    }
    return words.get(entry.change_set.kind, translate("History", "Changed"))


def field_text(field: str) -> str:
    """The label of an attribute; what is none of ours was written by another version."""
    attribute = ATTRIBUTES.get(field)
    return label_of(attribute.label) if attribute else field


def before_text(change: Change, kind: ChangeKind) -> str:
    """What stood there; only that it changed where the value is a secret."""
    if change.secret:
        return translate("History", "changed")
    if not knows_before(change, kind):
        return translate("History", "not known")
    return stored_text(change.field, change.before)


def after_text(change: Change) -> str:
    return "" if change.secret else stored_text(change.field, change.after)


def change_text(change: Change, kind: ChangeKind) -> str:
    """“Department: Sales → R&D”, in one line."""
    if change.secret:
        return translate("History", "%1: changed").replace("%1", field_text(change.field))
    words = translate("History", "%1: %2 → %3")
    before, after = before_text(change, kind), after_text(change)
    return filled(words, field_text(change.field), isolated(before), isolated(after))


def isolated(text: str) -> str:
    """A value written from right to left does not turn round what stands beside it."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def stored_text(field: str, text: str | None) -> str:
    """A value as history has it, in one line."""
    value = from_text(field, text) if field in ATTRIBUTES else text
    return shown_text(value)


def shown_text(value: object) -> str:
    """A value in one line, or the word for none."""
    text = value_text(value).replace("\n", " ")
    if not text:
        return translate("History", "(empty)")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def in_order(changes: tuple[Change, ...]) -> list[Change]:
    """As the form has its fields."""
    order = list(ATTRIBUTES)
    last = len(order)
    return sorted(changes, key=lambda c: order.index(c.field) if c.field in ATTRIBUTES else last)
