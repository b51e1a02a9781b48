"""Takes into index and history what other tools did to users."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import delete, insert, select

from desktop_app.database.chunks import chunks
from desktop_app.database.mapping import as_text, to_index_row
from desktop_app.database.models import CHANGES, USER_INDEX
from desktop_app.database.user_updates import UPDATE_INDEX
from desktop_app.domain.change import Event
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop_app.database.user_writer import UserWriter
    from desktop_app.domain.user import UserDTO


class OutsideKeeper:
    """Looks again within the transaction: another Userbook may have taken it in already."""

    def __init__(self, users: UserWriter) -> None:
        self._users = users
        self._session = users.session
        self._log = users.log

    async def take_in(self, keys: Sequence[int]) -> None:
        """Users that came, went or changed, whichever of these each of them is."""
        for chunk in chunks(sorted(set(keys))):
            stored = {user.key: user for user in await self._users.get_users(chunk)}
            index = await self._index(chunk)
            new = [user for key, user in stored.items() if key not in index]
            if new:
                rows = [to_index_row(user.key, user.fields) for user in new]
                await self._session.execute(insert(USER_INDEX), rows)
                self._log.note_keys([user.key for user in new], Event.CREATED)
            await self._forget([key for key in index if key not in stored])
            await self._renew([(user, index[key]) for key, user in stored.items() if key in index])
            self._users.progress(len(chunk))

    async def _index(self, keys: Sequence[int]) -> dict[int, Mapping[str, Any]]:
        wanted = select(USER_INDEX).where(USER_INDEX.c.key.in_(keys))
        rows = (await self._session.execute(wanted)).mappings()
        return {row["key"]: cast("Mapping[str, Any]", row) for row in rows}

    async def _forget(self, keys: list[int]) -> None:
        if keys:
            await self._session.execute(delete(USER_INDEX).where(USER_INDEX.c.key.in_(keys)))
            self._log.note_keys(keys, Event.PURGED)

    async def _renew(self, pairs: list[tuple[UserDTO, Mapping[str, Any]]]) -> None:
        """What has another digest; one that had none is only given it."""
        rows: list[dict[str, Any]] = []
        for user, before in pairs:
            row = to_index_row(user.key, user.fields)
            if row["digest"] == before["digest"]:
                continue
            rows.append(row | {"at": user.key})
            if before["digest"]:
                for name in ATTRIBUTES:
                    if row[name] != before[name]:
                        was = await self._last_known(user.key, name)
                        await self._log.note_raw(user.key, name, was, as_text(user.fields[name]))
        if rows:
            await self._session.execute(UPDATE_INDEX, rows)

    async def _last_known(self, key: int, field: str) -> str | None:
        """What history says it was; None where it says nothing."""
        known = select(CHANGES.c.after).where(CHANGES.c.key == key, CHANGES.c.field == field)
        return await self._session.scalar(known.order_by(CHANGES.c.seq.desc()).limit(1))
