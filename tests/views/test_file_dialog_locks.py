"""Qt's icon provider looks into files, and a closed descriptor drops SQLite's locks (POSIX)."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desktop_app.database.document import create_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.user import CreateUserDTO
from desktop_app.view_models.prompts import FileKind
from desktop_app.views.prompts import QtPrompts
from tests.writing import added

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps locks by handle")

# SQLite's shared lock: 510 bytes from 2 after its pending byte (os_unix.c).
IS_LOCKED = """
import fcntl, struct, sys
with open(sys.argv[1], "r+b") as file:
    wish = struct.pack("hhqqi", fcntl.F_WRLCK, 0, 0x40000002, 510, 0)
    answer = struct.unpack("hhqqi", fcntl.fcntl(file, fcntl.F_GETLK, wish))
print(answer[0] != fcntl.F_UNLCK)
"""


@pytest.mark.parametrize("kind", list(FileKind))
async def test_a_file_dialog_leaves_the_lock_of_the_open_userbook_alone(
    qtbot, tmp_path, kind, until
):
    document = create_document(tmp_path / "staff.userbook")
    database = DatabaseHelper(document.url)
    async with database.get_db_session() as session:
        await added(session, [CreateUserDTO(user_name="ada", display_name="Ada")])
    assert is_locked(document.path)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    prompts = QtPrompts(window, folder=tmp_path)
    asking = asyncio.create_task(prompts.file_to_open(kind))
    await until(lambda: window.findChildren(QFileDialog))
    dialog = window.findChildren(QFileDialog)[0]
    if kind is FileKind.TABLE:
        dialog.selectNameFilter(dialog.nameFilters()[-1])
    await asyncio.sleep(1)  # what is looked into is looked into by a thread, after a while
    assert is_locked(document.path)
    dialog.reject()
    assert await asking is None
    await database.close()
    assert not is_locked(document.path)


async def test_a_dialog_over_a_dialog_belongs_to_it(qtbot, tmp_path, until):
    window, above = QWidget(), QFileDialog()
    qtbot.addWidget(window)
    qtbot.addWidget(above)
    above.setModal(True)
    above.show()
    await until(lambda: QApplication.activeModalWidget() is above)
    asking = asyncio.create_task(QtPrompts(window, folder=tmp_path).file_to_open(FileKind.TABLE))
    await until(lambda: above.findChildren(QFileDialog))
    above.findChildren(QFileDialog)[0].reject()
    assert await asking is None


def is_locked(path):
    command = [sys.executable, "-c", IS_LOCKED, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout == "True\n"
