"""What a job sees of whoever has asked for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class GivenUpError(Exception):
    """Nobody waits for the job any more."""


@dataclass(frozen=True, slots=True)
class Talk:
    """``hear`` waits for what is told; ``check`` and the others raise GivenUpError.

    In a process nothing raises: it ends at once.
    """

    hear: Callable[[], Any]
    say: Callable[[Any], None]
    check: Callable[[], None]


Job = Callable[[Talk], None]


@dataclass(frozen=True, slots=True)
class End:
    """The last that is said: the job is done, or what it has raised."""

    error: BaseException | None = None
