"""Keeps the page of the open file while another state of it is looked at in its place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop_app.views.binding import bind
from desktop_app.views.message_bar import Message, MessageKind
from desktop_app.views.past_words import past_title
from desktop_app.views.status_line import Work
from desktop_app.views.texts import error_text
from desktop_app.views.words import translate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop_app.domain.errors import AppError
    from desktop_app.view_models.backups_state import BackupsState
    from desktop_app.view_models.looking import Looking
    from desktop_app.view_models.workspace import Workspace
    from desktop_app.views.main_window import MainWindow
    from desktop_app.views.message_bar import MessageBar
    from desktop_app.views.status_line import StatusLine
    from desktop_app.views.workspace_page import WorkspacePage

_SECONDS = 10
_PERCENT = 100


class Looks:
    """The page that waits is not taken apart: sight, focus and what was typed are as they were."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.waiting: WorkspacePage | None = None

    def begin(self, page: WorkspacePage, looking: Looking) -> None:
        """Show this page; the one of the open file waits."""
        window = self._window
        first = self.waiting is None
        if first:
            self.waiting = window.page
        name = self._name()
        window.look_bar.show_past(looking.past, name)
        window.show_page(page, keep=first, title=lambda: past_title(looking.past, name))

    def end(self, workspace: Workspace | None) -> WorkspacePage | None:
        """Show the page that has waited; answers with it if this is its workspace still."""
        page, self.waiting = self.waiting, None
        if page is None:
            return None
        self._window.look_bar.show_past(None)
        self._window.show_page(page)
        return page if page.workspace is workspace else None

    def _name(self) -> str:
        path: Path | None = self.waiting.workspace.path if self.waiting else None
        return path.name if path else ""


def follow_copies(window: MainWindow, page: WorkspacePage) -> None:
    """What the window says of copies of its file, kept or only looked at."""
    backups, bar = page.workspace.backups, window.bar
    bind(backups, lambda state: state.neglected, partial(_tell_neglected, bar), page)
    bind(backups, lambda state: state.copy_problem, partial(_tell_failed, bar), page)
    bind(backups, lambda state: state.copied, partial(_tell_copied, bar), page)
    moments = page.workspace.moments
    bind(moments, lambda state: state.problem, partial(_tell_failed, bar), page)
    stop_look, stop_copy = (
        partial(part.tasks.cancel, name)
        for part, name in ((moments, "make"), (backups, "save_copy"))
    )
    show = partial(_show_share, window.status)
    bind(moments, lambda state: state.share, partial(show, _look_words, stop_look), page)
    bind(backups, _copying, partial(show, _copy_words, stop_copy), page)


def _look_words() -> str:
    return translate("Work", "Getting ready what the file was then")


def _copy_words() -> str:
    return translate("Work", "Saving a copy")


def _tell_neglected(bar: MessageBar, error: AppError | None) -> None:
    if error is not None:
        words = translate("Presenter", "No backup could be made. %1")
        text = words.replace("%1", error_text(error))
        bar.tell(Message(text=text, kind=MessageKind.WARNING))


def _tell_failed(bar: MessageBar, error: AppError | None) -> None:
    if error is not None:
        bar.tell(Message(text=error_text(error), kind=MessageKind.ERROR))


def _tell_copied(bar: MessageBar, path: Path | None) -> None:
    if path is not None:
        words = translate("Presenter", "A copy was saved as %1.").replace("%1", path.name)
        bar.tell(Message(text=words, seconds=_SECONDS))


def _show_share(
    status: StatusLine, words: Callable[[], str], stop: Callable[[], object], share: float
) -> None:
    work = Work(words, round(share * _PERCENT), _PERCENT, stop) if share else None
    status.show_work(words, work)


def _copying(state: BackupsState) -> float:
    return state.share if state.doing == "copying" else 0.0
