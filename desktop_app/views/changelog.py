"""What is new, from the changelog that travels with the program."""

from __future__ import annotations

import re

from desktop_app.views.resources import changelog_file

_LINK = re.compile(r"\[([^\]]+)\](?:\([^)]*\))?")
_PARTS = re.compile(r"\n(?=\n|#|- )")


def changelog() -> str:
    """All versions, the newest first, as plain text; empty if the file did not come along."""
    path = changelog_file()
    return "" if path is None else plain_changelog(path.read_text("utf-8"))


def plain_changelog(markdown: str) -> str:
    """Headings, paragraphs and lists without their marks, each in one line."""
    _preamble, *versions = re.split(r"(?m)^(?=## )", markdown)
    parts = [part.strip() for version in versions for part in _PARTS.split(version)]
    return "\n".join(map(_plain, filter(None, parts))).strip()


def _plain(part: str) -> str:
    words = _LINK.sub(r"\1", " ".join(part.split())).replace("`", "")
    if words.startswith("- "):
        return f"• {words[2:]}"
    return f"\n{words.lstrip('# ')}" if words.startswith("#") else words
