"""Users out to a file: exactly the rows and columns that are shown, or all."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from threading import Event
from typing import TYPE_CHECKING

from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.errors import AppError
from desktop_app.domain.query import Place
from desktop_app.formats import format_for
from desktop_app.view_models.tasks import (
    StoppedError,
    TaskScope,
    finished_in_thread,
    latest,
)
from desktop_app.view_models.view_model import ViewModel

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.domain.user import UserDTO
    from desktop_app.view_models.users_view_model import UsersViewModel

_CHUNK = 500


class Whom(Enum):
    """Whose rows are written."""

    SELECTED = "selected"
    SHOWN = "shown"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ExportState:
    """``written`` is set when all of it stands in ``path``."""

    running: bool = False
    done: int = 0
    total: int = 0
    written: int | None = None
    path: Path | None = None
    problem: AppError | None = None


class ExportViewModel(ViewModel[ExportState]):
    """Reads one snapshot of the file in small pieces, while a thread writes them."""

    def __init__(
        self,
        database: DatabaseHelper,
        users: UsersViewModel,
        crash: Callable[[BaseException], None],
    ) -> None:
        super().__init__(ExportState())
        self._database = database
        self._users = users
        self._crash = crash
        self._stop = Event()
        self.tasks = TaskScope(self._report)

    @latest
    async def export(self, path: Path, columns: Mapping[str, str], whom: Whom = Whom.SHOWN) -> None:
        """Write ``columns`` (attribute to header) of these users, in the order that is shown."""
        selection = self._users.selection() if whom is Whom.SELECTED else None
        query = self._users.state.query
        if whom is Whom.ALL:
            query = replace(query, text="", place=Place.ALL)
        self._stop = stop = Event()
        self._set(running=True, done=0, total=0, written=None, path=path, problem=None)
        try:
            async with self._database.get_db_session(read_only=True) as session:
                users = UserRepository(session)
                keys = await (selection or users.user_keys(query, date.today()))
                self._set(total=len(keys))
                read = users.get_trashed if query.place is Place.TRASH else users.get_users
                self._set(written=await self._write(keys, read, path, columns, stop))
        except StoppedError:
            self._set(path=None)
        finally:
            if stop is self._stop:  # else a newer one is running
                self._set(running=False)

    def cancel(self) -> None:
        """Give it up; what was at the path before is still there."""
        self._stop.set()

    def dismiss(self) -> None:
        self._set(written=None, problem=None)

    async def _write(
        self,
        keys: Sequence[int],
        read: Callable[[Sequence[int]], Awaitable[list[UserDTO]]],
        path: Path,
        columns: Mapping[str, str],
        stop: Event,
    ) -> int:
        loop = asyncio.get_running_loop()

        async def chunk(start: int) -> list[UserDTO]:
            self._set(done=start)
            wanted = keys[start : start + _CHUNK]
            found = {user.key: user for user in await read(wanted)}
            return [found[key] for key in wanted if key in found]

        def rows() -> Iterator[Sequence[str]]:
            for start in range(0, len(keys), _CHUNK):
                if stop.is_set():
                    raise StoppedError
                for user in asyncio.run_coroutine_threadsafe(chunk(start), loop).result():
                    yield [cell_text(getattr(user, name)) for name in columns]

        write = format_for(path).write
        return await finished_in_thread(stop, lambda: write(path, list(columns.values()), rows()))

    def _report(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._set(problem=error)
        else:
            self._crash(error)


def cell_text(value: object) -> str:
    """A value as a table holds it: dates in ISO form, flags as SCIM writes them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)
