from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from sqlalchemy.dialects import sqlite

from desktop_app.database.column_types import Flag, IsoDate, PublicId, UtcTime
from desktop_app.database.mapping import search_text, to_dto, to_index_row, to_row
from desktop_app.database.models import USER_INDEX, USERS
from desktop_app.domain.attributes import Kind
from desktop_app.domain.text import EMPTY_SORT_KEY
from desktop_app.domain.user import ATTRIBUTES, CreateUserDTO, UserDTO

DIALECT = sqlite.dialect()
ID = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
MOMENT = datetime(2026, 1, 15, 12, 30, tzinfo=UTC)


def fields(**values: object) -> dict[str, object]:
    dto = CreateUserDTO.model_validate({"user_name": "ada"} | values)
    return {name: getattr(dto, name) for name in ATTRIBUTES}


def test_both_tables_have_every_attribute_and_nothing_unknown():
    facts = {"key", "id", "version", "created", "last_modified", "user_name_key"}
    assert set(USERS.c.keys()) == set(ATTRIBUTES) | facts
    assert set(USER_INDEX.c.keys()) == set(ATTRIBUTES) | {"key", "search_text", "digest"}


def test_a_row_is_what_is_given_with_the_key_of_the_user_name():
    assert to_row({"title": "Countess"}) == {"title": "Countess"}
    assert to_row({"user_name": "Straße"}) == {"user_name": "Straße", "user_name_key": "strasse"}


def test_a_stored_row_is_not_judged_again():
    row = dict.fromkeys(UserDTO.model_fields) | {"key": 1, "email": "nonsense", "title": "x" * 999}
    stored = to_dto(row)
    assert (stored.key, stored.email, stored.title) == (1, "nonsense", "x" * 999)


def test_an_index_row_has_a_sort_key_for_each_attribute():
    row = to_index_row(7, fields(given_name="Zoë", valid_until="2026-05-01", active=False))
    assert row["key"] == 7
    assert set(row) == set(USER_INDEX.c.keys())
    assert row["given_name"] == "zoe"
    assert row["valid_until"] == "2026-05-01"
    assert row["active"] == "1"
    assert row["title"] == row["valid_from"] == EMPTY_SORT_KEY
    assert to_index_row(7, fields())["active"] == "0"


def test_a_search_looks_through_all_searched_attributes_line_by_line():
    text = search_text(fields(given_name="Zoë", phone="+7 (916) 123-45-67", notes="One\nTwo"))
    assert text.split("\n") == ["ada", "zoe", "+7 (916) 123-45-67", "79161234567", "one", "two"]


def test_flags_and_dates_are_not_searched():
    searched = {name for name, attribute in ATTRIBUTES.items() if attribute.searchable}
    kinds = {ATTRIBUTES[name].kind for name in searched}
    assert kinds.isdisjoint({Kind.FLAG, Kind.DATE})
    assert search_text(fields(active=True, valid_until="2026-05-01")) == "ada"


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        (Flag(), True, 1),
        (Flag(), False, 0),
        (IsoDate(), date(2026, 5, 1), "2026-05-01"),
        (UtcTime(), MOMENT, "2026-01-15T12:30:00.000000Z"),
        (PublicId(), ID, str(ID)),
    ],
)
def test_a_value_is_written_as_any_tool_reads_it_and_comes_back(kind, value, written):
    assert kind.process_bind_param(value, DIALECT) == written
    assert kind.process_result_value(written, DIALECT) == value
    assert kind.process_bind_param(None, DIALECT) is None
    assert kind.process_result_value(None, DIALECT) is None


def test_a_time_of_any_zone_is_written_in_utc():
    moscow = MOMENT.astimezone(timezone(timedelta(hours=3)))
    assert UtcTime().process_bind_param(moscow, DIALECT) == "2026-01-15T12:30:00.000000Z"


@pytest.mark.parametrize(
    ("kind", "read"),
    [
        (IsoDate(), None),
        (UtcTime(), datetime(1970, 1, 1, tzinfo=UTC)),
        (PublicId(), UUID(int=0)),
    ],
)
def test_nonsense_of_another_tool_does_not_hide_its_record(kind, read):
    assert kind.process_result_value("nonsense", DIALECT) == read
