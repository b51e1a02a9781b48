"""Finds the files that travel with the program, the same way wherever it was put."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def resource(*parts: str) -> Path:
    """A wheel keeps ``resources`` inside the package; a checkout and a bundle beside it."""
    for root in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(("resources", *parts)))


def changelog_file() -> Path | None:
    """It lies beside ``resources`` everywhere."""
    places = (root / "CHANGELOG.md" for root in (_PACKAGE, _PACKAGE.parent))
    return next((path for path in places if path.is_file()), None)
