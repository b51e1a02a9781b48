"""One line in the field list and a generated migration are a new field everywhere."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.database.document import create_document

ROOT = Path(__file__).resolve().parents[2]
LAST_LINE = "    # fmt: on\n"
NEW_LINE = (
    '    cost_center: Annotated[str | None, Attribute(label="Cost centre", '
    'section=_ORGANIZATION, scim="costCenter", limit=64, shown=True)] = None\n'
)

BELOW_THE_WINDOW = """
import asyncio, csv, sys
from datetime import date
from pathlib import Path
from desktop_app.database.document import open_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.view_models.workspace import Workspace

def crash(error):
    raise error

async def main(path, table, exported):
    workspace = Workspace(path, DatabaseHelper(open_document(path).url), crash)
    users, form, imports = workspace.users, workspace.form, workspace.imports
    await users.refresh()
    assert users.rows.row(0).values["cost_center"] is None, "the old user has the new field"

    await imports.begin(table)
    assert [target.field for target in imports.state.targets] == ["user_name", "cost_center"]
    await imports.plan()
    assert await imports.carry_out() == 2

    await users.search("zürich 7")
    assert [users.rows.row(i).values["user_name"] for i in range(users.state.count)] == ["ada"]
    await users.show_all()
    await users.sort_by("cost_center", descending=True)
    found = [users.rows.row(i).values["cost_center"] for i in range(users.state.count)]
    assert found == ["Zürich 700", "Zürich 80", None], "numbers by their value, nothing last"

    await users.search("zürich 8")
    await users.select([range(1)])
    await form.show(users.state.selected)
    form.edit("cost_center", "x" * 65)
    assert form.state.problems["cost_center"][0].code == "too_long"
    form.edit("cost_center", "Oslo 1")
    assert await form.save()
    await workspace.changes.undo()
    await workspace.changes.redo()

    await users.show_all()
    columns = {"user_name": "User name", "cost_center": "Cost centre"}
    await workspace.exports.export(exported, columns)
    with exported.open(encoding="utf-8-sig", newline="") as file:
        rows = sorted(csv.reader(file))
    assert rows == [["User name", "Cost centre"], ["ada", "Zürich 700"], ["bob", "Oslo 1"],
                    ["old", ""]], rows
    await workspace.close()

asyncio.run(main(*map(Path, sys.argv[1:])))
"""

IN_THE_WINDOW = """
import asyncio, sys
from desktop_app.app import run
from desktop_app.settings import parse_command_line

async def until(condition):
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.005)

async def play(running):
    page = running.window.page
    users, form, table = page.workspace.users, page.workspace.form, page.table
    column = table.users.columns.index("cost_center")
    assert table.users.label_of("cost_center") == "Cost centre"
    assert not table.isColumnHidden(column)
    await until(lambda: table.has_painted)
    table.selectRow(0)
    await until(lambda: form.state.user is not None)
    editor = page.form.body.fields["cost_center"].editor
    editor.setText("Oslo 1")
    editor.textEdited.emit("Oslo 1")
    assert form.state.draft == {"cost_center": "Oslo 1"}
    running.window.actions_by_id["user.save"].trigger()
    await until(lambda: not form.state.draft and not form.state.saving)
    running.window.search.setText("oslo")
    await until(lambda: users.state.query.text == "oslo" and users.state.count == 1)
    assert table.users.text(table.users.row(0), column) == "Oslo 1"
    assert editor.text() == "Oslo 1"
    return 0

sys.exit(run(parse_command_line(sys.argv[1:]), play))
"""


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package with one line more, and the migration that this line asks for."""
    folder = tmp_path_factory.mktemp("changed")
    for name in ("desktop_app", "resources"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    fields = folder / "desktop_app" / "domain" / "user.py"
    text = fields.read_text("utf-8")
    assert text.count(LAST_LINE) == 1
    fields.write_text(text.replace(LAST_LINE, NEW_LINE + LAST_LINE), "utf-8")
    python(folder, "-m", "desktop_app.database.migrations.generate", "add cost centre")
    return folder


@pytest.fixture
def userbook(tmp_path: Path) -> Path:
    """A file of the unchanged program, with a user."""
    path = create_document(tmp_path / "users.userbook").path
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO users(id, version, created, last_modified, user_name_key, user_name,"
            " display_name, active) VALUES ('1', 1, '', '', 'old', 'old', 'Old', 1)"
        )
        connection.execute("INSERT INTO user_index(key, search_text) VALUES (1, 'old')")
    return path


def python(folder: Path, *arguments: object) -> None:
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=folder,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_new_field_is_stored_found_sorted_imported_and_exported(changed, userbook, tmp_path):
    table = tmp_path / "users.csv"
    table.write_text("User name,Cost centre\nada,Zürich 700\nbob,Zürich 80\n", "utf-8")
    python(changed, "-c", BELOW_THE_WINDOW, userbook, table, tmp_path / "exported.csv")
    with closing(sqlite3.connect(userbook)) as connection:
        found = connection.execute("SELECT cost_center FROM users ORDER BY user_name").fetchall()
    assert found == [("Zürich 700",), ("Oslo 1",), (None,)]


def test_a_new_field_is_a_column_and_an_editor_of_the_window(changed, userbook, tmp_path):
    settings = tmp_path / "settings"
    python(changed, "-c", IN_THE_WINDOW, "--settings", settings, userbook)
    with closing(sqlite3.connect(userbook)) as connection:
        assert connection.execute("SELECT cost_center FROM users").fetchall() == [("Oslo 1",)]
