"""Text as people mean it: folded for finding, keyed for uniqueness and for sorting."""

from __future__ import annotations

import re
import unicodedata

ZERO_WIDTH = frozenset(
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u200b\u200c\u200d"
    "\u2060\u3164\ufeff\uffa0"
).union(map(chr, range(0xFE00, 0xFE10)), map(chr, range(0xE0100, 0xE01F0)))
DIRECTION_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
EMPTY_SORT_KEY = "\U0010ffff"
DIALLED = frozenset("0123456789+()-./")  # what telephone numbers are written with

_LOOKALIKES = {
    "ё": "е",
    "й": "й",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ł": "l",
    "ħ": "h",
    "ı": "i",
    "ʼ": "'",
    "’": "'",
    "‘": "'",
    "´": "'",
    "`": "'",
    "ʹ": "'",
    "‐": "-",
    "‑": "-",
    "–": "-",
    "—": "-",
    "\u00a0": " ",
}
_DIGITS = re.compile(r"\d+")
_DIGIT_WIDTH = 12
_SORT_LENGTH = 80


class _FoldTable(dict[int, str]):
    """A ``str.translate`` table that works each character out once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _LOOKALIKES.get(char)
        if folded is None:
            folded = "".join(
                _LOOKALIKES.get(part, part)
                for part in unicodedata.normalize("NFKD", char).casefold()
                if not unicodedata.combining(part) and part not in ZERO_WIDTH
            )
        self[code] = folded
        return folded


_FOLD = _FoldTable()


def fold(text: str) -> str:
    """Case, accents, width, ё/е, apostrophes and hyphens set aside: what a search compares."""
    if text.isascii():
        return text.lower().replace("`", "'")
    return unicodedata.normalize("NFC", text).casefold().translate(_FOLD)


def user_name_key(text: str) -> str:
    """What makes two user names the same: NFKC, case and width folded, zero-width removed.

    Folding twice around NFKC is the caseless match of Unicode, section 3.13 (D146).
    """
    if text.isascii():
        return text.lower()
    for _ in range(2):
        text = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", "".join(c for c in text if c not in ZERO_WIDTH))


def sort_key(text: str | None) -> str:
    """Orders text as a reader expects; digits by value, nothing last. At most 80 characters."""
    folded = fold(text or "")[:_SORT_LENGTH].lstrip(EMPTY_SORT_KEY)
    padded = _DIGITS.sub(lambda digits: digits[0].zfill(_DIGIT_WIDTH), folded)
    return padded[:_SORT_LENGTH] or EMPTY_SORT_KEY


def digits_of(text: str) -> str:
    """The digits of a telephone number, for finding it however it is written."""
    return "".join(char for char in text if char.isdecimal())


def scripts_of(text: str) -> set[str]:
    """Which alphabets that can be mistaken for each other a text draws from."""
    names = (unicodedata.name(char, "").split(" ", 1)[0] for char in text if char.isalpha())
    return {name for name in names if name in {"LATIN", "CYRILLIC", "GREEK"}}
