"""How a person's name is put together when nobody said how it is to be shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_EAST_ASIAN = re.compile(
    r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_FAMILY_FIRST = frozenset({"zh", "ja", "ko", "hu", "vi"})
_LONGEST = 150
NAME_PARTS = ("given_name", "middle_name", "family_name", "nick_name", "user_name")


def derived_display_name(user: Mapping[str, object]) -> str:
    """Names in the order of the user's language; else the nickname; else the user name."""
    given = str(user.get("given_name") or "")
    middle = str(user.get("middle_name") or "")
    family = str(user.get("family_name") or "")
    if family and given and _EAST_ASIAN.fullmatch(family + given):
        return family + given
    language = str(user.get("locale") or user.get("preferred_language") or "")[:2].casefold()
    order = (family, given, middle) if language in _FAMILY_FIRST else (given, middle, family)
    shown = " ".join(filter(None, order))
    return shown or str(user.get("nick_name") or user.get("user_name") or "")


def made_user_name(user: Mapping[str, object]) -> str:
    """A user name for who has none: the e-mail address if it fits, else the names in ASCII."""
    email = str(user.get("email") or "").casefold()
    if 0 < len(email) <= _LONGEST:
        return email
    words = [str(user[part]) for part in ("given_name", "family_name") if user.get(part)]
    if not words:
        words = [str(user.get("display_name") or user.get("nick_name") or "")]
    from anyascii import anyascii  # noqa: PLC0415  # only who has no user name needs its tables

    kept = "".join(char if char.isalnum() else " " for char in anyascii(" ".join(words)).casefold())
    return ".".join(kept.split())[:_LONGEST]
