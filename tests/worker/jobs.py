"""Jobs that the tests give to a worker, which imports them by name."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.errors import TableReason, TableRefusedError

if TYPE_CHECKING:
    from desktop_app.worker.job import Talk


def echo(talk: Talk) -> None:
    while (told := talk.hear()) is not None:
        talk.say(told)


def refuse(talk: Talk) -> None:
    talk.say("so far")
    raise TableRefusedError(Path("a.csv"), TableReason.SYNTAX, 7, detail="x")


def vanish(talk: Talk) -> None:
    talk.say("so far")
    os._exit(3)


def say_nonsense(talk: Talk) -> None:
    talk.say(lambda: None)  # what pickle cannot name


def print_and_say(talk: Talk) -> None:
    print("not for the pipe")
    talk.say("said")


def spin(talk: Talk) -> None:
    """Says who it is, and is busy for ever."""
    talk.say(os.getpid())
    while True:
        talk.check()


def look_around(talk: Talk) -> None:
    """What of its surroundings a worker could spoil."""
    import desktop_app.operations.planning  # noqa: F401, PLC0415

    folder = Path("/proc/self/fd")
    opened = [os.path.realpath(each) for each in folder.iterdir()] if folder.is_dir() else []
    talk.say(
        {
            "modules": sorted({name.split(".")[0] for name in sys.modules}),
            "opened": sorted(opened),
            "session": os.getsid(0),
            "ctrl_c": signal.getsignal(signal.SIGINT) is signal.SIG_IGN,
        }
    )
