"""How the C library keeps the memory that Qt and SQLite ask it for."""

from __future__ import annotations

import platform

# https://man7.org/linux/man-pages/man3/mallopt.3.html
_ARENA_MAX, _MXFAST = -8, 1


def share_heap() -> bool:
    """Let all threads have one heap; whether there was anything to be done.

    To begin with: a thread that has a heap keeps it. The C library of GNU makes one for each, and
    gives back only what is free at the end of one: after a long scroll 16 MB less are held.

    Small pieces that are free are joined at once: else whoever next needs a large one joins all
    that SQLite has left of sorting a million users, which may be the window, for 200 ms.
    """
    if platform.libc_ver()[0] != "glibc":
        return False
    import ctypes  # noqa: PLC0415  # nobody else needs it

    mallopt = ctypes.CDLL(None).mallopt
    return bool(mallopt(_ARENA_MAX, 1) and mallopt(_MXFAST, 0))
