"""The composition root: the only place that knows every part."""

from __future__ import annotations

import asyncio
import getpass
import logging
import platform
import signal
import sys
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from qasync import QEventLoop  # pyright: ignore[reportMissingTypeStubs]

from desktop_app import __version__
from desktop_app.database.private_folders import sweep
from desktop_app.domain.change import Author
from desktop_app.domain.errors import AppError
from desktop_app.heap import share_heap
from desktop_app.shell import Shell, shell_of
from desktop_app.views.actions import shortcuts
from desktop_app.views.application import Application
from desktop_app.views.collector import Collector
from desktop_app.views.prompts import QtPrompts
from desktop_app.views.second_start import MeetingPlace, Reception, bring_forward
from desktop_app.views.system import data_folder, journal_mode_for, settings_folder

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Awaitable, Callable, Sequence

    from PySide6.QtGui import QSessionManager

    from desktop_app.view_models.file_view_model import FileViewModel
    from desktop_app.view_models.prompts import Prompts
    from desktop_app.view_models.tasks import TaskScope
    from desktop_app.views.main_window import MainWindow
    from desktop_app.views.preferences import Preferences

    Play = Callable[["Running"], Awaitable[int]]

_DATA_LAYER = "desktop_app.view_models.file_view_model"
_GLANCE = 0.02
_SLOW = 5.0  # seconds: such a disk may never answer, and the window can still be closed
_TURN = 0.0005  # seconds: who paints does not wait long for who reads
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Running:
    """The started program; ``marks`` are seconds of ``perf_counter`` by name."""

    window: MainWindow
    file: FileViewModel
    marks: dict[str, float] = field(default_factory=dict[str, float])


def run(given: Namespace, play: Play | None = None) -> int:
    """Start the program; ``play`` drives it in the place of a person and ends it."""
    app = Application()
    sys.setswitchinterval(_TURN)
    place = MeetingPlace(settings_folder(given))
    if play is None and not given.new_window and place.hand_over(given.file or ""):
        return 0
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        return runner.run(_main(app, given, place, play))


async def _main(app: Application, given: Namespace, place: MeetingPlace, play: Play | None) -> int:
    marks: dict[str, float] = {}
    quit_ = asyncio.Event()
    collector = Collector(app)  # nothing is garbage yet: looking for it costs a tenth of the start
    shell = shell_of(app, given)
    shell.show_first()
    app.pass_files_to(partial(_open_asked, shell.window))
    await shell.painted()
    marks["painted"] = perf_counter()
    share_heap()  # before the first thread
    reading = await shell.show_preview()
    if shell.window.loading.table is not None:
        marks["rows"] = perf_counter()
    reception = Reception(place, shell.window)
    reception.asked.connect(partial(_open_asked, shell.window))
    await asyncio.to_thread(_keep_log, data_folder(given) / "logs")
    await asyncio.to_thread(import_module, _DATA_LAYER)
    async with AsyncExitStack() as stack:
        stack.callback(_close_window, shell)
        running = Running(shell.window, _furnish(shell, stack, quit_), marks)
        stack.callback(reception.close)
        _listen_to_signals(quit_)
        if shell.window.wish is None:  # what was asked for meanwhile is what is wanted
            await asyncio.wait([reading], timeout=_SLOW)
            await _open_first(running, shell)
        await asyncio.to_thread(sweep)
        collector.start()
        running.file.watch(lambda state: state.workspace is None, lambda _: collector.collect_all())
        if play is not None:
            return await play(running)
        await quit_.wait()
    return 0


def _furnish(shell: Shell, stack: AsyncExitStack, quit_: asyncio.Event) -> FileViewModel:
    """View-models, commands and what ties them to the window; closed in reverse."""
    from desktop_app.formats import formats  # noqa: PLC0415  # after the first paint
    from desktop_app.view_models.tasks import TaskScope  # noqa: PLC0415
    from desktop_app.views.commands import Commands, View  # noqa: PLC0415
    from desktop_app.views.presenter import Presenter  # noqa: PLC0415

    def crash(error: BaseException) -> None:
        if not isinstance(error, AppError):
            _log.error("unexpected error", exc_info=error)
        presenter.crash(error)

    window = shell.window
    tables = [suffix for known in formats() for suffix in known.suffixes]
    prompts = QtPrompts(window, table_suffixes=tables)
    file = _file_of(shell, prompts, crash)
    view = View(window, window.search, lambda: window.page, shortcuts(), tables)
    commands = Commands(view, file, prompts, shell.preferences, crash)
    presenter = Presenter(window, file, commands, shell.memory, is_awaited=shell.awaits_file)
    closing, refusing = TaskScope(crash), TaskScope(crash)
    stack.push_async_callback(refusing.close)
    stack.push_async_callback(file.shut)
    scopes = (file.tasks, commands.salvages.tasks, commands.tasks, closing)
    for scope in scopes:
        stack.push_async_callback(scope.close)
    stack.push_async_callback(_end_questions, scopes, refusing)
    for end in (file.give_up, window.hide):
        stack.callback(end)

    async def leave() -> None:
        if await presenter.leave():
            quit_.set()

    window.close_requested.connect(lambda: closing.single("leave", leave()))
    window.listen(commands)
    _listen_to_session(file)
    _report_everything(crash)
    return file


def _file_of(
    shell: Shell, prompts: Prompts, crash: Callable[[BaseException], None]
) -> FileViewModel:
    from desktop_app.drafts.drafts_file import DraftsFile  # noqa: PLC0415  # after the first paint
    from desktop_app.view_models.file_view_model import FileViewModel  # noqa: PLC0415
    from desktop_app.view_models.surroundings import Surroundings  # noqa: PLC0415

    around = Surroundings(
        echo=shell.settings.db_echo_log,
        journal_mode=journal_mode_for,
        author=_author(shell.preferences),
        backups=shell.backups,
        drafts=partial(DraftsFile, shell.folder / "drafts"),
    )
    return FileViewModel(shell.kept, prompts, crash, around)


def _open_asked(window: MainWindow, name: str) -> None:
    bring_forward(window)
    if name:
        window.open_named(name)


def _keep_log(folder: Path) -> None:
    from desktop_app.logs import keep_log  # noqa: PLC0415  # after the first paint

    keep_log(folder)
    _log.info("Userbook %s, Python %s, %s", __version__, platform.python_version(), sys.platform)


async def _open_first(running: Running, shell: Shell) -> None:
    if shell.settings.database_url:
        await asyncio.wait([running.file.open_url(shell.settings.database_url)])
    elif shell.wanted:
        await asyncio.wait([running.file.open(Path(shell.wanted))])


async def _end_questions(scopes: Sequence[TaskScope], refusing: TaskScope) -> None:
    refusing.latest("refuse", _refuse_questions())
    while any(scope.is_busy for scope in scopes):  # noqa: ASYNC110  # tells nobody
        await asyncio.sleep(_GLANCE)


async def _refuse_questions() -> None:
    """Until the file is closed: what waits for an answer gets a no, and can end."""
    while True:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, QDialog) and window.isVisible():
                window.reject()
        await asyncio.sleep(_GLANCE)


def _close_window(shell: Shell) -> None:
    shell.memory.keep_window(shell.window)
    shell.window.allow_close()


def _listen_to_signals(quit_: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()

    def on_signal(_number: int, _frame: object) -> None:
        loop.call_soon_threadsafe(quit_.set)

    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, quit_.set)
        except NotImplementedError:  # Windows
            signal.signal(number, on_signal)


def _listen_to_session(file: FileViewModel) -> None:
    """Who logs out may be gone before a loop turns once more: written here and now."""

    def on_end(_manager: QSessionManager) -> None:
        file.keep_drafts_at_once()

    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.commitDataRequest.connect(on_end, Qt.ConnectionType.DirectConnection)


def _report_everything(crash: Callable[[BaseException], None]) -> None:
    """What escapes a slot or a task still reaches the person."""

    def on_exception(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            crash(error)
        else:
            _log.error(context.get("message"))

    asyncio.get_running_loop().set_exception_handler(on_exception)
    sys.excepthook = lambda _kind, error, _trace: crash(error)


def _author(preferences: Preferences) -> Callable[[], Author]:
    """What the operating system calls the person, if it knows, and what they call themselves."""
    login = ""
    with suppress(OSError, KeyError, ImportError):
        login = getpass.getuser()
    return lambda: Author(login, preferences.author)
