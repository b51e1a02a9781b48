"""What the other process does. It must start fast: nothing is imported before the job names it.

Both ways are pickles: whoever could write them could as well start programs of this person.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, BinaryIO

from desktop_app.worker.job import End, Job, Talk

if TYPE_CHECKING:
    from collections.abc import Callable


def serve() -> int:
    """Do one job, which stands first in standard input; end as soon as that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for who has started us
    told, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what prints must not come between

    def say(answer: object) -> None:
        pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()

    heard: SimpleQueue[Any] = SimpleQueue()
    job: Job = pickle.load(told)  # noqa: S301
    Thread(target=_listen, args=(told, heard.put), daemon=True).start()
    say(End(_done(job, Talk(heard.get, say, lambda: None))))
    return 0


def _done(job: Job, talk: Talk) -> BaseException | None:
    try:
        job(talk)
    except Exception as error:  # noqa: BLE001  # belongs to the one who waits
        error.add_note("".join(traceback.format_tb(error.__traceback__)))
        return error
    return None


def _listen(told: BinaryIO, put: Callable[[Any], None]) -> None:
    """Who has started us may end in any way: then nobody needs us, whatever we are at."""
    try:
        while True:
            put(pickle.load(told))  # noqa: S301
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)
