"""A backup, or another file of the past, made ready to be read: never changed by that."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from desktop_app.database.backends import understand
from desktop_app.database.copying import UNFINISHED, Source, Watch, make_copy
from desktop_app.database.document import open_document
from desktop_app.database.migrations import head
from desktop_app.database.reindex import mend_index

if TYPE_CHECKING:
    from types import TracebackType

    from desktop_app.database.document import Document

_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A document to read; ``temporary`` is the folder of a copy of it that goes afterwards."""

    document: Document
    temporary: Path | None = None

    def close(self) -> None:
        if self.temporary is not None:
            shutil.rmtree(self.temporary, ignore_errors=True)

    def __enter__(self) -> Document:
        return self.document

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()


def glimpse_of(path: Path, watch: Watch | None = None) -> Glimpse:
    """The file itself, or of one of an older version a copy that was brought to this one."""
    document = open_document(path, writable=False)
    if document.version == head():
        return Glimpse(document)
    folder = Path(tempfile.mkdtemp(dir=path.parent, prefix=".", suffix=UNFINISHED))
    with ExitStack() as undoing:
        undoing.callback(shutil.rmtree, folder, ignore_errors=True)
        try:
            ready = _upgraded(document, folder, watch)
        except DBAPIError as error:
            raise understand(error) or error from error
        undoing.pop_all()
    return Glimpse(ready, folder)


def _upgraded(document: Document, folder: Path, watch: Watch | None) -> Document:
    from desktop_app.database.migrations.upgrade import upgrade  # noqa: PLC0415  # Alembic

    copy = make_copy(Source(document.path, document.mode), [folder / document.path.name], watch)
    upgrade(copy)
    mend_index(copy, busy_timeout=_PATIENCE)
    return open_document(copy, writable=False)
