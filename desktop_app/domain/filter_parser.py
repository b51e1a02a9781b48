"""Reads what is typed into the search box.

Words must all occur; ``"as one run"``, ``-without``, ``this OR that``, brackets, ``field:part``,
``field=whole``, ``field:begin*``, ``field:*end``, ``field>value``, ``field:from..until``,
``has:field``; and SCIM's filters (RFC 7644, section 3.4.2.2). What has none of it, whatever colons
and brackets are in it, is a search for its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop_app.domain.errors import FilterError, FilterReason
from desktop_app.domain.filter import (
    DIALLED_GROUP,
    Filter,
    Not,
    Term,
    all_of,
    any_of,
    word,
)
from desktop_app.domain.filter_comparison import (
    COMPARISON,
    QUOTED,
    SCIM,
    SCIM_PATH,
    comparisons_in,
    is_scim,
    read_comparison,
    read_scim,
    unquoted,
)
from desktop_app.domain.query import LONGEST_SEARCH

if TYPE_CHECKING:
    from collections.abc import Sequence

_DEEPEST = 20
_AND = frozenset({"AND", "И"})
_OR = frozenset({"OR", "ИЛИ"})
_NOT = frozenset({"NOT", "НЕ"})
_BLANKS = re.compile(r"\s*")
_NO_TEXT = re.compile("[\0\ud800-\udfff]")  # an end to SQLite, or nothing that it takes
_KEYWORD = re.compile(r"(?:AND|OR|NOT|И|ИЛИ|НЕ)(?=[\s()]|$)", re.IGNORECASE)
_MINUS = re.compile(r"-(?=[^\s)-])")
_GROUP = re.compile(rf"(?!{DIALLED_GROUP})\(")
_WORD = re.compile(rf'(?:{DIALLED_GROUP}|[^\s()])+|"$')
_RUN = re.compile(rf"{QUOTED}|\"[^\"]+$")
_SIGN = re.compile(r"(?:^|[\s(])(?:-[^\s)-]|(?:AND|OR|NOT|И|ИЛИ|НЕ)(?:[\s()]|$))")
_FORMS = ((SCIM, read_scim), (SCIM_PATH, read_scim), (COMPARISON, read_comparison))
_STRAY = frozenset(
    {
        FilterReason.MISSING_TERM,
        FilterReason.UNCLOSED_BRACKET,
        FilterReason.UNOPENED_BRACKET,
        FilterReason.TOO_DEEP,
    }
)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the conditions that must all hold, and where it stands in the text."""

    filter: Filter
    start: int
    end: int


def parse(text: str) -> Filter:
    """What the text means. Raises FilterError where it is a filter with a mistake.

    More than 1,000 characters are no filter: the words at their beginning are looked for.
    """
    return all_of(part.filter for part in parts_of(text))


@lru_cache(maxsize=16)  # the box, the table and the database read the same
def parts_of(text: str) -> tuple[Part, ...]:
    """The same, one by one. Raises FilterError."""
    text = _NO_TEXT.sub("\ufffd", text)
    if len(text) > LONGEST_SEARCH:
        return _words(text[:LONGEST_SEARCH])
    try:
        return tuple(_Reader(text).read())
    except FilterError as error:
        if error.reason in _STRAY and not _is_filter(text):
            return _words(text)
        raise


def _words(text: str) -> tuple[Part, ...]:
    return tuple(Part(word(m[0]), m.start(), m.end()) for m in re.finditer(r"\S+", text))


def _is_filter(text: str) -> bool:
    """Whether brackets in it are meant as such."""
    return bool(_SIGN.search(text)) or is_scim(text) or any(comparisons_in(text))


class _Reader:
    """Recursive descent, at most 20 levels deep."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0
        # Only there "and" is no word: SCIM's operators have no case.
        self._is_scim = is_scim(text)

    def read(self) -> Sequence[Part]:
        self._skip()
        if self._at == len(self._text):
            return ()
        found = self._alternatives()
        if self._at < len(self._text):
            raise FilterError(self._at, 1, FilterReason.UNOPENED_BRACKET)
        return found

    def _alternatives(self) -> Sequence[Part]:
        branches = [self._conjunction()]
        while keyword := self._keyword(_OR):
            branches.append(self._conjunction(keyword))
        if len(branches) == 1:
            return branches[0]
        either = any_of(all_of(part.filter for part in branch) for branch in branches)
        return (Part(either, branches[0][0].start, branches[-1][-1].end),)

    def _conjunction(self, after: re.Match[str] | None = None) -> Sequence[Part]:
        found: list[Part] = []
        while not self._at_the_end():
            found.append(self._condition())
            if keyword := self._keyword(_AND):
                after = keyword
                if self._at_the_end():
                    found.clear()
        if not found:
            raise self._nothing(after)
        return found

    def _condition(self) -> Part:
        start = self._at
        if not (minus := _MINUS.match(self._text, start) or self._keyword(_NOT)):
            return self._group() if self._stands(_GROUP) else self._leaf()
        self._at = minus.end()
        self._skip()
        if self._at_the_end():
            raise self._nothing(minus)
        self._descend(start)
        part = self._condition()
        self._depth -= 1
        return Part(Not(part.filter), start, part.end)

    def _group(self) -> Part:
        start = self._at
        self._descend(start)
        self._at += 1
        self._skip()
        found = self._alternatives() if self._at < len(self._text) else ()
        if self._at == len(self._text):
            raise FilterError(start, 1, FilterReason.UNCLOSED_BRACKET)
        self._at += 1
        self._depth -= 1
        return self._ended(all_of(part.filter for part in found), start, self._at)

    def _leaf(self) -> Part:
        start = self._at
        for form, read in _FORMS:
            if (match := form.match(self._text, start)) and (found := read(match)):
                return self._ended(found[0], start, found[1])
            if match and self._is_scim and read is read_scim:
                name = match["name"]
                raise FilterError(start, len(name), FilterReason.UNKNOWN_FIELD, name)
        if run := self._stands(_RUN):
            return self._ended(Term(unquoted(run[0]), quoted=True), start, run.end())
        if not (plain := self._stands(_WORD)):
            raise FilterError(start, 1, FilterReason.UNOPENED_BRACKET)
        return self._ended(word(plain[0]), start, plain.end())

    def _ended(self, found: Filter, start: int, end: int) -> Part:
        self._at = end
        self._skip()
        return Part(found, start, end)

    def _descend(self, start: int) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise FilterError(start, 1, FilterReason.TOO_DEEP)

    def _nothing(self, beside: re.Match[str] | None) -> FilterError:
        """An operator, or a bracket, with nothing that it could be about."""
        beside = beside or self._stands(_KEYWORD)
        start, end = beside.span() if beside else (self._at, self._at + 1)
        return FilterError(start, end - start, FilterReason.MISSING_TERM)

    def _at_the_end(self) -> bool:
        """Of the text, of a group or of an alternative."""
        if self._at == len(self._text) or self._text[self._at] == ")":
            return True
        keyword = self._stands(_KEYWORD)
        return keyword is not None and self._is_one_of(keyword, _OR)

    def _keyword(self, words: frozenset[str]) -> re.Match[str] | None:
        keyword = self._stands(_KEYWORD)
        if keyword is None or not self._is_one_of(keyword, words):
            return None
        self._at = keyword.end()
        self._skip()
        return keyword

    def _is_one_of(self, keyword: re.Match[str], words: frozenset[str]) -> bool:
        return (keyword[0].upper() if self._is_scim else keyword[0]) in words

    def _stands(self, form: re.Pattern[str]) -> re.Match[str] | None:
        return form.match(self._text, self._at)

    def _skip(self) -> None:
        blanks = _BLANKS.match(self._text, self._at)
        self._at = blanks.end() if blanks else self._at
