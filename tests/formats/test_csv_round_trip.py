"""What is written is read back the same, character by character."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.formats import TableOptions
from desktop_app.formats.csv_format import FORMAT

STRINGS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "strings" / "blns.json"
HEADER = ["User name", "Display name", "Notes"]

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
FORMULA = st.builds("".join, st.lists(st.sampled_from("'=+-@\t\r\n\",; a"), max_size=6))
ROWS = st.lists(st.lists(TEXT | FORMULA, min_size=3, max_size=3), max_size=8)


def written(path, rows, header=HEADER):
    assert FORMAT.write(path, header, rows) == len(rows)
    shape = FORMAT.inspect(path, TableOptions())
    assert shape.columns == tuple(header)
    found = list(FORMAT.read(shape))
    assert not any(row.missing or row.surplus for row in found)
    return [list(row.cells) for row in found]


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    return tmp_path_factory.mktemp("csv") / "people.csv"


@given(ROWS)
@example([["a\r\r\nb", "\r", "\n"], ["", "", ""], [' "x"', " y", '\\"']])
@settings(max_examples=200, deadline=None)
def test_any_text_comes_back_as_it_was(target, rows):
    assert written(target, rows) == rows


@given(st.lists(TEXT | FORMULA, max_size=8))
@settings(max_examples=100, deadline=None)
def test_a_lone_column_comes_back_as_it_was(target, cells):
    rows = [[cell] for cell in cells]
    assert written(target, rows, ["User name"]) == rows


@pytest.mark.skipif(not STRINGS.is_file(), reason="the corpus is not on this machine")
def test_naughty_strings_come_back_as_they_were(target):
    rows = [[string, f"{string} ", "x"] for string in json.loads(STRINGS.read_text("utf-8"))]
    assert written(target, rows) == rows


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\0"])
def test_a_spreadsheet_never_sees_a_formula(target, start):
    FORMAT.write(target, ["Notes", "Title"], [[f"{start}cmd|' /C calc'!A0", f"'{start}1"]])
    with target.open(encoding="utf-8-sig", newline="") as file:
        _, (first, second) = csv.reader(file)
    assert first == f"'{start}cmd|' /C calc'!A0"
    assert second == f"''{start}1"


def test_an_apostrophe_before_anything_else_stays(target):
    target.write_text("Name,Notes\n'Neill,'+7 495\n''s,'\n", "utf-8")
    shape = FORMAT.inspect(target, TableOptions())
    assert [row.cells for row in FORMAT.read(shape)] == [("'Neill", "+7 495"), ("''s", "'")]


def test_a_file_is_what_spreadsheets_take_for_granted(target):
    FORMAT.write(target, ["Name", "Notes"], [["Ёлка", 'say "hi", all']])
    assert target.read_bytes() == '\ufeffName,Notes\r\nЁлка,"say ""hi"", all"\r\n'.encode()
