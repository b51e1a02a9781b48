"""What saving a form would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.operations.user_entity import UserEntity
from desktop_app.operations.user_operations import ChangeUsers, CreateUser, UpdateUser
from desktop_app.view_models.user_form_state import FormMode, reviewed

if TYPE_CHECKING:
    from desktop_app.operations.operation import Operation
    from desktop_app.view_models.user_form_state import FormState


def operation_of(state: FormState) -> Operation | None:
    """None if there is nothing to save or something is wrong."""
    values, problems = reviewed(state)
    if not state.draft or any(problem.is_error for problem in problems):
        return None
    if state.mode is FormMode.NEW:
        return CreateUser(UserEntity().created(values))
    given = {name: value for name, value in values.items() if name in state.draft}
    if state.user is not None:
        return UpdateUser(state.user, UserEntity(state.user).changed(given))
    seen = {name: state.stored[name] for name in given if name not in state.mixed}
    return ChangeUsers(state.keys, given, seen)
