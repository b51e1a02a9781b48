"""Takes all that can still be read out of a damaged file into a new userbook.

The damaged file is read page by page and never written to, nor opened by SQLite: each page that is
sound gives all of its records, wherever the damage is. What tells how pages belong together is not
needed, so nothing is searched for twice and nothing can go round in circles.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from desktop_app.database.backends import understand
from desktop_app.database.document import create_document
from desktop_app.database.found_records import FoundRecords
from desktop_app.database.pages import Pages
from desktop_app.database.rescued import Rescued
from desktop_app.database.sqlite_uri import sqlite_uri
from desktop_app.domain.errors import FileReason, FileRefusedError
from desktop_app.domain.salvage import SalvageReport

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop_app.database.document import Document

    Tell = Callable[[int, int], None]

_NAMED = 20


def salvage(damaged: Path, new: Path, tell: Tell) -> tuple[Document, SalvageReport]:
    """A new file, whole or not there at all; ``tell`` hears how far it is, and may raise to stop.

    Never call it on a file that this process has open.
    """
    damaged = damaged.parent.resolve() / damaged.name
    with Pages(damaged.resolve()) as pages:
        found = FoundRecords(pages)
        if not found.is_userbook:
            raise FileRefusedError(damaged, FileReason.NOT_OURS)
        document, is_done = create_document(new), False
        try:
            report = _fill(document, found, tell)
            is_done = True
        except (sqlite3.Error, DBAPIError) as error:
            raise understand(error) or error from error
        finally:
            if not is_done:
                document.path.unlink(missing_ok=True)
        return document, report


def _fill(document: Document, found: FoundRecords, tell: Tell) -> SalvageReport:
    address = sqlite_uri(document.path, "mode=rw")
    with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("BEGIN IMMEDIATE")
        rescued = Rescued(connection)
        total = 2 * found.page_count
        for number, records in enumerate(found.pages(), 1):
            tell(number, total)
            for record in records:
                rescued.take(record)
        rescued.settle(found.index_names)
        rescued.make_index(lambda share: tell(found.page_count + int(share * total / 2), total))
        report = SalvageReport(
            **rescued.counts(),
            lost=len(rescued.lost),
            lost_names=tuple(rescued.lost.values())[:_NAMED],
            lost_changes=rescued.lost_changes(found.indexed_changes),
            unclear=len(rescued.unclear),
            unclear_names=tuple(rescued.unclear.values())[:_NAMED],
            set_aside=tuple(rescued.set_aside),
            pages=found.page_count,
            unreadable_pages=found.unreadable_pages(),
        )
        connection.execute("COMMIT")
    _sync(document.path)
    return report


def _sync(path: Path) -> None:
    """The name too, where a folder can be asked to be on the disk."""
    if os.name != "nt":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
