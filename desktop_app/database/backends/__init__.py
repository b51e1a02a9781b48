"""One file per database engine; dropping a file here is the whole change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Mapping
    from pathlib import Path

    from sqlalchemy import URL
    from sqlalchemy.ext.asyncio import AsyncEngine

    from desktop_app.database.file_guard import FileGuard
    from desktop_app.domain.errors import AppError


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What the connections of one engine are for; ``busy_timeout`` is in milliseconds."""

    writes: bool
    connections: int
    journal_mode: str
    busy_timeout: int
    guard: FileGuard

    @property
    def cache(self) -> int:
        """KiB of pages that a connection may hold; it takes none before it needs them.

        A change of very many users comes back to the same pages of an index again and again, and
        what does not fit in here is written each time.
        """
        return 64 * 2**10 if self.writes else 2000


class Pulse(Protocol):
    """Tells at once, and from any thread, whether anybody has written since it was asked last."""

    def has_beaten(self) -> bool: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Backend:
    """All that differs from one database engine to another.

    ``understand`` names an expected failure, and is silent about bugs; it takes errors of the
    driver, wrapped by SQLAlchemy or not. ``options`` go to ``create_async_engine``, ``prepare``
    adds listeners to the result. When nobody has written for a moment, ``index_more`` makes some
    of what was written quick to find, and tells whether there is more, None if somebody else is
    writing; then comes ``tidy``.
    ``finish`` is the last thing before the engine goes. ``compact`` leaves nothing of what was
    deleted in the file; False if somebody keeps it there. ``file_of`` is the one file of a
    database, if it is one. ``pulse`` notices every commit, ``changed_by_others`` tells whether any
    of them was not made through this engine; it may say so once too often.
    """

    driver: str
    understand: Callable[[Exception], AppError | None]
    is_read_only: Callable[[URL], bool]
    is_single: Callable[[URL], bool]
    options: Callable[[URL, Access], Mapping[str, Any]]
    prepare: Callable[[AsyncEngine, Access], None]
    index_more: Callable[[AsyncEngine], Coroutine[Any, Any, bool | None]]
    tidy: Callable[[AsyncEngine], Coroutine[Any, Any, None]]
    finish: Callable[[AsyncEngine], Awaitable[None]]
    compact: Callable[[AsyncEngine], Awaitable[bool]]
    file_of: Callable[[URL], Path | None]
    pulse: Callable[[URL, Access], Pulse]
    changed_by_others: Callable[[AsyncEngine], Awaitable[bool]]


@cache
def backends() -> tuple[Backend, ...]:
    """Every backend in this folder."""
    return tuple(
        import_module(f"{__name__}.{found.name}").BACKEND for found in iter_modules(__path__)
    )


def backend_for(url: URL) -> Backend:
    """The backend whose driver the URL names; LookupError if there is none."""
    for backend in backends():
        if backend.driver == url.drivername:
            return backend
    raise LookupError(url.drivername)


def understand(error: Exception) -> AppError | None:
    """The expected failure that any of the backends sees in an error of its driver."""
    for backend in backends():
        if (known := backend.understand(error)) is not None:
            return known
    return None
