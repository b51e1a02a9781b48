"""A large file in the real process: found, sorted, changed, and killed in the middle of saving."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from desktop_app.database.document import create_document
from desktop_app.domain.sample import sample_users
from desktop_app.domain.text import digits_of, fold, sort_key
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COUNT = 10_000
HERE = Path(__file__).resolve().parent
PEOPLE = {
    "csv/entra_UserCreateTemplate_marvel.csv": 15,
    "csv/moodle_upload_users_email_matching.csv": 2,
    "csv/ms_sds_v21_oneroster_users.csv": 8,
    "csv/ms_sds_v2_users.csv": 29,
}


def start(play: str, file: Path, *words: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(HERE.parents[1]),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_LOGGING_RULES": "qt.qpa.*=false",
    }
    command = [sys.executable, str(HERE / "plays.py"), play, str(file)]
    return subprocess.Popen(
        [*command, str(file.parent / "settings"), *words],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def told(play: str, file: Path, *words: str) -> list[dict[str, Any]]:
    """Play to the end."""
    with start(play, file, *words) as process:
        output, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return [json.loads(line) for line in output.splitlines()]


@contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file)) as connection:
        yield connection


def searched(person: Mapping[str, object]) -> str:
    """What a search looks through, worked out without the program's own index."""
    texts = [
        str(person[name])
        for name, attribute in ATTRIBUTES.items()
        if attribute.searchable and person.get(name)
    ]
    numbers = [digits_of(str(person[name])) for name in ("phone", "mobile") if person.get(name)]
    return "\n".join(map(fold, texts + numbers))


@pytest.fixture(scope="module")
def people() -> list[dict[str, Any]]:
    return list(sample_users(COUNT, today=date.today()))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten thousand sample users, added by the program itself."""
    file = tmp_path_factory.mktemp("ten thousand") / "Everybody.userbook"
    create_document(file)
    told("fill", file, str(COUNT))
    return file


def test_all_of_them_are_stored(file: Path, people: list[dict[str, Any]]) -> None:
    with reading(file) as connection:
        found = connection.execute("SELECT user_name, email FROM users ORDER BY key").fetchall()
    assert found == [(person["user_name"], person["email"]) for person in people]


def test_any_part_of_a_name_finds_the_same_users_as_looking_at_each(
    file: Path, people: list[dict[str, Any]]
) -> None:
    person = next(p for p in people[5000:] if p["phone"] and p["given_name"] and p["family_name"])
    words = [
        str(person["display_name"])[1:-1],
        str(person["family_name"])[-3:].upper(),
        f"{person['family_name']} {str(person['given_name'])[:2]}",
        digits_of(str(person["phone"]))[2:],
        str(person["user_name"])[1:6],
        "иван",
        "ЕЛЕНА",
        "nobody has this",
    ]
    texts = [searched(each) for each in people]
    for answer in told("search", file, *words):
        parts = fold(answer["word"]).split()
        fitting = {
            p["user_name"]
            for p, text in zip(people, texts, strict=True)
            if all(part in text for part in parts)
        }
        assert answer["count"] == len(fitting), answer
        assert answer["first"] in (fitting or {None}), answer


def test_a_heading_sorts_the_whole_file_and_once_more_the_other_way(file: Path) -> None:
    for answer in told("sort", file, "email", "email", "last_modified", "family_name"):
        with reading(file) as connection:
            connection.row_factory = sqlite3.Row
            rows = connection.execute("SELECT * FROM users").fetchall()
        column = answer["sort"]
        texts = {row["key"]: row[column] for row in rows}
        as_written = column == "last_modified"
        keys = {key: text if as_written else sort_key(text) for key, text in texts.items()}
        full = [key for key in texts if texts[key]]
        empty = sorted(key for key in texts if not texts[key])
        back = answer["descending"]
        full.sort(key=lambda key: (keys[key], key), reverse=back)
        order = full + (empty[::-1] if back else empty)
        assert answer["ends"] == [order[0], order[-1]], answer


def test_people_of_other_programs_join_them(file: Path, corpus: Path, tmp_path: Path) -> None:
    copy = tmp_path / file.name
    shutil.copy(file, copy)
    answers = told("fill", copy, "0", *(str(corpus / name) for name in PEOPLE))
    assert {a["file"]: a["imported"] for a in answers} == {
        Path(name).name: count for name, count in PEOPLE.items()
    }
    with reading(copy) as connection:
        assert connection.execute("SELECT count(*) FROM users").fetchone() == (
            COUNT + sum(PEOPLE.values()),
        )


def killed(file: Path, user_name: str, word: str, delay: float) -> tuple[str | None, int]:
    """Kill the program ``delay`` seconds after it told ``word`` for the third time.

    What it showed at first, and the last save that it told of.
    """
    lines: list[dict[str, Any]] = []
    with start("save_for_ever", file, user_name) as process:
        assert process.stdout is not None
        while sum(word in line for line in lines) < 3:
            lines.append(json.loads(process.stdout.readline()))
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        lines += map(json.loads, process.stdout)
    return lines[0]["seen"], max(line.get("saved", 0) for line in lines)


def test_a_saved_change_outlives_the_program_however_it_is_killed(
    file: Path, people: list[dict[str, Any]]
) -> None:
    user_name = next(p["user_name"] for p in people[7000:] if p["user_type"] != "service")
    with reading(file) as connection:
        question = "SELECT title FROM users WHERE user_name = ?"
        (stored,) = connection.execute(question, [user_name]).fetchone()
    moments = [("saved", 0.0), *(("saving", ms / 1000) for ms in (0, 4, 8, 16, 32))]
    for word, delay in moments:
        shown, last = killed(file, user_name, word, delay)
        assert shown == stored, "the program does not show what was stored"
        assert Path(f"{file}-wal").exists(), "it was closed, not killed"
        with reading(file) as connection:
            assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
            row = connection.execute(
                "SELECT u.title, u.department, i.title, i.department, i.search_text "
                "FROM users u JOIN user_index i ON i.key = u.key WHERE u.user_name = ?",
                [user_name],
            ).fetchone()
        stored, department, *keys, text = row
        assert stored in {f"Round {last}", f"Round {last + 1}"}
        assert department == stored
        assert keys == [sort_key(stored)] * 2
        assert text.split("\n").count(fold(stored)) == 2
    if shell := shutil.which("sqlite3"):
        question = "SELECT title, count(*) OVER () FROM users WHERE title LIKE 'Round %'"
        command = [shell, "-readonly", str(file), question]
        answer = subprocess.run(command, capture_output=True, text=True, check=True)
        assert answer.stdout.strip() == f"{stored}|1"
