"""An X server whose picture lies in a file, so that one can see when something was painted."""

from __future__ import annotations

import mmap
import os
import struct
import subprocess
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WIDTH, HEIGHT = 1280, 800
TOOLS = ("Xvfb", "openbox", "xdotool")
_LINES = 40  # fewer are a blinking cursor, or a button under the mouse
_PATIENCE = 180.0
_GLANCE = 0.004
_AMIDST = range(400, 700), range(300, 500)


class Screen:
    """``environment`` is that of a program that is to appear on it."""

    def __init__(self, home: Path, number: str) -> None:
        self.environment = os.environ | {
            "DISPLAY": f":{number}",
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "xcb",
        }
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        with (home / "Xvfb_screen0").open("rb") as file:
            self._picture = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        # The X window dump format: twenty-five words of which these are the sizes.
        (self._line,) = struct.unpack_from(">I", self._picture, 48)
        self._start = len(self._picture) - self._line * HEIGHT

    def watch(self, act: Callable[[], object], quiet: float) -> tuple[float, float, float]:
        """Act; the seconds to the first and to the last change before it was quiet so long.

        And to the last one amidst the screen, where tables have their rows.
        """
        seen = self._picture[self._start :]
        begun = perf_counter()
        act()
        first = last = rows = 0.0
        while not first or perf_counter() - begun - last < quiet:
            if perf_counter() - begun > _PATIENCE:
                raise TimeoutError("nothing was painted")
            time.sleep(_GLANCE)
            now = self._picture[self._start :]
            if now != seen and self._changed(now, seen) >= _LINES:
                last = perf_counter() - begun
                first = first or last
                rows = last if self._changed(now, seen, *_AMIDST) >= _LINES else rows
                seen = now
        return first, last, rows

    def act(self, *command: str) -> str:
        """``xdotool``; what it answers."""
        words = ["xdotool", *command]
        done = subprocess.run(
            words, env=self.environment, check=True, capture_output=True, text=True, timeout=30
        )
        return done.stdout.strip()

    def click(self, window: str, place: tuple[int, int]) -> None:
        """A place within the window."""
        self.act("mousemove", "--window", window, *map(str, place), "click", "1")

    def _changed(
        self, now: bytes, seen: bytes, across: range = range(WIDTH), down: range = range(HEIGHT)
    ) -> int:
        """How many lines of the picture, or of this part of it."""
        size, deep = self._line, self._line // WIDTH
        parts = (
            slice(line * size + across.start * deep, line * size + across.stop * deep)
            for line in down
        )
        return sum(now[part] != seen[part] for part in parts)


@contextmanager
def screen() -> Iterator[Screen]:
    """A server with a window manager, on a display that it finds free itself."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        reading, writing = os.pipe()
        words = ["Xvfb", "-displayfd", str(writing), "-fbdir", str(home), "-nolisten", "tcp"]
        words += ["-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
        stack.enter_context(_running(words, pass_fds=[writing]))
        os.close(writing)
        with os.fdopen(reading) as answer:
            found = Screen(home, answer.readline().strip())
        stack.enter_context(_running(["openbox"], env=found.environment))
        yield found


@contextmanager
def shown(screen_: Screen, command: list[str], cwd: Path) -> Iterator[Callable[[], None]]:
    """A program that is started by what this gives, and ended afterwards."""
    with ExitStack() as stack:

        def start() -> None:
            stack.enter_context(_running(command, env=screen_.environment, cwd=cwd))

        yield start


@contextmanager
def _running(command: list[str], **more: object) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, **more) as process:
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
