"""history and trash."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "change_sets",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("user_key", sa.Integer(), nullable=True),
        sa.Column("reverts", sa.Integer(), nullable=True),
        sa.Column("reverted_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_change_sets")),
        sa.UniqueConstraint("id", name=op.f("uq_change_sets_id")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "meta",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
        sqlite_strict=True,
    )
    op.create_table(
        "trash",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
        sa.Column("user_name_key", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
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
        sa.PrimaryKeyConstraint("key", name=op.f("pk_trash")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("trash", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trash_seq"), ["seq"], unique=False)

    op.create_table(
        "changes",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("secret", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["seq"], ["change_sets.seq"], name=op.f("fk_changes_seq"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seq", "key", "field", name=op.f("pk_changes")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.create_index("ix_changes_key", ["key", "seq"], unique=False)

    op.create_table(
        "spans",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seq"], ["change_sets.seq"], name=op.f("fk_spans_seq"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seq", "first", name=op.f("pk_spans")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("spans", schema=None) as batch_op:
        batch_op.create_index("ix_spans_first", ["first", "last"], unique=False)

    op.create_table(
        "trash_index",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("digest", sa.Integer(), server_default="0", nullable=False),
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
        sa.PrimaryKeyConstraint("key", name=op.f("pk_trash_index")),
        sqlite_strict=True,
    )
    # Its foreign key took along what tells of a user that another tool has deleted.
    with op.batch_alter_table(
        "user_index", schema=None, table_kwargs={"sqlite_strict": True}
    ) as batch_op:
        batch_op.drop_constraint(op.f("fk_user_index_key"), type_="foreignkey")
        batch_op.add_column(sa.Column("digest", sa.Integer(), server_default="0", nullable=False))
