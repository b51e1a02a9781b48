"""What became of the user that the form shows, and the way back to what it was."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.database.history_reader import HistoryReader
from desktop_app.database.mapping import from_text
from desktop_app.domain.errors import AppError
from desktop_app.operations.restore_values import RestoreValues
from desktop_app.view_models.tasks import TaskScope, latest, single
from desktop_app.view_models.view_model import ViewModel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.domain.change import Change
    from desktop_app.domain.history import Entry, PastUser
    from desktop_app.domain.rules import Value
    from desktop_app.domain.user import UserDTO
    from desktop_app.view_models.changes_view_model import ChangesViewModel
    from desktop_app.view_models.user_form_state import FormState
    from desktop_app.view_models.user_form_view_model import UserFormViewModel

_PAGE = 20


@dataclass(frozen=True, slots=True)
class TimelineState:
    """``past`` is the user as the ``chosen`` entry left it; ``now`` what it is at the moment."""

    user: UserDTO | None = None
    is_trashed: bool = False
    is_open: bool = False
    is_loaded: bool = False
    entries: tuple[Entry, ...] = ()
    has_more: bool = False
    now: Mapping[str, Value] = field(default_factory=dict[str, "Value"])
    chosen: int | None = None
    past: PastUser | None = None
    restoring: bool = False
    problem: AppError | None = None


class TimelineViewModel(ViewModel[TimelineState]):
    """Follows the form; reads nothing until it is opened."""

    def __init__(
        self,
        database: DatabaseHelper,
        changes: ChangesViewModel,
        form: UserFormViewModel,
        crash: Callable[[BaseException], None],
    ) -> None:
        super().__init__(TimelineState())
        self._database = database
        self._changes = changes
        self._crash = crash
        self.is_read_only = database.is_read_only
        self.tasks = TaskScope(self._report)
        form.watch(_whom, self._follow)
        changes.watch(lambda state: state.revision, self._on_revision)

    def open(self, *, opened: bool) -> None:
        """Whether it is to be seen, of this user and of those who are shown next."""
        self._set(is_open=opened)
        if opened:
            self._load_if_seen()

    @latest
    async def load(self) -> None:
        """The newest entries, as many as are shown."""
        user, limit = self.state.user, max(_PAGE, len(self.state.entries))
        if user is None:
            return
        async with self._database.get_db_session(read_only=True) as session:
            reader = HistoryReader(session)
            found = await reader.timeline(user.key, limit=limit + 1)
            past = await reader.user_after(user.key, self.state.chosen or 0)
        if self.state.user is None or self.state.user.key != user.key:
            return
        self._set(
            entries=tuple(found[:limit]),
            has_more=len(found) > limit,
            now=past.now if past else {},
            past=past if self.state.chosen else None,
            is_loaded=True,
        )

    @latest
    async def more(self) -> None:
        """Older entries."""
        user, known = self.state.user, self.state.entries
        if user is None or not known:
            return
        async with self._database.get_db_session(read_only=True) as session:
            before = known[-1].change_set.seq
            found = await HistoryReader(session).timeline(user.key, before=before, limit=_PAGE + 1)
        self._set(entries=(*known, *found[:_PAGE]), has_more=len(found) > _PAGE)

    @latest
    async def choose(self, seq: int | None) -> None:
        """The whole user as this change left it."""
        self._set(chosen=seq, past=None, problem=None)
        user = self.state.user
        if user is None or seq is None:
            return
        async with self._database.get_db_session(read_only=True) as session:
            past = await HistoryReader(session).user_after(user.key, seq)
        if self.state.chosen == seq:
            self._set(past=past)

    def can_restore(self, change: Change, *, known: bool = True) -> bool:
        """Whether what stood there before this change is known, and is not there now."""
        now = self.state.now
        if not known or change.field not in now or not self._may_restore:
            return False
        return value_before(change) != now[change.field]

    @property
    def can_restore_all(self) -> bool:
        past = self.state.past
        return past is not None and bool(past.differing) and self._may_restore

    @single
    async def restore_value(self, change: Change) -> bool:
        """What stood there before this change, again."""
        return await self._restore({change.field: value_before(change)})

    @single
    async def restore_all(self) -> bool:
        """The whole user as the chosen change left it."""
        past = self.state.past
        if past is None:
            return False
        return await self._restore({name: past.fields[name] for name in past.differing})

    def dismiss(self) -> None:
        self._set(problem=None)

    @property
    def _may_restore(self) -> bool:
        state = self.state
        return not (self.is_read_only or state.is_trashed or state.restoring)

    async def _restore(self, values: Mapping[str, Value]) -> bool:
        user = self.state.user
        if user is None or not values:
            return False
        name = user.display_name or user.user_name
        self._set(restoring=True, problem=None)
        try:
            await self._changes.attempt(RestoreValues(user.key, values, self.state.now, name))
        except AppError as error:
            self._set(problem=error)
            return False
        finally:
            self._set(restoring=False)
        return True

    def _follow(self, whom: tuple[UserDTO | None, bool]) -> None:
        user, is_trashed = whom
        before = self.state.user
        if user is None or before is None or user.key != before.key:
            for name in ("load", "more", "choose"):
                self.tasks.cancel(name)
            self._reset(TimelineState(user, is_trashed, self.state.is_open))
            self._load_if_seen()
        elif is_trashed != self.state.is_trashed or user.version != before.version:
            self._set(user=user, is_trashed=is_trashed)
            self._load_if_seen()

    def _load_if_seen(self) -> None:
        if self.state.is_open and self.state.user is not None:
            self.load()

    def _on_revision(self, revision: int) -> None:
        if revision:
            self._load_if_seen()

    def _report(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._set(problem=error)
        else:
            self._crash(error)


def value_before(change: Change) -> Value:
    """As a value again."""
    return from_text(change.field, change.before)


def _whom(state: FormState) -> tuple[UserDTO | None, bool]:
    return state.user, state.is_trashed
