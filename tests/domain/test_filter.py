"""What is typed into the search box, what it means, and how it is written again."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.domain.columns import name_key
from desktop_app.domain.errors import FilterError, FilterReason
from desktop_app.domain.filter import (
    EVERYBODY,
    And,
    Comparison,
    Not,
    Operator,
    Or,
    Presence,
    Term,
    as_text,
)
from desktop_app.domain.filter_fields import all_fields, field_named, groups, members
from desktop_app.domain.filter_parser import parse, parts_of
from desktop_app.domain.query import LONGEST_SEARCH
from desktop_app.domain.spellings import RUSSIAN_LABELS
from desktop_app.domain.user import ATTRIBUTES

ADA, ALAN = Term("ada"), Term("alan")
SALES = Comparison("department", Operator.CONTAINS, "sales")


def compared(field: str, operator: Operator, value: str, until: str = "") -> Comparison:
    return Comparison(field, operator, value, until)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("", EVERYBODY),
        (" \t ", EVERYBODY),
        ("ada", ADA),
        ("ada  alan", And((ADA, ALAN))),
        ('"ada alan"', Term("ada alan", quoted=True)),
        ('"a\\"b\\\\c"', Term('a"b\\c', quoted=True)),
        ("«ada alan» “x y”", And((Term("ada alan", quoted=True), Term("x y", quoted=True)))),
        ("отдел:«a b»", compared("department", Operator.CONTAINS, "a b")),
        ("„Job title“:boss", compared("title", Operator.CONTAINS, "boss")),
        ("-ada", Not(ADA)),
        ("NOT ada", Not(ADA)),
        ("НЕ ada", Not(ADA)),
        ("ada OR alan", Or((ADA, ALAN))),
        ("ada ИЛИ alan", Or((ADA, ALAN))),
        ("ada AND alan", And((ADA, ALAN))),
        ("ada alan OR x", Or((And((ADA, ALAN)), Term("x")))),
        ("ada (alan OR x)", And((ADA, Or((ALAN, Term("x")))))),
        ("-(ada alan)", Not(And((ADA, ALAN)))),
        ("((ada) ((alan)))", And((ADA, ALAN))),
        ("department:sales", SALES),
        ("Department: sales", SALES),
        ("dep:sales", SALES),
        ("отдел:sales", SALES),
        ('"Job title":boss', compared("title", Operator.CONTAINS, "boss")),
        ('"E-mail":x', compared("email", Operator.CONTAINS, "x")),
        ("e-mail:x", compared("email", Operator.CONTAINS, "x")),
        ('department="R and D"', compared("department", Operator.EQUALS, "R and D")),
        ("department!=x", Not(compared("department", Operator.EQUALS, "x"))),
        ("user_name:ann*", compared("user_name", Operator.STARTS, "ann")),
        ('user_name:*"a b"', compared("user_name", Operator.ENDS, "a b")),
        ("user_name:*a*", compared("user_name", Operator.CONTAINS, "a")),
        ("user_name:a*b", compared("user_name", Operator.CONTAINS, "a*b")),
        ("user_name:*", Presence("user_name")),
        ("has:email", Presence("email")),
        ("есть:отдел", Presence("department")),
        ("-has:email", Not(Presence("email"))),
        ('email:""', Not(Presence("email"))),
        ("active:yes", compared("active", Operator.CONTAINS, "yes")),
        ("active=нет", compared("active", Operator.CONTAINS, "no")),
        ("status:expired", compared("status", Operator.CONTAINS, "expired")),
        ('статус:"срок скоро истечёт"', compared("status", Operator.CONTAINS, "expires_soon")),
        ("changed:today", compared("last_modified", Operator.CONTAINS, "today")),
        ("изменён:сегодня", compared("last_modified", Operator.CONTAINS, "today")),
        ("changed:last month", compared("last_modified", Operator.CONTAINS, "last month")),
        ("created:last-7-days", compared("created", Operator.CONTAINS, "last 7 days")),
        ("создан:на", None),
        ("created:2026-01..2026-03", compared("created", Operator.RANGE, "2026-01", "2026-03")),
        ("created:..2026", compared("created", Operator.RANGE, "", "2026")),
        ("created:2026..", compared("created", Operator.RANGE, "2026", "")),
        ("created:20260131", compared("created", Operator.CONTAINS, "2026-01-31")),
        ("a\0b\ud800", Term("a\ufffdb\ufffd")),
        ('Jean le "X"', And((Term("Jean"), Term("le", quoted=True), Term("X", quoted=True)))),
        ('family_name:"a b".."c"', compared("family_name", Operator.RANGE, "a b", "c")),
        ("valid_until<2026-01", compared("valid_until", Operator.BELOW, "2026-01")),
        ("valid_until >= 1.2.2026", compared("valid_until", Operator.AT_LEAST, "2026-02-01")),
        ("valid_until:>today", compared("valid_until", Operator.ABOVE, "today")),
        ("notes:wait...", compared("notes", Operator.CONTAINS, "wait...")),
        ("phone:+7(912)1", compared("phone", Operator.CONTAINS, "+7(912)1")),
        ("name:ada", compared("name", Operator.CONTAINS, "ada")),
    ],
)
def test_what_is_typed_means(text, meaning):
    if meaning is None:
        with pytest.raises(FilterError):
            parse(text)
    else:
        assert parse(text) == meaning
        assert parse(as_text(meaning)) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ('userName eq "ann"', compared("user_name", Operator.EQUALS, "ann")),
        ('userName ne "ann"', Not(compared("user_name", Operator.EQUALS, "ann"))),
        ('USERNAME CO "ann"', compared("user_name", Operator.CONTAINS, "ann")),
        ('userName sw "ann"', compared("user_name", Operator.STARTS, "ann")),
        ('userName ew "ann"', compared("user_name", Operator.ENDS, "ann")),
        ('userName gt "ann"', compared("user_name", Operator.ABOVE, "ann")),
        ('userName ge "ann"', compared("user_name", Operator.AT_LEAST, "ann")),
        ('userName lt "ann"', compared("user_name", Operator.BELOW, "ann")),
        ('userName le "ann"', compared("user_name", Operator.AT_MOST, "ann")),
        ("title pr", Presence("title")),
        ("not (title pr)", Not(Presence("title"))),
        ("title eq null", Not(Presence("title"))),
        ("active eq true", compared("active", Operator.CONTAINS, "yes")),
        ('name.familyName co "x"', compared("family_name", Operator.CONTAINS, "x")),
        ('phoneNumbers co "x"', compared("phoneNumbers", Operator.CONTAINS, "x")),
        ('emails[type eq "work"].value co "x"', compared("email", Operator.CONTAINS, "x")),
        (
            'emails[type eq "work" and value co "@x"]',
            compared("email", Operator.CONTAINS, "@x"),
        ),
        ('phoneNumbers[value co "1"]', compared("phoneNumbers", Operator.CONTAINS, "1")),
        (
            'phoneNumbers[type eq "mobile" and value eq "1"]',
            compared("mobile", Operator.EQUALS, "1"),
        ),
        (
            'meta.lastModified gt "2026-01-15T10:00:00Z"',
            compared("last_modified", Operator.ABOVE, "2026-01-15T10:00:00Z"),
        ),
        (
            'urn:ietf:params:scim:schemas:core:2.0:User:userName eq "x"',
            compared("user_name", Operator.EQUALS, "x"),
        ),
        (
            'userName sw "ann" and (active eq false or emails co "@x")',
            And(
                (
                    compared("user_name", Operator.STARTS, "ann"),
                    Or(
                        (
                            compared("active", Operator.CONTAINS, "no"),
                            compared("email", Operator.CONTAINS, "@x"),
                        )
                    ),
                )
            ),
        ),
    ],
)
def test_scim_is_understood(text, meaning):
    assert parse(text) == meaning
    assert parse(as_text(meaning)) == meaning


@pytest.mark.parametrize(
    "text",
    [
        "http://x",
        "12:30",
        "Anna: teacher",
        "x:y:z",
        "a/b (c)",
        "Smith (Jo",
        "foo :)",
        "((((",
        "()",
        "-",
        "a - b",
        "--",
        "---x",
        "jean-luc",
        "+7 (912) 123-45-67",
        "(912)",
        "AT&T",
        "R>D",
        "1 < 2",
        'O"Brien',
        "«x",
        "x»",
        '5" pipe',
        "Anna and Bob or not",
        "x eq y",
        "title",
        "pr",
        "*",
        "a..b",
        "\\",
        "<img src='/dev/zero'>",
    ],
)
def test_what_is_no_filter_is_a_search_for_its_words(text):
    found = parse(text)
    words = found.parts if isinstance(found, And) else (found,)
    assert all(isinstance(word, Term) for word in words)
    if "(" not in text or parse(text) != parse(text.replace("(", " ").replace(")", " ")):
        assert [word.text for word in words] == text.split()
    assert parse(as_text(found)) == found


@pytest.mark.parametrize(
    ("text", "reason", "place"),
    [
        ("has:foo", FilterReason.UNKNOWN_FIELD, "foo"),
        ('title pr and ims.type eq "x"', FilterReason.UNKNOWN_FIELD, "ims.type"),
        ('title pr or ims[value co "x"]', FilterReason.UNKNOWN_FIELD, "ims"),
        ("title pr and gender pr", FilterReason.UNKNOWN_FIELD, "gender"),
        ("ada has:", FilterReason.MISSING_VALUE, "has:"),
        ("ada department:", FilterReason.MISSING_VALUE, "department:"),
        ("dep:(a OR b)", FilterReason.MISSING_VALUE, "dep:"),
        ("ada OR", FilterReason.MISSING_TERM, "OR"),
        ("OR ada", FilterReason.MISSING_TERM, "OR"),
        ("ada AND", FilterReason.MISSING_TERM, "AND"),
        ("ada NOT", FilterReason.MISSING_TERM, "NOT"),
        ("ada OR ()", FilterReason.MISSING_TERM, ")"),
        ("(ada OR alan", FilterReason.UNCLOSED_BRACKET, "("),
        ("dep:x (ada", FilterReason.UNCLOSED_BRACKET, "("),
        ("ada) OR alan", FilterReason.UNOPENED_BRACKET, ")"),
        ("active:maybe", FilterReason.NOT_YES_OR_NO, "maybe"),
        ("status:foo", FilterReason.NOT_A_STATUS, "foo"),
        ("changed:2026-13", FilterReason.NOT_A_DATE, "2026-13"),
        ("changed:2026-02-30..today", FilterReason.NOT_A_DATE, "2026-02-30..today"),
        ("changed:0001", FilterReason.NOT_A_DATE, "0001"),
        ("active>yes", FilterReason.NOT_COMPARABLE, "yes"),
        ("status:a..b", FilterReason.NOT_COMPARABLE, "a..b"),
        ("changed:2026*", FilterReason.NOT_COMPARABLE, "2026*"),
        ("dep>a..b", FilterReason.NOT_COMPARABLE, "a..b"),
        ('dep>""', FilterReason.MISSING_VALUE, '""'),
        ("NOT " * 30 + "x", FilterReason.TOO_DEEP, "N"),
        ("-(" * 30 + "x", FilterReason.TOO_DEEP, "-"),
        ('title ne "a b" (', FilterReason.UNCLOSED_BRACKET, "("),
        ("-x (", FilterReason.UNCLOSED_BRACKET, "("),
    ],
)
def test_a_mistake_has_a_place_and_a_reason(text, reason, place):
    with pytest.raises(FilterError) as caught:
        parse(text)
    error = caught.value
    assert error.reason is reason
    assert text[error.position : error.position + error.length] == place


def test_each_part_knows_where_it_stands():
    text = ' ada  dep:"a b"  -(x OR y) '
    assert [text[part.start : part.end] for part in parts_of(text)] == [
        "ada",
        'dep:"a b"',
        "-(x OR y)",
    ]
    assert [(part.start, part.end) for part in parts_of("a OR b")] == [(0, 6)]
    assert parts_of("") == ()


@pytest.mark.parametrize("text", ["(" * 100_000, "-(" * 50_000, "a:" * 50_000, "dep:x " * 20_000])
def test_a_page_pasted_by_mistake_is_a_search_for_its_beginning(text):
    found = parse(text)
    assert len(as_text(found)) <= 2 * LONGEST_SEARCH


def test_a_field_is_known_by_all_its_names():
    for field, attribute in ATTRIBUTES.items():
        names = (field, attribute.label, attribute.scim, RUSSIAN_LABELS[field])
        assert [field_named(name) for name in names] == [field] * 4
    for field in all_fields():
        assert field_named(field, whole=True) == field
    assert field_named("status") == "status"
    assert field_named("meta.created") == field_named("Создан") == "created"
    assert field_named("family") == field_named("surname") == "family_name"


def test_a_shortened_name_must_be_the_only_one():
    assert field_named("employ") == "employee_number"
    assert field_named("valid") is None
    assert field_named("va") is None
    assert field_named("dep", whole=True) is None
    assert field_named("") is None
    assert field_named("blocked") is None


def test_several_attributes_have_a_name_together():
    assert set(groups()) == {"name", "phoneNumbers"}
    assert members("phoneNumbers") == ("phone", "mobile")
    assert {"display_name", "given_name", "family_name"} < set(members("name"))
    assert members("email") == ("email",)
    assert name_key("phoneNumbers") not in {name_key(field) for field in ATTRIBUTES}


PIECES = st.sampled_from(
    [
        *("(", ")", '"', "-", " ", " ", " ", ":", "=", "<", ">", "..", "*", "\\", "\n", "/"),
        *("OR", "AND", "NOT", "ИЛИ", "НЕ", "and", "or", "not", "eq", "pr", "co", "ne", "null"),
        *("department", "dep", "changed", "active", "phone", "name", "userName", "has:", "status"),
        *('"a b"', "today", "last month", "2026-01", "yes", "expired", "ada", "(912)", "+7", "x"),
        *(
            "«a b»",
            "«",
            "»",
            "“x”",
            "title pr",
            'emails[type eq "work"].value',
            "email:",
            "-has:email",
            "\u200b",
            "ß",
        ),
    ]
)
ANY_TEXT = st.one_of(
    st.lists(PIECES, max_size=25).map("".join),
    st.lists(PIECES, max_size=15).map(" ".join),
    st.text(max_size=60),
)


def mistake_in(text: str) -> FilterError | None:
    try:
        parse(text)
    except FilterError as error:
        return error
    return None


@given(ANY_TEXT)
@example('department:"')
@example("department:\\")
@example('"department":-x')
@example("-x (")
@example("NOT -")
@example("a (AND(912)x)")
@example('" status ne "a b"')
@example("« has: co «a b» = )")
@example('"a b"has:email')
@example('changed:"2026-01-15T10:00:00+25:00"')
def test_whatever_is_typed_is_read_and_is_read_the_same_when_it_is_written_again(text):
    if mistake := mistake_in(text):
        place = text[mistake.position : mistake.position + mistake.length]
        assert len(place) == mistake.length > 0
        return
    found = parse(text)
    written = as_text(found)
    assert parse(written) == found
    assert as_text(parse(written)) == written
    places = [(part.start, part.end) for part in parts_of(text)]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


@given(ANY_TEXT)
@example("\0")
def test_a_search_without_marks_finds_what_it_found_before_there_were_filters(text):
    plain = re.sub(r'["«“„():=<>*A-ZА-Я\0\ud800-\udfff-]|\.\.', "", text)
    if {"pr", "eq", "co", "ne"}.isdisjoint(plain.split()):
        found = parse(plain)
        words = found.parts if isinstance(found, And) else (found,)
        assert [word.text for word in words] == plain.split()
