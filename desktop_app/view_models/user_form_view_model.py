"""The details of a user, or of several at once: draft, problems, save, revert."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.errors import AlreadyExistError, AppError, ConflictError
from desktop_app.domain.problems import InvalidValueError, Problem, ProblemCode
from desktop_app.domain.rules import clean
from desktop_app.domain.user import ATTRIBUTES, FindUserDTO, UserDTO, review
from desktop_app.operations.user_entity import UserEntity
from desktop_app.operations.user_operations import (
    ChangeUsers,
    CreateUser,
    DeleteUsers,
    UpdateUser,
)
from desktop_app.view_models.tasks import TaskScope, latest, single
from desktop_app.view_models.user_form_state import FormMode, FormState
from desktop_app.view_models.view_model import ViewModel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.domain.rules import Value
    from desktop_app.operations.operation import Operation
    from desktop_app.view_models.changes_view_model import ChangesViewModel
    from desktop_app.view_models.users_view_model import UsersViewModel

_NO_DRAFT: Mapping[str, Value] = {}


class UserFormViewModel(ViewModel[FormState]):
    """One draft per user; leaving a user keeps its draft until the file is closed."""

    def __init__(
        self,
        database: DatabaseHelper,
        changes: ChangesViewModel,
        users: UsersViewModel,
        crash: Callable[[BaseException], None],
    ) -> None:
        super().__init__(FormState())
        self._database = database
        self._changes = changes
        self._users = users
        self._crash = crash
        self._drafts: dict[int | None, Mapping[str, Value]] = {}
        self.is_read_only = database.is_read_only
        self.tasks = TaskScope(self._report)
        users.watch(lambda state: state.selected, self._on_selected)
        changes.watch(lambda state: state.revision, self._on_revision)

    @latest
    async def show(self, keys: tuple[int, ...]) -> None:
        """Fill the form with these users; a draft of a single one is taken up again."""
        async with self._database.get_db_session(read_only=True) as session:
            found = await UserRepository(session).get_users(keys)
        self._keep_draft()
        if not found:
            self._fill(FormState())
        elif len(found) == 1:
            draft = self._drafts.get(found[0].key, _NO_DRAFT)
            self._fill(_editing(found[0], draft))
        else:
            self._fill(_several(found))

    def new(self) -> None:
        """An empty form, or the new user that was begun before."""
        if self.state.mode is not FormMode.NEW:
            self._keep_draft()
            self._fill(FormState(mode=FormMode.NEW, draft=self._drafts.get(None, _NO_DRAFT)))

    def edit(self, name: str, raw: Value) -> None:
        """What was typed or chosen; the same as stored is no change."""
        draft = {**self.state.draft, name: raw}
        if name not in self.state.mixed and self._is_stored(name, raw):
            del draft[name]
        self._set(draft=draft)
        if name == "user_name":
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
        return await self._save()

    @single
    async def save_and_new(self) -> bool:
        """Store the draft and begin the next user."""
        saved = await self._save()
        if saved:
            self.new()
        return saved

    def revert(self) -> None:
        """Back to what is stored; a new user is given up."""
        self._drafts.pop(self._draft_key, None)
        state = self.state
        if state.user is not None:
            self._fill(_editing(state.user, _NO_DRAFT))
        elif state.mode is FormMode.NEW:
            self._fill(FormState())
            self._on_selected(self._users.state.selected)
        else:
            self._set(draft=_NO_DRAFT, problems={}, serial=state.serial + 1)

    def revert_field(self, name: str) -> None:
        draft = {n: v for n, v in self.state.draft.items() if n != name}
        self._set(draft=draft, serial=self.state.serial + 1)
        self._review()

    def keep_mine(self) -> None:
        """In a conflict: what I typed is stored over what somebody else stored."""
        if (conflict := self.state.conflict) is not None:
            self._fill(_editing(conflict.stored, self.state.draft))
            self.save()

    def take_theirs(self) -> None:
        """In a conflict: the fields in question become what somebody else stored."""
        if (conflict := self.state.conflict) is not None:
            draft = {n: v for n, v in self.state.draft.items() if n not in conflict.fields}
            self._fill(_editing(conflict.stored, draft))

    def count_drafts(self) -> int:
        """How many users have unsaved changes."""
        self._keep_draft()
        return len(self._drafts)

    async def _save(self) -> bool:
        operation = None if self.state.conflict else self._operation()
        if operation is None:
            return False
        self._set(saving=True, problem=None)
        try:
            opposite = await self._changes.perform(operation)
        except AlreadyExistError as error:
            self._set(owner=error.owner, left=self.state.left | {error.field})
            self._review()
            return False
        except ConflictError as error:
            self._set(conflict=error)
            return False
        except AppError as error:
            self._set(problem=error)
            return False
        finally:
            self._set(saving=False)
        self._on_saved(opposite)
        return True

    def _operation(self) -> Operation | None:
        """What saving would do; None if there is nothing to save or something is wrong."""
        state = self.state
        self._set(left=frozenset(ATTRIBUTES))
        values, problems = self._reviewed()
        if not state.draft or any(problem.is_error for problem in problems):
            return None
        if state.mode is FormMode.NEW:
            return CreateUser(UserEntity().created(values))
        given = {name: value for name, value in values.items() if name in state.draft}
        if state.user is not None:
            return UpdateUser(state.user, UserEntity(state.user).changed(given))
        return ChangeUsers(state.keys, given)

    def _on_saved(self, opposite: Operation) -> None:
        self._drafts.pop(self._draft_key, None)
        was_new = self.state.mode is FormMode.NEW
        self._set(draft=_NO_DRAFT, problems={}, left=frozenset[str](), owner=None)
        if was_new and isinstance(opposite, DeleteUsers):
            self._fill(FormState())
            self._users.reveal(opposite.keys[0])
        else:
            self.show(self._users.state.selected)

    def _reviewed(self) -> tuple[dict[str, Value], tuple[Problem, ...]]:
        state = self.state
        raw = dict(state.values)
        if state.mode is FormMode.NEW:
            raw["user_name"] = raw.get("user_name") or state.suggestion("user_name")
        elif state.mode is FormMode.SEVERAL:
            raw = dict(state.draft)
        values, problems = review(raw)
        dates = not {"valid_from", "valid_until"}.isdisjoint(state.draft)
        mine = [p for p in problems if p.field in state.draft or p.field == "user_name" or dates]
        if state.owner is not None:
            owner = state.owner.display_name or state.owner.user_name
            mine.append(Problem("user_name", ProblemCode.TAKEN, owner))
        return values, tuple(mine)

    def _review(self) -> None:
        problems: dict[str, tuple[Problem, ...]] = {}
        for problem in self._reviewed()[1]:
            problems[problem.field] = (*problems.get(problem.field, ()), problem)
        self._set(problems=problems)

    def _is_stored(self, name: str, raw: Value) -> bool:
        try:
            return clean(name, ATTRIBUTES[name], raw) == self.state.stored.get(name)
        except InvalidValueError:
            return False

    @property
    def _draft_key(self) -> int | None:
        return self.state.user.key if self.state.user else None

    def _keep_draft(self) -> None:
        if self.state.mode not in {FormMode.NEW, FormMode.EDIT}:
            return
        self._drafts.pop(self._draft_key, None)
        if self.state.draft:
            self._drafts[self._draft_key] = self.state.draft

    def _fill(self, state: FormState) -> None:
        self._set(
            mode=state.mode,
            user=state.user,
            keys=state.keys,
            stored=state.stored,
            draft=state.draft,
            mixed=state.mixed,
            left=frozenset(state.draft),
            problems={},
            owner=None,
            conflict=None,
            problem=None,
            drafts=frozenset(self._drafts),
            serial=self.state.serial + 1,
        )
        if state.draft:
            self._review()

    def _on_selected(self, keys: tuple[int, ...]) -> None:
        same = self.state.user is not None and keys == (self.state.user.key,)
        if self.state.mode is FormMode.NEW and not keys:
            return
        if not same and keys != self.state.keys:
            self.show(keys)

    def _on_revision(self, revision: int) -> None:
        """Somebody's change was stored: an untouched form shows it, a touched one keeps its draft."""
        if (
            revision
            and not self.state.draft
            and self.state.mode in {FormMode.EDIT, FormMode.SEVERAL}
        ):
            self.show(self._users.state.selected)

    def _report(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._set(problem=error)
        else:
            self._crash(error)


def _editing(user: UserDTO, draft: Mapping[str, Value]) -> FormState:
    return FormState(
        mode=FormMode.EDIT, user=user, keys=(user.key,), stored=user.fields, draft=draft
    )


def _several(users: Sequence[UserDTO]) -> FormState:
    first = users[0].fields
    mixed = frozenset(n for n in first if any(getattr(u, n) != first[n] for u in users))
    stored = {name: None if name in mixed else value for name, value in first.items()}
    keys = tuple(user.key for user in users)
    return FormState(mode=FormMode.SEVERAL, keys=keys, stored=stored, mixed=mixed)
