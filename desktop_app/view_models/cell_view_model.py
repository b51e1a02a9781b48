"""One attribute of one user, edited where it stands in the table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.change import ChangeKind
from desktop_app.domain.errors import AlreadyExistError, AppError, NotFoundError
from desktop_app.domain.user import ATTRIBUTES, FindUserDTO
from desktop_app.operations.user_operations import UpdateUser
from desktop_app.view_models.form_saving import operation_of
from desktop_app.view_models.tasks import TaskScope, single
from desktop_app.view_models.user_form_state import FormMode, FormState, is_same, reviewed
from desktop_app.view_models.view_model import ViewModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.domain.rules import Value
    from desktop_app.domain.user import UserDTO
    from desktop_app.domain.user_row import UserRow
    from desktop_app.view_models.changes_view_model import ChangesViewModel


class CellViewModel(ViewModel[FormState]):
    """A form of one field: ``name`` is the attribute, and what is wrong is said after a commit."""

    def __init__(
        self,
        database: DatabaseHelper,
        changes: ChangesViewModel,
        crash: Callable[[BaseException], None],
    ) -> None:
        super().__init__(FormState())
        self._database = database
        self._changes = changes
        self._crash = crash
        self.name = ""
        self.tasks = TaskScope(self._report)

    def begin(self, row: UserRow, name: str) -> None:
        """Edit this attribute as it is seen in the table."""
        self.name = name
        seen = {attribute: row.values[attribute] for attribute in ATTRIBUTES}
        self._reset(FormState(mode=FormMode.EDIT, keys=(row.key,), stored=seen))

    def edit(self, raw: Value) -> None:
        """What was typed or chosen."""
        is_taken = self.name == "user_name" and self.state.owner is not None
        self._set(draft={self.name: raw}, owner=None if is_taken else self.state.owner)
        self._set(problem=None)
        self._review()

    def cancel(self) -> None:
        """What was typed is given up."""
        self._reset(FormState())

    @single
    async def commit(self) -> bool:
        """Store what was typed; False if something is wrong with it, which is then shown."""
        state, name = self.state, self.name
        if name not in state.draft or is_same(name, state.draft[name], state.stored.get(name)):
            return True
        self._set(left=frozenset({name}), saving=True, problem=None)
        try:
            return await self._store(state)
        except AlreadyExistError as error:
            self._set(owner=error.owner)
            self._review()
        except AppError as error:
            self._set(problem=error)
        finally:
            self._set(saving=False)
        return False

    async def _store(self, state: FormState) -> bool:
        user = await self._user(state)
        if not isinstance(operation := operation_of(replace(state, user=user)), UpdateUser):
            return False
        await self._changes.attempt(replace(operation, kind=ChangeKind.INLINE))
        return True

    async def _user(self, state: FormState) -> UserDTO:
        """The user with the value that the person saw, so that a newer one is not overwritten."""
        async with self._database.get_db_session(read_only=True) as session:
            user = await UserRepository(session).get_user(FindUserDTO(key=state.keys[0]))
        if user is None:
            raise NotFoundError("user", str(state.stored["user_name"]))
        return user.model_copy(update={self.name: state.stored[self.name]})

    def _review(self) -> None:
        _, problems = reviewed(self.state)
        own = tuple(problem for problem in problems if problem.field == self.name)
        # The dates are judged by each other: what is wrong with the other is said here.
        self._set(problems={self.name: own or problems})

    def _report(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._set(problem=error)
        else:
            self._crash(error)
