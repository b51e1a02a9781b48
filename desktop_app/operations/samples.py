"""Invented users, to try things on."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.change import ChangeKind
from desktop_app.domain.sample import sample_users
from desktop_app.domain.user import CreateUserDTO
from desktop_app.operations.user_operations import CreateUsers


def samples_of(count: int, kind: ChangeKind = ChangeKind.BULK) -> CreateUsers:
    users = sample_users(count, today=date.today())
    return CreateUsers(tuple(CreateUserDTO.model_validate(user) for user in users), kind)
