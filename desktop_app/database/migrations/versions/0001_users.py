"""The first schema: users, and the index they are found and sorted by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
        sa.Column("user_name_key", sa.Text(), nullable=False),
        sa.Column("user_name", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=True),
        sa.Column("middle_name", sa.Text(), nullable=True),
        sa.Column("family_name", sa.Text(), nullable=True),
        sa.Column("honorific_prefix", sa.Text(), nullable=True),
        sa.Column("honorific_suffix", sa.Text(), nullable=True),
        sa.Column("nick_name", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("mobile", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("organization", sa.Text(), nullable=True),
        sa.Column("employee_number", sa.Text(), nullable=True),
        sa.Column("user_type", sa.Text(), nullable=True),
        sa.Column("office_location", sa.Text(), nullable=True),
        sa.Column("preferred_language", sa.Text(), nullable=True),
        sa.Column("locale", sa.Text(), nullable=True),
        sa.Column("timezone", sa.Text(), nullable=True),
        sa.Column("profile_url", sa.Text(), nullable=True),
        sa.Column("active", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=True),
        sa.Column("valid_until", sa.Text(), nullable=True),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_users")),
        sa.UniqueConstraint("id", name=op.f("uq_users_id")),
        sa.UniqueConstraint("user_name_key", name=op.f("uq_users_user_name_key")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_users_last_modified"), ["last_modified"], unique=False)

    op.create_table(
        "user_index",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("user_name", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("display_name", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("given_name", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("middle_name", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("family_name", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("honorific_prefix", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("honorific_suffix", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("nick_name", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("email", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("phone", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("mobile", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("title", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("department", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("organization", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("employee_number", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("user_type", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("office_location", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("preferred_language", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("locale", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("timezone", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("profile_url", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("active", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("valid_from", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("valid_until", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("external_id", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.Column("notes", sa.Text(), server_default="\U0010ffff", nullable=False),
        sa.ForeignKeyConstraint(
            ["key"], ["users.key"], name=op.f("fk_user_index_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_user_index")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("user_index", schema=None) as batch_op:
        batch_op.create_index("ix_user_index_department", ["department", "key"], unique=False)
        batch_op.create_index("ix_user_index_display_name", ["display_name", "key"], unique=False)
        batch_op.create_index("ix_user_index_email", ["email", "key"], unique=False)
        batch_op.create_index("ix_user_index_phone", ["phone", "key"], unique=False)
        batch_op.create_index("ix_user_index_user_name", ["user_name", "key"], unique=False)
