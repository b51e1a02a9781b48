"""A backup, or another file of the past, made ready to be read: never changed by that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.database.copying import Watch
from desktop_app.database.document import open_document

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from desktop_app.database.document import Document


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A document to read, of which nothing temporary stays afterwards."""

    document: Document

    def close(self) -> None:
        self.document.discard()

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
    watch = watch or Watch()
    watch.check()
    return Glimpse(open_document(path, writable=False, watch=watch))
