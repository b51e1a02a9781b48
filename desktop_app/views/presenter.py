"""Keeps the window in step with the view-models of the file that is open."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from desktop_app import __version__
from desktop_app.domain.errors import AppError
from desktop_app.logs import report_of
from desktop_app.views.actions.action import Situation
from desktop_app.views.binding import bind
from desktop_app.views.drafts_offer import DraftsOffer
from desktop_app.views.failure_message import failure_message
from desktop_app.views.looks import Looks
from desktop_app.views.message_bar import Message, MessageKind
from desktop_app.views.page_presenter import PagePresenter
from desktop_app.views.read_only_texts import read_only_text
from desktop_app.views.recent_files import missing_of
from desktop_app.views.search_presenter import SearchPresenter
from desktop_app.views.words import translate

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.database.document import Document
    from desktop_app.view_models.file_view_model import FileViewModel
    from desktop_app.view_models.looking import Looking
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
        self._is_awaited = is_awaited
        self._is_leaving = False
        self._looks = Looks(window)
        self._search = SearchPresenter(window)
        self._presented: PagePresenter | None = None
        self._ready: WorkspacePage | None = None
        bind(file, lambda state: (state.workspace, state.looking), self._show_shown, window)
        bind(file, lambda state: state.coming, self._make_ready, window)
        bind(file, lambda state: state.opening, self._show_opening, window)
        bind(file, lambda state: state.recent, self._show_recent, window)
        bind(file, lambda state: state.problem, self._tell_file_problem, window)
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

        details = f"Userbook {__version__} · {system_versions()}\n\n{report_of(error)}"
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

    def _show_shown(self, shown: tuple[Workspace | None, Looking | None]) -> None:
        workspace, looking = shown
        if looking is not None:
            self._look(looking)
        elif (page := self._looks.end(workspace)) is not None:
            self._take_up(page)
        else:
            self._show_workspace(workspace)

    def _look(self, looking: Looking) -> None:
        """In the panes, columns and order of the open file, which waits behind it."""
        file = self._file.state.workspace
        if self._window.page is not None and self._looks.waiting is None:
            self._memory.keep_page(self._window.page)
        page = self._page(looking.workspace, file.path if file else None)
        looking.workspace.trash.look()
        self._looks.begin(page, looking)
        PagePresenter(self._window, page, self._commands, self._search)
        page.table.setFocus()

    def _take_up(self, page: WorkspacePage) -> None:
        if self._presented is not None:
            self._presented.again()
        page.table.setFocus()

    def _show_workspace(self, workspace: Workspace | None) -> None:
        window = self._window
        if window.page is not None:
            self._memory.keep_page(window.page)
        if workspace is None:
            self._presented = None
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
        page = self._page(workspace, workspace.path)
        workspace.trash.let_go() if not workspace.users.is_read_only else workspace.trash.look()
        window.show_page(page)
        self._presented = PagePresenter(window, page, self._commands, self._search)
        page.table.setFocus()
        if workspace.users.is_read_only:
            self._tell_read_only(workspace.document)
        DraftsOffer(window.bar, page)

    def _make_ready(self, coming: Workspace | None) -> None:
        """While the file is read; to make its page and to show it at once would be felt."""
        if self._ready is not None:
            self._ready.deleteLater()
        self._ready = None
        if coming is not None:
            self._ready = page = self._new_page(coming)
            if order := self._memory.order_of(coming.path, page.table.users.columns):
                coming.users.order_at_first(*order)

    def _page(self, workspace: Workspace, path: Path | None) -> WorkspacePage:
        self._window.bar.clear()
        if (page := self._ready) is not None and page.workspace is workspace:
            self._ready = None
        else:
            page = self._new_page(workspace)
        self._memory.restore_page(page, path)
        return page

    def _new_page(self, workspace: Workspace) -> WorkspacePage:
        from desktop_app.views.workspace_page import WorkspacePage  # noqa: PLC0415  # pydantic

        page = WorkspacePage(workspace, self._window.pages)
        page.hide()
        return page

    def _show_opening(self, opening: Path | None) -> None:
        if opening is None:
            self._show_recent(self._file.state.recent)
            return
        self._is_awaited = False
        if self._file.state.workspace is None:
            self._window.show_loading(opening)

    def _show_recent(self, recent: tuple[Path, ...]) -> None:
        self._window.recent_menu.fill(recent)
        state = self._file.state
        is_idle = state.workspace is None and state.opening is None
        if is_idle and not self._is_awaited and not self._is_leaving:
            self._window.show_welcome(recent, [])
            self._commands.tasks.latest(_LOOKING, self._mark_missing(recent))

    async def _mark_missing(self, recent: tuple[Path, ...]) -> None:
        """Afterwards: a network disk that is gone may take a minute to say so."""
        missing = await asyncio.to_thread(missing_of, recent)
        if missing and recent == self._file.state.recent:
            self._window.welcome.recent.mark_missing(missing)

    def _give_up_waiting(self) -> None:
        """The file that was awaited does not come."""
        if self._is_awaited:
            self._is_awaited = False
            self._show_recent(self._file.state.recent)

    def _forget(self, name: str) -> None:
        self._file.forget(next(p for p in self._file.state.recent if str(p) == name))

    def _tell_file_problem(self, problem: AppError | None) -> None:
        if problem is not None:
            self._give_up_waiting()
        self._tell_problem(problem)

    def _tell_problem(self, problem: AppError | None) -> None:
        if problem is not None:
            self._window.bar.tell(failure_message(problem, self._commands))

    def _tell_read_only(self, document: Document | None) -> None:
        reason = document.reason if document else None
        words = read_only_text(reason, document.program if document else "")
        self._window.bar.tell(Message(text=words, kind=MessageKind.WARNING))
