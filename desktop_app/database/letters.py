"""Which letters each user has: a number with a bit for each.

A search passes over everybody who lacks one of its letters. That helps where users whose names are
written in other letters come first in the order: tens of thousands, each of whom it would look at.
"""

from __future__ import annotations

import json
import re
from array import array
from string import ascii_lowercase
from sys import byteorder
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Integer, bindparam, func, insert, select

from desktop_app.database.chunks import KEYS
from desktop_app.database.models import SEARCH_LETTERS, SEARCH_TAIL, USER_INDEX
from desktop_app.database.numbers import all_numbers
from desktop_app.database.prepared import prepared
from desktop_app.database.search_table import LAST_TAKEN

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

# As they are folded. All others, of whatever script, share one bit: SQLite's numbers have 63.
_KNOWN = ascii_lowercase + "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_BITS = [(letter, 1 << place) for place, letter in enumerate(_KNOWN)]
_OTHER = re.compile("[^\x00-\x7fа-я]")
_OTHER_BIT = 1 << len(_KNOWN)
_STEP = 1 << 13  # keys
_UNCLEAR = "\ufffd"
UNKNOWN = -1  # every bit: whoever it is may have any letter


def bits_of(text: str) -> int:
    """Of folded text; what is contained in another text has no bit that this has not.

    SQLite may read letters in what is no text, where Python reads U+FFFD.
    """
    if _UNCLEAR in text:
        return UNKNOWN
    found = sum([bit for letter, bit in _BITS if letter in text])
    return found if text.isascii() or not _OTHER.search(text) else found | _OTHER_BIT


def take_letters(connection: sqlite3.Connection, keys: Sequence[int]) -> None:
    """Of these users. Raises sqlite3.Error."""
    texts = prepared(_TEXTS).run(connection, {"keys": json.dumps(keys)})
    rows = [{"key": key, "letters": bits_of(text)} for key, text in texts]
    prepared(_TAKE, ("key", "letters")).run_many(connection, rows)


def read_letters(connection: sqlite3.Connection, keys: range) -> Iterator[Sequence[int]]:
    """Of each of these keys in turn, some at a time; ``UNKNOWN`` of many. Raises sqlite3.Error."""
    for start in keys[::_STEP]:
        some = range(start, min(start + _STEP, keys.stop))
        between = {"first": some[0], "last": some[-1]}
        there, text = prepared(_READ).run(connection, between).fetchone()
        letters = array("q", bytes.fromhex(text or ""))
        if byteorder == "little":
            letters.byteswap()
        yield letters if len(letters) == len(some) else _spread(letters, there, some)


def _spread(letters: array[int], there: str | None, keys: range) -> list[int]:
    known = dict(zip(all_numbers(there), letters, strict=True))
    return [known.get(key, UNKNOWN) for key in keys]


_KEY, _LETTERS = SEARCH_LETTERS.c.key, SEARCH_LETTERS.c.letters
_FIRST: ColumnElement[int] = bindparam("first", type_=Integer)
_LAST: ColumnElement[int] = bindparam("last", type_=Integer)
_TEXTS = select(USER_INDEX.c.key, USER_INDEX.c.search_text).where(USER_INDEX.c.key.in_(KEYS))
_TAKE = insert(SEARCH_LETTERS).prefix_with("OR REPLACE")
# In the order of the keys, as there is no other way through this table, and as hexadecimal numbers
# of one length, which are read in a third of the time. The text of whoever is in the tail, or comes
# after the last key that was taken in, may be another since.
_READ = select(
    func.group_concat(_KEY), func.group_concat(func.printf("%016x", _LETTERS), "")
).where(_KEY.between(_FIRST, _LAST), _KEY <= LAST_TAKEN, _KEY.not_in(select(SEARCH_TAIL.c.key)))
