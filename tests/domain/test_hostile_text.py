from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from desktop_app.domain.attributes import Kind
from desktop_app.domain.problems import Problem, ProblemCode, Severity
from desktop_app.domain.text import DIRECTION_CONTROLS, ZERO_WIDTH, user_name_key
from desktop_app.domain.user import ATTRIBUTES, review

NAUGHTY = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "strings" / "blns.json"
TEXT_FIELDS = [name for name, it in ATTRIBUTES.items() if it.kind not in {Kind.FLAG, Kind.DATE}]
FREE_FIELDS = [name for name, it in ATTRIBUTES.items() if it.kind in {Kind.TEXT, Kind.LINES}]


def cleaned(field, raw):
    values, problems = review({field: raw})
    assert not problems
    return values[field]


def problem_of(field, raw):
    values, (problem,) = review({field: raw})
    assert field not in values
    return problem.code


@pytest.mark.parametrize("field", TEXT_FIELDS)
@pytest.mark.parametrize(
    ("char", "code"),
    [
        ("\x00", ProblemCode.CONTROL_CHARACTER),
        ("\x08", ProblemCode.CONTROL_CHARACTER),
        ("\x1b", ProblemCode.CONTROL_CHARACTER),
        ("\x7f", ProblemCode.CONTROL_CHARACTER),
        ("\x9b", ProblemCode.CONTROL_CHARACTER),
        ("\ud83d", ProblemCode.BROKEN_CHARACTER),
    ],
)
def test_control_characters_and_half_characters_are_refused_everywhere(field, char, code):
    _, (problem,) = review({field: f"a{char}b"})
    assert problem == Problem(field, code, f"U+{ord(char):04X}")


@pytest.mark.parametrize("field", ATTRIBUTES)
def test_long_text_is_refused_before_it_is_normalised(field, monkeypatch):
    lengths = [0]
    normalize = unicodedata.normalize

    def measured(form, text):
        lengths.append(len(text))
        return normalize(form, text)

    monkeypatch.setattr(unicodedata, "normalize", measured)
    assert problem_of(field, "e" + "\u0301" * 80_000) in {
        ProblemCode.TOO_LONG,
        ProblemCode.FLAG,
        ProblemCode.DATE,
    }
    assert max(lengths) <= ATTRIBUTES[field].limit


@pytest.mark.parametrize("field", FREE_FIELDS)
def test_the_limit_of_a_field_is_its_last_good_length(field):
    limit = ATTRIBUTES[field].limit
    assert cleaned(field, "x" * limit) == "x" * limit
    assert cleaned(field, "é" * limit) == "é" * limit
    _, (problem,) = review({field: "x" * (limit + 1)})
    assert problem == Problem(field, ProblemCode.TOO_LONG, str(limit))


def test_text_that_grows_over_the_limit_when_composed_is_refused():
    assert problem_of("nick_name", "\u0958" * 64) is ProblemCode.TOO_LONG


@pytest.mark.parametrize("control", sorted(DIRECTION_CONTROLS))
def test_direction_controls_are_refused_in_user_names_and_removed_elsewhere(control):
    assert problem_of("user_name", f"a{control}b") is ProblemCode.DIRECTION_CONTROL
    for field in FREE_FIELDS:
        values, problems = review({field: f"a{control}b"})
        assert values == {field: "ab"}
        assert problems == (Problem(field, ProblemCode.DIRECTION_REMOVED),)
    assert Problem("notes", ProblemCode.DIRECTION_REMOVED).severity is Severity.NOTE


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x85"])
def test_line_breaks_become_a_blank_in_one_line_and_stay_in_notes(line_break):
    raw = f" Ada{line_break}Lovelace{line_break}"
    assert cleaned("display_name", raw) == "Ada Lovelace"
    assert cleaned("notes", raw) == "Ada\nLovelace"


def test_tabs_become_a_blank_in_one_line_and_stay_in_notes():
    assert cleaned("title", "Head\tof\t\tgarden") == "Head of garden"
    assert cleaned("notes", "Mon\t9:00") == "Mon\t9:00"


def test_decomposed_letters_are_composed():
    assert cleaned("given_name", "Zoe\u0308 Сергеи\u0306") == "Zo\u00eb Серге\u0439"


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the corpus of naughty strings is not beside us")
def test_naughty_strings_are_kept_as_display_names_or_refused_with_a_reason():
    for raw in json.loads(NAUGHTY.read_text("utf-8")):
        values, problems = review({"display_name": raw})
        if any(problem.is_error for problem in problems):
            assert "display_name" not in values
            continue
        lines = "".join(char for char in raw if char not in DIRECTION_CONTROLS)
        expected = unicodedata.normalize("NFC", " ".join(lines.strip().splitlines())).strip()
        assert values["display_name"] == (expected.replace("\t", " ") or None)
        assert bool(problems) is (lines != raw and bool(expected))


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the corpus of naughty strings is not beside us")
def test_naughty_user_names_are_seen_have_no_blanks_and_no_direction():
    accepted = 0
    for raw in json.loads(NAUGHTY.read_text("utf-8")):
        values, _ = review({"user_name": raw})
        if name := values.get("user_name"):
            accepted += 1
            assert user_name_key(str(name))
            assert not any(char.isspace() for char in str(name))
            assert DIRECTION_CONTROLS.isdisjoint(str(name))
            assert not ZERO_WIDTH.issuperset(str(name))
    assert accepted
