"""What the program gives to each of its files."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.database.backup import BackupFolder
from desktop_app.database.copying import Source, Watch
from desktop_app.database.document import Document, open_document
from desktop_app.database.file_look import stamp_of
from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.change import Author
from desktop_app.view_models.backups_state import Keeping
from desktop_app.view_models.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.settings import FileStamps
    from desktop_app.view_models.draft_keeper import DraftStore
    from desktop_app.view_models.prompts import Prompts


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the program gives to each of its files; without ``backups`` none are kept.

    ``drafts`` gives the store in which those of a file outlive the program.
    """

    echo: bool = False
    journal_mode: Callable[[Path], str] = lambda _path: "WAL"
    author: Callable[[], Author] = Author
    backups: Path | None = None
    drafts: Callable[[Path], DraftStore | None] = lambda _path: None

    def open(self, path: Path, stamps: FileStamps, watch: Watch) -> tuple[Document, bool]:
        """A file that may be opened, and whether nobody has written to it since we closed it."""
        stamp = stamp_of(Path(os.path.realpath(path)))
        document = open_document(path, backups=self.backups, watch=watch)
        return document, stamps.is_as_left(document.path, stamp)

    def database(self, url: str, *, journal_mode: str = "WAL") -> DatabaseHelper:
        return DatabaseHelper(url, echo=self.echo, journal_mode=journal_mode)

    def workspace(
        self, document: Document, prompts: Prompts, crash: Callable[[BaseException], None]
    ) -> Workspace:
        """What is made of a file that may be opened."""
        path, mode = document.path, self.journal_mode(document.path)
        folder = BackupFolder(self.backups, path, document.mode) if self.backups else None
        source = Source(document.opened, document.mode)
        keeping = Keeping(source, folder, prompts, drafts=self.drafts(path))
        database = self.database(document.url, journal_mode=mode)
        return Workspace(path, database, crash, self.author, keeping, document=document)

    def look(
        self, document: Document, prompts: Prompts, crash: Callable[[BaseException], None]
    ) -> Workspace:
        """What is made of another state of the open file."""
        keeping = Keeping(Source(document.opened, document.mode), None, prompts)
        return Workspace(document.path, self.database(document.url), crash, self.author, keeping)

    def no_file(self, url: str, crash: Callable[[BaseException], None]) -> Workspace:
        """What is made of a database that is no file."""
        return Workspace(None, self.database(url), crash, self.author)


ALONE = Surroundings()
