"""Runs jobs on a disk that goes bad; a program of its own, in which ``bad_disk.c`` is loaded.

Each try is a fork: everything is imported already, and whatever a try breaks is gone with it.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from pathlib import Path
from typing import Any

from jobs import result

DISK = ctypes.CDLL(None)


def attempt(asked: dict[str, Any]) -> dict[str, Any]:
    folder = os.fsencode(asked["folder"])
    DISK.arm(folder, asked["nth"], asked["code"], int(asked["lasting"]))
    told = result(asked["job"], Path(asked["path"]))
    told |= {"failed": DISK.writes_failed(), "counted": DISK.writes_counted()}
    if asked["again"] and "refused" in told:
        DISK.arm(b"", 0, 0, 0)
        told["again"] = result(asked["job"], Path(asked["path"]))
    return told


def forked(asked: dict[str, Any]) -> str:
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        os.close(reading)
        os.write(writing, json.dumps(attempt(asked)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        told = answer.read()
    os.waitpid(child, 0)
    return told or json.dumps({"bug": "ended without a word"})


if __name__ == "__main__":
    for line in sys.stdin:
        print(forked(json.loads(line)), flush=True)
