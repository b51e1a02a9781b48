"""What every floor may know about one attribute of a record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel


class Section(StrEnum):
    """Where an attribute stands in the form."""

    ACCOUNT = "account"
    PERSON = "person"
    CONTACT = "contact"
    ORGANIZATION = "organization"
    PREFERENCES = "preferences"
    NOTES = "notes"


class Kind(StrEnum):
    """What an attribute holds: chooses its rule, its column type and its editor."""

    USER_NAME = "user_name"
    TEXT = "text"
    LINES = "lines"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    LANGUAGE = "language"
    LANGUAGES = "languages"
    TIMEZONE = "timezone"
    FLAG = "flag"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One attribute as its field list spells it.

    ``label`` is English and a key for translation; ``limit`` counts characters after NFC. Of a
    ``sensitive`` one history and drafts keep no value.
    """

    label: str
    section: Section
    scim: str
    kind: Kind = Kind.TEXT
    limit: int = 256
    unique: bool = False
    shown: bool = False
    secondary: bool = False
    searchable: bool = True
    sensitive: bool = False


def attributes_of(fields: type[BaseModel]) -> Iterator[tuple[str, Attribute]]:
    """Each attribute of a field list with its name, in the order of the list."""
    for name, info in fields.model_fields.items():
        for extra in info.metadata:
            if isinstance(extra, Attribute):
                yield name, extra
