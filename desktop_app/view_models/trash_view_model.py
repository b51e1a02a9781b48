"""The trash: who comes back from it, who leaves it for good, and when by itself."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from desktop_app.database.history_repository import HistoryRepository
from desktop_app.database.meta import TRASH_DAYS, get_meta, set_meta
from desktop_app.database.traces import finish_erasing, leave_no_traces
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.backups import BackupReason
from desktop_app.domain.errors import AppError, StorageError, TracesLeftError, UserNamesTakenError
from desktop_app.domain.query import Place, UserQuery
from desktop_app.domain.text import user_name_key
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.operations.user_operations import EraseUsers, PurgeUsers, RestoreUsers
from desktop_app.view_models.prompts import Question, QuestionKey
from desktop_app.view_models.tasks import TaskScope, latest, single
from desktop_app.view_models.view_model import ViewModel

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.domain.user import UserDTO
    from desktop_app.view_models.changes_view_model import ChangesViewModel
    from desktop_app.view_models.prompts import Prompts

FOREVER = 0
_LONGEST = ATTRIBUTES["user_name"].limit


@dataclass(frozen=True, slots=True)
class TrashState:
    """``days`` is how long the trash keeps users; 0 until somebody empties it."""

    days: int = FOREVER
    problem: AppError | None = None


class TrashViewModel(ViewModel[TrashState]):
    """Asks before anything goes for good, and for another name where one is taken by now."""

    def __init__(
        self,
        database: DatabaseHelper,
        changes: ChangesViewModel,
        crash: Callable[[BaseException], None],
        forget: Callable[[Sequence[int]], Awaitable[object]],
        before: Callable[[BackupReason], Awaitable[bool]],
    ) -> None:
        """``forget`` gives up what was typed and not saved; ``before`` keeps a backup."""
        super().__init__(TrashState())
        self._database = database
        self._changes = changes
        self._crash = crash
        self._forget = forget
        self._before = before
        self.tasks = TaskScope(self._report)

    @latest
    async def look(self) -> None:
        """How long this file keeps its trash."""
        async with self._database.get_db_session(read_only=True) as session:
            self._set(days=_days(await get_meta(session, TRASH_DAYS)))

    @single
    async def keep_for(self, days: int) -> None:
        """From now on the trash lets go of users after so many days, or only when emptied."""
        async with self._database.get_db_session() as session:
            await set_meta(session, TRASH_DAYS, str(days))
        self._set(days=days)

    @single
    async def let_go(self) -> int:
        """Delete for good who has been in the trash for longer than it keeps; how many."""
        async with self._database.get_db_session(read_only=True) as session:
            days = _days(await get_meta(session, TRASH_DAYS))
            limit = datetime.now(UTC) - timedelta(days=days)
            last = await HistoryRepository(session).last_before(limit) if days else 0
            keys = await UserRepository(session).trashed_until(last) if last else []
        self._set(days=days)
        if keys:
            await self._purge(tuple(keys))
        return len(keys)

    @single
    async def restore(self, keys: tuple[int, ...], prompts: Prompts, name: str = "") -> bool:
        """Bring these back; False if the person would not give another name."""
        names: dict[int, str] = {}
        while True:
            try:
                await self._changes.attempt(RestoreUsers(keys, dict(names), name))
            except UserNamesTakenError as error:
                new = await self._other_names(error.users, keys, names, prompts)
                if new is None:
                    return False
                names |= new
            else:
                return True

    @single
    async def purge(self, keys: tuple[int, ...], prompts: Prompts, name: str = "") -> bool:
        """Delete these for good, if the person means it."""
        sure = await prompts.confirm(Question(QuestionKey.PURGE_USERS, len(keys), name))
        if sure:
            await self._purge(keys)
        return sure

    @single
    async def empty(self, prompts: Prompts) -> bool:
        """Delete for good whoever is in the trash, if the person means it."""
        async with self._database.get_db_session(read_only=True) as session:
            trash = UserQuery(place=Place.TRASH, sort="user_name")
            keys = await UserRepository(session).user_keys(trash, date.today())
        if not keys:
            return False
        sure = await prompts.confirm(Question(QuestionKey.EMPTY_TRASH, len(keys)))
        if sure:
            await self._purge(tuple(keys))
        return sure

    @single
    async def erase(self, keys: tuple[int, ...], prompts: Prompts, name: str = "") -> bool:
        """Remove every trace of these from the file, if the person means it."""
        question = Question(QuestionKey.ERASE_USERS, len(keys), name)
        sure = await prompts.confirm(question) and await self._before(BackupReason.ERASE)
        if sure:
            await self._forget(keys)
            await self._changes.attempt(EraseUsers(keys))
            await leave_no_traces(self._database)
        return sure

    @single
    async def finish_erasing(self) -> None:
        """What another program was in the way of; if it still is, then another time."""
        with suppress(TracesLeftError, StorageError):
            await finish_erasing(self._database)

    async def _purge(self, keys: tuple[int, ...]) -> None:
        await self._forget(keys)
        await self._changes.attempt(PurgeUsers(keys))

    def dismiss(self) -> None:
        self._set(problem=None)

    async def _other_names(
        self,
        users: Sequence[UserDTO],
        keys: Sequence[int],
        names: Mapping[int, str],
        prompts: Prompts,
    ) -> dict[int, str] | None:
        """What those whose user name is taken shall be called; None if nobody says."""
        free = await self._free_names(users, keys, names)
        if len(users) > 1:
            question = Question(QuestionKey.RESTORE_RENAMED, len(users), free[users[0].key])
            return free if await prompts.confirm(question) else None
        (user,) = users
        typed = await prompts.user_name(user.user_name, free[user.key])
        return None if typed is None else {user.key: typed}

    async def _free_names(
        self, users: Sequence[UserDTO], keys: Sequence[int], names: Mapping[int, str]
    ) -> dict[int, str]:
        """``ada`` becomes ``ada.2``, or the next number that nobody has or is about to have."""
        found: dict[int, str] = {}
        asked = {user.key for user in users}
        async with self._database.get_db_session(read_only=True) as session:
            repository = UserRepository(session)
            others = [one for one in await repository.get_trashed(keys) if one.key not in asked]
            taken = {user_name_key(names.get(one.key, one.user_name)) for one in others}
            for user in users:
                number, name = 1, user.user_name
                while user_name_key(name) in taken or await repository.get_users_named([name]):
                    number += 1
                    tail = f".{number}"
                    name = user.user_name[: _LONGEST - len(tail)] + tail
                taken.add(user_name_key(name))
                found[user.key] = name
        return found

    def _report(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._set(problem=error)
        else:
            self._crash(error)


def _days(stored: str | None) -> int:
    return int(stored) if stored and stored.isdecimal() else FOREVER
