"""Tables. Columns of a user are derived from the field list.

``users`` holds the facts, as any SQLite tool should find them. ``user_index`` holds what is worked
out from them for finding and sorting; it is written in the same transaction and could be made anew.
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


class UserIndexModel(Base):
    """One sort key per attribute, and the folded text that a search looks through."""

    __tablename__ = "user_index"
    __table_args__ = {"sqlite_strict": True}  # noqa: RUF012

    key: Mapped[int] = mapped_column(
        Integer, ForeignKey("users.key", ondelete="CASCADE"), primary_key=True
    )
    search_text: Mapped[str] = mapped_column(Text)


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
        column: Column[str | bool | date] = Column(
            name, _column_type(attribute), nullable=name not in REQUIRED
        )
        setattr(UserModel, name, column)
        key: Column[str] = Column(name, Text(), nullable=False, server_default=EMPTY_SORT_KEY)
        setattr(UserIndexModel, name, key)
        if attribute.shown:
            Index(f"ix_user_index_{name}", key, UserIndexModel.__table__.c.key)


_add_attributes()
USERS = UserModel.metadata.tables["users"]
USER_INDEX = UserIndexModel.metadata.tables["user_index"]
