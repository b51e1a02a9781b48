from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.hits import EVERYWHERE, hits, words_sought
from desktop_app.domain.text import fold


def marked(text: str, *words: str) -> str:
    """The text with its hits in brackets."""
    out, end = "", 0
    for part in hits(text, [fold(word) for word in words]):
        out += f"{text[end : part.start]}[{text[part.start : part.stop]}]"
        end = part.stop
    return out + text[end:]


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Ada Lovelace", ["LOVE"], "Ada [Love]lace"),
        ("banana", ["an"], "b[anan]a"),
        ("banana", ["ban", "nan"], "[banan]a"),
        ("Пётр Семёнов", ["семен"], "Пётр [Семён]ов"),
        ("Straße", ["strass"], "[Straß]e"),
        ("Straße", ["se"], "Stra[ße]"),
        ("Straße", ["stras"], "[Straß]e"),
        ("Zoe\u0308 Müller", ["zoe", "mul"], "[Zoe\u0308] [Mül]ler"),
        ("e\u0301a", ["ea"], "[e\u0301a]"),
        ("O’Brien", ["o'b"], "[O’B]rien"),
        ("+44 20 7946-0018", ["79460018"], "+44 20 [7946-0018]"),
        ("+44 20 7946-0018", ["+44(20)7946"], "+[44 20 7946]-0018"),
        ("+1 415 555 0148", ["555"], "+1 415 [555] 0148"),
        ("030/765", ["030-76"], "[030/76]5"),
        ("a+b (c)", ["+b", "("], "a[+b] [(]c)"),
        ("Ada", ["x"], "Ada"),
        ("", ["x"], ""),
        ("\ufb01n", ["fin"], "[\ufb01n]"),
    ],
)
def test_the_letters_that_were_found_are_known(text, words, shown):
    assert marked(text, *words) == shown


def test_what_is_sought_is_known_by_field_and_what_is_excluded_is_not_sought():
    sought = words_sought('Ann "Lee Ray" -bob (department:Sales OR title=Boss) created>2020-01-01')
    assert sought == {
        EVERYWHERE: ("ann", "lee ray"),
        "department": ("sales",),
        "title": ("boss",),
    }
    assert words_sought("phoneNumbers:12") == {"phone": ("12",), "mobile": ("12",)}
    assert words_sought("") == words_sought("department:") == {}


@given(st.text(max_size=30), st.text(min_size=1, max_size=3))
def test_a_hit_is_within_the_text_and_folds_to_something_with_the_word(text, word):
    for part in hits(text, [folded] if (folded := fold(word)) else []):
        assert 0 <= part.start < part.stop <= len(text)


@given(
    st.text(alphabet="aábßéеёй -", max_size=12), st.text(alphabet="aábsеи", min_size=1, max_size=3)
)
def test_a_text_that_holds_the_word_has_a_hit(text, word):
    assert bool(hits(text, [fold(word)])) == (fold(word) in fold(text))


def test_no_word_is_found_nowhere():
    assert hits("Anna", [""]) == []
