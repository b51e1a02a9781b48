"""``userbook sample`` as it is typed."""

from __future__ import annotations

import csv
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from desktop_app.cli.sample_command import sample
from desktop_app.domain.columns import match_columns
from desktop_app.domain.sample import sample_users
from desktop_app.domain.user import ATTRIBUTES


def names_in(path):
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT user_name FROM users ORDER BY key")]


def wanted(count, seed=0):
    return [user["user_name"] for user in sample_users(count, seed)]


def test_a_userbook_is_made(tmp_path, capsys):
    path = tmp_path / "people.userbook"
    assert sample(["--count", "1200", "--seed", "3", "--output", str(path)]) == 0
    assert names_in(path) == wanted(1200, 3)
    said = capsys.readouterr()
    assert said.out == ""
    assert "1,200 of 1,200 users" in said.err


def test_a_table_is_made_whose_columns_the_program_knows(tmp_path):
    path = tmp_path / "people.CSV"
    assert sample(["--count", "30", "--output", str(path)]) == 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert [row[0] for row in rows] == wanted(30)
    assert [target.field for target in match_columns(header)] == list(ATTRIBUTES)


@pytest.mark.parametrize("name", ["there.userbook", "there.csv"])
def test_a_file_that_is_there_is_not_overwritten(tmp_path, capsys, name):
    path = tmp_path / name
    path.write_text("mine")
    assert sample(["--count", "3", "--output", str(path)]) == 1
    assert path.read_text() == "mine"
    assert "a file of that name already" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["people.userbook", "people.csv"])
def test_a_folder_that_cannot_be_is_told(tmp_path, capsys, name):
    (tmp_path / "file").write_text("mine")
    assert sample(["--output", str(tmp_path / "file" / name)]) == 1
    assert "Nothing was written" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["people.userbook", "people.csv"])
def test_who_stops_it_finds_nothing(tmp_path, capsys, monkeypatch, name):
    def people(*_):
        yield from sample_users(3)
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop_app.cli.sample_command.sample_users", people)
    assert sample(["--output", str(tmp_path / name)]) == 1
    assert "Stopped" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wrong", [["--count", "-1"], ["--count", "many"], ["--day", "today"]])
def test_what_makes_no_sense_is_refused(wrong, capsys):
    with pytest.raises(SystemExit):
        sample(wrong)
    assert "invalid" in capsys.readouterr().err


def test_without_a_terminal_nothing_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    assert sample(["--count", "2", "--output", str(tmp_path / "two.userbook")]) == 0


def test_the_program_has_the_command_and_needs_no_window_for_it(tmp_path):
    path = tmp_path / "four.userbook"
    code = (
        "import sys; from desktop_app.__main__ import main\n"
        f"sys.argv = ['userbook', 'sample', '--count', '4', '--output', {str(path)!r}]\n"
        "assert main() == 0\n"
        "assert not any(name.startswith(('PySide6', 'qasync')) for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert names_in(path) == wanted(4)
