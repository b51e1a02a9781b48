"""The real program, killed at a moment that chance decides, and started on the same file again."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Timer
from typing import TYPE_CHECKING, Any

from deeds import Book, Expected, book_of, next_deed
from examine import faults
from people import userbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).resolve().parent
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(HERE.parents[1]),
    "QT_QPA_PLATFORM": "offscreen",
    "QT_LOGGING_RULES": "qt.qpa.*=false",
}
LATEST = 0.4
MOST_DEEDS = 6
EARLY = 0.04
STARTED = 1.5
PATIENCE = 120.0  # who does nothing for so long hangs, and is asked to end by itself
SHOWN = 5


@dataclass(slots=True)
class Tally:
    """``kills`` by what was being done; ``unasked`` was stored but not yet acknowledged.

    ``offered`` are drafts that were there again after a kill.
    """

    kills: Counter[str] = field(default_factory=Counter[str])
    acknowledged: Counter[str] = field(default_factory=Counter[str])
    unasked: Counter[str] = field(default_factory=Counter[str])
    offered: int = 0
    faults: list[str] = field(default_factory=list[str])

    def add(self, other: Tally) -> None:
        self.kills += other.kills
        self.acknowledged += other.acknowledged
        self.unasked += other.unasked
        self.offered += other.offered
        self.faults += other.faults


@dataclass(slots=True)
class Life:
    """What the program told: ``asked`` is the deed that it was killed in."""

    asked: dict[str, Any] = field(default_factory=dict[str, Any])
    first: dict[str, Any] = field(default_factory=dict[str, Any])
    code: int | None = None


class Victim:
    """One file, and the program that is killed over it again and again."""

    def __init__(self, folder: Path, seed: int, count: int = 200) -> None:
        self.folder, self.path = folder, userbook(folder / "Victim.userbook", count)
        self.random = Random(seed)
        self.tally = Tally()
        self.expected = Expected([book_of(self.path)])
        self._asked: dict[str, Any] = {}

    def kill(self) -> None:
        """One life of the program: some deeds are done, then it is killed; or while it starts."""
        there = len(self.expected.book)
        if self.random.random() < EARLY:
            life = self._live(0, self.random.uniform(0, STARTED))
        else:
            life = self._live(self.random.randint(1, MOST_DEEDS), self.random.uniform(0, LATEST))
        self.tally.kills[life.asked.get("kind", "start")] += 1
        if life.code != -signal.SIGKILL:
            self.tally.faults.append(f"ended by itself, {life.code}, in {life.asked}")
        if life.first.get("count", there) != there:
            self.tally.faults.append(f"lost: the window shows {life.first} of {there} users")
        self.tally.faults += self._judge(life.asked)
        self._asked = life.asked or self._asked

    def _live(self, deeds: int, delay: float) -> Life:
        life = Life()
        with started("obey.py", str(self.path), str(self.folder / "settings")) as program:
            assert program.stdout
            clock, patience = Timer(delay, program.kill), Timer(PATIENCE, program.terminate)
            patience.start()
            if not deeds:
                clock.start()
            for number, told in enumerate(whole_lines(program.stdout)):
                if number == 0:
                    life.first = told
                    self.tally.faults += self._judge_offer(told["offered"])
                else:
                    self.expected.done(life.asked)
                    self.tally.acknowledged[life.asked["kind"]] += 1
                if number == deeds > 0:
                    clock.start()
                life.asked = next_deed(self.random, self.expected, self.folder)
                say(program, life.asked)
            clock.cancel()
            patience.cancel()
        life.code = program.returncode
        return life

    def _judge_offer(self, offered: dict[str, str]) -> Iterator[str]:
        """Each draft that was acknowledged, or the one that was typed over it."""
        over = self._asked if self._asked.get("kind") == "type" else {}
        for name, text in self.expected.drafts.items():
            known = [text, over["text"]] if name in over.get("names", ()) else [text]
            if offered.get(name) not in known:
                yield f"lost: the draft {text!r} of {name}, offered is {offered.get(name)!r}"
            self.tally.offered += offered.get(name) in known

    def _judge(self, asked: dict[str, Any]) -> Iterator[str]:
        """What was acknowledged is there; what was asked for is there whole or not at all."""
        copy = copied(self.path, self.folder / "look")
        yield from faults(copy)
        book = book_of(copy)
        if asked and book == self.expected.after(asked) != self.expected.book:
            self.expected.done(asked)
            self.tally.unasked[asked["kind"]] += 1
        elif book != self.expected.book:
            yield f"lost: after {asked} {_difference(self.expected.book, book)}"
            self.expected = Expected([book], number=self.expected.number)


def whole_lines(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Whoever is killed may have told half of something."""
    return (json.loads(line) for line in lines if line.endswith("\n"))


def started(script: str, *words: str, **beside: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    command = [sys.executable, str(HERE / script), *words]
    return subprocess.Popen(command, env=ENVIRONMENT | beside, stdin=pipe, stdout=pipe, text=True)


def say(program: subprocess.Popen[str], what: dict[str, Any]) -> None:
    """It may have been killed by now."""
    assert program.stdin
    try:
        program.stdin.write(json.dumps(what) + "\n")
        program.stdin.flush()
    except BrokenPipeError:
        pass


def copied(path: Path, folder: Path) -> Path:
    """A file that nobody has open, with its log: the program is to play that back itself."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for suffix in ("", "-wal", "-journal"):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            shutil.copy(beside, folder)
    return folder / path.name


def _difference(wanted: Book, found: Book) -> str:
    everybody = sorted(wanted.keys() | found.keys())
    names = [name for name in everybody if wanted.get(name) != found.get(name)]
    told = [f"{name}: {wanted.get(name)!r} became {found.get(name)!r}" for name in names[:SHOWN]]
    return f"{len(names)} users are not as they were: {'; '.join(told)}"
