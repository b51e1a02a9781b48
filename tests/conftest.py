"""What every test may rely on: a home of its own, the right event loop, patience."""

from __future__ import annotations

import asyncio
import gc
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import qasync
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

TESTS = Path(__file__).resolve().parent
CORPUS = TESTS.parents[1] / "shared" / "corpus"
WINDOWED = (TESTS / "views", TESTS / "journeys")
HOMES = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "both_loops: runs on asyncio's own loop and on Qt's")


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Qt's loop under windows, asyncio's own below them, both where a test asks for it."""
    if item.get_closest_marker("both_loops"):
        return {"asyncio": asyncio.new_event_loop, "qt": qt_loop}
    if any(item.path.is_relative_to(folder) for folder in WINDOWED):
        return {"qt": qt_loop}
    return {"asyncio": asyncio.new_event_loop}


def qt_loop() -> asyncio.AbstractEventLoop:
    return qasync.QEventLoop(QApplication.instance())


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test may read or change the files of the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as environment:
        for name in HOMES:
            (home / name.lower()).mkdir()
            environment.setenv(name, str(home / name.lower()))
        yield


@pytest.fixture(scope="session", autouse=True)
def _app(_own_home: None, qapp: QApplication) -> Iterator[QApplication]:
    """The one application; a closed window must not end the loop under a test.

    Qt's objects may die only in this thread, but the garbage collector runs in whichever thread
    happens to allocate, such as that of a database connection. So it is called by hand.
    """
    qapp.setQuitOnLastWindowClosed(False)
    gc.collect()
    gc.freeze()
    gc.disable()
    yield qapp
    gc.enable()


@pytest.fixture(autouse=True)
def _garbage_dies_in_this_thread(_app: QApplication) -> Iterator[None]:
    yield
    gc.collect()


@pytest.fixture
def until() -> Callable[..., Awaitable[None]]:
    """Waits for a condition without a nested event loop, unlike qtbot's ``wait…``."""

    async def until(condition: Callable[[], object], timeout: float = 5.0) -> None:  # noqa: ASYNC109
        end = time.monotonic() + timeout
        while not condition():
            assert time.monotonic() < end, "condition not reached"
            await asyncio.sleep(0.005)

    return until


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Files as other programs write them, kept beside the repository."""
    if not CORPUS.is_dir():
        pytest.skip(f"no corpus at {CORPUS}")
    return CORPUS
