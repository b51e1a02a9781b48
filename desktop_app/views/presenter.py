"""Keeps the window in step with the view-models of the file that is open."""

from __future__ import annotations

import asyncio
import traceback
from typing import TYPE_CHECKING

from desktop_app import __version__
from desktop_app.domain.errors import AppError
from desktop_app.domain.query import Place
from desktop_app.views.actions.action import Situation
from desktop_app.views.binding import bind
from desktop_app.views.drafts_offer import DraftsOffer
from desktop_app.views.failure_message import failure_message
from desktop_app.views.message_bar import Message, MessageKind
from desktop_app.views.texts import deed_text
from desktop_app.views.words import translate

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.view_models.changes_view_model import Notice
    from desktop_app.view_models.file_view_model import FileViewModel
    from desktop_app.view_models.user_form_state import FormState
    from desktop_app.view_models.users_view_model import UsersState
    from desktop_app.view_models.workspace import Workspace
    from desktop_app.views.commands import Commands
    from desktop_app.views.main_window import MainWindow
    from desktop_app.views.window_memory import WindowMemory
    from desktop_app.views.workspace_page import WorkspacePage

_NOTICE_SECONDS = 10
_LOOKING = "look for recent files"


class Presenter:
    """Shows pages, counts, notices and errors; decides what can be chosen."""

    def __init__(
        self,
        window: MainWindow,
        file: FileViewModel,
        commands: Commands,
        memory: WindowMemory,
        *,
        is_awaited: bool = False,
    ) -> None:
        """``is_awaited`` if a file is just going to be opened: no first page until it failed."""
        self._window = window
        self._file = file
        self._commands = commands
        self._memory = memory
        self._following = False
        self._is_awaited = is_awaited
        self._is_leaving = False
        bind(file, lambda state: state.workspace, self._show_workspace, window)
        bind(file, lambda state: state.opening, self._show_opening, window)
        bind(file, lambda state: state.recent, self._show_recent, window)
        bind(file, lambda state: state.problem, self._tell_file_problem, window)
        window.search.textChanged.connect(self._search)
        window.search.results_requested.connect(self._go_to_results)
        window.welcome.recent_removed.connect(self._forget)

    async def leave(self) -> bool:
        """Close the file and be seen no more; False if the person wants to keep on."""
        self._is_leaving, closed = True, False
        self._commands.tasks.cancel(_LOOKING)
        try:
            closed = await self._file.close()
        finally:
            self._is_leaving = False
            if not closed:
                self._window.show()
                self._show_recent(self._file.state.recent)
        return closed

    def crash(self, error: BaseException) -> None:
        """An unexpected error: the program goes on, and a report can be copied."""
        if isinstance(error, AppError):
            self._tell_problem(error)
            return
        self._give_up_waiting()
        from desktop_app.views.dialogs.about_dialog import system_versions  # noqa: PLC0415

        trace = "".join(traceback.format_exception(error))
        details = f"Userbook {__version__} · {system_versions()}\n\n{trace}"
        self._window.bar.tell(
            Message(
                text=translate(
                    "Presenter",
                    "Something went wrong that should not. Nothing saved before was touched.",
                ),
                kind=MessageKind.ERROR,
                details=details,
            )
        )

    def _show_workspace(self, workspace: Workspace | None) -> None:
        window = self._window
        if window.page is not None:
            self._memory.keep_page(window.page)
        if workspace is None:
            if self._is_leaving:
                window.hide()
            if self._file.state.opening is not None:
                window.show_loading()
            window.show_page(None)
            window.bar.clear()
            window.status.clear_file()
            window.search.clear()
            window.search.set_total(0)
            window.set_situation(Situation())
            self._show_recent(self._file.state.recent)
            return
        self._is_awaited = False
        window.bar.clear()
        from desktop_app.views.workspace_page import WorkspacePage  # noqa: PLC0415  # pydantic

        page = WorkspacePage(workspace)
        workspace.trash.let_go() if not workspace.users.is_read_only else workspace.trash.look()
        self._memory.restore_page(page)
        window.show_page(page)
        self._bind(page)
        page.table.setFocus()
        if workspace.users.is_read_only:
            self._tell_read_only()
        DraftsOffer(window.bar, page)

    def _bind(self, page: WorkspacePage) -> None:
        workspace, commands = page.workspace, self._commands
        page.import_requested.connect(commands.import_users)
        page.sample_requested.connect(commands.add_sample_users)
        page.clear_search_requested.connect(self._window.search.clear)
        page.restore_requested.connect(commands.restore_users)
        page.empty_trash_requested.connect(commands.empty_trash)
        page.table.columns_requested.connect(self._window.columns_menu.popup)
        bind(workspace.users, lambda state: state.query.text, self._show_search, page)
        bind(workspace.users, lambda state: state.problem, self._tell_problem, page)
        bind(workspace.changes, lambda state: state.problem, self._tell_problem, page)
        bind(workspace.exports, lambda state: state.problem, self._tell_problem, page)
        bind(workspace.trash, lambda state: state.problem, self._tell_problem, page)
        bind(workspace.changes, lambda state: state.notice, self._tell_notice, page)
        bind(workspace.changes, lambda state: (state.done, state.total), self._show_progress, page)
        bind(workspace.exports, lambda state: state.written, self._tell_export, page)
        bind(workspace.users, _counts, lambda _: self._show_counts(workspace), page)
        bind(workspace.users, _user_facts, lambda _: self._decide(page), page)
        bind(workspace.changes, lambda state: state.revision, lambda _: self._decide(page), page)
        bind(workspace.form, _form_facts, lambda _: self._decide(page), page)

    def _decide(self, page: WorkspacePage) -> None:
        workspace = page.workspace
        form, users = workspace.form.state, workspace.users.state
        self._window.set_situation(
            Situation(
                is_open=True,
                is_writable=not workspace.users.is_read_only,
                selected=len(users.selected),
                in_trash=workspace.users.is_in_trash,
                trashed=users.places.get(Place.TRASH, 0),
                has_draft=bool(form.draft),
                is_new=form.mode == "new",
                changes=workspace.changes.state,
            )
        )
        drafts = len(form.drafts) + bool(form.draft)
        self._window.status.show_saved(drafts=drafts, read_only=workspace.users.is_read_only)

    def _show_counts(self, workspace: Workspace) -> None:
        state = workspace.users.state
        total = state.places.get(Place.TRASH, 0) if workspace.users.is_in_trash else state.total
        self._window.status.show_counts(
            shown=state.count, total=total, selected=len(state.selected)
        )
        self._window.search.set_total(total)

    def _show_progress(self, progress: tuple[int, int]) -> None:
        self._window.status.show_progress(*progress)

    def _show_opening(self, opening: Path | None) -> None:
        if opening is None:
            self._show_recent(self._file.state.recent)
            return
        self._is_awaited = False
        if self._file.state.workspace is None:
            self._window.show_loading()

    def _show_recent(self, recent: tuple[Path, ...]) -> None:
        self._window.recent_menu.fill(recent)
        state = self._file.state
        is_idle = state.workspace is None and state.opening is None
        if is_idle and not self._is_awaited and not self._is_leaving:
            self._window.show_welcome(recent, [])
            self._commands.tasks.latest(_LOOKING, self._mark_missing(recent))

    async def _mark_missing(self, recent: tuple[Path, ...]) -> None:
        """Afterwards: a network disk that is gone may take a minute to say so."""
        missing = await asyncio.to_thread(_missing, recent)
        if missing and recent == self._file.state.recent:
            self._window.welcome.recent.mark_missing(missing)

    def _give_up_waiting(self) -> None:
        """The file that was awaited does not come."""
        if self._is_awaited:
            self._is_awaited = False
            self._show_recent(self._file.state.recent)

    def _forget(self, name: str) -> None:
        self._file.forget(next(p for p in self._file.state.recent if str(p) == name))

    def _search(self, text: str) -> None:
        if self._window.page is not None and not self._following:
            self._window.page.workspace.users.search(text)

    def _show_search(self, text: str) -> None:
        """A search that was left to show somebody leaves the box too."""
        if text != self._window.search.text():
            self._following = True
            self._window.search.setText(text)
            self._following = False

    def _go_to_results(self) -> None:
        if self._window.page is not None:
            self._window.page.table.take_focus()

    def _tell_file_problem(self, problem: AppError | None) -> None:
        if problem is not None:
            self._give_up_waiting()
        self._tell_problem(problem)

    def _tell_problem(self, problem: AppError | None) -> None:
        if problem is not None:
            self._window.bar.tell(failure_message(problem, self._commands))

    def _tell_read_only(self) -> None:
        words = translate(
            "Presenter",
            "This file can only be read here: look, search and export, but nothing can be changed.",
        )
        self._window.bar.tell(Message(text=words, kind=MessageKind.WARNING))

    def _tell_notice(self, notice: Notice | None) -> None:
        if notice is None:
            return
        words = deed_text(notice.summary)
        if notice.undone:
            text = translate("Presenter", "Taken back: %1").replace("%1", words)
            self._window.bar.tell(Message(text=text, seconds=_NOTICE_SECONDS))
            return
        if not notice.can_undo:
            self._window.bar.tell(Message(text=words, seconds=_NOTICE_SECONDS))
            return
        self._window.bar.tell(
            Message(
                text=words,
                action=translate("Presenter", "Undo"),
                act=self._commands.undo,
                seconds=_NOTICE_SECONDS,
            )
        )

    def _tell_export(self, written: int | None) -> None:
        page = self._window.page
        path = page.workspace.exports.state.path if page else None
        if written is not None and path is not None:
            words = translate("Presenter", "%Ln user(s) exported to %1", "", written)
            text = words.replace("%1", path.name)
            self._window.bar.tell(Message(text=text, seconds=_NOTICE_SECONDS))


def _missing(files: tuple[Path, ...]) -> list[Path]:
    return [path for path in files if not _is_there(path)]


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # no answer, or no permission to ask
        return False


def _counts(state: UsersState) -> tuple[object, ...]:
    return state.count, state.places, state.query.place, state.selected


def _user_facts(state: UsersState) -> tuple[object, ...]:
    return state.selected, state.query.place, state.places


def _form_facts(state: FormState) -> tuple[object, ...]:
    return bool(state.draft), state.mode, state.drafts
