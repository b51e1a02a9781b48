"""Qt counts a text in units of UTF-16, Python in characters: an emoji is two and one."""

from __future__ import annotations


def units(text: str) -> int:
    """How long Qt finds a text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def characters(text: str, count: int) -> int:
    """How many characters so many units from the beginning are."""
    head = text.encode("utf-16-le", "surrogatepass")[: 2 * count]
    return len(head.decode("utf-16-le", "surrogatepass"))
