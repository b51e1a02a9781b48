"""One program for one person: a second start hands its file to the first, and ends.

Only programs of the same person reach the socket. All that any of them can do is to ask for a file,
which goes through the gate that every file goes through, and for the window to come forward.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_app.file_lock import FileLock

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket
    from PySide6.QtWidgets import QWidget

_PATIENCE = 2000  # milliseconds
_SLOWEST_START = 10.0  # seconds, until it listens
_GLANCE = 0.02
_LONGEST = 2**16  # bytes
_MOST = 8
_TAKEN = b"taken"
_END = b"\0"
_TEXT = ("utf-8", "surrogateescape")  # names of files need not be text
_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105  # how Wayland knows that a person has asked for it
_HARMLESS = re.compile(r"[\w.:/+-]{0,256}", re.ASCII)


class MeetingPlace:
    """Where the starts of whoever keeps preferences in a folder find each other.

    A socket that the first of them listens at, where nobody else may put one; and beside it a lock
    that tells which is the first, from before it has a window until it ends, however it ends.
    """

    def __init__(self, folder: Path) -> None:
        digest = sha256(str(folder.absolute()).encode(*_TEXT)).hexdigest()
        name = f"userbook-{digest[:16]}"
        near = _session() or folder
        self.socket = name if sys.platform == "win32" else str(near / name)
        self._lock_file = near / f"{name}.lock"
        self._lock: FileLock | None = None

    def hand_over(self, file: str) -> bool:
        """Leave ``file``, if any, to the first, even if that is still starting.

        False if nobody is there, so that this start becomes the first, or nobody answers.
        """
        patience = monotonic() + _SLOWEST_START
        while True:
            if socket := self.knock():
                return _hand_over(socket, file)
            try:
                if self._take() or monotonic() > patience:
                    return False
            except OSError:  # where nothing can be locked, everybody goes alone
                return False
            sleep(_GLANCE)

    def knock(self) -> QLocalSocket | None:
        """A connection to whoever listens."""
        if sys.platform != "win32" and not Path(self.socket).exists():
            return None
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415  # costs every first start 12 ms

        socket = QLocalSocket()
        socket.connectToServer(self.socket)
        return socket if socket.waitForConnected(_PATIENCE) else None

    def take(self) -> bool:
        """Become the first, unless somebody else is; tells whether this start is."""
        with suppress(OSError):
            return self._take()
        return False

    def leave(self) -> None:
        """The next start is the first."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _take(self) -> bool:
        if self._lock is None:
            self._lock_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = FileLock.of(self._lock_file)
        return self._lock is not None


def _hand_over(socket: QLocalSocket, file: str) -> bool:
    _let_come_forward()
    path = str(Path(file).absolute()) if file else ""
    socket.write(_END.join((path.encode(*_TEXT), os.environ.get(_TOKEN, "").encode(*_TEXT), b"")))
    return socket.waitForReadyRead(_PATIENCE) and socket.readAll().data() == _TAKEN


def bring_forward(window: QWidget) -> None:
    """Show a window that may be minimised or behind others."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


class Reception(QObject):
    """Listens at a meeting place; ``asked`` carries a file, or nothing if only to come forward."""

    asked = Signal(object)  # a str that need not be text: Qt would cut that

    def __init__(self, place: MeetingPlace, parent: QObject) -> None:
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415  # after the first paint

        super().__init__(parent)
        self._place = place
        self._guests = 0
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        if place.take() and not place.knock():  # listening would push another away
            QLocalServer.removeServer(place.socket)  # of a program that was killed
            self._server.listen(place.socket)

    @property
    def is_open(self) -> bool:
        return self._server.isListening()

    def close(self) -> None:
        self._server.close()
        self._place.leave()

    def _welcome(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            if self._guests >= _MOST:
                socket.abort()
                socket.deleteLater()
                continue
            self._guests += 1
            socket.readyRead.connect(partial(self._listen, socket))
            socket.disconnected.connect(self._part)
            socket.disconnected.connect(socket.deleteLater)
            QTimer.singleShot(_PATIENCE, socket, socket.abort)
            self._listen(socket)

    def _part(self) -> None:
        self._guests -= 1

    def _listen(self, socket: QLocalSocket) -> None:
        said = bytes(socket.peek(_LONGEST + 1).data())
        if len(said) > _LONGEST or said.count(_END) > 2:  # noqa: PLR2004  # a file and a token
            socket.abort()
        elif said.count(_END) == 2:  # noqa: PLR2004
            self._answer(socket, said)

    def _answer(self, socket: QLocalSocket, said: bytes) -> None:
        file, token, _rest = said.split(_END)
        name = file.decode(*_TEXT)
        if name and not Path(name).is_absolute():
            socket.abort()
            return
        socket.readAll()
        socket.write(_TAKEN)
        socket.disconnectFromServer()
        if _HARMLESS.fullmatch(text := token.decode(*_TEXT)) and text:
            os.environ[_TOKEN] = text
        self.asked.emit(name)


def _session() -> Path | None:
    """The folder that lasts as long as the person is logged in, if nobody else may write to it."""
    folder = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    if flatpak := os.environ.get("FLATPAK_ID"):
        folder = folder / "app" / flatpak  # all that its sandboxes share
    if sys.platform == "win32" or not folder.is_absolute():
        return None
    try:
        status = folder.stat()
    except OSError:
        return None
    return folder if status.st_uid == os.getuid() and not status.st_mode & 0o022 else None


def _let_come_forward() -> None:
    """Windows lets only the program in front choose the next one."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
