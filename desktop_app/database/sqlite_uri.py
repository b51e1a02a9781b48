"""The one way a path becomes an address that SQLite understands.

``Path.as_uri`` writes a Windows share as an authority, and SQLite knows no authority
(https://www.sqlite.org/uri.html). Names of files need not be text, so bytes are quoted.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from pathlib import PurePath

_SPECIAL_IN_URL = re.compile(r"[\x00-\x20%?#]")


def sqlite_uri(path: PurePath, query: str) -> str:
    """``file:///folder/file?query``, with ``file:////server/share/file`` for a share."""
    name = path.as_posix()
    root = "//" if name.startswith("/") else "///"
    return f"file:{root}{quote(os.fsencode(name), safe='/:')}?{query}"


def in_database_url(path: PurePath) -> str:
    """The path as the database of a URL; SQLAlchemy would spoil quoted bytes that are no text."""
    return _SPECIAL_IN_URL.sub(lambda found: quote(found[0]), str(path))


def is_on_share(path: PurePath) -> bool:
    """Whether a resolved path of Windows leads to another computer: its drive is a share then."""
    return path.drive.startswith("\\\\")
