"""Which letters of a text a search has found."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop_app.domain.text import ZERO_WIDTH, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BETWEEN_DIGITS = r"[\s().\-/]*"
_SHORTEST_NUMBER = 3
_QUOTES = "\"'()"


@lru_cache(maxsize=8)
def words_of(text: str) -> tuple[str, ...]:
    """What a search looks for, folded; of ``field:value`` the value, and nothing after a minus."""
    words = (word.rpartition(":")[2].strip(_QUOTES) for word in _wanted(text))
    return tuple(dict.fromkeys(filter(None, words)))


def _wanted(text: str) -> Iterator[str]:
    return (word for word in fold(text).split() if not word.startswith("-"))


def hits(text: str, words: Sequence[str]) -> list[range]:
    """The ranges of ``text`` that fold to any of the folded ``words``; ascending and apart."""
    folded, letters = (fold(text), None) if text.isascii() else _folded(text)
    merged: list[range] = []
    for start, stop in sorted({place for word in words for place in _find(word, folded)}):
        # Half of what one letter folds to is the whole letter.
        part = range(start, stop)
        if letters is not None:
            part = range(letters[start].start, letters[stop - 1].stop)
        if merged and part.start <= merged[-1].stop:
            merged[-1] = range(merged[-1].start, max(part.stop, merged[-1].stop))
        else:
            merged.append(part)
    return merged


def _find(word: str, folded: str) -> Iterator[tuple[int, int]]:
    """A number is found however it is written."""
    pattern = re.escape(word)
    if word.isdecimal() and len(word) >= _SHORTEST_NUMBER:
        pattern = _BETWEEN_DIGITS.join(word)
    return (match.span() for match in re.finditer(pattern, folded))


def _folded(text: str) -> tuple[str, list[range]]:
    """Folded letter by letter, each with its marks; and from which letter each result is."""
    starts = [i for i, char in enumerate(text) if not i or not _is_mark(char)]
    folded, letters = "", list[range]()
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        part = fold(text[start:stop])
        folded += part
        letters += [range(start, stop)] * len(part)
    return folded, letters


def _is_mark(char: str) -> bool:
    return unicodedata.combining(char) > 0 or char in ZERO_WIDTH
