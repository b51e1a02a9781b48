"""The whole window over a real file, with scripted answers in the place of a person."""

from __future__ import annotations

import asyncio
import shutil
from argparse import Namespace
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pytest
import qasync
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from desktop_app.database.document import create_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.errors import AppError
from desktop_app.domain.user import CreateUserDTO
from desktop_app.settings import SettingsFile
from desktop_app.view_models.file_view_model import FileViewModel, Surroundings
from desktop_app.views.actions import shortcuts
from desktop_app.views.commands import Commands
from desktop_app.views.main_window import MainWindow
from desktop_app.views.preferences import Preferences
from desktop_app.views.presenter import Presenter
from desktop_app.views.theme import ThemeSwitch
from desktop_app.views.user_commands import View
from desktop_app.views.window_memory import WindowMemory
from desktop_app.views.words import Language
from tests.writing import added

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from desktop_app.view_models.prompts import Choice, FileKind, Question

PEOPLE = [
    CreateUserDTO(user_name="ada", display_name="Ada Lovelace", department="Engines"),
    CreateUserDTO(user_name="alan", display_name="Alan Turing", email="alan@example.org"),
    CreateUserDTO(user_name="grace", display_name="Grace Hopper", active=False),
    CreateUserDTO(user_name="ivan", display_name="Иван Петров", valid_until=date(2020, 1, 31)),
    CreateUserDTO(user_name="img", display_name="<img src='/dev/zero'> & <b>co</b>"),
]


@dataclass
class ScriptedPrompts:
    """Answers in order; a question nobody expected fails the test."""

    answers: list[object] = field(default_factory=list)
    asked: list[object] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    async def confirm(self, question: Question) -> bool:
        self.asked.append(question)
        return self.answers.pop(0)

    async def choose(self, question: Question) -> Choice:
        self.asked.append(question)
        return self.answers.pop(0)

    async def user_name(self, taken: str, suggestion: str) -> str | None:
        self.asked.append((taken, suggestion))
        return self.answers.pop(0)

    async def paste(self, plan) -> bool:
        self.asked.append(plan)
        return self.answers.pop(0)

    async def search_name(self, name, taken) -> str | None:
        self.asked.append((name, taken))
        return self.answers.pop(0)

    async def file_to_open(self, kind: FileKind) -> Path | None:
        return self.answers.pop(0)

    async def file_to_save(self, kind: FileKind, suggestion: str, title: str = "") -> Path | None:
        self.titles.append(title)
        return self.answers.pop(0)


@dataclass
class Program:
    """The parts of ``app.py``, tied together as there."""

    window: MainWindow
    file: FileViewModel
    commands: Commands
    presenter: Presenter
    prompts: ScriptedPrompts
    preferences: Preferences
    folder: Path
    crashes: list[BaseException]

    @property
    def page(self):
        assert self.window.page is not None
        return self.window.page

    @property
    def workspace(self):
        return self.page.workspace

    def action(self, name: str):
        return self.window.actions_by_id[name]

    async def select(self, until, *rows: int) -> None:
        """Select these rows and wait until the details show them."""
        users, form = self.workspace.users, self.workspace.form
        await users.select([range(row, row + 1) for row in rows])
        await until(lambda: set(form.state.keys) == set(users.state.selected))

    async def visit(self, until, place) -> None:
        """Go to a place, also where a refresh after a change comes between."""
        users = self.workspace.users
        users.go_to(place)
        await until(lambda: users.state.query.place is place and not users.tasks.is_busy)

    async def close(self) -> None:
        for scope in (self.commands.tasks, self.commands.salvages.tasks, self.file.tasks):
            await scope.close()
        await self.file.shut()


def make_file(path: Path, users: Sequence[CreateUserDTO]) -> Path:
    """A userbook that nobody has open."""

    async def fill() -> None:
        database = DatabaseHelper(create_document(path).url)
        async with database.get_db_session() as session:
            await added(session, users)
        await database.close()

    with ThreadPoolExecutor(1) as thread:  # this one may be running a loop already
        thread.submit(asyncio.run, fill()).result()
    return path


def crowd(count: int) -> list[CreateUserDTO]:
    return [
        CreateUserDTO(user_name=f"user{i:05}", display_name=f"Person {i:05}") for i in range(count)
    ]


@pytest.fixture(scope="session", autouse=True)
def _tasks_run_in_the_loop_only() -> Iterator[None]:
    """No task is stepped while no loop runs, or within another task.

    pytest-qt and qasync handle events between setup, test and teardown, while no loop runs; and
    simulated events and ``processEvents`` do so in the middle of the test, which is a task. asyncio
    refuses to step a task then, which would never be stepped again, and waited for without end.
    The program has no such nested loop; ``test_house_rules`` sees to it.
    """
    handle = qasync._SimpleTimer.timerEvent

    def fire(timer, event) -> None:
        # Else it fires again once the loop may step a task.
        may_step = asyncio._get_running_loop() is not None and asyncio.current_task() is None
        if timer._stopped or may_step:
            handle(timer, event)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(qasync._SimpleTimer, "timerEvent", fire)
        yield


@pytest.fixture(scope="session")
def stock(tmp_path_factory) -> Callable[[int], Path]:
    """A finished file of so many users, made once; 0 is the five of PEOPLE."""
    folder, made = tmp_path_factory.mktemp("stock"), {}

    def stock(count: int = 0) -> Path:
        if count not in made:
            users = crowd(count) if count > 0 else PEOPLE if count == 0 else []
            made[count] = make_file(folder / f"{count}.userbook", users)
        return made[count]

    return stock


@pytest.fixture
def five(stock, tmp_path) -> Path:
    return shutil.copy(stock(), tmp_path / "five.userbook")


@pytest.fixture
def many(stock, tmp_path) -> Path:
    """More rows than are loaded at once."""
    return shutil.copy(stock(1000), tmp_path / "many.userbook")


@pytest.fixture
def nobody(stock, tmp_path) -> Path:
    return shutil.copy(stock(-1), tmp_path / "nobody.userbook")


@pytest.fixture
def english(qapp):
    before, language = QLocale(), Language(qapp)
    language.apply("en")
    yield language
    language.apply("en")
    QLocale.setDefault(before)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    for translator in language._installed:
        qapp.removeTranslator(translator)
    language.deleteLater()


class BracketLanguage(QTranslator):
    """Puts every text that is translated at all into brackets: what has none was forgotten."""

    def isEmpty(self) -> bool:  # noqa: N802
        return False

    def translate(self, context, text, disambiguation=None, n=-1):
        return f"⟦{text}⟧" if context != "QShortcut" else text


@pytest.fixture
def brackets(qapp, english):
    """Switches to the language in brackets and back."""
    translator = BracketLanguage()

    def switch(*, on: bool) -> None:
        if on:
            qapp.installTranslator(translator)
        else:
            qapp.removeTranslator(translator)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange)

    yield switch
    qapp.removeTranslator(translator)


def settle() -> None:
    """What was asked to be deleted later is deleted now, as the running loop would."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _no_key_is_held() -> Iterator[None]:
    """Shift of the last simulated event stays down for Qt, which then selects otherwise."""
    yield
    if QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Shift)


@pytest.fixture(autouse=True)
def _no_dialog_is_left() -> Iterator[None]:
    """Or the next test would find it over its window."""
    yield
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog) and dialog.isVisible():
            dialog.reject()


@pytest.fixture
async def start(qapp, qtbot, english, tmp_path):
    """Compose the program; with a file, open it."""
    started: list[Program] = []

    async def start(
        path: Path | None = None, *, folder: str = "settings", is_awaited: bool = False
    ) -> Program:
        kept = SettingsFile(tmp_path / folder / "settings.json")
        settings = kept.load({}, vars(Namespace()), installed=True)
        preferences = Preferences(settings, kept, ThemeSwitch(qapp), english)
        window, memory = MainWindow(), WindowMemory(tmp_path / folder)
        prompts, crashes = ScriptedPrompts(), []

        def crash(error: BaseException) -> None:
            if not isinstance(error, AppError):
                crashes.append(error)
            presenter.crash(error)

        file = FileViewModel(
            kept, prompts, crash, Surroundings(backups=tmp_path / folder / "backups")
        )
        view = View(window, window.search, lambda: window.page, shortcuts())
        commands = Commands(view, file, prompts, preferences, crash)
        presenter = Presenter(window, file, commands, memory, is_awaited=is_awaited)
        window.listen(commands)
        window.resize(1200, 760)
        window.show()
        window.activateWindow()
        program = Program(
            window, file, commands, presenter, prompts, preferences, tmp_path, crashes
        )
        started.append(program)
        if path is not None:
            assert await file.open(path)
        return program

    yield start
    for program in started:
        await program.close()
        if isValid(program.window):
            program.window.allow_close()
            program.window.deleteLater()
        settle()


@pytest.fixture
async def program(start, five) -> Program:
    return await start(five)
