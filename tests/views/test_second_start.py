"""A second start finds the first, and nobody can do more through the socket than ask for a file."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from desktop_app.views import second_start
from desktop_app.views.second_start import MeetingPlace, Reception, bring_forward

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sockets are those of Unix")
TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def place(monkeypatch):
    """Names of sockets are short, and folders of tests are not."""
    folder = tempfile.mkdtemp(prefix="ub")
    monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
    monkeypatch.delenv(TOKEN, raising=False)
    yield MeetingPlace(Path(folder, "settings"))
    shutil.rmtree(folder)


@pytest.fixture
def asked():
    return []


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def reception(window, place, asked):
    reception = Reception(place, window)
    reception.asked.connect(asked.append)
    return reception


async def handed_over(place: MeetingPlace, file: str) -> bool:
    """By another process, as it always is: Qt waits there, and lets no other thread run."""
    code = "import sys; from desktop_app.views.second_start import MeetingPlace, Path\n"
    code += "sys.exit(not MeetingPlace(Path(sys.argv[1])).hand_over(sys.argv[2]))"
    settings = Path(place.socket).with_name("settings")
    command = [sys.executable, "-P", "-c", code, settings, file]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = await asyncio.to_thread(subprocess.run, command, env=environment, check=False)
    return done.returncode == 0


def in_a_hurry(monkeypatch):
    monkeypatch.setattr(second_start, "_PATIENCE", 100)


async def said(place: MeetingPlace, words: bytes, *, end: bool = True) -> bytes:
    """What the running program answers to whoever says this."""
    reader, writer = await asyncio.wait_for(asyncio.open_unix_connection(place.socket), 5)
    try:
        writer.write(words)
        await writer.drain()
        if end:
            writer.write_eof()
        return await asyncio.wait_for(reader.read(), 5)
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def test_a_file_is_handed_over(reception, place, asked, tmp_path):
    assert await handed_over(place, str(tmp_path / "staff.userbook"))
    assert asked == [str(tmp_path / "staff.userbook")]


async def test_without_a_file_only_the_window_is_asked_for(reception, place, asked):
    assert await handed_over(place, "")
    assert asked == [""]


async def test_a_name_is_told_from_where_it_was_said(
    reception, place, asked, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    assert await handed_over(place, "staff.userbook")
    assert asked == [str(tmp_path / "staff.userbook")]


@pytest.mark.parametrize("name", [b"caf\xe9.userbook", "Отдел\nкадров 😀.userbook".encode()])
async def test_any_name_that_a_file_can_have_arrives(reception, place, asked, name):
    path = "/" + os.fsdecode(name)
    assert await handed_over(place, path)
    assert [os.fsencode(each) for each in asked] == [b"/" + name]


def test_nobody_is_there(place):
    assert not place.hand_over("staff.userbook")


def test_a_socket_that_a_killed_program_left_is_taken_over(window, place):
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(place.socket)
        left.listen()
    assert Path(place.socket).exists()
    assert not place.hand_over("staff.userbook")
    assert Reception(place, window).is_open


async def test_the_first_is_not_pushed_away(reception, place, asked):
    settings = Path(place.socket).with_name("settings")
    assert not Reception(MeetingPlace(settings), reception).is_open
    assert not Reception(place, reception).is_open
    assert await handed_over(place, "")
    assert asked == [""]


def test_who_does_not_answer_is_not_waited_for(place, monkeypatch):
    in_a_hurry(monkeypatch)
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(place.socket)
        deaf.listen()
        assert not place.hand_over("")


async def test_who_starts_at_the_same_time_waits_until_the_first_listens(
    place, window, asked, until
):
    assert not place.hand_over("first.userbook")
    second = asyncio.create_task(handed_over(place, "/second.userbook"))
    reception = Reception(place, window)
    reception.asked.connect(asked.append)
    assert await second
    assert asked == ["/second.userbook"]


def test_a_first_that_never_listens_is_not_waited_for_in_vain(place, monkeypatch):
    monkeypatch.setattr(second_start, "_SLOWEST_START", 0.1)
    assert place.take()
    assert not MeetingPlace(Path(place.socket).with_name("settings")).hand_over("")


def test_after_the_first_the_next_start_is_the_first(reception, place):
    reception.close()
    another = MeetingPlace(Path(place.socket).with_name("settings"))
    assert not another.hand_over("")
    assert another.take()
    assert not place.take()


def test_where_nothing_may_be_written_everybody_goes_alone(place, monkeypatch):
    def refuse(_path):
        raise PermissionError

    monkeypatch.setattr(second_start.FileLock, "of", refuse)
    assert not place.hand_over("")
    assert not place.take()


def test_only_the_same_person_gets_in_and_nothing_stays(reception, place):
    assert stat.S_IMODE(Path(place.socket).stat().st_mode) & 0o077 == 0
    reception.close()
    assert list(Path(place.socket).parent.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        b"",
        b"\xff\xfe\x00",
        b"staff.userbook\0\0",
        b"../staff.userbook\0\0",
        b"GET / HTTP/1.1\r\n\r\n",
        b"/staff.userbook\0\0\0",
        b"/" + b"a" * 2**17,
        b"/" + b"a" * 2**17 + b"\0\0",
    ],
)
async def test_anything_else_is_not_listened_to(reception, place, asked, words, monkeypatch):
    in_a_hurry(monkeypatch)
    assert await said(place, words) == b""
    assert asked == []
    assert await handed_over(place, "/staff.userbook")
    assert asked == ["/staff.userbook"]


async def test_who_says_nothing_is_sent_away(reception, place, asked, monkeypatch):
    in_a_hurry(monkeypatch)
    silent = [said(place, b"/staff", end=False) for _ in range(20)]
    assert set(await asyncio.gather(*silent)) == {b""}
    assert await handed_over(place, "")
    assert asked == [""]


async def test_whoever_leaves_at_once_does_no_harm(reception, place, asked, until):
    for _ in range(50):
        _reader, writer = await asyncio.open_unix_connection(place.socket)
        writer.transport.abort()
    await until(lambda: reception._guests == 0)
    assert await handed_over(place, "")


@pytest.mark.parametrize(
    ("token", "kept"),
    [
        (b"gnome-shell/Userbook/1-0_TIME12", True),
        (b"a=b", False),
        (b"\xff", False),
        (b"x" * 300, 0),
    ],
)
async def test_only_a_token_is_passed_on(reception, place, monkeypatch, token, kept):
    monkeypatch.setenv(TOKEN, "")
    assert await said(place, b"\0" + token + b"\0") == b"taken"
    assert os.environ[TOKEN] == (token.decode() if kept else "")


def test_each_folder_of_preferences_has_its_own(place):
    settings = Path(place.socket).with_name("settings")
    assert MeetingPlace(settings).socket == place.socket
    assert MeetingPlace(settings / "other").socket != place.socket
    assert Path(place.socket).parent == Path(os.environ["XDG_RUNTIME_DIR"])


def test_the_sandboxes_of_a_flatpak_meet_in_what_they_share(place, monkeypatch, tmp_path):
    shared = Path(os.environ["XDG_RUNTIME_DIR"]) / "app" / "io.github.userbook.userbook"
    shared.mkdir(parents=True)
    monkeypatch.setenv("FLATPAK_ID", shared.name)
    assert Path(MeetingPlace(tmp_path).socket).parent == shared


def test_without_a_session_it_lies_with_the_preferences(monkeypatch, tmp_path):
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert Path(MeetingPlace(tmp_path).socket).parent == tmp_path


@pytest.mark.parametrize("folder", ["", "relative", "/no/such/folder", "shared"])
def test_a_session_that_others_may_write_to_is_no_meeting_place(monkeypatch, tmp_path, folder):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    session = str(shared) if folder == "shared" else folder
    monkeypatch.setenv("XDG_RUNTIME_DIR", session)
    assert Path(MeetingPlace(tmp_path).socket).parent == tmp_path


def test_the_first_start_of_all_listens_too(window, monkeypatch):
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    with tempfile.TemporaryDirectory(prefix="ub") as folder:
        place = MeetingPlace(Path(folder) / "none yet")
        reception = Reception(place, window)
        assert reception.is_open
        assert Path(place.socket).parent.stat().st_mode & 0o077 == 0
        reception.close()


def test_a_minimised_window_comes_back_as_large_as_it_was(window, monkeypatch):
    monkeypatch.setattr(window, "raise_", lambda: None)  # offscreen, none is above another
    window.showMaximized()
    window.showMinimized()
    bring_forward(window)
    assert not window.isMinimized()
    assert window.isMaximized()
    assert window.isVisible()
