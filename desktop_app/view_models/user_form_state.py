"""What the details form shows at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop_app.domain.errors import ConflictError
from desktop_app.domain.names import derived_display_name, made_user_name
from desktop_app.domain.problems import InvalidValueError, Problem, ProblemCode
from desktop_app.domain.rules import clean
from desktop_app.domain.user import ATTRIBUTES, CreateUserDTO, review

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_app.domain.draft import Draft
    from desktop_app.domain.errors import AppError
    from desktop_app.domain.rules import Value
    from desktop_app.domain.user import UserDTO

_DATES = frozenset({"valid_from", "valid_until"})


class FormMode(StrEnum):
    """Whom the form is about."""

    EMPTY = "empty"
    NEW = "new"
    EDIT = "edit"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class FormState:
    """``draft`` holds only what was changed, as typed; ``stored`` what it was changed from.

    ``mixed`` are the attributes in which several users differ; ``serial`` grows whenever editors
    must be filled anew; ``left`` are the attributes whose problems are shown already; ``gone`` if
    another program has deleted the user while something was typed. A user in the trash is shown and
    not changed. ``crowd`` counts the users where they are too many to be compared: then all
    attributes are mixed, and the keys are asked for when something is typed.
    """

    mode: FormMode = FormMode.EMPTY
    user: UserDTO | None = None
    keys: tuple[int, ...] = ()
    crowd: int = 0
    stored: Mapping[str, Value] = field(default_factory=dict[str, "Value"])
    draft: Mapping[str, Value] = field(default_factory=dict[str, "Value"])
    mixed: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    problems: Mapping[str, tuple[Problem, ...]] = field(
        default_factory=dict[str, tuple[Problem, ...]]
    )
    owner: UserDTO | None = None
    conflict: ConflictError | None = None
    gone: bool = False
    drafts: frozenset[int | None] = frozenset()
    serial: int = 0
    is_trashed: bool = False
    saving: bool = False
    problem: AppError | None = None

    @property
    def count(self) -> int:
        """How many users it is about."""
        return self.crowd or len(self.keys)

    @property
    def is_unnamed(self) -> bool:
        """A crowd of which nobody has read yet who they are."""
        return self.crowd > 0 and not self.keys

    @property
    def changed(self) -> frozenset[str]:
        return frozenset(self.draft)

    @property
    def can_save(self) -> bool:
        """Something changed, and nothing is known to be wrong."""
        wrong = any(problem.is_error for found in self.problems.values() for problem in found)
        barred = self.saving or self.gone or self.conflict is not None
        return bool(self.draft) and not wrong and not barred

    @property
    def shown_problems(self) -> Mapping[str, tuple[Problem, ...]]:
        """Of the fields that were left once."""
        return {name: found for name, found in self.problems.items() if name in self.left}

    def value(self, name: str) -> Value:
        return self.draft[name] if name in self.draft else self.stored.get(name)

    @property
    def values(self) -> dict[str, Value]:
        return {**self.stored, **self.draft}

    @property
    def sides(self) -> dict[str, tuple[Value, Value]]:
        """In a conflict what will stand there, if mine is kept and if theirs is taken.

        Also in a display name that follows from what differs.
        """
        if self.conflict is None:
            return {}
        theirs = self.conflict.stored.fields
        names, mine = self.conflict.fields, {**theirs, **self.draft}
        found = {name: (self.value(name), theirs[name]) for name in names}
        if self.user is not None and "display_name" not in self.draft:
            follows = theirs["display_name"] == derived_display_name(theirs)
            shown = derived_display_name(mine) if follows else theirs["display_name"]
            if shown != theirs["display_name"]:
                found["display_name"] = shown, theirs["display_name"]
        return found

    def suggestion(self, name: str) -> str:
        """What an empty field will become by itself."""
        if name == "display_name":
            return derived_display_name(self.values)
        if name == "user_name" and self.mode is FormMode.NEW:
            return made_user_name({n: v for n, v in self.values.items() if n != "email"})
        return ""


def beginning(draft: Mapping[str, Value]) -> FormState:
    """A user that does not exist yet, begun with what a user has if nobody says otherwise."""
    model = CreateUserDTO.model_fields
    stored = {name: info.default for name, info in model.items() if not info.is_required()}
    return FormState(mode=FormMode.NEW, stored=stored, draft=draft)


def editing(user: UserDTO, draft: Mapping[str, Value]) -> FormState:
    """One user, with what was typed about it before."""
    return FormState(
        mode=FormMode.EDIT, user=user, keys=(user.key,), stored=user.fields, draft=draft
    )


def taken_up(user: UserDTO, kept: Draft | None) -> FormState:
    """One user again: what was typed is held against what was seen when it was typed."""
    if kept is None:
        return editing(user, {})
    draft = {n: v for n, v in kept.typed.items() if not is_same(n, v, getattr(user, n))}
    seen = {name: kept.seen[name] for name in draft if name in kept.seen}
    moved = tuple(name for name, value in seen.items() if getattr(user, name) != value)
    if moved:
        then = user.model_copy(update=seen)
        return replace(editing(then, draft), conflict=ConflictError(user, moved))
    return editing(user, draft)


def caught_up(state: FormState, user: UserDTO) -> FormState:
    """What was typed about ``user`` stays; the rest is what another program has stored since."""
    seen = state.user or user
    moved = {n for n in state.draft if getattr(user, n) != getattr(seen, n)}
    typed = {**state.draft, **reviewed(state)[0]}
    agreed = {n for n in moved if typed[n] == getattr(user, n)}
    draft = {n: value for n, value in state.draft.items() if n not in agreed}
    if differing := tuple(n for n in draft if n in moved):
        return replace(state, draft=draft, conflict=ConflictError(user, differing), gone=False)
    fresh = replace(state, user=user, stored=user.fields, draft=draft)
    return replace(fresh, conflict=None, gone=False)


def begun_again(state: FormState) -> FormState:
    """A new user with everything that was known and typed of one that is gone."""
    known = {name: value for name, value in state.values.items() if value is not None}
    begun = beginning({})
    draft = {name: value for name, value in known.items() if value != begun.stored.get(name)}
    return replace(begun, draft=draft)


def several(
    keys: tuple[int, ...], shared: Mapping[str, Value], kept: Draft | None = None
) -> FormState:
    """Some users, with the values that all of them have; what was typed keeps what was seen."""
    mixed = frozenset(ATTRIBUTES) - shared.keys()
    stored = {name: shared.get(name) for name in ATTRIBUTES}
    state = FormState(mode=FormMode.SEVERAL, keys=keys, stored=stored, mixed=mixed)
    if kept is None:
        return state
    draft = {n: v for n, v in kept.typed.items() if n in mixed or not is_same(n, v, stored[n])}
    typed = frozenset(draft)
    stored |= {name: kept.seen.get(name) for name in typed}
    return replace(state, draft=draft, mixed=(mixed - typed) | (kept.mixed & typed))


def is_same(name: str, raw: Value, stored: Value) -> bool:
    """Whether saving what was typed would change nothing."""
    try:
        return clean(name, ATTRIBUTES[name], raw) == stored
    except InvalidValueError:
        return False


def with_mine(state: FormState, conflict: ConflictError) -> FormState:
    """The conflict is seen now, and what was typed stays."""
    if state.user is not None:
        return editing(conflict.stored, state.draft)
    # Of several users each may hold something else by now: that is what mixed means.
    return replace(state, mixed=state.mixed.union(conflict.fields), conflict=None)


def with_theirs(state: FormState, conflict: ConflictError) -> FormState:
    """What was typed is given up where somebody else stored something."""
    draft = {name: v for name, v in state.draft.items() if name not in conflict.fields}
    if state.user is not None:
        return editing(conflict.stored, draft)
    return replace(state, draft=draft, conflict=None)


def typed_since(now: FormState, saved: FormState) -> FormState:
    """``saved`` is stored: what was typed since is a draft over that."""
    draft = {n: v for n, v in now.draft.items() if n not in saved.draft or saved.draft[n] != v}
    values = reviewed(saved)[0]
    stored = {**now.stored, **{name: values[name] for name in saved.draft if name in values}}
    mixed = now.mixed.difference(saved.draft)
    fresh = replace(now, draft=draft, stored=stored, mixed=mixed, problems={}, owner=None)
    return replace(fresh, left=frozenset[str]())


def reviewed(state: FormState) -> tuple[dict[str, Value], tuple[Problem, ...]]:
    """The clean values of what was typed, and everything that is to be said about it."""
    raw = dict(state.draft)
    if state.mode is FormMode.NEW:
        raw["user_name"] = raw.get("user_name") or state.suggestion("user_name")
    if not _DATES.isdisjoint(raw):  # each is judged by the other
        raw |= {name: state.value(name) for name in _DATES}
    values, problems = review(raw)
    if state.owner is not None:
        owner = state.owner.display_name or state.owner.user_name
        problems = (*problems, Problem("user_name", ProblemCode.TAKEN, owner))
    return values, problems
