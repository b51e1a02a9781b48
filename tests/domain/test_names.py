from __future__ import annotations

import pytest

from desktop_app.domain.names import derived_display_name, made_user_name
from desktop_app.domain.user import ATTRIBUTES, review


@pytest.mark.parametrize(
    ("given", "middle", "family", "locale", "shown"),
    [
        ("Ada", None, "Bell", "en-GB", "Ada Bell"),
        ("Ada", "Rose", "Bell", None, "Ada Rose Bell"),
        ("Анна", "Сергеевна", "Ёлкина", "ru-RU", "Анна Сергеевна Ёлкина"),
        ("Ада", None, "Белл", "en-GB", "Ада Белл"),
        ("明月", None, "王", "zh-CN", "王明月"),
        ("明月", None, "王", None, "王明月"),
        ("結衣", None, "佐々木", "ja-JP", "佐々木結衣"),
        ("さくら", None, "田中", "en-GB", "田中さくら"),
        ("美咲", None, "𠮷田", "ja-JP", "𠮷田美咲"),
        ("지우", None, "김", "ko-KR", "김지우"),
        ("Mingyue", None, "Wang", "zh-CN", "Wang Mingyue"),
        ("Ilona", "Ágnes", "Molnár", "hu-HU", "Molnár Ilona Ágnes"),
        ("Ilona", None, "Molnár", "en-GB", "Ilona Molnár"),
        ("Sunny", None, None, "hu", "Sunny"),
        (None, None, "Bell", "en", "Bell"),
        (None, "Rose", None, "en", "Rose"),
        ("明月", None, None, "zh", "明月"),
    ],
)
def test_names_stand_in_the_order_of_the_language(given, middle, family, locale, shown):
    user = {"given_name": given, "middle_name": middle, "family_name": family, "locale": locale}
    assert derived_display_name({**user, "nick_name": "Moss", "user_name": "moss"}) == shown


def test_the_preferred_language_speaks_where_there_is_no_locale():
    user = {"given_name": "Ilona", "family_name": "Molnár", "preferred_language": "hu, en;q=0.5"}
    assert derived_display_name(user) == "Molnár Ilona"
    assert derived_display_name({**user, "locale": "en"}) == "Ilona Molnár"


def test_without_a_name_the_nickname_is_shown_and_then_the_user_name():
    assert derived_display_name({"nick_name": "Moss", "user_name": "ada"}) == "Moss"
    assert derived_display_name({"user_name": "ada"}) == "ada"
    assert derived_display_name({}) == ""


@pytest.mark.parametrize("letter", ["x", "Ё", "王"])
def test_the_longest_names_make_a_display_name_that_is_let_in(letter):
    parts = ("given_name", "middle_name", "family_name")
    user = {part: letter * ATTRIBUTES[part].limit for part in parts}
    shown = derived_display_name(user)
    assert review({"display_name": shown}) == ({"display_name": shown}, ())


@pytest.mark.parametrize(
    ("user", "made"),
    [
        ({"email": "Ada.Bell@Example.org", "given_name": "Ada"}, "ada.bell@example.org"),
        ({"given_name": "Zoë", "family_name": "O'Brien"}, "zoe.o.brien"),
        ({"given_name": "Анна", "family_name": "Ёлкина"}, "anna.elkina"),
        ({"family_name": "von der Heide"}, "von.der.heide"),
        ({"display_name": "Front desk"}, "front.desk"),
        ({"nick_name": "Moss"}, "moss"),
        ({}, ""),
    ],
)
def test_who_has_no_user_name_gets_one_from_the_address_or_the_names(user, made):
    assert made_user_name(user) == made


def test_a_made_user_name_is_never_too_long():
    email = "a" * 60 + "@" + "b" * 60 + "." + "c" * 60 + ".org"
    assert made_user_name({"email": email, "given_name": "Ada"}) == "ada"
    assert made_user_name({"given_name": "x" * 150, "family_name": "y" * 150}) == "x" * 150
