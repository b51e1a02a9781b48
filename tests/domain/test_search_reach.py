"""Which attributes a search reads: nobody is counted anew for the sake of others."""

from __future__ import annotations

import pytest

from desktop_app.domain.errors import FilterError
from desktop_app.domain.query import Place, UserQuery
from desktop_app.domain.search_reach import fields_read
from desktop_app.domain.user import ATTRIBUTES

STANDING = {"active", "valid_from", "valid_until"}
SEARCHED = {name for name, attribute in ATTRIBUTES.items() if attribute.searchable}


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("", Place.ALL, set()),
        ("", Place.ACTIVE, STANDING),
        ("department:sales", Place.ALL, {"department"}),
        ("department:sales", Place.TRASH, {"department"}),
        ("department:sales -has:phone", Place.ALL, {"department", "phone"}),
        ("(title=x OR -(notes:y locale:z*))", Place.ALL, {"title", "notes", "locale"}),
        ("status:expired", Place.ALL, STANDING),
        ('valid_until:"next 30 days"', Place.EXPIRING, STANDING),
        ("bob", Place.ALL, SEARCHED),
        ('"bob smith" active:yes', Place.ALL, SEARCHED | {"active"}),
        ('title eq "x" and active eq true', Place.ALL, {"title", "active"}),
        ("created:today", Place.ALL, {"created"}),
    ],
)
def test_a_search_reads_what_is_named_in_it(text, place, expected):
    assert fields_read(UserQuery(text, place)) == expected


def test_a_field_that_is_several_reads_them_all():
    assert {"display_name", "given_name", "family_name"} <= fields_read(UserQuery("name:ada"))


@pytest.mark.parametrize(
    "query", [UserQuery("changed:today title:x"), UserQuery("x", Place.CHANGED_TODAY)]
)
def test_what_goes_by_the_last_change_reads_everything(query):
    assert fields_read(query) is None


def test_a_mistake_is_a_mistake_here_too():
    with pytest.raises(FilterError):
        fields_read(UserQuery("active:maybe"))
