"""What was typed and not saved, while the form shows somebody else, or while nobody is there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.domain.draft import Draft
from desktop_app.view_models.user_form_state import FormMode, FormState, is_same

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from desktop_app.database.user_repository import UserRepository
    from desktop_app.domain.user import UserDTO


class Drafts:
    """One for each selection, with what the person saw when it was typed.

    The draft of a user that is gone waits, uncounted, until an undo brings the user back.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[int, ...], Draft] = {}
        self._strange: tuple[Draft, ...] = ()
        self._gone: frozenset[int] = frozenset()
        self._unnamed: FormState | None = None

    def of(self, keys: tuple[int, ...] = ()) -> Draft | None:
        """The draft of these users; without keys that of the new user."""
        return self._kept.get(tuple(sorted(keys)))

    def keep(self, state: FormState) -> None:
        """What this form holds now; one that was kept for the same users is no more."""
        if state.mode is FormMode.EMPTY or state.is_trashed:
            return  # what was typed before the user was deleted waits
        if state.is_unnamed:
            self._unnamed = state if state.draft else self._unnamed
            return
        place = _place(state)
        if state.draft:
            self._kept[place] = draft_of(state)
        else:
            self._kept.pop(place, None)

    def name(self, keys: tuple[int, ...]) -> None:
        """Who the crowd is that was left before that was known."""
        left, self._unnamed = self._unnamed, None
        if left is not None:
            self.keep(replace(left, keys=keys))

    def of_crowd(self, count: int) -> bool:
        """Whether there is a draft of so many users."""
        return any(len(keys) == count for keys in self._kept)

    def forget(self, state: FormState) -> None:
        if state.is_unnamed:
            self._unnamed = None
        elif state.mode is not FormMode.EMPTY:
            self._kept.pop(_place(state), None)

    def forget_users(self, keys: Collection[int]) -> None:
        """Nothing that was typed about any of them is kept."""
        gone = frozenset(keys)
        self._kept = {p: draft for p, draft in self._kept.items() if gone.isdisjoint(p)}
        self._strange = tuple(draft for draft in self._strange if gone.isdisjoint(draft.keys))

    def clear(self) -> None:
        self._kept.clear()
        self._strange = ()

    def note_gone(self, keys: frozenset[int]) -> None:
        """Somebody was deleted or came back: now these are gone."""
        self._gone = keys

    async def take_over(self, found: Iterable[Draft], users: UserRepository) -> None:
        """What was kept in another run of the program, as far as it is not stored by now.

        Where the file was replaced, a key may be somebody else's: that draft waits for its user.
        """
        found = tuple(found)
        alone = [draft.keys[0] for draft in found if len(draft.keys) == 1]
        there = {user.key: user for user in await users.get_users(alone)}
        strange: list[Draft] = []
        for draft in found:
            user = there.get(draft.keys[0]) if len(draft.keys) == 1 else None
            if user is not None and draft.id not in {None, user.id}:
                strange.append(draft)
            elif left := _not_stored(draft, user):
                self._kept.setdefault(draft.keys, left)
        self._strange = tuple(strange)
        self.note_gone(await users.missing_keys(self.about))

    @property
    def all(self) -> tuple[Draft, ...]:
        """In the order of typing, with those that nobody can reach."""
        return (*self._kept.values(), *self._strange)

    @property
    def is_empty(self) -> bool:
        return not self._kept

    @property
    def about(self) -> frozenset[int]:
        """The users that anything was typed about."""
        return frozenset(key for keys in self._kept for key in keys)

    @property
    def keys(self) -> frozenset[int | None]:
        """Whose rows show a pen; None is the new user."""
        return frozenset(key for keys in self.reachable for key in keys or (None,))

    @property
    def reachable(self) -> tuple[tuple[int, ...], ...]:
        """For whom there are drafts; the empty one is the new user."""
        return tuple(keys for keys in self._kept if self._gone.isdisjoint(keys))


def _place(state: FormState) -> tuple[int, ...]:
    return tuple(sorted(state.keys))


def draft_of(state: FormState) -> Draft:
    """What is typed in a form, with what was seen of it."""
    return Draft(
        keys=_place(state),
        id=state.user.id if state.user else None,
        typed=state.draft,
        seen={name: state.stored[name] for name in state.draft if name in state.stored},
        mixed=state.mixed.intersection(state.draft),
    )


def _not_stored(draft: Draft, user: UserDTO | None) -> Draft | None:
    """A program that was killed just after saving had no time to forget the draft."""
    if user is None:
        return draft
    typed = {n: v for n, v in draft.typed.items() if not is_same(n, v, getattr(user, n))}
    return replace(draft, typed=typed) if typed else None
