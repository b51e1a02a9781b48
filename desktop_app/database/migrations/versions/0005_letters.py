"""search_letters: which letters each user has, by which a search passes over who lacks one."""

from __future__ import annotations

import re
from string import ascii_lowercase
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_KNOWN = ascii_lowercase + "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_OTHER, _OTHER_BIT = re.compile("[^\x00-\x7fа-я]"), 1 << len(_KNOWN)


def upgrade() -> None:
    op.create_table(
        "search_letters",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_search_letters")),
        sqlite_strict=True,
    )
    connection: Any = op.get_bind().connection.driver_connection
    connection.create_function("letters_of", 1, _letters_of, deterministic=True)
    op.execute(
        "INSERT INTO search_letters (key, letters) "
        "SELECT key, letters_of(CAST(search_text AS BLOB)) FROM user_index"
    )
    connection.create_function("letters_of", 1, None)


def _letters_of(kept: bytes | None) -> int:
    text = (kept or b"").decode(errors="replace")
    found = sum([1 << place for place, letter in enumerate(_KNOWN) if letter in text])
    return found if text.isascii() or not _OTHER.search(text) else found | _OTHER_BIT
