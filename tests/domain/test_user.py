from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

import pytest
from pydantic import BaseModel, Field, ValidationError

from desktop_app.domain import errors
from desktop_app.domain.attributes import Attribute, Section, attributes_of
from desktop_app.domain.identifiers import uuid7
from desktop_app.domain.problems import Problem, ProblemCode, Severity
from desktop_app.domain.spellings import SPELLINGS
from desktop_app.domain.text import fold
from desktop_app.domain.user import (
    ATTRIBUTES,
    CreateUserDTO,
    FindUserDTO,
    UpdateUserDTO,
    UserDTO,
    UserFields,
    review,
)

ID = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
MOMENT = datetime(2026, 1, 15, tzinfo=UTC)
STORED = {"key": 1, "id": ID, "version": 1, "created": MOMENT, "last_modified": MOMENT}


def test_a_draft_comes_back_clean_with_all_that_is_to_be_said_about_it():
    values, problems = review(
        {
            "user_name": " ada ",
            "email": "ada@",
            "phone": "ask Ada",
            "active": "yes",
            "valid_from": "02.01.2026",
            "valid_until": "2026-01-01",
            "notes": "",
        }
    )
    assert values == {
        "user_name": "ada",
        "phone": "ask Ada",
        "active": True,
        "valid_from": date(2026, 1, 2),
        "valid_until": date(2026, 1, 1),
        "notes": None,
    }
    assert problems == (
        Problem("email", ProblemCode.EMAIL),
        Problem("phone", ProblemCode.PHONE_DOUBTFUL),
        Problem("valid_until", ProblemCode.UNTIL_BEFORE_FROM),
    )


def test_a_draft_without_a_user_name_needs_none():
    assert review({"title": "Baker"}) == ({"title": "Baker"}, ())
    assert review({}) == ({}, ())


@pytest.mark.parametrize("dto", [CreateUserDTO, UpdateUserDTO, UserDTO, FindUserDTO])
def test_a_user_is_a_value_with_no_other_attributes(dto):
    given = STORED if dto is UserDTO else {}
    user = dto.model_validate({**given, "user_name": "ada"})
    with pytest.raises(ValidationError, match="frozen"):
        user.user_name = "eve"
    with pytest.raises(ValidationError, match="extra"):
        dto.model_validate({**given, "user_name": "ada", "shoe_size": 38})


@pytest.mark.parametrize(
    ("dto", "raw"),
    [
        (CreateUserDTO, {"user_name": "hunter2 hunter2"}),
        (CreateUserDTO, {"user_name": "ada", "email": "hunter2"}),
        (CreateUserDTO, {"user_name": "ada", "active": "hunter2"}),
        (CreateUserDTO, {"user_name": "ada", "valid_from": "hunter2"}),
        (CreateUserDTO, {"user_name": "ada", "shoe_size": "hunter2"}),
        (UpdateUserDTO, {"email": "hunter2"}),
        (UserDTO, {**STORED, "user_name": "ada", "id": "hunter2"}),
        (FindUserDTO, {"key": "hunter2"}),
        (FindUserDTO, {"id": "hunter2"}),
        (FindUserDTO, {"shoe_size": "hunter2"}),
    ],
)
def test_a_refusal_never_quotes_what_was_given(dto, raw):
    with pytest.raises(ValidationError) as caught:
        dto.model_validate(raw)
    assert "hunter2" not in str(caught.value)
    assert "hunter2" not in repr(caught.value)


def test_a_new_user_needs_only_a_user_name_and_is_active():
    user = CreateUserDTO(user_name=" ada ")
    assert user.user_name == "ada"
    assert user.active
    assert user.email is None


@pytest.mark.parametrize("raw", [{}, {"user_name": ""}, {"user_name": None}, {"user_name": " "}])
def test_a_new_user_without_a_user_name_is_refused(raw):
    with pytest.raises(ValidationError, match="user_name"):
        CreateUserDTO.model_validate(raw)


def test_a_change_holds_only_what_was_given():
    change = UpdateUserDTO.model_validate({"email": "", "active": "no"})
    assert change.model_fields_set == {"email", "active"}
    assert change.email is None
    assert change.active is False
    assert UpdateUserDTO().model_fields_set == set()


@pytest.mark.parametrize("dto", [CreateUserDTO, UpdateUserDTO])
def test_a_validity_that_ends_before_it_begins_makes_no_user(dto):
    with pytest.raises(ValidationError, match="until_before_from"):
        dto(user_name="ada", valid_from=date(2026, 1, 2), valid_until=date(2026, 1, 1))


def test_a_stored_user_gives_the_attributes_of_the_field_list_alone():
    user = UserDTO.model_validate({**STORED, "user_name": "ada", "employee_number": "007"})
    assert list(user.fields) == list(ATTRIBUTES)
    assert user.fields["employee_number"] == "007"
    assert review(user.fields) == (user.fields, ())


def test_every_attribute_of_the_field_list_says_what_it_is():
    assert list(ATTRIBUTES) == list(UserFields.model_fields)
    for one_of in ("label", "scim"):
        assert len({getattr(it, one_of) for it in ATTRIBUTES.values()}) == len(ATTRIBUTES)


def test_what_is_said_about_a_field_for_others_is_no_attribute():
    class Other(BaseModel):
        plain: str
        room: Annotated[
            str, Field(min_length=1), Attribute(label="R", section=Section.NOTES, scim="r")
        ]

    assert [name for name, _ in attributes_of(Other)] == ["room"]


def test_a_column_of_a_file_is_at_most_one_attribute():
    assert set(SPELLINGS) <= set(ATTRIBUTES)
    columns = [{fold(spelling) for spelling in them} for them in SPELLINGS.values()]
    assert sum(map(len, columns)) == len(set().union(*columns))


def test_a_problem_is_an_error_unless_it_lets_the_record_in():
    assert Problem("email", ProblemCode.EMAIL).severity is Severity.ERROR
    assert Problem("email", ProblemCode.EMAIL).is_error
    assert not Problem("phone", ProblemCode.PHONE_DOUBTFUL).is_error


def test_every_expected_failure_carries_facts_and_no_sentence():
    known = [it for it in vars(errors).values() if isinstance(it, type)]
    expected = [it for it in known if issubclass(it, Exception)]
    assert all(issubclass(it, errors.AppError) for it in expected)
    taken = errors.AlreadyExistError("user_name", "ada")
    assert (taken.field, taken.value, taken.owner) == ("user_name", "ada", None)
    assert taken != errors.AlreadyExistError("user_name", "ada")


def test_identifiers_are_unique_and_in_the_order_of_their_making(monkeypatch):
    early = uuid7()
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.5)
    late = {uuid7() for _ in range(1000)}
    assert len(late) == 1000
    assert all(early < it and it.version == 7 and it.variant == early.variant for it in late)
    assert {it.int >> 80 for it in late} == {4_000_000_000_500}
