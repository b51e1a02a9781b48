"""The composition root as a person meets it: a process of its own, with a home of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from textwrap import indent
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest

from desktop_app import __version__
from desktop_app.database.document import create_document
from desktop_app.database.filling import Filling
from desktop_app.domain.change import Author
from desktop_app.domain.sample import sample_users

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 20

# The program; what a person would do stands in ``play``, what they would see is printed.
PLAYED = """
import asyncio, json, sys
from pathlib import Path
from desktop_app.app import run
from desktop_app.settings import parse_command_line

async def play(running):
    window, file, seen = running.window, running.file, {{}}
    async def until(condition):
        for _ in range(2000):
            if condition():
                return
            await asyncio.sleep(0.005)
        raise TimeoutError
{play}
    print(json.dumps(seen))
    return 0

sys.exit(run(parse_command_line(sys.argv[1:]), play))
"""
# The program as it is, which tells when it listens and then does something by itself.
LEFT_ALONE = """
import asyncio, faulthandler, sys
faulthandler.dump_traceback_later({patience}, exit=True)
from desktop_app.app import run
from desktop_app.settings import parse_command_line
from desktop_app.views.main_window import MainWindow

listen = MainWindow.listen
def listen_and_tell(window, commands):
    listen(window, commands)
    def ready():
        if window.page is None and sys.argv[1:2] != ["--settings"]:
            asyncio.get_running_loop().call_later(0.05, ready)
            return
{then}
        print("ready", flush=True)
    asyncio.get_running_loop().call_soon(ready)
MainWindow.listen = listen_and_tell
sys.exit(run(parse_command_line(sys.argv[1:])))
"""

# The window is closed as soon as it is seen.
CLOSED_EARLY = """
import sys
from desktop_app.app import run
from desktop_app.settings import parse_command_line
from desktop_app.shell import Shell

show_preview = Shell.show_preview
async def show_preview_and_close(shell):
    reading = await show_preview(shell)
    print(shell.window.close())
    return reading
Shell.show_preview = show_preview_and_close
sys.exit(run(parse_command_line(sys.argv[1:])))
"""


@pytest.fixture
def home(tmp_path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    return home


@pytest.fixture
def book(tmp_path) -> Path:
    return create_document(tmp_path / "staff.userbook").path


@pytest.fixture
def command(home, tmp_path):
    """How to start it: arguments for Popen."""

    def command(code: str, *arguments: object, **environment: str):
        own = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
        kept = {"PATH", "LANG", "PYTHONPATH", "SYSTEMROOT", "COVERAGE_PROCESS_START"}
        env = {name: value for name, value in os.environ.items() if name in kept}
        env |= {**own, "QT_QPA_PLATFORM": "offscreen", **environment}
        settings = ("--settings", tmp_path / "settings", "--language", "en")
        line = [sys.executable, "-c", code, *map(str, (*arguments, *settings))]
        return {"args": line, "env": env, "cwd": ROOT, "text": True}

    return command


@pytest.fixture
def play(command):
    """Start the program with these arguments, do this, and answer what was seen."""

    def play(lines: str, *arguments: object, **environment: str) -> dict[str, object]:
        code = PLAYED.format(play=indent(lines, "    "))
        started = command(code, *arguments, **environment)
        done = subprocess.run(**started, capture_output=True, timeout=PATIENCE, check=False)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return play


@pytest.fixture
def left_alone(command):
    """The running program, once it is ready."""
    running = []

    def left_alone(then: str, *arguments: object, **environment: str) -> subprocess.Popen[str]:
        code = LEFT_ALONE.format(then=indent(then, "        "), patience=PATIENCE)
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        running.append(subprocess.Popen(**command(code, *arguments, **environment), **pipes))
        assert running[-1].stdout.readline() == "ready\n", running[-1].communicate()
        return running[-1]

    yield left_alone
    for process in running:
        process.kill()
        process.communicate()


def ended_well(process: subprocess.Popen[str]) -> None:
    _out, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors
    assert "never awaited" not in errors
    assert "destroyed" not in errors


def beside(book: Path) -> list[str]:
    return sorted(path.name for path in book.parent.glob("*userbook*"))


def test_closing_the_window_ends_it_and_leaves_one_file(left_alone, book, tmp_path):
    then = "asyncio.get_running_loop().call_later(0.1, window.close)"
    ended_well(left_alone(then, book))
    assert beside(book) == ["staff.userbook"]
    assert (tmp_path / "settings" / "window.ini").is_file()
    settings = json.loads((tmp_path / "settings" / "settings.json").read_text("utf-8"))
    assert settings["last_file"] == str(book)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_as_closing_does(left_alone, book, number, tmp_path):
    process = left_alone("pass", book)
    process.send_signal(number)
    ended_well(process)
    assert beside(book) == ["staff.userbook"]
    assert (tmp_path / "settings" / "window.ini").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")
@pytest.mark.parametrize("action", ["file.open", "file.export"])
def test_a_signal_ends_it_while_a_dialog_waits_for_an_answer(left_alone, book, action):
    process = left_alone(f"window.actions_by_id[{action!r}].trigger()", book)
    process.send_signal(signal.SIGTERM)
    ended_well(process)
    assert beside(book) == ["staff.userbook"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")
def test_a_signal_ends_it_while_a_write_waits_for_an_answer(left_alone, book):
    process = left_alone("window.page.workspace.trash.purge((1,), commands._prompts)", book)
    process.send_signal(signal.SIGTERM)
    ended_well(process)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")
def test_a_signal_ends_it_while_it_asks_about_drafts(left_alone, book):
    then = """
window.page.workspace.form.new()
window.page.workspace.form.edit("title", "x")
window.close()"""
    process = left_alone(then, book)
    process.send_signal(signal.SIGTERM)
    ended_well(process)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")
def test_a_signal_keeps_what_was_typed_in_the_last_moment(left_alone, play, book, tmp_path):
    then = """
window.page.workspace.form.new()
window.page.workspace.form.edit("title", "Lady")"""
    process = left_alone(then, book)
    process.send_signal(signal.SIGTERM)
    ended_well(process)
    (kept,) = (tmp_path / "settings" / "drafts").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    seen = play(
        """
seen["offered"] = window.bar.message.text[:2]
window.bar._action.click()
seen["draft"] = dict(file.state.workspace.form.state.draft)
""",
        book,
    )
    assert seen == {"offered": "1 ", "draft": {"title": "Lady"}}


def test_a_file_that_cannot_be_opened_is_told_and_it_stays(play, tmp_path):
    (tmp_path / "folder.userbook").mkdir()
    seen = play(
        """
seen["missing"] = window.bar.message.text
seen["welcome"] = window.welcome.isVisible()
window.bar.dismiss()
window._commands.open_file(Path(sys.argv[1]).with_name("folder.userbook"))
await until(lambda: window.bar.message)
seen["folder"] = window.bar.message.text
seen["enabled"] = window.actions_by_id["file.open"].isEnabled()
""",
        tmp_path / "gone.userbook",
    )
    assert seen == {
        "missing": "“gone.userbook” is not there any more. Was it moved?",
        "welcome": True,
        "folder": "“folder.userbook” is a folder. Choose a file in it.",
        "enabled": True,
    }


def test_what_was_seen_of_a_file_is_seen_before_the_file_is_open(play, tmp_path):
    users = Filling(sample_users(200, today=date.today()), Author())
    book = create_document(tmp_path / "many.userbook", users).path
    look = """
page = running.window.page
await until(lambda: page.table.has_painted)
seen["early"] = "rows" in running.marks
seen["order"] = page.workspace.users.state.query.sort
"""
    sort = 'await page.workspace.users.sort_by("email", descending=True)'
    assert not play(look + sort, book)["early"]
    assert play(look) == {"early": True, "order": "email"}


def test_who_closes_the_window_while_it_loads_ends_the_program(command, book):
    done = subprocess.run(
        **command(CLOSED_EARLY, book), capture_output=True, timeout=PATIENCE, check=True
    )
    assert (done.stdout, done.stderr) == ("False\n", "")


@pytest.mark.parametrize("name", ["\0", "\ud800", "x" * 5000])
def test_a_last_file_that_no_disk_can_have_is_told(play, tmp_path, name):
    folder = tmp_path / "settings"
    folder.mkdir()
    (folder / "settings.json").write_text(json.dumps({"last_file": f"/nowhere/{name}"}))
    seen = play('seen["text"] = window.bar.message.text\nseen["page"] = window.page is None')
    assert seen["page"]
    assert seen["text"]


def test_the_last_file_is_opened_again_and_its_loss_is_no_trouble(play, book):
    title = 'seen["title"] = window.windowTitle()'
    assert play(title, book)["title"] == "staff.userbook – Userbook"
    assert play(title)["title"] == "staff.userbook – Userbook"
    book.unlink()
    welcome = title + '\nseen["recent"] = [str(path) for path in file.state.recent]'
    assert play(welcome) == {"title": "Userbook", "recent": [str(book)]}


def test_a_database_may_be_named_by_the_environment_of_a_checkout(play, book):
    seen = play(
        """
await file.state.workspace.changes.tasks.close()
seen["count"] = file.state.workspace.users.state.count
seen["path"] = str(file.state.workspace.path)
seen["new"] = window.actions_by_id["user.new"].isEnabled()
""",
        USERBOOK_DATABASE_URL=f"sqlite+aiosqlite:///{book}",
    )
    assert seen == {"count": 0, "path": str(book.resolve()), "new": True}


def test_damaged_and_strange_settings_do_not_stop_it(play, tmp_path):
    folder = tmp_path / "settings"
    folder.mkdir()
    (folder / "settings.json").write_bytes(b'{"language": \xff')
    (folder / "window.ini").write_bytes(b"\x00[window\xff")
    look = """
seen["welcome"] = window.welcome.isVisible()
seen["language"] = window._commands._preferences.language
seen["theme"] = window._commands._preferences.theme
"""
    assert play(look) == {"welcome": True, "language": "en", "theme": "system"}
    assert (folder / "settings.damaged").is_file()
    (folder / "settings.json").write_text('{"theme": "pink", "recent_files": [7, null]}')
    assert play(look)["theme"] == "system"


def test_an_error_in_a_slot_and_in_a_task_is_told_and_it_goes_on(command):
    lines = r"""
from PySide6.QtCore import QTimer
def broken():
    raise ZeroDivisionError("in a slot")
QTimer.singleShot(0, window, broken)
await until(lambda: window.bar.message)
seen["slot"] = "in broken\n" in window.bar.message.details
window.bar.dismiss()
async def lost():
    raise ZeroDivisionError("in a task")
task = asyncio.get_running_loop().create_task(lost())
await asyncio.wait([task])
del task
import gc
gc.collect()
await until(lambda: window.bar.message)
seen["task"] = "in lost\n" in window.bar.message.details
seen["alive"] = window.isVisible()
"""
    code = PLAYED.format(play=indent(lines, "    "))
    done = subprocess.run(**command(code), capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"slot": True, "task": True, "alive": True}


def test_the_version_is_told_without_a_window():
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", "--version"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "none at all"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    assert done.stdout == f"Userbook {__version__}\n"
    assert done.stderr == ""


@pytest.fixture
def session(tmp_path) -> Iterator[dict[str, str]]:
    """Where sockets lie; their names have to be short."""
    with tempfile.TemporaryDirectory(prefix="ub") as folder:
        yield {"XDG_RUNTIME_DIR": folder}


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")
def test_a_second_start_hands_its_file_over_and_ends(command, left_alone, book, tmp_path, session):
    other = create_document(tmp_path / "other.userbook").path
    then = """
def told():
    if window.windowTitle().startswith("other"):
        print("handed over", flush=True)
    asyncio.get_running_loop().call_later(0.05, told)
told()"""
    first = left_alone(then, book, **session)
    code = "import sys; from desktop_app.__main__ import main; sys.exit(main())"
    second = {**command(code, other, **session), "timeout": PATIENCE}
    done = subprocess.run(**second, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert first.stdout.readline() == "handed over\n"
    first.send_signal(signal.SIGTERM)
    ended_well(first)
    assert list(Path(session["XDG_RUNTIME_DIR"]).iterdir()) == []


def test_of_two_starts_at_the_same_time_one_is_left(command, book, session):
    code = "import sys; from desktop_app.app import run; from desktop_app.settings import *\n"
    code += "print('ready', flush=True); sys.stdin.read()\n"
    code += "sys.exit(run(parse_command_line(sys.argv[1:])))"
    started = command(code, book, **session) | dict.fromkeys(("stdin", "stdout"), subprocess.PIPE)
    with subprocess.Popen(**started) as one, subprocess.Popen(**started) as other:
        assert [each.stdout.readline() for each in (one, other)] == ["ready\n"] * 2
        one.stdin.close()
        other.stdin.close()
        ended = monotonic() + PATIENCE
        while one.poll() is other.poll() is None and monotonic() < ended:
            sleep(0.02)
        left = {one.poll(), other.poll()}
        one.kill()
        other.kill()
    assert left == {None, 0}


def test_a_file_asked_for_waits_until_a_question_is_answered(play, book, tmp_path):
    other = create_document(tmp_path / "other.userbook").path
    seen = play(
        """
from PySide6.QtWidgets import QApplication
window.actions_by_id["help.about"].trigger()
window.open_named(sys.argv[2])
await asyncio.sleep(0.3)
seen["before"] = window.windowTitle()
QApplication.activeModalWidget().reject()
await until(lambda: window.windowTitle() != seen["before"])
await until(lambda: window.page)
seen["after"] = window.windowTitle()
""".replace("sys.argv[2]", repr(str(other))),
        book,
    )
    assert seen == {"before": "staff.userbook – Userbook", "after": "other.userbook – Userbook"}


def test_a_file_opened_in_the_desktop_of_a_mac_is_opened(play, book, tmp_path):
    other = create_document(tmp_path / "other.userbook").path
    lines = """
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
QApplication.sendEvent(QApplication.instance(), QFileOpenEvent(QUrl.fromLocalFile(OTHER)))
await until(lambda: window.windowTitle().startswith("other"))
"""
    assert play(lines.replace("OTHER", repr(str(other))), book) == {}


def test_a_file_that_is_asked_for_while_the_program_starts_is_the_one_that_stays(
    command, book, tmp_path
):
    """As macOS does it when a file is double-clicked and nothing runs."""
    other = create_document(tmp_path / "other.userbook").path
    asked = f"""
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from desktop_app.views.application import Application
begin = Application.__init__
def begin_and_ask(self):
    begin(self)
    QCoreApplication.postEvent(self, QFileOpenEvent(QUrl.fromLocalFile({str(other)!r})))
Application.__init__ = begin_and_ask
"""
    lines = """
    await until(lambda: window.page and not file.tasks.is_busy)
    seen["title"] = window.windowTitle()
"""
    started = command(asked + PLAYED.format(play=lines), book)
    done = subprocess.run(**started, capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"title": "other.userbook – Userbook"}


def test_a_portable_program_keeps_everything_beside_itself(command, tmp_path, home):
    place = tmp_path / "stick"
    for name in ("desktop_app", "resources"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("packaging"))
    (place / "userbook.portable").touch()
    book = create_document(place / "staff.userbook").path
    code = PLAYED.format(play='    window.actions_by_id["user.new"].trigger()')
    started = command(code)
    started["args"] = [*started["args"][:3], str(book)]  # nothing says where preferences are
    started["cwd"] = place
    done = subprocess.run(**started, capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    kept = {path.name for path in (place / "Userbook data").iterdir()}
    assert {"logs", "settings.json", "window.ini"} <= kept
    assert [path for path in home.rglob("*") if path.is_file()] == []


WATCHED = """
import atexit, socket, sys
seen_families = set()
def watch(event, arguments):
    if event == "socket.__new__":
        seen_families.add(socket.AddressFamily(arguments[1]).name)
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        seen_families.add(event)
sys.addaudithook(watch)
atexit.register(lambda: print("families:", *sorted(seen_families), file=sys.stderr))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="asyncio's own pair is of another kind there")
def test_no_socket_is_opened_but_local_ones(command, book, session):
    """What Qt and C libraries open is watched over in tests/packaging."""
    lines = """
    workspace, window = window.page.workspace, window
    window.actions_by_id["user.new"].trigger()
    workspace.form.edit("given_name", "Zoë")
    workspace.form.edit("family_name", "Zimt")
    workspace.form.edit("email", "zoe@example.org")
    window.actions_by_id["user.save"].trigger()
    for name in ("help.about", "help.help"):
        window.actions_by_id[name].trigger()
    await until(lambda: workspace.users.state.total == 1)
"""
    started = command(WATCHED + PLAYED.format(play=lines), book, **session)
    done = subprocess.run(**started, capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1] == "families: AF_UNIX"
