"""How a person's name is put together when nobody said how it is to be shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_EAST_ASIAN = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]+")
_FAMILY_FIRST = frozenset({"zh", "ja", "ko", "hu", "vi"})
NAME_PARTS = ("given_name", "middle_name", "family_name", "nick_name", "user_name")


def derived_display_name(user: Mapping[str, object]) -> str:
    """Names in the order of the user's language; else the nickname; else the user name."""
    given, middle, family, nick, login = (str(user.get(part) or "") for part in NAME_PARTS)
    if family and given and _EAST_ASIAN.fullmatch(family + given):
        return family + given
    language = str(user.get("locale") or user.get("preferred_language") or "")[:2].casefold()
    order = (family, given, middle) if language in _FAMILY_FIRST else (given, middle, family)
    return " ".join(part for part in order if part) or nick or login
