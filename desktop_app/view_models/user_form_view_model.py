"""The details of a user, or of several at once: draft, problems, save, revert."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.errors import AlreadyExistError, AppError, ConflictError
from desktop_app.domain.names import made_user_name
from desktop_app.domain.user import ATTRIBUTES, FindUserDTO
from desktop_app.view_models.drafted_form import DraftedForm
from desktop_app.view_models.form_news import news_for, seen_now
from desktop_app.view_models.form_saving import operation_of
from desktop_app.view_models.tasks import latest, single
from desktop_app.view_models.user_form_state import (
    FormMode,
    FormState,
    beginning,
    begun_again,
    is_same,
    typed_since,
    with_mine,
    with_theirs,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.domain.rules import Value
    from desktop_app.operations.operation import Done
    from desktop_app.view_models.changes_view_model import ChangesViewModel
    from desktop_app.view_models.draft_keeper import DraftStore
    from desktop_app.view_models.users_state import UsersState
    from desktop_app.view_models.users_view_model import UsersViewModel

_NO_DRAFT: Mapping[str, Value] = {}


class UserFormViewModel(DraftedForm):
    """Shows who is selected, or a new user; checks and saves what is typed."""

    def __init__(
        self,
        database: DatabaseHelper,
        changes: ChangesViewModel,
        users: UsersViewModel,
        crash: Callable[[BaseException], None],
        store: DraftStore | None = None,
    ) -> None:
        super().__init__(database, crash, store)
        self._changes = changes
        self._users = users
        self._before = users.state
        users.watch(self._who_is_seen, self._on_seen)
        users.watch(lambda state: state.total, self._on_total)
        changes.watch(lambda state: state.revision, self._on_revision)

    @latest
    async def show(self, keys: tuple[int, ...], crowd: int = 0) -> None:
        """Fill the form with these users, or with a crowd of so many; their draft is taken up."""
        in_trash = self._users.is_in_trash
        if crowd and self._drafts.of_crowd(crowd):
            keys = await self._users.selection()
        tell = await seen_now(self._database, keys, crowd=crowd, in_trash=in_trash)
        self._drafts.keep(self.state)
        shown = tell(None if in_trash or not keys else self._drafts.of(keys))
        self._drafts.keep(shown)
        self._fill(shown)

    def new(self) -> None:
        """An empty form, or the new user that was begun before."""
        self.tasks.cancel("show")
        if self.state.mode is not FormMode.NEW:
            self._drafts.keep(self.state)
            begun = self._drafts.of()
            self._fill(beginning(begun.typed if begun else _NO_DRAFT))
            self._before = self._users.state
            self._users.select(())
            # Its tables take 80 ms to load, which would be felt at the first key.
            self.tasks.latest("warm", asyncio.to_thread(made_user_name, {"given_name": "ё"}))

    def edit(self, name: str, raw: Value) -> None:
        """What was typed or chosen; the same as stored is no change."""
        if self.state.is_trashed:
            return
        if self.state.is_unnamed and not self.state.draft:
            self.tasks.single("name", self._name(self._users.selection(), self.state.serial))
        draft = {**self.state.draft, name: raw}
        if name not in self.state.mixed and is_same(name, raw, self.state.stored.get(name)):
            del draft[name]
        self._set(draft=draft)
        if name == "user_name" or not draft.get("user_name"):
            self._set(owner=None)
        self._review()

    def leave(self, name: str) -> None:
        """The field lost the focus: from now on its problems are shown as one types."""
        self._set(left=self.state.left | {name})
        if name == "user_name" and self.state.draft.get(name):
            self.check_user_name()

    @latest
    async def check_user_name(self) -> None:
        """Whether the typed user name belongs to somebody else."""
        name = str(self.state.draft.get("user_name") or "")
        async with self._database.get_db_session(read_only=True) as session:
            owner = await UserRepository(session).get_user(FindUserDTO(user_name=name[:200]))
        mine = self.state.user.key if self.state.user else None
        if owner is not None and owner.key != mine and name == self.state.draft.get("user_name"):
            self._set(owner=owner)
            self._review()

    @single
    async def save(self) -> bool:
        """Store the draft; False if something in it is wrong, which is then shown."""
        was_new = self.state.mode is FormMode.NEW
        done = await self._save()
        if was_new and done and done.first:
            self._users.reveal(done.first.key)
        return done is not None

    @single
    async def save_and_new(self) -> bool:
        """Store the draft and begin the next user."""
        done = await self._save()
        if done is not None:
            self.new()
        return done is not None

    def revert(self) -> None:
        """Back to what is stored; a new user is given up."""
        state = self.state
        self._drafts.forget(state)
        if state.mode is FormMode.NEW or state.gone:
            self._fill(FormState())
            self._on_seen()
            self._select_again()
        else:
            clean_state = replace(state, draft=_NO_DRAFT, problems={}, owner=None, problem=None)
            self._fill(replace(clean_state, conflict=None))
            if state.conflict:
                self._show_selected()

    def _select_again(self) -> None:
        """Whoever was selected before a new user was begun, if the rows are still the same."""
        before, now = self._before, self._users.state
        if before.selection and not now.selection and before.generation == now.generation:
            self._users.select(before.selection.ranges)

    def revert_field(self, name: str) -> None:
        draft = {n: v for n, v in self.state.draft.items() if n != name}
        owner = None if name == "user_name" else self.state.owner
        self._set(draft=draft, owner=owner, serial=self.state.serial + 1)
        self._review()

    def keep_mine(self) -> None:
        """In a conflict: what I typed is stored over what somebody else stored."""
        if (conflict := self.state.conflict) is not None:
            self._fill(with_mine(self.state, conflict))
            self.save()

    def take_theirs(self) -> None:
        """In a conflict: the fields in question become what somebody else stored."""
        if (conflict := self.state.conflict) is not None:
            self._fill(with_theirs(self.state, conflict))
            if self.state.mode is FormMode.SEVERAL:
                self._show_selected()
            self._users.refresh()

    async def look_again(self) -> None:
        """Another program has written: show it, but keep what is being typed."""
        asked = self.state
        if asked.mode is FormMode.NEW and asked.draft.get("user_name"):
            self.check_user_name()
        if not asked.keys or asked.crowd or asked.saving:
            return
        if not asked.draft:
            self._show_selected()
            return
        tell = await news_for(self._database, asked)
        if self._shows(asked) and not self.state.saving:
            self._reset(tell(self.state))
            self._review()

    def begin_again(self) -> None:
        """Of a user that is gone make a new one, with all that was known and typed."""
        if self.state.gone:
            self._drafts.forget(self.state)
            self._fill(begun_again(self.state))

    async def _save(self) -> Done | None:
        """What was stored; None if nothing was."""
        if self.state.conflict or self.state.gone:
            return None
        if self.state.is_unnamed:
            await self._name(self._users.selection(), self.state.serial)
        self._set(left=frozenset(ATTRIBUTES))
        if (operation := operation_of(self.state)) is None:
            return None
        asked = self.state
        self._set(saving=True, problem=None)
        try:
            done = await self._changes.attempt(operation)
        except AppError as error:
            self._on_refused(error, asked)
            return None
        finally:
            self._set(saving=False)
        self._on_saved(done, asked)
        return done

    def _on_refused(self, error: AppError, asked: FormState) -> None:
        """Said where it belongs, unless the form shows somebody else by now."""
        if not self._shows(asked):
            self._set(problem=error)
        elif isinstance(error, AlreadyExistError):
            self._set(owner=error.owner, left=self.state.left | {error.field})
            self._review()
        elif isinstance(error, ConflictError):
            self._set(conflict=error)
        else:
            self._set(problem=error)

    def _on_saved(self, done: Done, asked: FormState) -> None:
        """What was typed since the saving began is a draft of its own."""
        self._drafts.forget(asked)
        if self._shows(asked):
            self._go_on(typed_since(self.state, asked), done)
        self.keeper.keep()

    def _go_on(self, since: FormState, done: Done) -> None:
        if since.mode is FormMode.NEW:
            if since.draft and done.first:
                keys = (done.first.key,)
                self._drafts.keep(FormState(FormMode.EDIT, keys=keys, draft=since.draft))
            self._fill(FormState())
        else:
            if since.user and done.first:  # the next save compares with this one
                since = replace(since, user=done.first, stored=done.first.fields)
            self._reset(since)
            self._show_selected()

    def _shows(self, asked: FormState) -> bool:
        return (self.state.mode, self.state.keys) == (asked.mode, asked.keys)

    async def _name(self, naming: asyncio.Task[tuple[int, ...]], serial: int) -> None:
        """Who the crowd is that was shown at ``serial``, so that what was typed can be kept."""
        keys = await naming
        self._drafts.name(keys)
        if self.state.is_unnamed and self.state.serial == serial:
            self._set(keys=keys)

    def _who_is_seen(self, users: UsersState) -> tuple[object, ...]:
        chosen = users.selection
        whom = chosen.ranges if chosen.is_crowd else chosen.keys
        return whom, chosen.is_pending, self._users.is_in_trash

    def _on_seen(self, _seen: object = None) -> None:
        chosen = self._users.state.selection
        if chosen.is_pending:
            return
        self.tasks.cancel("show")
        self.tasks.cancel("let_go")
        if not chosen and self.state.user and self.state.draft:
            self.let_go()
        elif chosen or self.state.count:
            self._show_selected()

    def _show_selected(self) -> None:
        chosen = self._users.state.selection
        self.show(chosen.keys, len(chosen) if chosen.is_crowd else 0)

    @latest
    async def let_go(self) -> None:
        """Nobody is selected any more; of a user that is gone what was typed is still seen."""
        await self.look_again()
        if not self.state.gone:
            self.show(())

    def _on_total(self, _total: int) -> None:
        self._drafts.keep(self.state)
        if not self._drafts.is_empty:
            self.look_who_is_gone()

    def _on_revision(self, revision: int) -> None:
        """A change was stored: an untouched form shows it, a touched one keeps its draft."""
        if revision and self.state.keys and not self.state.draft:
            self._show_selected()
        elif revision and self.state.gone:
            self.tasks.latest("look_again", self.look_again())
