"""The users in the form as they are stored, now and when another program has written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.database.user_repository import UserRepository
from desktop_app.view_models.form_drafts import draft_of
from desktop_app.view_models.user_form_state import (
    FormState,
    caught_up,
    editing,
    several,
    taken_up,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.domain.draft import Draft


async def seen_now(
    database: DatabaseHelper, keys: tuple[int, ...], *, crowd: int = 0, in_trash: bool
) -> Callable[[Draft | None], FormState]:
    """These users as the form shows them, with what was typed about them before."""
    if crowd:
        return lambda kept: (
            FormState() if in_trash else replace(several(keys, {}, kept), crowd=crowd)
        )
    one = keys if len(keys) == 1 else ()
    async with database.get_db_session(read_only=True) as session:
        users = UserRepository(session)
        found = await (users.get_trashed(one) if in_trash else users.get_users(one))
        shared = await users.shared_values(keys) if len(keys) > 1 and not in_trash else None

    def tell(kept: Draft | None) -> FormState:
        if found and in_trash:
            return replace(editing(found[0], {}), is_trashed=True)
        if found:
            return taken_up(found[0], kept)
        return FormState() if shared is None else several(keys, shared, kept)

    return tell


async def news_for(database: DatabaseHelper, asked: FormState) -> Callable[[FormState], FormState]:
    """What the form becomes by it; reading takes a while, in which more may be typed."""
    async with database.get_db_session(read_only=True) as session:
        users = UserRepository(session)
        found = await users.get_users(asked.keys[:1]) if asked.user else []
        shared = await users.shared_values(asked.keys) if not asked.user else None

    def tell(now: FormState) -> FormState:
        if found:
            state = caught_up(now, found[0])
        elif shared is not None:
            state = replace(several(now.keys, shared, draft_of(now)), conflict=now.conflict)
        else:
            state = replace(now, gone=True, conflict=None)
        # What is just being typed is not judged before it was left.
        return replace(state, left=now.left, drafts=now.drafts, serial=now.serial + 1)

    return tell
