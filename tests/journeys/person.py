"""A person at the keyboard who cannot see: knows roles and names, types, and has patience."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

REPOSITORY = Path(__file__).resolve().parents[2]
_PATIENCE = 15.0
_EYES = Path(__file__).with_name("eyes.py")
# Qt tells of each question about a control that has just gone, and of one it never answers.
_HARMLESS = re.compile(r"qt\.accessibility\.atspi: ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A control as a screen reader tells it."""

    role: str
    name: str
    description: str
    states: list[str]
    place: list[int]
    text: str

    @property
    def middle(self) -> tuple[str, str]:
        left, top, width, height = self.place
        return str(left + width // 2), str(top + height // 2)


class Person:
    """The real process of the program, and somebody who works with it."""

    def __init__(self, desk: Mapping[str, str], *arguments: str) -> None:
        self._desk = dict(desk)
        self._errors = Path(desk["HOME"]) / "errors.txt"
        with self._errors.open("w") as errors:
            self.program = subprocess.Popen(
                [sys.executable, "-m", "desktop_app", *arguments],
                cwd=REPOSITORY,
                env=self._desk,
                stderr=errors,
            )
        self._eyes = subprocess.Popen(
            ["/usr/bin/python3", str(_EYES), str(self.program.pid)],
            env=self._desk,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def sees(self, role: str, name: str) -> Control:
        """Wait for a control; ``name`` is a pattern for the whole name."""
        found = self._patiently(lambda: self._ask("find", role, name), f"no {role} {name!r}")
        return Control(**found)

    def sees_enabled(self, role: str, name: str) -> Control:
        """Wait until it can be used as well."""
        self._patiently(
            lambda: "enabled" in (self._ask("find", role, name) or {"states": []})["states"],
            f"no {role} {name!r} that can be used",
        )
        return self.sees(role, name)

    def sees_no_more(self, role: str, name: str) -> None:
        self._patiently(
            lambda: self._ask("find", role, name) is None, f"still there: {role} {name!r}"
        )

    def sees_text(self, role: str, name: str, text: str) -> None:
        self._patiently(
            lambda: (self._ask("find", role, name) or {}).get("text") == text,
            f"{role} {name!r} does not say {text!r}",
        )

    def sees_users(self, *names: str) -> None:
        """Wait until exactly these are in the table, in this order."""
        seen: list[Any] = [None]

        def there() -> bool:
            seen[0] = self._ask("column", "table", "Users")
            return seen[0] is not None and [n.rsplit(", ", 1)[0] for n in seen[0]] == list(names)

        self._patiently(there, f"not {names} but what is in the table")

    def users(self) -> list[str]:
        return self._ask("column", "table", "Users") or []

    def everything(self) -> list[Control]:
        return [Control(**told) for told in self._ask("everything", "", "") or []]

    def goes_to(self, role: str, name: str) -> None:
        """Put the keyboard's focus there."""
        self.sees(role, name)
        self._ask("focus", role, name)
        self._patiently(
            lambda: "focused" in (self._ask("find", role, name) or {"states": []})["states"],
            f"{role} {name!r} takes no focus",
        )

    def clicks(self, role: str, name: str) -> None:
        control = self.sees_enabled(role, name)
        self._hand("mousemove", "--sync", *control.middle, "click", "1")

    def presses(self, *keys: str) -> None:
        self._hand("key", "--clearmodifiers", *keys)

    def types(self, text: str) -> None:
        self._hand("type", "--clearmodifiers", "--delay", "12", text)

    def fills(self, field: str, text: str) -> None:
        """Go to a field of the form and write over what is in it."""
        self.goes_to("text", field)
        self.presses("ctrl+a")
        self.types(text)
        self.sees_text("text", field, text)

    def answers_file_dialog(self, path: Path) -> None:
        """By keyboard: the whole path into the field that has the focus, then Enter."""
        self.goes_to("text", "File name:")
        self.presses("ctrl+a")
        self.types(str(path))
        self.sees_text("text", "File name:", str(path))
        self.presses("Return")
        self.sees_no_more("text", "File name:")

    def leaves(self, keys: str) -> int:
        """Close the program and wait for its exit code."""
        self.presses(keys)
        return self.program.wait(_PATIENCE)

    def complaints(self) -> list[str]:
        """What the program wrote to its standard error."""
        lines = self._errors.read_text().splitlines()
        return [line for line in lines if not _HARMLESS.search(line)]

    def goes_home(self) -> None:
        """Nothing of it is left running."""
        for process in (self.program, self._eyes):
            if process.poll() is None:
                process.kill()
            process.wait()
        for pipe in (self._eyes.stdin, self._eyes.stdout):
            if pipe is not None:
                pipe.close()

    def _ask(self, asked: str, role: str, name: str) -> Any:
        assert self._eyes.stdin is not None
        assert self._eyes.stdout is not None
        self._eyes.stdin.write(json.dumps([asked, role, name]) + "\n")
        self._eyes.stdin.flush()
        return json.loads(self._eyes.stdout.readline() or "null")

    def _hand(self, *command: str) -> None:
        subprocess.run(["xdotool", *command], env=self._desk, check=True, timeout=_PATIENCE)

    def _patiently(self, look: Callable[[], Any], otherwise: str) -> Any:
        end = time.monotonic() + _PATIENCE
        while not (found := look()):
            if time.monotonic() > end:
                raise AssertionError(f"{otherwise}; there is {self._summary()}")
            assert self.program.poll() is None, f"the program ended: {self.complaints()}"
            time.sleep(0.03)
        return found

    def _summary(self) -> str:
        named = [c for c in self.everything() if c.name]
        told = "; ".join(f"{c.role} {c.name!r} {c.text!r}" for c in named)
        return f"{told}; complaints: {self.complaints()}"
