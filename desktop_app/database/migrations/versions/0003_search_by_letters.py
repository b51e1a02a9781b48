"""search: users by three letters in a row, and counts of places."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "search_tail",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_search_tail")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("user_index", schema=None) as batch_op:
        batch_op.create_index(
            "ix_user_index_status", ["active", "valid_from", "valid_until"], unique=False
        )
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5(text, content='', columnsize=0, detail=none, "
        "tokenize='trigram case_sensitive 1')"
    )
    op.execute("DELETE FROM meta WHERE name = 'search_taken'")
