"""Which letters of a text a search has found."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop_app.domain.errors import FilterError
from desktop_app.domain.filter import And, Comparison, Filter, Operator, Or, Term
from desktop_app.domain.filter_fields import members
from desktop_app.domain.filter_parser import parse
from desktop_app.domain.text import DIALLED, ZERO_WIDTH, digits_of, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BETWEEN_DIGITS = r"[\s().\-/]*"
_SHORTEST_NUMBER = 3
_SOUGHT = frozenset({Operator.CONTAINS, Operator.EQUALS, Operator.STARTS, Operator.ENDS})
EVERYWHERE = ""


@lru_cache(maxsize=8)
def words_sought(text: str) -> dict[str, tuple[str, ...]]:
    """The folded words that a search looks for, by field; EVERYWHERE for those in any field."""
    try:
        found = set(_sought(parse(text)))
    except FilterError:
        return {}
    fields = {field for field, _ in found}
    return {field: tuple(sorted(word for f, word in found if f == field)) for field in fields}


def _sought(what: Filter) -> Iterator[tuple[str, str]]:
    """What is excluded is not sought."""
    match what:
        case Term(text, quoted):
            words = [fold(text)] if quoted else fold(text).split()
            yield from ((EVERYWHERE, word) for word in words if word)
        case Comparison(field, operator, value) if operator in _SOUGHT and (word := fold(value)):
            yield from ((name, word) for name in members(field))
        case And(parts) | Or(parts):
            for part in parts:
                yield from _sought(part)
        case _:
            return


def hits(text: str, words: Sequence[str]) -> list[range]:
    """The ranges of ``text`` that fold to any of the folded ``words``; ascending and apart."""
    places, letters = _places(fold(text), words), None
    if places and not text.isascii():  # which letter folds to what takes far longer to know
        folded, letters = _folded(text)
        places = _places(folded, words)
    merged: list[range] = []
    for start, stop in sorted(places):
        # Half of what one letter folds to is the whole letter.
        part = range(start, stop)
        if letters is not None:
            part = range(letters[start].start, letters[stop - 1].stop)
        if merged and part.start <= merged[-1].stop:
            merged[-1] = range(merged[-1].start, max(part.stop, merged[-1].stop))
        else:
            merged.append(part)
    return merged


def _places(folded: str, words: Sequence[str]) -> set[tuple[int, int]]:
    return {place for word in words for place in _find(word, folded)}


def _find(word: str, folded: str) -> Iterator[tuple[int, int]]:
    """A number is found as it stands, or else however it is written."""
    start = folded.find(word) if word else -1
    if start < 0 and DIALLED.issuperset(word) and len(digits_of(word)) >= _SHORTEST_NUMBER:
        pattern = _BETWEEN_DIGITS.join(digits_of(word))
        yield from (match.span() for match in re.finditer(pattern, folded))
    while start >= 0:
        end = start + len(word)
        yield start, end
        start = folded.find(word, end)


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
