"""A desk for a person: a display, a window manager and the buses of a desktop session."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from person import Person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
_TOOLS = ("Xvfb", "dbus-run-session", "openbox", "xdotool", "xdpyinfo")
_FOLDERS = ("CONFIG", "DATA", "STATE", "CACHE")
_SECONDS = 10


def _missing() -> list[str]:
    absent = [tool for tool in _TOOLS if shutil.which(tool) is None]
    absent += [] if _LAUNCHER.exists() else ["at-spi2-core"]
    bindings = list(Path("/usr/lib").glob("python3*/*-packages/pyatspi"))
    return absent + ([] if bindings else ["python3-pyatspi"])


@pytest.fixture(scope="session")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a session with nothing in it; ended in reverse order."""
    if absent := _missing():
        pytest.skip(f"not installed: {', '.join(absent)}")
    home = tmp_path_factory.mktemp("session")
    with ExitStack() as stack:
        number = stack.enter_context(_screen())
        desk = {**os.environ, **_home(home), "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        for name in ("PYTHONDONTWRITEBYTECODE", "WAYLAND_DISPLAY"):
            desk.pop(name, None)
        desk |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        desk["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(_bus(desk))
        stack.enter_context(_running(["openbox"], desk))
        stack.enter_context(_running([str(_LAUNCHER), "--launch-immediately"], desk))
        yield desk


@pytest.fixture
def sits_down(display: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., Person]]:
    """Start the program for somebody who never had it, or has come back."""
    with ExitStack() as stack:

        def start(*arguments: str) -> Person:
            desk = display | _home(tmp_path)
            person = Person(desk, "--settings", str(tmp_path / "settings"), *arguments)
            stack.callback(person.goes_home)
            return person

        yield start


def _home(folder: Path) -> dict[str, str]:
    (folder / "Documents").mkdir(exist_ok=True)
    names = {f"XDG_{name}_HOME": str(folder / name.casefold()) for name in _FOLDERS}
    return {"HOME": str(folder), **names}


@contextmanager
def _screen() -> Iterator[str]:
    """An X server on a display that it finds free itself, and tells."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24"]
    command += ["-nolisten", "tcp"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, pass_fds=[writing], stdout=quiet, stderr=quiet) as server:
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        try:
            assert number, "no display"
            yield number
        finally:
            server.terminate()
            server.wait(_SECONDS)


@contextmanager
def _bus(desk: dict[str, str]) -> Iterator[str]:
    """A session bus that lives as long as its ``cat`` has something to wait for."""
    command = ["dbus-run-session", "--", "sh", "-c", "echo $DBUS_SESSION_BUS_ADDRESS; exec cat"]
    pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=quiet, env=desk, text=True
    ) as bus:
        assert bus.stdin is not None
        assert bus.stdout is not None
        yield bus.stdout.readline().strip()
        bus.stdin.close()
        bus.wait(_SECONDS)


@contextmanager
def _running(command: list[str], desk: dict[str, str]) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=desk, stdout=quiet, stderr=quiet) as process:
        try:
            yield
        finally:
            process.terminate()
            process.wait(_SECONDS)
