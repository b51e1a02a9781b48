"""A database that an operator names by a URL instead of a person by a dialog."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from desktop_app.database.backends import backend_for
from desktop_app.database.document import open_document
from desktop_app.domain.errors import FileReason, FileRefusedError

if TYPE_CHECKING:
    from desktop_app.database.document import Document


def document_of_url(url: str, *, backups: Path | None = None) -> Document | None:
    """The file that an operator's URL names, looked at like any other; None if it is no file.

    What is no URL at all is the name of a file.
    """
    try:
        parsed = make_url(url)
        backend = backend_for(parsed)
    except ArgumentError:
        return open_document(Path(url), backups=backups)
    except (LookupError, ValueError) as error:
        driver = url.partition(":")[0]  # what follows may hold a password
        raise FileRefusedError(Path(driver), FileReason.NOT_OURS, "database_url") from error
    if backend.is_single(parsed):
        raise FileRefusedError(Path(":memory:"), FileReason.EMPTY)
    path = backend.file_of(parsed)
    if path is None:
        return None
    writable = not backend.is_read_only(parsed)
    return open_document(path, writable=writable, backups=backups)
