"""search_letters: which letters each user has, by which a search passes over who lacks one."""

from __future__ import annotations

import re
from string import ascii_lowercase

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
    connection = op.get_bind()
    rows = connection.exec_driver_sql("SELECT key, search_text FROM user_index")
    for some in rows.partitions(1000):
        connection.exec_driver_sql(
            "INSERT INTO search_letters (key, letters) VALUES (?, ?)",
            [(key, _letters_of(text)) for key, text in some],
        )


def _letters_of(text: str) -> int:
    """What another tool has left and is no text may have any letter."""
    if "\ufffd" in text:
        return -1
    found = sum([1 << place for place, letter in enumerate(_KNOWN) if letter in text])
    return found if text.isascii() or not _OTHER.search(text) else found | _OTHER_BIT
