"""What a conflict is about: the fields in question, and the name that follows from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop_app.domain.errors import ConflictError
from desktop_app.domain.user import CreateUserDTO, UserDTO
from desktop_app.operations.user_entity import UserEntity
from desktop_app.view_models.user_form_state import editing, several


def stored(**values) -> UserDTO:
    names = {"user_name": "ada", "given_name": "Ada", "family_name": "King"} | values
    created = UserEntity().created(names)
    facts = {"key": 1, "version": 1, "id": None}
    now = datetime(2026, 1, 1, tzinfo=UTC)
    fields = {name: getattr(created, name) for name in CreateUserDTO.model_fields}
    return UserDTO.model_construct(**fields, **facts, created=now, last_modified=now)


@pytest.fixture
def at_odds():
    """Somebody typed a name while another was stored."""

    def at_odds(theirs: UserDTO, **draft):
        fields = tuple(name for name in draft if getattr(theirs, name) != getattr(stored(), name))
        return replace(editing(stored(), draft), conflict=ConflictError(theirs, fields))

    return at_odds


def test_a_name_that_follows_is_shown_with_what_it_follows(at_odds):
    state = at_odds(stored(given_name="Augusta"), given_name="Adah")
    assert state.sides == {
        "given_name": ("Adah", "Augusta"),
        "display_name": ("Adah King", "Augusta King"),
    }


def test_a_name_that_somebody_chose_follows_nothing(at_odds):
    theirs = stored(given_name="Augusta", display_name="The Countess")
    assert at_odds(theirs, given_name="Adah").sides == {"given_name": ("Adah", "Augusta")}


def test_nothing_follows_where_no_name_is_in_question(at_odds):
    state = at_odds(stored(title="Dame"), title="Miss")
    assert state.sides == {"title": ("Miss", "Dame")}


def test_of_several_nothing_follows():
    state = several((1, 2), {"title": "Dame"})
    state = replace(state, draft={"title": "Miss"}, conflict=ConflictError(stored(), ("title",)))
    assert state.sides == {"title": ("Miss", None)}


def test_without_a_conflict_there_are_no_sides():
    assert editing(stored(), {"title": "Miss"}).sides == {}
