"""Tables. Columns of a user are derived from the field list.

``users`` holds the facts, as any SQLite tool should find them. ``user_index`` holds what is worked
out from them for finding and sorting; it is written in the same transaction and could be made anew.
``trash`` and ``trash_index`` are the same for deleted users: tables of their own, so that
nobody who counts users counts them, and a user name is free as soon as its user is gone.

``search`` finds users by three letters in a row; see ``search_index``. ``tallies`` counts them; see
the module of that name.

``change_sets``, ``changes`` and ``spans`` are the history: what was done, in the order of ``seq``.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from desktop_app.database.column_types import Flag, IsoDate, PublicId, UtcTime
from desktop_app.domain.attributes import Kind
from desktop_app.domain.text import EMPTY_SORT_KEY
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

    from desktop_app.domain.attributes import Attribute

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
REQUIRED = frozenset({"user_name", "display_name", "active"})


class Base(DeclarativeBase):
    """The tables of a userbook."""

    metadata = MetaData(naming_convention=NAMES)


class UserModel(Base):
    """A user as stored: what the field list says, and who and when."""

    __tablename__ = "users"
    __table_args__ = {"sqlite_autoincrement": True, "sqlite_strict": True}  # noqa: RUF012

    key: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[UUID] = mapped_column(PublicId, unique=True)
    version: Mapped[int] = mapped_column(Integer)
    created: Mapped[datetime] = mapped_column(UtcTime)
    last_modified: Mapped[datetime] = mapped_column(UtcTime, index=True)
    user_name_key: Mapped[str] = mapped_column(Text, unique=True)


class TrashModel(Base):
    """A user that was deleted, as it was; ``seq`` is the change set that deleted it."""

    __tablename__ = "trash"
    __table_args__ = {"sqlite_strict": True}  # noqa: RUF012

    key: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[UUID] = mapped_column(PublicId)
    version: Mapped[int] = mapped_column(Integer)
    created: Mapped[datetime] = mapped_column(UtcTime)
    last_modified: Mapped[datetime] = mapped_column(UtcTime)
    user_name_key: Mapped[str] = mapped_column(Text)
    seq: Mapped[int] = mapped_column(Integer, index=True)


class UserIndexModel(Base):
    """One sort key per attribute, and the folded text that a search looks through.

    No foreign key: what is left here of a user that another tool has deleted tells of it.
    """

    __tablename__ = "user_index"
    __table_args__ = {"sqlite_strict": True}  # noqa: RUF012

    key: Mapped[int] = mapped_column(Integer, primary_key=True)
    search_text: Mapped[str] = mapped_column(Text)
    digest: Mapped[int] = mapped_column(Integer, server_default="0")


class TrashIndexModel(Base):
    """``user_index`` for the trash."""

    __tablename__ = "trash_index"
    __table_args__ = {"sqlite_strict": True}  # noqa: RUF012

    key: Mapped[int] = mapped_column(Integer, primary_key=True)
    search_text: Mapped[str] = mapped_column(Text)
    digest: Mapped[int] = mapped_column(Integer, server_default="0")


class SearchTailModel(Base):
    """Users whose text has changed since it was taken into ``search``."""

    __tablename__ = "search_tail"
    __table_args__ = {"sqlite_strict": True}  # noqa: RUF012

    key: Mapped[int] = mapped_column(Integer, primary_key=True)


class SearchLettersModel(Base):
    """Which letters the text of a user had when it was taken into ``search``."""

    __tablename__ = "search_letters"
    __table_args__ = {"sqlite_strict": True}  # noqa: RUF012

    key: Mapped[int] = mapped_column(Integer, primary_key=True)
    letters: Mapped[int] = mapped_column(Integer)


class TallyModel(Base):
    """How many rows of ``user_index`` have these sort keys."""

    __tablename__ = "tallies"
    __table_args__ = {"sqlite_strict": True, "sqlite_with_rowid": False}  # noqa: RUF012

    active: Mapped[str] = mapped_column(Text, primary_key=True)
    valid_from: Mapped[str] = mapped_column(Text, primary_key=True)
    valid_until: Mapped[str] = mapped_column(Text, primary_key=True)
    count: Mapped[int] = mapped_column(Integer)


class ChangeSetModel(Base):
    """One deed: what was changed together, and is taken back together.

    ``user_key`` is set where exactly one user is concerned. ``reverts`` is the change set that this
    one takes back, ``reverted_by`` the one that has taken this one back.
    """

    __tablename__ = "change_sets"
    __table_args__ = {"sqlite_autoincrement": True, "sqlite_strict": True}  # noqa: RUF012

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[UUID] = mapped_column(PublicId, unique=True)
    time: Mapped[datetime] = mapped_column(UtcTime)
    login: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    deed: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text)
    count: Mapped[int] = mapped_column(Integer)
    user_key: Mapped[int | None] = mapped_column(Integer)
    reverts: Mapped[int | None] = mapped_column(Integer)
    reverted_by: Mapped[int | None] = mapped_column(Integer)


class ChangeModel(Base):
    """One attribute of one user; ``secret`` where the values are nobody's business."""

    __tablename__ = "changes"
    __table_args__ = (
        Index("ix_changes_key", "key", "seq"),
        {"sqlite_strict": True, "sqlite_with_rowid": False},
    )

    seq: Mapped[int] = mapped_column(
        Integer, ForeignKey("change_sets.seq", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[int] = mapped_column(Integer, primary_key=True)
    field: Mapped[str] = mapped_column(Text, primary_key=True)
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    secret: Mapped[int] = mapped_column(Integer, server_default="0")


class SpanModel(Base):
    """Users that came or went together: all keys from ``first`` to ``last``."""

    __tablename__ = "spans"
    __table_args__ = (
        Index("ix_spans_first", "first", "last"),
        {"sqlite_strict": True, "sqlite_with_rowid": False},
    )

    seq: Mapped[int] = mapped_column(
        Integer, ForeignKey("change_sets.seq", ondelete="CASCADE"), primary_key=True
    )
    first: Mapped[int] = mapped_column(Integer, primary_key=True)
    last: Mapped[int] = mapped_column(Integer)
    event: Mapped[str] = mapped_column(Text)


class MetaModel(Base):
    """What the file knows of itself, by name."""

    __tablename__ = "meta"
    __table_args__ = {"sqlite_strict": True}  # noqa: RUF012

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text)


def _column_type(attribute: Attribute) -> TypeEngine[Any]:
    match attribute.kind:
        case Kind.FLAG:
            return Flag()
        case Kind.DATE:
            return IsoDate()
        case _:
            return Text()


def _add_attributes() -> None:
    for name, attribute in ATTRIBUTES.items():
        for facts, index in ((UserModel, UserIndexModel), (TrashModel, TrashIndexModel)):
            column: Column[str | bool | date] = Column(
                name, _column_type(attribute), nullable=name not in REQUIRED
            )
            setattr(facts, name, column)
            key: Column[str] = Column(name, Text(), nullable=False, server_default=EMPTY_SORT_KEY)
            setattr(index, name, key)
        if attribute.shown:
            keys = UserIndexModel.__table__.c
            Index(f"ix_user_index_{name}", keys[name], keys.key)


_add_attributes()
_TABLES = Base.metadata.tables
USERS, USER_INDEX = _TABLES["users"], _TABLES["user_index"]
TRASH, TRASH_INDEX = _TABLES["trash"], _TABLES["trash_index"]
CHANGE_SETS, CHANGES, SPANS = _TABLES["change_sets"], _TABLES["changes"], _TABLES["spans"]
META = _TABLES["meta"]
SEARCH_TAIL, SEARCH_LETTERS = _TABLES["search_tail"], _TABLES["search_letters"]
TALLIES = _TABLES["tallies"]
