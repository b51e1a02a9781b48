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
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket
    from PySide6.QtWidgets import QWidget

_PATIENCE = 2000  # milliseconds
_LONGEST = 2**16  # bytes
_MOST = 8
_TAKEN = b"taken"
_END = b"\0"
_TEXT = ("utf-8", "surrogateescape")  # names of files need not be text
_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105  # how Wayland knows that a person has asked for it
_HARMLESS = re.compile(r"[\w.:/+-]{0,256}", re.ASCII)


def meeting_place(folder: Path) -> str:
    """The socket of whoever keeps preferences there, where nobody else may put one."""
    digest = sha256(str(folder.absolute()).encode(*_TEXT)).hexdigest()
    name = f"userbook-{digest[:16]}"
    if sys.platform == "win32":
        return name
    session = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    return str((session if session.is_absolute() and _is_ours(session) else folder) / name)


def hand_over(place: str, file: str) -> bool:
    """Leave ``file``, if any, to the program that listens there; False if none answers."""
    if sys.platform != "win32" and not Path(place).exists():
        return False
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415  # costs every first start 12 ms

    socket = QLocalSocket()
    socket.connectToServer(place)
    if not socket.waitForConnected(_PATIENCE):
        return False
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

    def __init__(self, place: str, parent: QObject) -> None:
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415  # after the first paint

        super().__init__(parent)
        self._guests = 0
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        with suppress(OSError):  # at the first start there are no preferences yet
            Path(place).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_taken(place):  # listening would push the other away
            QLocalServer.removeServer(place)  # of a program that was killed
            self._server.listen(place)

    @property
    def is_open(self) -> bool:
        return self._server.isListening()

    def close(self) -> None:
        self._server.close()

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


def _is_ours(folder: Path) -> bool:
    """Whether nobody else may put anything there."""
    try:
        status = folder.stat()
    except OSError:
        return False
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


def _is_taken(place: str) -> bool:
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415

    socket = QLocalSocket()
    socket.connectToServer(place)
    return socket.waitForConnected(_PATIENCE)


def _let_come_forward() -> None:
    """Windows lets only the program in front choose the next one."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
