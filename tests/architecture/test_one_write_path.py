"""Users are changed by operations alone, and every change is written together with its history."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "desktop_app"

# What is left of the data when one of these is called outside of an operation has no history.
WRITES = {
    "add_user",
    "add_users",
    "add_rows",
    "update_user",
    "update_users",
    "change_many",
    "take_back_many",
    "note_text",
    "note_users",
    "put_down_user_names",
    "delete_users",
    "restore_users",
    "update_trashed",
    "purge_users",
    "erase_users",
    "note_changes",
    "note_keys",
    "note_raw",
    "note_user",
    "take_in",
    "take_in_all",
    "tally_in",
    "tally_out",
    "cut_empty",
    "mark_taken_back",
}
WRITERS = {
    "database/user_writer.py",
    "database/trash_keeper.py",
    "database/outside_keeper.py",  # enters what is written already
}

# Which tables each module may write.
HISTORY = {"CHANGE_SETS", "CHANGES", "SPANS"}
MAY_WRITE = {
    "database/user_writer.py": {"USERS", "USER_INDEX"},
    "database/edit.py": {"CHANGE_SETS"},
    "database/new_rows.py": {"USERS", "USER_INDEX"},
    "database/user_updates.py": {"USERS", "USER_INDEX", "TRASH", "TRASH_INDEX"},
    "database/trash_keeper.py": {"CHANGES", "table", "target"},
    "database/change_log.py": HISTORY,
    "database/many_users.py": {"CHANGES", "SEARCH_TAIL", "USERS", "USER_INDEX"},
    "database/letters.py": {"SEARCH_LETTERS"},
    "database/meta.py": {"META"},
    "database/search_index.py": {
        "META",
        "SEARCH",
        "SEARCH_TAIL",
        "SEARCH_LETTERS",
        "CONFIG",
        "DATA",
        "IDX",
    },
    "database/tallies.py": {"TALLIES"},
    "database/outside_keeper.py": {"USERS", "users", "index"},
}
BUILDERS = {"insert", "update", "delete", "upsert"}
SQL = re.compile(
    r"\b(INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|REPLACE\s+INTO)\b",
    re.IGNORECASE,
)
# Files that are being made, of which nobody has opened anything yet.
MAKES_FILES = (
    "database/schema.py",
    "database/program.py",
    "database/migrations",
    "database/backup.py",
    "database/filling.py",
    "database/rescued.py",
    "database/rescued_history.py",
    "database/past.py",  # a private copy
    "database/whole_index.py",  # another
)


def sources() -> list[tuple[str, ast.Module]]:
    return [
        (path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text("utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
    ]


def called(node: ast.Call) -> str:
    return getattr(node.func, "attr", "") or getattr(node.func, "id", "")


def calls(tree: ast.AST, names: set[str]) -> list[ast.Call]:
    return [n for n in ast.walk(tree) if isinstance(n, ast.Call) and called(n) in names]


def test_only_operations_and_the_writer_itself_call_what_writes_users():
    strangers = [
        f"{name}:{call.lineno} {called(call)}"
        for name, tree in sources()
        if name not in WRITERS and not name.startswith("operations/")
        for call in calls(tree, WRITES)
        if not (name.startswith("views/") and ast.unparse(call.func).startswith("c."))
    ]
    assert strangers == []


def test_only_the_transaction_that_commits_makes_a_writer():
    makers = {name for name, tree in sources() if calls(tree, {"UserWriter"})}
    assert makers == {"operations/operation.py"}


def test_statements_that_write_stand_only_where_they_may():
    wrong = []
    for name, tree in sources():
        for call in calls(tree, BUILDERS) if not name.startswith(MAKES_FILES) else ():
            if not isinstance(call.func, ast.Name) or not call.args:
                continue
            table = ast.unparse(call.args[0])
            if table not in MAY_WRITE.get(name, set()):
                wrong.append(f"{name}:{call.lineno} {called(call)}({table})")
    assert wrong == []


def test_no_text_is_a_statement_that_writes():
    wrong = [
        f"{name}:{node.lineno} {node.value}"
        for name, tree in sources()
        if not name.startswith(MAKES_FILES)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value)
    ]
    assert wrong == []


@pytest.mark.parametrize("layer", ["view_models", "views", "operations"])
def test_no_floor_above_the_database_has_a_statement(layer):
    for name, tree in sources():
        if name.startswith(f"{layer}/"):
            imports = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
            assert not [module for module in imports if module.startswith("sqlalchemy")], name
