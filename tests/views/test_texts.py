from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QLocale

from desktop_app.domain.change import Deed, Summary
from desktop_app.domain.errors import (
    AlreadyExistError,
    ClosedError,
    ConflictError,
    FileReason,
    FileRefusedError,
    InvalidInputError,
    NotFoundError,
    StorageError,
    StorageReason,
    TableReason,
    TableRefusedError,
    TooManyError,
)
from desktop_app.domain.query import Place, Status
from desktop_app.domain.user import UserDTO
from desktop_app.views.deed_texts import deed_text, step_text
from desktop_app.views.texts import error_text, place_text, status_text
from desktop_app.views.value_texts import value_text

FILE = Path("/home/somebody/%2 <b>R&D</b>.userbook")
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ADA = UserDTO(
    key=1,
    id=UUID(int=1),
    version=1,
    created=NOON,
    last_modified=NOON,
    user_name="ada",
    display_name="Ada %1 Lovelace",
)


@pytest.fixture(autouse=True)
def spoken(english):
    QLocale.setDefault(QLocale("en_GB"))
    return english


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (date(2026, 3, 1), "01/03/2026"),
        ("Ada", "Ada"),
        ("", ""),
    ],
)
def test_values_are_shown_as_a_person_reads_them(value, text):
    assert value_text(value) == text


def test_times_are_those_of_the_person(monkeypatch):
    local = NOON.astimezone()
    assert value_text(NOON) == f"{local:%d/%m/%Y %H:%M}"


@pytest.mark.parametrize("year", [1, 999, 9999])
def test_dates_at_both_ends_of_time_are_shown(year):
    assert str(year) in value_text(date(year, 1, 2))


def test_every_status_place_and_deed_has_words_of_its_own():
    assert len({status_text(each) for each in Status}) == len(Status)
    assert len({place_text(each) for each in Place}) == len(Place)
    for name in ("", "Ada"):
        assert len({deed_text(Summary(deed, 2, name)) for deed in Deed}) == len(Deed)


@pytest.mark.parametrize(
    ("summary", "text"),
    [
        (Summary(Deed.DELETE, 1, "Ada %1 <b>"), "Ada %1 <b> moved to the trash"),
        (Summary(Deed.CHANGE, 1), "1 user changed"),
        (Summary(Deed.CHANGE, 37), "37 users changed"),
        (Summary(Deed.IMPORT, 12408), "12,408 users imported"),
    ],
)
def test_deeds_name_the_one_or_count_the_many(summary, text):
    assert deed_text(summary) == text


def test_steps_say_what_they_would_do_and_mark_no_letter_of_a_name():
    assert step_text(None, redo=False) == "&Undo"
    assert step_text(None, redo=True) == "&Redo"
    assert step_text(Summary(Deed.DELETE, 1, "R&D"), redo=False) == "&Undo: R&&D moved to the trash"
    assert step_text(Summary(Deed.CHANGE, 2), redo=True) == "&Redo: 2 users changed"


ERRORS = [
    *(StorageError(reason) for reason in StorageReason),
    *(FileRefusedError(FILE, reason, "%1 7") for reason in FileReason),
    *(TableRefusedError(FILE, reason, 1204, "%1 why") for reason in TableReason),
    NotFoundError("user", "ada"),
    NotFoundError("user", ""),
    AlreadyExistError("user_name"),
    AlreadyExistError("user_name", "ada"),
    AlreadyExistError("user_name", "%2 ada", ADA),
    ConflictError(ADA, ("title",)),
    InvalidInputError(()),
    TooManyError(1_000_000, 100_000),
    ClosedError(),
]


@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_every_error_is_a_sentence_with_its_facts(error):
    text = error_text(error)
    assert text[-1] in ".?"
    assert "%3" not in text
    assert type(error).__name__ not in text


@pytest.mark.parametrize("reason", list(FileReason))
def test_a_refused_file_is_named_as_it_is_and_without_its_folder(reason):
    text = error_text(FileRefusedError(FILE, reason, "7"))
    if reason is not FileReason.EXISTS:
        assert FILE.name in text
    assert "somebody" not in text


@pytest.mark.parametrize("reason", list(TableReason))
def test_a_refused_table_is_named_as_it_is(reason):
    text = error_text(TableRefusedError(FILE, reason, 1204, "why"))
    assert FILE.name in text
    if "line" in text.casefold():
        assert "1,204" in text


def test_a_name_in_the_place_of_a_name_is_not_filled_again():
    assert error_text(AlreadyExistError("user_name", "%2 ada", ADA)).startswith("“%2 ada” is used")
    assert "Ada %1 Lovelace" in error_text(AlreadyExistError("user_name", "ada", ADA))


def test_words_for_an_error_that_is_a_kind_of_another():
    class FullError(StorageError):
        """A kind that was added later."""

    assert "disk is full" in error_text(FullError(StorageReason.FULL))


def test_a_taken_value_nobody_knows_is_called_by_the_label_of_its_field():
    text = error_text(AlreadyExistError("user_name"))
    assert text == "“User name” is used already; nothing was stored."


@pytest.mark.parametrize("language", ["en_US", "de_DE", "ru_RU"])
def test_years_are_told_with_all_their_digits(language):
    QLocale.setDefault(QLocale(language))
    assert "1926" in value_text(date(1926, 3, 1))
    assert "2026" in value_text(NOON)


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("added", "removed", "words"),
    [
        (0, 0, "3 users changed by another program"),
        (3, 0, "3 users added by another program"),
        (0, 3, "3 users removed by another program"),
        (1, 1, "By another program: 1 added, 1 changed, 1 removed"),
        (0, 2, "By another program: 1 changed, 2 removed"),
    ],
)
def test_what_another_program_did_is_told_apart(added, removed, words):
    told = deed_text(Summary(Deed.OUTSIDE, 3, added=added, removed=removed))
    assert told.replace(", and ", ", ").replace(" and ", ", ") == words
