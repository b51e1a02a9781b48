"""The table of SQLite's full-text search, which no list of columns describes.

It keeps no text (``content=''``), no places in the text (``detail=none``) and no lengths, only
which user has which three letters in a row: 60 bytes for a user with 15 attributes. What else is
asked of the text is asked of ``user_index``, so that an entry too many does no harm.
See https://www.sqlite.org/fts5.html.
"""

from __future__ import annotations

from sqlalchemy import (
    ColumnElement,
    Integer,
    LargeBinary,
    Text,
    cast,
    column,
    func,
    select,
    table,
)

from desktop_app.database.models import META

SEARCH_TABLE = (
    "CREATE VIRTUAL TABLE search USING fts5(text, content='', columnsize=0, detail=none, "
    "tokenize='trigram case_sensitive 1')"
)
# Which three letters there are at all, for words that are shorter.
TERMS_TABLE = "CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'search', 'row')"
SEARCH_NAMES = frozenset({"search", "search_config", "search_data", "search_idx"})
SEARCH = table("search", column("rowid", Integer), column("search", Text), column("text", Text))
# What SQLite keeps it in, as it is while nothing is in it.
CONFIG = table("search_config", column("k", Text), column("v", Integer))
DATA = table("search_data", column("id", Integer), column("block", LargeBinary))
IDX = table("search_idx")
EMPTY_CONFIG = ({"k": "version", "v": 4},)
EMPTY_DATA = ({"id": 1, "block": b""}, {"id": 10, "block": bytes(7)})
# The last key that was taken in; whoever has a later one is looked at in any case.
TAKEN = "search_taken"
LEAST = -(2**63)  # another tool may have made users with keys below 0
LAST_TAKEN: ColumnElement[int] = func.coalesce(
    select(cast(META.c.value, Integer)).where(META.c.name == TAKEN).scalar_subquery(), LEAST
)
