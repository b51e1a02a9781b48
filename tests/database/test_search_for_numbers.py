"""A telephone number is found however it is written."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.database.document import create_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.query import UserQuery
from desktop_app.domain.user import CreateUserDTO
from tests.reading import rows_of
from tests.writing import added

STORED = {
    "ada": {"phone": "+49 30 1234567"},
    "bob": {"phone": "030 7654321"},
    "cleo": {"title": "Grade 12/34", "notes": "12 34"},
}


@pytest.fixture
async def found(tmp_path):
    database = DatabaseHelper(create_document(tmp_path / "users.userbook").url)
    async with database.get_db_session() as session:
        await added(
            session,
            [
                CreateUserDTO.model_validate({"user_name": name, "display_name": name, **values})
                for name, values in STORED.items()
            ],
        )

    async def found(text: str) -> list[object]:
        async with database.get_db_session(read_only=True) as session:
            query = UserQuery(text, sort="user_name")
            rows = await rows_of(session, query, date(2026, 3, 1))
            return [row.values["user_name"] for row in rows]

    yield found
    await database.close()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("+49 30 1234567", ["ada"]),
        ("+49301234567", ["ada"]),
        ("+49-30-1234567", ["ada"]),
        ("+49 (30) 123-45-67", ["ada"]),
        ("\uff0b\uff14\uff19 30 12", ["ada"]),
        ("+49 30 765", []),
        ("(030)7654321", ["bob"]),
        ("030/7654321", ["bob"]),
        ("030 76 54 321", ["bob"]),
        ("bob 030.765", ["bob"]),
        ("030/765 bob", ["bob"]),
        ("ada 030/765", []),
        ("12 34", ["ada", "cleo"]),
        ("34 12", ["ada", "cleo"]),
        ("grade 12/34", ["cleo"]),
        ("3 3 3", ["ada", "bob", "cleo"]),
        ("-", []),
        ("+4", ["ada"]),
        ("+ 3", ["ada"]),
    ],
)
async def test_a_number_is_found_as_people_write_it(found, text, names):
    assert await found(text) == names
