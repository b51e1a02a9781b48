"""Which users of two files differ: both read by key, side by side, a chunk at a time.

What is stored is compared as it is stored, so nothing is converted but what differs. Each chunk is
a transaction of its own: where there is no write-ahead log, a long one would hold writers up.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from desktop_app.database.copying import Source, Watch, failing, reading
from desktop_app.domain.comparison import Comparison
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Generator

    Row = tuple[Any, ...]

_CHUNK = 1000
# One text of all that is stored: to hand over each column costs more than to compare them.
_STORED = f"json_array({', '.join(ATTRIBUTES)})"
_QUERY = f"SELECT key, id, {_STORED} FROM users WHERE key > ? ORDER BY key LIMIT {_CHUNK}"  # noqa: S608
_END: Row = (1 << 63,)


def compare(then: Source, now: Source, watch: Watch | None = None) -> Comparison:
    """What has happened to users since ``then``; raises CopyFailedError or CopyStoppedError."""
    watch = watch or Watch()
    with closing(_rows(then, watch)) as earlier, closing(_rows(now, watch)) as current:
        return _merged(earlier, current)


def _merged(earlier: Generator[Row], current: Generator[Row]) -> Comparison:
    """A key with another id is somebody else: one user went and another came."""
    found = Comparison()
    then, now = next(earlier, _END), next(current, _END)
    while then is not _END or now is not _END:
        key_then, key_now = then[0], now[0]
        if key_then == key_now and then != now:
            _note(found, then, now)
        elif key_then < key_now:
            found.removed.append(key_then)
        elif key_now < key_then:
            found.added.append(key_now)
        if key_then <= key_now:
            then = next(earlier, _END)
        if key_now <= key_then:
            now = next(current, _END)
    return found


def _note(found: Comparison, then: Row, now: Row) -> None:
    if then[1] == now[1]:
        found.changed.append(then[0])
    else:
        found.removed.append(then[0])
        found.added.append(now[0])


def _rows(source: Source, watch: Watch) -> Generator[Row]:
    last = -1 << 63
    with failing(source.path, watch), reading(source, watch) as connection:
        while chunk := connection.execute(_QUERY, (last,)).fetchall():
            watch.check()
            yield from chunk
            last = chunk[-1][0]
