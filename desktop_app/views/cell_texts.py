"""The words of what is done to cells of the table: copying, editing, pasting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.domain.user import ATTRIBUTES
from desktop_app.views.problem_texts import problem_text
from desktop_app.views.texts import error_text
from desktop_app.views.words import translate

if TYPE_CHECKING:
    from desktop_app.view_models.user_form_state import FormState
    from desktop_app.view_models.users_view_model import UsersViewModel


def refusal_text(name: str, users: UsersViewModel) -> str:
    """Why this attribute cannot be changed here; empty if it can."""
    if users.is_read_only:
        return translate("Cells", "This file can only be read. Work on a copy of it.")
    if users.is_in_trash:
        return translate("Cells", "Users in the trash cannot be changed. Restore them first.")
    if name not in ATTRIBUTES:
        return translate("Cells", "Userbook keeps this time itself: it cannot be changed.")
    return ""


def cell_problem_text(state: FormState) -> str:
    """What is to be said under the cell that is edited."""
    if state.problem is not None:
        return error_text(state.problem)
    shown = [problem for found in state.shown_problems.values() for problem in found]
    return " ".join(problem_text(problem) for problem in shown if problem.is_error)
