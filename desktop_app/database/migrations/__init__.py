"""How a file of an older version becomes one of this version.

Alembic takes 0.6 s to import, so it is imported only by a file that needs it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def head() -> int:
    """The newest schema version: revisions are numbered ``0001_…``, ``0002_…``."""
    return max((int(path.name[:4]) for path in (FOLDER / "versions").glob("[0-9]*.py")), default=0)
