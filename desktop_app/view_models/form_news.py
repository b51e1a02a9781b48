"""What another program has done to the users in the form, while somebody types."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.database.user_repository import UserRepository
from desktop_app.view_models.user_form_state import caught_up, several

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.view_models.user_form_state import FormState


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
            state = replace(several(now.keys, shared, now), conflict=now.conflict)
        else:
            state = replace(now, gone=True)
        # What is just being typed is not judged before it was left.
        return replace(state, left=now.left, drafts=now.drafts, serial=now.serial + 1)

    return tell
