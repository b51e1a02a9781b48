"""Dates in words, and what could follow what is being typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.filter_completion import unfinished_at
from desktop_app.domain.filter_dates import WORDS, date_text, days_of, time_text
from desktop_app.domain.filter_fields import Sort, fields_beginning
from desktop_app.domain.filter_values import usual_values, value_text

TODAY = date(2026, 3, 4)  # a Wednesday


@pytest.mark.parametrize(
    ("said", "kept", "first", "last"),
    [
        ("today", "today", "2026-03-04", "2026-03-04"),
        ("Сегодня", "today", "2026-03-04", "2026-03-04"),
        ("вчера", "yesterday", "2026-03-03", "2026-03-03"),
        ("Tomorrow", "tomorrow", "2026-03-05", "2026-03-05"),
        ("this week", "this week", "2026-03-02", "2026-03-08"),
        ("на этой", None, "", ""),
        ("этой неделе", "this week", "2026-03-02", "2026-03-08"),
        ("last_week", "last week", "2026-02-23", "2026-03-01"),
        ("прошлая неделя", "last week", "2026-02-23", "2026-03-01"),
        ("this month", "this month", "2026-03-01", "2026-03-31"),
        ("прошлый месяц", "last month", "2026-02-01", "2026-02-28"),
        ("next-month", "next month", "2026-04-01", "2026-04-30"),
        ("следующий год", "next year", "2027-01-01", "2027-12-31"),
        ("last 7 days", "last 7 days", "2026-02-26", "2026-03-04"),
        ("последние 7 дней", "last 7 days", "2026-02-26", "2026-03-04"),
        ("next 30 days", "next 30 days", "2026-03-04", "2026-04-02"),
        ("2026", "2026", "2026-01-01", "2026-12-31"),
        ("2024-2", "2024-02", "2024-02-01", "2024-02-29"),
        ("2026/12/31", "2026-12-31", "2026-12-31", "2026-12-31"),
        ("31.12.2026", "2026-12-31", "2026-12-31", "2026-12-31"),
        ("12.2026", "2026-12", "2026-12-01", "2026-12-31"),
        ("30.2.2026", None, "", ""),
        ("0000", None, "", ""),
        ("9999", None, "", ""),
        ("next", None, "", ""),
        ("", None, "", ""),
    ],
)
def test_a_date_in_words_is_some_days(said, kept, first, last):
    assert date_text(said) == kept
    if kept is not None:
        assert date_text(kept) == kept
        assert days_of(kept, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


def test_months_and_years_turn():
    december, january = date(2025, 12, 31), date(2026, 1, 1)
    assert days_of("next month", december) == (date(2026, 1, 1), date(2026, 1, 31))
    assert days_of("last month", january) == (date(2025, 12, 1), date(2025, 12, 31))
    assert days_of("last year", january) == (date(2025, 1, 1), date(2025, 12, 31))


def test_a_moment_is_kept_in_utc():
    assert time_text("2026-01-15T12:00:00+02:00") == "2026-01-15T10:00:00Z"
    assert time_text("2026-01-15T10:00:00Z") == "2026-01-15T10:00:00Z"
    assert time_text("0001-01-01T00:00:00+10:00") is None
    assert time_text("noon") is None


@given(st.text(max_size=30))
def test_no_text_is_too_strange_for_a_date(text):
    kept = date_text(text)
    if kept is not None:
        first, last = days_of(kept, TODAY)
        assert first <= last


def test_every_value_that_is_offered_is_one():
    for sort in Sort:
        assert all(value_text(sort, value) == value for value in usual_values(sort))
    assert set(WORDS) <= set(usual_values(Sort.DATE))


@pytest.mark.parametrize(
    ("text", "typed", "field"),
    [
        ("", "", None),
        ("dep", "dep", None),
        ("ada -dep", "dep", None),
        ("(dep", "dep", None),
        ("has:em", "em", None),
        ("-has: em", "em", None),
        ("created:last mo", "last mo", "created"),
        ("changed: last m", "last m", "last_modified"),
        ("created:last month dep", "dep", None),
        ("department:", "", "department"),
        ("department: sal", "sal", "department"),
        ('department:"R an', "R an", "department"),
        ('"Job title":bo', "bo", "title"),
        ("created:2026..to", "to", "created"),
        ("active!=", "", "active"),
        ("dep:x act", "act", None),
    ],
)
def test_what_stands_before_the_cursor_is_unfinished(text, typed, field):
    found = unfinished_at(text, len(text))
    assert (found.typed, found.field) == (typed, field)
    assert text[found.start : found.end].lstrip('"') == typed


@pytest.mark.parametrize("text", ["http://x", "12:30", '"a b"', "a)", 'has:"', 'has:"em'])
def test_what_is_no_name_does_not_go_on(text):
    assert unfinished_at(text, len(text)) is None


def test_in_the_midst_of_a_word_nothing_is_offered():
    assert unfinished_at("department", 3) is None
    assert unfinished_at("dep ada", 3).typed == "dep"


def test_fields_are_offered_by_how_any_of_their_names_begins():
    assert fields_beginning("dep") == ("department",)
    assert fields_beginning("отд") == ("department",)
    assert fields_beginning("chan") == ("last_modified",)
    assert set(fields_beginning("val")) == {"valid_from", "valid_until"}
    assert len(fields_beginning("")) > 20
    assert fields_beginning("zzz") == ()
