from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.attributes import Kind
from desktop_app.domain.problems import InvalidValueError, Problem, ProblemCode, Severity
from desktop_app.domain.rules import NO, YES, clean
from desktop_app.domain.user import ATTRIBUTES, review

TEXT_FIELDS = [name for name, it in ATTRIBUTES.items() if it.kind not in {Kind.FLAG, Kind.DATE}]

anything = st.text(st.characters(), max_size=40)
near_misses = st.one_of(
    anything,
    st.from_regex(r"[^@]{0,20}@[^@]{0,20}(\.[a-z]{2,3})?", fullmatch=True),
    st.from_regex(r"[+(]?[0-9 ()/.-]{2,20}( ?(x|ext\.?|доб\.?) ?[0-9]{1,5})?", fullmatch=True),
    st.from_regex(r"[0-9]{1,4}[-./]?[0-9]{1,2}[-./]?[0-9]{1,5}.{0,6}", fullmatch=True),
    st.from_regex(r"https?://.{0,20}", fullmatch=True),
    st.from_regex(r"[a-z]{1,3}([-_,;/ ]{1,2}[A-Za-z0-9=.]{0,5}){0,3}", fullmatch=True),
)


def cleaned(field, raw):
    values, problems = review({field: raw})
    assert not problems
    return values[field]


def problem_of(field, raw):
    values, problems = review({field: raw})
    assert len(problems) == 1
    assert problems[0].is_error
    assert field not in values
    return problems[0].code


def remark_of(field, raw):
    values, problems = review({field: raw})
    assert len(problems) == 1
    assert not problems[0].is_error
    return values[field], problems[0].code


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(list(ATTRIBUTES)), near_misses)
def test_no_text_makes_a_review_raise_and_clean_values_stay_as_they_are(field, raw):
    values, problems = review({field: raw})
    assert (field in values) is not any(problem.is_error for problem in problems)
    assert review(values)[0] == values


@pytest.mark.parametrize("field", TEXT_FIELDS)
@pytest.mark.parametrize("raw", [None, "", "   ", "\t\r\n"])
def test_blank_text_is_nothing_and_only_a_user_name_is_required(field, raw):
    if field == "user_name":
        assert problem_of(field, raw) is ProblemCode.REQUIRED
    else:
        assert cleaned(field, raw) is None


@pytest.mark.parametrize(
    "name",
    ["ada", "Ada.Lovelace", "a@b", "o'brien", "иван_петров", "王伟", "grace2", "ｇrace", "ليلى"],
)
def test_user_names_of_one_alphabet_are_kept_as_typed(name):
    assert cleaned("user_name", name) == name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ada lovelace", ProblemCode.USER_NAME_SPACE),
        ("ada\nlovelace", ProblemCode.USER_NAME_SPACE),
        ("ada\u3000lovelace", ProblemCode.USER_NAME_SPACE),
        ("ada☃", ProblemCode.USER_NAME_CHARACTER),
        ("ada😀", ProblemCode.USER_NAME_CHARACTER),
        ("ada€", ProblemCode.USER_NAME_CHARACTER),
        ("ada\ue000", ProblemCode.USER_NAME_CHARACTER),
        ("\u200b\u2060", ProblemCode.REQUIRED),
        ("x" * 151, ProblemCode.TOO_LONG),
    ],
)
def test_user_names_hold_letters_digits_and_ascii_signs(name, code):
    assert problem_of("user_name", name) is code


@pytest.mark.parametrize("name", ["\u3164", "\u115f\u1160", "\ufe0f", "\uffa0", "\u17b4", "\u180b"])
def test_a_user_name_that_cannot_be_seen_is_no_user_name(name):
    assert problem_of("user_name", name) is ProblemCode.REQUIRED


@pytest.mark.parametrize("name", ["аlice", "pαul", "Αдa"])
def test_user_names_that_mix_alphabets_are_let_in_with_a_warning(name):
    assert remark_of("user_name", name) == (name, ProblemCode.MIXED_SCRIPT)
    assert Problem("user_name", ProblemCode.MIXED_SCRIPT).severity is Severity.WARNING


@pytest.mark.parametrize(
    "address",
    [
        "ada@example.org",
        "o'brien+lists@mail.example.co.uk",
        "a" * 64 + "@example.org",
        "ada!x@example.org",
        "ada@localhost.test",
        "анна@пример.рф",
        "zoë@müller.example",
        "ada@xn--mller-kva.example",
    ],
)
def test_plain_and_odd_addresses_are_kept_as_typed(address):
    assert cleaned("email", address) == address


@pytest.mark.parametrize(
    "address",
    [
        "ada",
        "ada@",
        "@example.org",
        "ada@@example.org",
        "ada@example..org",
        ".ada@example.org",
        "ada.@example.org",
        "ada lovelace@example.org",
        "Ada <ada@example.org>",
        "a" * 65 + "@example.org",
        "ada@" + "a" * 64 + ".org",
        "ada@[127.0.0.1]",
        "a\u200bda@example.org",
    ],
)
def test_wrong_addresses_are_refused(address):
    assert problem_of("email", address) is ProblemCode.EMAIL


@pytest.mark.parametrize(
    "number",
    [
        "112",
        "020 7946 0123",
        "+44 20 7946 0123",
        "(0113) 496-0123",
        "+7 (495) 555-01-23",
        "8 495 555-01-23 доб. 12345",
        "030/23125 012",
        "202-555-0123 x214",
        "202-555-0123 X21400",
        "+61 8 5550 1234",
    ],
)
@pytest.mark.parametrize("field", ["phone", "mobile"])
def test_telephone_numbers_are_kept_exactly_as_typed(field, number):
    assert cleaned(field, number) == number


@pytest.mark.parametrize(
    "number",
    ["12", "ask Ada", "+1 000 000 0000", "+999 12345678", "1234567890123456", "555-CALL", "+++1"],
)
def test_doubtful_telephone_numbers_are_kept_with_a_warning(number):
    assert remark_of("phone", number) == (number, ProblemCode.PHONE_DOUBTFUL)
    assert Problem("phone", ProblemCode.PHONE_DOUBTFUL).severity is Severity.WARNING


@pytest.mark.parametrize("number", ["007", "000042", "0", "1e5", "12.0"])
def test_employee_numbers_keep_their_zeros(number):
    assert cleaned("employee_number", number) == number


@pytest.mark.parametrize("word", [*sorted(YES), "TRUE", " Да ", True, 1])
def test_words_for_yes(word):
    assert cleaned("active", word) is True


@pytest.mark.parametrize("word", [*sorted(NO), "FALSE", " Нет ", "Неактивен", "отключён", False, 0])
def test_words_for_no(word):
    assert cleaned("active", word) is False


@pytest.mark.parametrize("word", ["", "maybe", "2", "yes!", None])
def test_other_words_are_no_flag(word):
    assert problem_of("active", word) is ProblemCode.FLAG


@pytest.mark.parametrize(
    "raw",
    [
        "2024-02-29",
        "29.02.2024",
        "2024/02/29",
        "20240229",
        "2024-2-29",
        "29.2.2024",
        " 2024-02-29 ",
        "2024-02-29T10:00:00Z",
        "29.02.2024 10:00",
        date(2024, 2, 29),
        datetime(2024, 2, 29, 23, 59, tzinfo=UTC),
    ],
)
def test_days_are_read_in_four_forms_with_or_without_a_time(raw):
    assert cleaned("valid_from", raw) == date(2024, 2, 29)


@pytest.mark.parametrize("raw", [None, "", "  "])
def test_no_day_is_nothing(raw):
    assert cleaned("valid_until", raw) is None


@pytest.mark.parametrize(
    "raw",
    [
        "2023-02-29",
        "31.13.2024",
        "02/29/2024",
        "202402",
        "2024022",
        "202402290",
        "2024-02-291",
        "29.02.20245",
        "2024-02-29 soon",
        "0000-01-01",
        "tomorrow",
    ],
)
def test_what_is_no_day_or_could_be_two_is_refused(raw):
    assert problem_of("valid_from", raw) is ProblemCode.DATE


@pytest.mark.parametrize(
    "url", ["https://example.org", "HTTP://example.org/a?b=c#d", "https://пример.рф/я"]
)
def test_web_pages_are_kept_as_typed(url):
    assert cleaned("profile_url", url) == url


@pytest.mark.parametrize(
    "url",
    [
        "example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "https://",
        "http:///x",
        "http://a b",
    ],
)
def test_other_schemes_and_broken_addresses_are_no_web_page(url):
    assert problem_of("profile_url", url) is ProblemCode.URL


@pytest.mark.parametrize("locale", ["en", "ru-RU", "pt_BR", "zh-Hans-CN", "de-DE-1996"])
def test_locales(locale):
    assert cleaned("locale", locale) == locale


@pytest.mark.parametrize("locale", ["e", "русский", "en-", "en US", "en,de", "*"])
def test_what_is_no_locale(locale):
    assert problem_of("locale", locale) is ProblemCode.LANGUAGE


@pytest.mark.parametrize("languages", ["en", "de-AT", "ru, en;q=0.7", "fr,en;q=0.25,*;q=0", "*"])
def test_preferred_languages(languages):
    assert cleaned("preferred_language", languages) == languages


@pytest.mark.parametrize("languages", ["en;", "en;q=2", "en,,de", "английский", "en q=1"])
def test_what_is_no_list_of_languages(languages):
    assert problem_of("preferred_language", languages) is ProblemCode.LANGUAGE


@pytest.mark.parametrize(
    "zone", ["UTC", "Europe/Moscow", "America/Argentina/Buenos_Aires", "Etc/GMT+5"]
)
def test_time_zones(zone):
    assert cleaned("timezone", zone) == zone


@pytest.mark.parametrize("zone", ["Europe/", "/Moscow", "МСК", "Europe Moscow", "(UTC+03:00)"])
def test_what_is_no_time_zone(zone):
    assert problem_of("timezone", zone) is ProblemCode.TIMEZONE


def test_a_validity_that_ends_before_it_begins_is_refused():
    day = {"valid_from": "2024-03-02", "valid_until": "2024-03-01"}
    _, problems = review(day)
    assert problems == (Problem("valid_until", ProblemCode.UNTIL_BEFORE_FROM),)
    assert not review({**day, "valid_until": "2024-03-02"})[1]


def test_an_error_says_which_rule_was_broken_and_never_the_value():
    with pytest.raises(InvalidValueError, match=r"^email$") as caught:
        clean("email", ATTRIBUTES["email"], "secret")
    assert caught.value.problem.field == "email"
