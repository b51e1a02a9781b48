"""Files of every version become files of this one, or stay as they were."""

from __future__ import annotations

import re
import runpy
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import OperationalError

from desktop_app.database.document import create_document, open_document
from desktop_app.database.migrations import FOLDER, generate, head
from desktop_app.database.migrations import upgrade as upgrade_module
from desktop_app.database.migrations.generate import in_our_style
from desktop_app.database.migrations.upgrade import MigrationFailedError, alembic_config, upgrade
from desktop_app.database.models import Base
from desktop_app.database.schema import is_current
from desktop_app.database.schema_engine import schema_engine
from desktop_app.database.search_table import SEARCH_NAMES
from desktop_app.domain.errors import StorageError, StorageReason

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
USER = (
    "INSERT INTO users(id, version, created, last_modified, user_name_key, user_name,"
    " display_name, active) VALUES ('1', 1, '', '', 'ada', 'ada', 'Ada', 1)"
)
INDEX = "INSERT INTO user_index(key, search_text) VALUES (1, 'ada')"

ADDS_A_COLUMN = """
def upgrade():
    with op.batch_alter_table("users") as batch_op:
        batch_op.add_column(sa.Column("cost_center", sa.Text(), nullable=True))
"""
FAILS_HALFWAY = """
    op.execute("UPDATE users SET notes = 'half'")
    op.execute("SELECT * FROM nowhere")
"""
LOSES_RECORDS = """
    op.execute("DELETE FROM users")
    op.execute("DELETE FROM user_index")
"""
ORPHANS_RECORDS = """
    op.execute("UPDATE users SET key = 9")
"""
UPGRADE = """
import sys
from pathlib import Path
from desktop_app.database.migrations import head
from desktop_app.database.migrations.upgrade import upgrade
upgrade(Path(sys.argv[1]))
print(head())
"""


def schema_of(path: Path) -> dict[str, object]:
    """Tables, columns, keys and indexes, whatever the SQL they were made with."""
    with closing(sqlite3.connect(path)) as connection:

        def ask(query: str, *values: str) -> list[tuple[object, ...]]:
            return sorted(connection.execute(query, values), key=repr)

        tables = [
            row
            for row in ask(
                "SELECT name, type, ncol, wr, strict FROM pragma_table_list WHERE schema='main'"
            )
            if row[0] not in SEARCH_NAMES
        ]
        names = [str(name) for name, *_ in tables if not str(name).startswith("sqlite_schema")]
        return {
            "tables": tables,
            "columns": {
                t: ask('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_xinfo(?)', t)
                for t in names
            },
            "foreign keys": {t: ask("SELECT * FROM pragma_foreign_key_list(?)", t) for t in names},
            "indexes": {
                t: [
                    (origin, unique, partial, ask(_INDEX_COLUMNS, str(name)), _own(name))
                    for name, unique, origin, partial in ask(_INDEXES, t)
                ]
                for t in names
            },
            "autoincrement": "AUTOINCREMENT"
            in connection.execute("SELECT sql FROM sqlite_schema WHERE name='users'").fetchone()[0],
            "versions": [
                ask("PRAGMA user_version"),
                ask("SELECT version_num FROM alembic_version"),
            ],
        }


_INDEXES = 'SELECT name, "unique", origin, partial FROM pragma_index_list(?)'
_INDEX_COLUMNS = 'SELECT seqno, name, "desc", coll FROM pragma_index_xinfo(?) WHERE key'


def _own(name: object) -> str:
    return "" if str(name).startswith("sqlite_autoindex") else str(name)


def contents(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        found: list[str] = []
        made = connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
        for name, sql in made:
            found.append(str(sql))
            if str(sql).startswith("CREATE TABLE"):
                found += map(str, connection.execute(f'SELECT * FROM "{name}"'))  # noqa: S608
        return [*found, str(connection.execute("PRAGMA user_version").fetchone())]


@pytest.fixture
def userbook(tmp_path: Path) -> Path:
    path = create_document(tmp_path / "users.userbook").path
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(USER)
        connection.execute(INDEX)
    return path


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The package in a folder of its own, to be changed there."""
    shutil.copytree(
        ROOT / "desktop_app",
        tmp_path / "copy" / "desktop_app",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    return tmp_path / "copy"


@pytest.fixture
def python(package: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    def python(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-W", "error", *map(str, arguments)],
            cwd=package,
            capture_output=True,
            text=True,
            check=False,
        )

    return python


def add_migration(migrations: Path, body: str) -> None:
    text = f"""
import sqlalchemy as sa
from alembic import op
revision = "{head() + 1:04d}"
down_revision = "{head():04d}"
{body}
"""
    (migrations / "versions" / f"{head() + 1:04d}_next.py").write_text(text)


def test_the_newest_version_is_that_of_the_last_file():
    files = sorted((FOLDER / "versions").glob("0*.py"))
    assert head() == int(files[-1].name[:4]) == len(files)


def test_running_every_migration_makes_what_a_new_file_has(tmp_path):
    create_document(tmp_path / "new.userbook")
    upgrade(tmp_path / "migrated.userbook")
    assert schema_of(tmp_path / "new.userbook") == schema_of(tmp_path / "migrated.userbook")
    for name in ("new", "migrated"):
        with closing(sqlite3.connect(tmp_path / f"{name}.userbook")) as connection:
            assert is_current(connection), name


def test_the_field_list_asks_for_no_further_migration(tmp_path):
    upgrade(tmp_path / "migrated.userbook")
    engine = schema_engine(tmp_path / "migrated.userbook")
    with engine.connect() as connection:
        ours = lambda name, kind, _: kind != "table" or name not in SEARCH_NAMES  # noqa: E731
        options = {
            "compare_server_default": True,
            "compare_type": True,
            "include_name": ours,
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []
        command.check(alembic_config(connection))
    engine.dispose()


def test_a_file_of_this_version_is_left_as_it_is(userbook):
    before = contents(userbook)
    open_document(userbook)
    upgrade(userbook)
    assert contents(userbook) == before


def test_an_older_file_is_upgraded_and_keeps_its_records(userbook, package, python):
    add_migration(package / FOLDER.relative_to(ROOT), ADDS_A_COLUMN)
    done = python("-c", UPGRADE, userbook)
    assert done.stdout.strip() == str(head() + 1), done.stderr
    with closing(sqlite3.connect(userbook)) as connection:
        query = "SELECT u.user_name, cost_center FROM users u JOIN user_index USING (key)"
        assert connection.execute(query).fetchall() == [("ada", None)]
        assert connection.execute("PRAGMA user_version").fetchone() == (head() + 1,)
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        assert version == (f"{head() + 1:04d}",)


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (FAILS_HALFWAY, OperationalError),
        (LOSES_RECORDS, MigrationFailedError),
        (ORPHANS_RECORDS, MigrationFailedError),
    ],
)
def test_a_migration_that_fails_leaves_the_file_as_it_was(
    userbook, tmp_path, monkeypatch, body, error
):
    migrations = shutil.copytree(FOLDER, tmp_path / "migrations")
    monkeypatch.setattr(upgrade_module, "FOLDER", migrations)
    add_migration(migrations, ADDS_A_COLUMN + body)
    before, beside = contents(userbook), set(userbook.parent.iterdir())
    with pytest.raises(error):
        upgrade(userbook)
    assert contents(userbook) == before
    assert set(userbook.parent.iterdir()) == beside
    assert open_document(userbook).version == head()


def test_what_is_left_of_a_user_that_another_tool_deleted_is_taken_along(userbook):
    with closing(sqlite3.connect(userbook)) as connection, connection:
        connection.execute("DELETE FROM users")
    upgrade(userbook)
    with closing(sqlite3.connect(userbook)) as connection:
        assert connection.execute("SELECT key FROM user_index").fetchall() == [(1,)]


def older(path: Path) -> Path:
    """A file of ours whose version says that it is yet to be upgraded."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={head() - 1}")
    return path


def test_an_older_file_is_of_this_version_once_it_is_open(userbook):
    assert open_document(older(userbook)).version == head()
    assert contents(userbook)[-1] == f"({head()},)"


def test_an_older_file_that_another_program_writes_to_is_busy(userbook, monkeypatch):
    real = sqlite3.dbapi2.connect
    older(userbook)
    with closing(sqlite3.connect(userbook, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(
            sqlite3.dbapi2, "connect", lambda *a, **k: real(*a, **k | {"timeout": 0})
        )
        with pytest.raises(StorageError) as caught:
            open_document(userbook, busy_timeout=0.05)
    assert caught.value.reason is StorageReason.BUSY


def test_a_changed_field_list_gets_its_migration_written_in_our_style(package, python):
    fields = package / "desktop_app" / "domain" / "user.py"
    new = (
        "    cost_center: Annotated[str | None, Attribute(label='Cost centre', shown=True,"
        " section=_ORGANIZATION, scim='costCenter')] = None\n    # fmt: on\n"
    )
    fields.write_text(fields.read_text("utf-8").replace("    # fmt: on\n", new), "utf-8")
    done = python("-m", "desktop_app.database.migrations.generate", "add cost centre")
    assert done.returncode == 0, done.stderr
    number = f"{head() + 1:04d}"
    versions = package / FOLDER.relative_to(ROOT) / "versions"
    text = (versions / f"{number}_add_cost_centre.py").read_text()
    assert text.startswith('"""add cost centre."""\n')
    assert f'revision = "{number}"\ndown_revision = "{head():04d}"\n' in text
    assert "'" not in text
    assert "#" not in text
    assert max(map(len, text.splitlines())) <= 100
    assert text.count("cost_center") == 6
    again = python("-m", "desktop_app.database.migrations.generate", "again")
    assert again.returncode == 1
    assert again.stderr.startswith("Nothing to write")
    assert len(list(versions.glob("0*.py"))) == head() + 1


def test_with_nothing_to_write_nothing_is_written(monkeypatch):
    before = sorted((FOLDER / "versions").glob("0*.py"))
    monkeypatch.setattr(sys, "argv", ["generate", "nothing", "new"])
    with pytest.raises(SystemExit, match="Nothing to write"):
        runpy.run_path(str(FOLDER / "generate.py"), run_name="__main__")
    assert sorted((FOLDER / "versions").glob("0*.py")) == before


def test_a_migration_written_for_all_there_is_makes_all_there_is(tmp_path, monkeypatch):
    migrations = tmp_path / "migrations"
    (migrations / "versions").mkdir(parents=True)
    for name in ("env.py", "script.py.mako"):
        (migrations / name).symlink_to(FOLDER / name)
    monkeypatch.setattr(upgrade_module, "FOLDER", migrations)
    generate.main("everything")
    upgrade(tmp_path / "generated.userbook")
    create_document(tmp_path / "new.userbook")
    made, wanted = schema_of(tmp_path / "generated.userbook"), schema_of(tmp_path / "new.userbook")
    assert made.pop("versions") != wanted.pop("versions")
    assert made == wanted


def test_generated_text_keeps_what_it_means():
    source = "x = ['a', \"b\", 'c\"d']  # ### end Alembic commands ###\n"
    assert in_our_style("y = 'é'\n") == 'y = "é"\n'
    assert re.sub(r"\s+#.*", "", in_our_style(source)).strip() == 'x = ["a", "b", \'c"d\']'
    name = "a" * 98
    assert in_our_style(f"f({name})\n") == f"f(\n    {name}\n)\n"
    assert in_our_style(f"{name * 2}\n") == f"{name * 2}\n"
