"""What was typed and not saved, while the form shows somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.view_models.user_form_state import FormMode, FormState

if TYPE_CHECKING:
    from collections.abc import Collection


class Drafts:
    """One for each selection, with what the person saw when it was typed.

    The draft of a user that is gone waits, uncounted, until an undo brings the user back.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[int, ...], FormState] = {}
        self._gone: frozenset[int] = frozenset()

    def of(self, keys: tuple[int, ...] = ()) -> FormState | None:
        """The draft of these users; without keys that of the new user."""
        return self._kept.get(tuple(sorted(keys)))

    def keep(self, state: FormState) -> None:
        if state.is_trashed:
            return  # what was typed before the user was deleted waits
        self.forget(state)
        if state.draft:
            self._kept[_place(state)] = state

    def forget(self, state: FormState) -> None:
        if state.mode is not FormMode.EMPTY:
            self._kept.pop(_place(state), None)

    def note_gone(self, there: Collection[int]) -> None:
        """Somebody was deleted or came back; ``there`` are the keys of all users."""
        self._gone = frozenset(key for keys in self._kept for key in keys).difference(there)

    @property
    def is_empty(self) -> bool:
        return not self._kept

    @property
    def count(self) -> int:
        return len(self._reachable)

    @property
    def keys(self) -> frozenset[int | None]:
        """Whose rows show a pen; None is the new user."""
        return frozenset(key for keys in self._reachable for key in keys or (None,))

    @property
    def _reachable(self) -> list[tuple[int, ...]]:
        return [keys for keys in self._kept if self._gone.isdisjoint(keys)]


def _place(state: FormState) -> tuple[int, ...]:
    return tuple(sorted(state.keys))
