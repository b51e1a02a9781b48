from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

import pytest

from desktop_app.domain.attributes import Kind
from desktop_app.domain.names import derived_display_name
from desktop_app.domain.query import Status, status_of
from desktop_app.domain.rules import clean
from desktop_app.domain.sample import CHOSEN, MADE, SAMPLE_DAY, sample_users
from desktop_app.domain.sample_kinds import value_by_kind
from desktop_app.domain.sample_names import CULTURES
from desktop_app.domain.text import scripts_of, user_name_key
from desktop_app.domain.user import ATTRIBUTES, CreateUserDTO, review


@pytest.fixture(scope="module")
def users():
    return list(sample_users(2_000))


@pytest.fixture(scope="module")
def first_hundred():
    return list(sample_users(100))


def status(user, today=SAMPLE_DAY):
    return status_of(user["active"], user["valid_from"], user["valid_until"], today)


def test_the_same_seed_invents_the_same_users(users):
    assert list(sample_users(2_000)) == users
    assert list(sample_users(50)) == users[:50]
    assert list(sample_users(50, seed=1)) != users[:50]


def test_the_users_are_the_same_in_every_version_of_python(first_hundred):
    assert [user["user_name"] for user in first_hundred[:5]] == [
        "svetlana.zimina",
        "asa.kjaer",
        "maja.alund",
        "cpeacock",
        "chataignier.t",
    ]


def test_the_values_are_clean_and_nothing_is_to_be_said_about_them(users):
    for user in users:
        assert review(user) == (user, ())


def test_a_sample_user_can_be_created(first_hundred):
    for user in first_hundred:
        assert CreateUserDTO.model_validate(user).display_name


def test_user_names_are_unique_and_mostly_ascii():
    names = [str(user["user_name"]) for user in sample_users(10_000)]
    assert len({user_name_key(name) for name in names}) == len(names)
    assert 0.9 < sum(name.isascii() for name in names) / len(names) < 1


def test_no_name_ends_in_a_digit_so_that_a_number_makes_it_unique():
    for culture in CULTURES:
        for words in (culture.women, culture.men, culture.family, culture.family_of_women):
            assert not any(char.isdigit() for char in words)


def test_shares_of_cultures_make_a_hundred():
    assert sum(culture.share for culture in CULTURES) == 100


def test_women_and_men_have_families_and_middle_names_of_the_same_number():
    for culture in CULTURES:
        if culture.family_of_women:
            assert culture.family_of_women.count(",") == culture.family.count(",")
        assert culture.middle_of_women.count(",") == culture.middle_of_men.count(",")


def test_each_field_that_is_drawn_exists_and_is_filled_for_somebody(users):
    assert set(users[0]) == set(ATTRIBUTES) >= set(CHOSEN) | set(MADE)
    for name in users[0]:
        assert any(user[name] is not None for user in users)


def test_addresses_belong_to_nobody(users):
    domains = {str(user["email"]).partition("@")[2] for user in users if user["email"]}
    assert domains == {"example.org", "example.com", "example.net"}
    assert all(str(user["email"]).isascii() for user in users)


def test_most_are_shown_by_their_names_and_a_few_otherwise(users):
    assert all(user["display_name"] for user in users)
    own = sum(user["display_name"] != derived_display_name(user) for user in users)
    assert 0 < own < 200


def test_the_first_hundred_have_every_status(first_hundred):
    assert {status(user) for user in first_hundred} == set(Status)


def test_the_statuses_move_with_the_day():
    today = date(2031, 5, 6)
    assert {status(user, today) for user in sample_users(100, today=today)} == set(Status)
    for user, other in zip(sample_users(100, today=today), sample_users(100), strict=True):
        assert user["user_name"] == other["user_name"]
        if end := other["valid_until"]:
            assert user["valid_until"] - end == today - SAMPLE_DAY


def test_nobody_ends_before_beginning(users):
    for user in users:
        start, end = user["valid_from"], user["valid_until"]
        assert not (start and end) or end - start > timedelta(days=0)


def test_the_first_hundred_are_many_kinds_of_people(first_hundred):
    names = [str(user["display_name"]) for user in first_hundred]
    assert {"LATIN", "CYRILLIC"} <= set().union(*map(scripts_of, names))
    assert len({user["locale"] for user in first_hundred}) > 10
    assert len({user["department"] for user in first_hundred}) > 15
    assert len({user["user_type"] for user in first_hundred}) > 6
    assert any("ё" in name for name in names)
    assert any("й" in name.casefold() for name in names)
    assert any("\n" in str(user["notes"]) for user in first_hundred)
    assert any(str(user["employee_number"]).startswith("0") for user in first_hundred)
    for part in ("given_name", "family_name", "email", "phone", "department", "employee_number"):
        assert any(user[part] is None for user in first_hundred)


def test_there_are_namesakes_and_accounts_of_no_person(first_hundred):
    people = [
        (user["given_name"], user["family_name"])
        for user in first_hundred
        if user["given_name"] and user["family_name"]
    ]
    assert len(set(people)) < len(people)
    machines = [user for user in first_hundred if user["user_type"] == "service"]
    assert machines
    assert all(user["display_name"] == user["user_name"] for user in machines)


def test_numbers_follow_where_a_name_comes_again(users):
    names = [str(user["user_name"]) for user in users]
    numbered = [name for name in names if name[-1].isdigit()]
    assert numbered
    assert {name.rstrip("0123456789") for name in numbered} <= set(names)


def test_users_are_invented_one_at_a_time():
    assert len(list(islice(sample_users(10_000_000), 3))) == 3


@pytest.mark.parametrize("kind", list(Kind))
def test_a_field_without_a_recipe_gets_one_from_its_kind(kind):
    attribute = replace(ATTRIBUTES["title"], kind=kind, limit=64)
    values = [value_by_kind("new", attribute, index, SAMPLE_DAY) for index in range(100)]
    assert values == [value_by_kind("new", attribute, index, SAMPLE_DAY) for index in range(100)]
    if kind is Kind.USER_NAME:
        assert set(values) == {None}, "unique by the names, never by the kind"
        return
    assert [clean("new", attribute, value) for value in values] == values
    assert len(set(values)) > 1
    assert (None in values) == (kind is not Kind.FLAG)
    short = replace(attribute, limit=4)
    few = [value_by_kind("new", short, index, SAMPLE_DAY) for index in range(20)]
    assert [clean("new", short, value) for value in few] == few


def test_a_new_field_changes_nothing_else(users, monkeypatch):
    new = {**ATTRIBUTES, "cost_center": ATTRIBUTES["title"]}
    monkeypatch.setattr("desktop_app.domain.sample.ATTRIBUTES", new)
    others = list(sample_users(200))
    assert any(user["cost_center"] for user in others)
    assert [{**user, "cost_center": 0} for user in others] == [
        {**user, "cost_center": 0} for user in users[:200]
    ]


def test_there_are_many_alphabets(users):
    shown = "".join(str(user["display_name"]) for user in users)
    scripts = {unicodedata.name(char).split()[0] for char in shown if char.isalpha()}
    assert scripts >= {"LATIN", "CYRILLIC", "GREEK", "ARABIC", "CJK", "HIRAGANA"}
