"""Tells the window what becomes of one page, for as long as that is the page that is seen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop_app.domain.errors import StorageError, StorageReason
from desktop_app.domain.query import Place
from desktop_app.views.actions.action import Situation
from desktop_app.views.binding import bind
from desktop_app.views.failure_message import failure_message
from desktop_app.views.looks import follow_copies
from desktop_app.views.message_bar import Message, MessageKind
from desktop_app.views.status_line import Work
from desktop_app.views.texts import error_text
from desktop_app.views.words import translate
from desktop_app.views.work_words import notice_text, pace_text, work_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.domain.errors import AppError
    from desktop_app.view_models.changes_view_model import Notice, UnderWay
    from desktop_app.view_models.user_form_state import FormState
    from desktop_app.view_models.users_state import UsersState
    from desktop_app.view_models.users_view_model import UsersViewModel
    from desktop_app.views.commands import Commands
    from desktop_app.views.main_window import MainWindow
    from desktop_app.views.search_presenter import SearchPresenter
    from desktop_app.views.workspace_page import WorkspacePage

_NOTICE_SECONDS = 10
_LOOKED_AT = 200  # users: with more it does not matter


class PagePresenter:
    """Of a page that waits no counts are shown; what went wrong there is told all the same."""

    def __init__(
        self,
        window: MainWindow,
        page: WorkspacePage,
        commands: Commands,
        search: SearchPresenter,
    ) -> None:
        self._window = window
        self._page = page
        self._commands = commands
        self._search = search
        self._trouble: Message | None = None
        self._connect()
        self._bind()

    def again(self) -> None:
        """Say what was not said while another page was seen."""
        self._show_counts()
        self._search.again(self._page)
        self._decide()

    @property
    def _is_seen(self) -> bool:
        return self._page is self._window.page

    def _connect(self) -> None:
        page, commands = self._page, self._commands
        page.import_requested.connect(commands.import_users)
        page.sample_requested.connect(commands.add_sample_users)
        page.clear_search_requested.connect(self._window.search.clear)
        page.restore_requested.connect(commands.restore_users)
        page.empty_trash_requested.connect(commands.empty_trash)
        page.editing.refused.connect(self._tell_refusal)
        page.sidebar.rename_requested.connect(commands.rename_search)
        page.filter_bar.add_requested.connect(commands.add_filter)
        page.filter_bar.save_requested.connect(commands.save_search)
        page.table.columns_requested.connect(self._window.columns_menu.popup)

    def _bind(self) -> None:
        page, workspace = self._page, self._page.workspace
        tell_problem = self._tell_problem
        self._search.present(page)
        bind(workspace.users, lambda state: state.problem, tell_problem, page)
        bind(workspace.changes, lambda state: state.problem, tell_problem, page)
        bind(workspace.exports, lambda state: state.problem, tell_problem, page)
        bind(workspace.trash, lambda state: state.problem, tell_problem, page)
        bind(workspace.pasting, lambda state: state.problem, tell_problem, page)
        bind(workspace.saved, lambda state: state.problem, tell_problem, page)
        bind(workspace.live, lambda state: state.trouble, self._tell_trouble, page)
        bind(workspace.changes, lambda state: state.notice, self._tell_notice, page)
        bind(workspace.changes, lambda state: state.under_way, self._show_work, page)
        bind(workspace.exports, lambda state: state.written, self._tell_export, page)
        bind(workspace.users, _counts, self._show_counts, page)
        bind(workspace.users, _user_facts, self._decide, page)
        bind(workspace.changes, lambda state: state.revision, self._decide, page)
        bind(workspace.form, _form_facts, self._decide, page)
        follow_copies(self._window, page)

    def _tell_problem(self, problem: AppError | None) -> None:
        if problem is not None:
            self._window.bar.tell(failure_message(problem, self._commands))

    def _tell_refusal(self, words: str) -> None:
        self._window.bar.tell(Message(text=words, seconds=_NOTICE_SECONDS))

    def _tell_trouble(self, trouble: StorageReason | None) -> None:
        """Before more is typed that could not be stored; taken back when all is well again."""
        if trouble is not None:
            self._trouble = self._trouble_message(trouble)
            self._window.bar.tell(self._trouble)
        elif self._trouble is not None:
            self._window.bar.replace(self._trouble, None)
            self._trouble = None

    def _trouble_message(self, trouble: StorageReason) -> Message:
        """What is seen may be all that is left of it, so that comes before the new file."""
        return Message(
            text=error_text(StorageError(trouble)),
            kind=MessageKind.ERROR,
            action=translate("Presenter", "Save a copy…"),
            act=self._commands.save_copy,
        )

    def _decide(self, _facts: object = None) -> None:
        if not self._is_seen:
            return
        workspace = self._page.workspace
        form, users = workspace.form.state, workspace.users.state
        flags = _flags_of(workspace.users)
        self._window.set_situation(
            Situation(
                is_open=True,
                is_writable=not workspace.users.is_read_only,
                selected=len(users.selection),
                enabled_selected=True in flags,
                disabled_selected=False in flags,
                can_copy=workspace.backups.can_copy,
                keeps_backups=workspace.backups.keeps,
                in_trash=workspace.users.is_in_trash,
                trashed=users.places.get(Place.TRASH, 0),
                has_draft=bool(form.draft),
                is_new=form.mode == "new",
                is_searching=bool(users.query.text.strip()),
                changes=workspace.changes.state,
            )
        )
        drafts = len(form.drafts) + bool(form.draft)
        self._window.status.show_saved(drafts=drafts, read_only=workspace.users.is_read_only)

    def _show_counts(self, _facts: object = None) -> None:
        if not self._is_seen:
            return
        users = self._page.workspace.users
        state = users.state
        total = state.places.get(Place.TRASH, 0) if users.is_in_trash else state.total
        self._window.status.show_counts(
            shown=state.count,
            total=total,
            selected=len(state.selection),
            is_counted=state.is_counted,
        )
        self._window.search.set_total(total)

    def _show_work(self, now: UnderWay | None) -> None:
        changes = self._page.workspace.changes
        work = None if now is None else _work_of(now, changes.stop)
        self._window.status.show_work(self, work)

    def _tell_notice(self, notice: Notice | None) -> None:
        if notice is None:
            return
        can_undo = notice.can_undo and not notice.undone and not notice.stopped
        self._window.bar.tell(
            Message(
                text=notice_text(notice),
                action=translate("Presenter", "Undo") if can_undo else "",
                act=self._commands.undo if can_undo else None,
                seconds=_NOTICE_SECONDS,
            )
        )

    def _tell_export(self, written: int | None) -> None:
        path = self._page.workspace.exports.state.path
        if written is not None and path is not None:
            words = translate("Presenter", "%Ln user(s) exported to %1", "", written)
            text = words.replace("%1", path.name)
            self._window.bar.tell(Message(text=text, seconds=_NOTICE_SECONDS))


def _work_of(now: UnderWay, stop: Callable[[], object]) -> Work:
    """A bar says nothing of work that is done at once, or has not begun."""
    total = now.summary.count
    if not now.done or total <= 1:
        return Work(partial(work_text, now), 0, 0, stop)
    pace = partial(pace_text, now.done, total, now.seconds)
    return Work(partial(work_text, now), now.done, total, stop, pace)


def _flags_of(users: UsersViewModel) -> set[bool]:
    """Whether those who are selected are active; both where that is not known."""
    chosen = users.state.selection
    rows = [users.rows.loaded(i) for i in chosen.rows[:_LOOKED_AT]]
    if len(rows) < len(chosen) or None in rows:
        return {True, False}
    return {bool(row.values["active"]) for row in rows if row is not None}


def _counts(state: UsersState) -> tuple[object, ...]:
    return state.count, state.is_counted, state.places, state.query.place, state.selection


def _user_facts(state: UsersState) -> tuple[object, ...]:
    return state.selection, state.generation, state.query, state.places


def _form_facts(state: FormState) -> tuple[object, ...]:
    return bool(state.draft), state.mode, state.drafts
