"""tallies: how many users stand in the same way."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "tallies",
        sa.Column("active", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_until", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("active", "valid_from", "valid_until", name=op.f("pk_tallies")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO tallies (active, valid_from, valid_until, count) "
        "SELECT active, valid_from, valid_until, count(*) FROM user_index GROUP BY 1, 2, 3"
    )
    with op.batch_alter_table("user_index", schema=None) as batch_op:
        batch_op.drop_index("ix_user_index_status")
