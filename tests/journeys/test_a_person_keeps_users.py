"""One working day with the real program: nothing is reached but by keyboard, role and name."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from person import Person

    Start = Callable[..., Person]


def stored(file: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(statement).fetchall()


def leftovers(file: Path) -> list[str]:
    """What SQLite or a half-made file would leave beside it."""
    return sorted(found.name for found in file.parent.glob(f"*{file.name}*") if found != file)


def create_userbook(person: Person, file: Path) -> None:
    person.clicks("push button", "Create a userbook")
    person.answers_file_dialog(file)
    person.sees("frame", rf"{file.name} – Userbook")


def add(person: Person, user_name: str, given: str, family: str) -> None:
    person.presses("ctrl+n")
    person.sees("push button", "Add user")
    person.fills("User name", user_name)
    person.fills("First name", given)
    person.fills("Last name", family)
    person.presses("ctrl+s")


def try_a_taken_name(person: Person) -> None:
    person.presses("ctrl+n")
    person.fills("User name", "ADA")
    person.fills("First name", "Adele")
    person.presses("ctrl+s")
    person.sees("label", r"User name is taken by Ada Lovelace\. .*")
    person.clicks("push button", "Discard")
    person.sees_no_more("push button", "Add user")


def find_and_change(person: Person) -> None:
    person.presses("ctrl+f")
    person.types("turi")
    person.sees_users("Alan Turing")
    person.presses("Down")
    person.sees("push button", "Save")
    person.fills("Job title", "Logician")
    person.presses("ctrl+s")
    person.sees("panel", r"Note: .*Alan Turing.* changed")
    person.presses("ctrl+f", "Escape")
    person.sees_users("Ada Lovelace", "Alan Turing")


def delete_and_bring_back(person: Person) -> None:
    person.presses("ctrl+2", "Delete")
    person.sees_users("Ada Lovelace")
    person.sees("panel", r"Note: .*Alan Turing.* moved to the trash")
    person.presses("ctrl+z")
    person.sees_users("Ada Lovelace", "Alan Turing")


def import_table(person: Person, table: Path) -> None:
    table.write_text(
        "User name;First name;Last name;E-mail\r\n"
        "zoe;Zoë;Ångström;zoe@example.org\r\n"
        "ivan;Иван;Щёлоков;ivan@example.org\r\n"
        "ada;;;ada@example.org\r\n",
        encoding="utf-8",
    )
    person.presses("ctrl+i")
    person.answers_file_dialog(table)
    person.clicks("push button", "Add 2, change 1")
    person.sees_users("Ada Lovelace", "Alan Turing", "Zoë Ångström", "Иван Щёлоков")


def export_table(person: Person, table: Path) -> None:
    person.presses("ctrl+e")
    person.clicks("push button", "Export…")
    person.answers_file_dialog(table)
    person.sees("panel", rf"Note: 4 users exported to {table.name}")


def asked_in_the_shell(file: Path, question: str) -> list[str]:
    """The answer of SQLite's own program, which people have who do not have ours."""
    if (shell := shutil.which("sqlite3")) is None:
        pytest.skip("not installed: sqlite3")
    command = [shell, "-readonly", str(file), question]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "Documents" / "Staff.userbook"


def test_a_day_of_keeping_users(sits_down: Start, tmp_path: Path, file: Path) -> None:
    exported = tmp_path / "exported.csv"
    person = sits_down()
    create_userbook(person, file)
    person.sees("label", "No users yet")
    add(person, "ada", "Ada", "Lovelace")
    person.sees_users("Ada Lovelace")
    add(person, "alan", "Alan", "Turing")
    person.sees_users("Ada Lovelace", "Alan Turing")
    try_a_taken_name(person)
    find_and_change(person)
    delete_and_bring_back(person)
    import_table(person, tmp_path / "more.csv")
    export_table(person, exported)

    assert person.leaves("ctrl+q") == 0
    assert person.complaints() == []
    assert leftovers(file) == []  # first of all: a reader would leave its own
    assert stored(file, "SELECT user_name, title, email FROM users ORDER BY user_name") == [
        ("ada", None, "ada@example.org"),
        ("alan", "Logician", None),
        ("ivan", None, "ivan@example.org"),
        ("zoe", None, "zoe@example.org"),
    ]
    assert exported.read_text(encoding="utf-8-sig").count("\n") == 5
    question = "PRAGMA integrity_check; SELECT count(*) FROM users"
    assert asked_in_the_shell(file, question) == ["ok", "4"]


def test_the_first_run_offers_sample_users_and_every_control_has_a_name(
    sits_down: Start, tmp_path: Path
) -> None:
    person = sits_down()
    person.sees("label", "Keep the users of your organisation in one file.")
    person.clicks("push button", "Try sample users")
    person.sees("label", "100 users")
    person.presses("ctrl+n")
    person.sees("push button", "Add user")
    controls = person.everything()
    focusable = [c for c in controls if "focusable" in c.states and c.role != "table cell"]
    assert [c for c in focusable if not c.name] == []
    assert [c.name for c in controls if "<" in c.name + c.description] == []
    assert {"Users", "Places", "Search users"} <= {c.name for c in controls}

    assert person.leaves("alt+F4") == 0
    assert person.complaints() == []
    sample = tmp_path / "Documents" / "Sample users.userbook"
    assert leftovers(sample) == []
    assert stored(sample, "SELECT count(*) FROM users") == [(100,)]
