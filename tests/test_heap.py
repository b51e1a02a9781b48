"""One heap for all threads, where the C library would make one for each."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

_SHARES = """
import ctypes, os, sys
from threading import Barrier, Thread
from desktop_app.heap import share_heap

assert share_heap() is (sys.argv[1] == "glibc")
barrier = Barrier(9)
held = []

def hold():
    held.append(ctypes.create_string_buffer(50_000))
    barrier.wait()
    barrier.wait()

for _ in range(8):
    Thread(target=hold).start()
barrier.wait()
ctypes.CDLL(None).malloc_stats()
barrier.wait()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the C library of GNU is that of Linux")
def test_threads_share_one_heap():
    asked = [sys.executable, "-c", _SHARES, platform.libc_ver()[0]]
    told = subprocess.run(asked, check=True, capture_output=True, text=True).stderr
    assert [line for line in told.splitlines() if line.startswith("Arena")] == ["Arena 0:"]
