from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.text import (
    EMPTY_SORT_KEY,
    digits_of,
    fold,
    scripts_of,
    sort_key,
    user_name_key,
)

anything = st.text(st.characters(), max_size=30)
SAME_WHEN_SEARCHED = [
    ("Straße", "STRASSE"),
    ("Zoë", "Zoe\u0308"),
    ("Zoë", "zoe"),
    ("ｇｒａｃｅ", "Grace"),
    ("\u212aelvin", "kelvin"),
    ("Алёна", "АЛЕНА"),
    ("Ёлкин", "Е\u0308лкин"),
    ("Øde", "ode"),
    ("Łódź", "lodz"),
    ("Þór", "thor"),
    ("Æsa Œuvre", "aesa oeuvre"),
    ("Đorđe", "dorde"),
    ("Iğdır", "igdir"),
    ("O’Connor", "o'connor"),
    ("O`Connor", "O'Connor"),
    ("Smith–Hale", "smith-hale"),
    ("von\u00a0der Heide", "von der heide"),
    ("soft\u00adhyphen", "softhyphen"),
    ("邊\U000e0101", "邊"),
    ("Νίκος", "ΝΙΚΟΣ"),
    ("ｶﾞｰﾄﾞ", "ガード"),
    ("ﬁeld", "Field"),
    ("Сергей", "СЕРГЕИ\u0306"),
]


@pytest.mark.parametrize(("one", "other"), SAME_WHEN_SEARCHED)
def test_case_accents_width_and_lookalikes_are_set_aside_when_searching(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("й", "и"), ("ш", "щ"), ("l", "1"), ("o", "0")])
def test_different_letters_stay_different_when_searching(one, other):
    assert fold(one) != fold(other)


def test_a_short_i_is_a_letter_of_its_own_however_it_is_written():
    assert fold("Й") == fold("И\u0306") == "й"
    assert fold("й") in fold("Сергеи\u0306")


@settings(deadline=None, max_examples=200)
@given(anything)
def test_folding_twice_is_folding_once_in_any_case_and_form(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded
    assert fold(unicodedata.normalize("NFC", text)) == folded


@settings(deadline=None, max_examples=200)
@given(anything)
def test_a_user_name_key_is_its_own_key(text):
    key = user_name_key(text)
    assert user_name_key(key) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada", "ADA"),
        ("Straße", "STRASSE"),
        ("\u00e9ric", "e\u0301ric"),
        ("ｇrace", "grace"),
        ("\u212aim", "kim"),
        ("a\u200bd\u00ada", "ada"),
        ("ada\ufe0f", "ada"),
        ("ad\u3164a", "ada"),
        ("ΝΙΚΟΣ", "νικος"),
        ("ὈΔΥΣΣΕΎΣ", "ὀδυσσεύς"),
    ],
)
def test_user_names_that_look_the_same_have_the_same_key(one, other):
    assert user_name_key(one) == user_name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("ı", "i"), ("éric", "eric"), ("ё", "е"), ("й", "и"), ("аlice", "alice")]
)
def test_accents_dotless_i_and_other_alphabets_make_another_user_name(one, other):
    assert user_name_key(one) != user_name_key(other)


def test_names_are_sorted_as_a_reader_expects():
    names = ["Room 2", "room 10", "Room 10a", "Åsa", "asta", "Елена", "Ёлка", "Жанна", "Яков"]
    assert sorted(set(names), key=sort_key) == [
        "Åsa",
        "asta",
        "Room 2",
        "room 10",
        "Room 10a",
        "Елена",
        "Ёлка",
        "Жанна",
        "Яков",
    ]


@pytest.mark.parametrize("nothing", [None, "", "\u0301", "\u200b\u00ad"])
def test_nothing_and_what_cannot_be_seen_come_last(nothing):
    assert sort_key(nothing) == EMPTY_SORT_KEY
    assert sort_key("яяя") < sort_key("王") < EMPTY_SORT_KEY


@given(st.text(st.characters(), max_size=200))
@settings(deadline=None, max_examples=60)
def test_a_sort_key_has_at_most_80_characters(text):
    assert len(sort_key(text)) <= 80


def test_long_numbers_still_sort_by_value():
    assert sort_key("000421") == sort_key("421")
    assert sort_key("999999999999") < sort_key("9999999999999")


def test_the_digits_of_a_telephone_number():
    assert digits_of("+44 (20) 7946-0123 x5") == "4420794601235"
    assert digits_of("ask Ada") == ""


@pytest.mark.parametrize(
    ("text", "scripts"),
    [
        ("alice42", {"LATIN"}),
        ("аlice", {"LATIN", "CYRILLIC"}),
        ("Νίκος", {"GREEK"}),
        ("王伟", set()),
        ("42", set()),
    ],
)
def test_only_alphabets_that_look_alike_are_told_apart(text, scripts):
    assert scripts_of(text) == scripts
