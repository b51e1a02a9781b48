"""A private copy of an open file, rolled back to some change set, to be looked at."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError

from desktop_app.database.backends import understand
from desktop_app.database.backup_look import Glimpse
from desktop_app.database.copying import Source, Watch, failing, make_copy
from desktop_app.database.document import open_document
from desktop_app.database.past import roll_back
from desktop_app.database.private_folders import private_folder


@dataclass(frozen=True, slots=True)
class PastGlimpse(Glimpse):
    """Of ``missing`` users nothing is left: they were deleted for good since."""

    missing: int = 0


def past_glimpse(source: Source, seq: int, watch: Watch | None = None) -> PastGlimpse:
    """The file as it was after this change set, in a folder that is nobody else's business.

    Raises CopyFailedError or CopyStoppedError.
    """
    watch = watch or Watch()
    with ExitStack() as undoing:
        with failing(source.path, watch):
            folder = private_folder()
        undoing.callback(shutil.rmtree, folder, ignore_errors=True)
        copy = make_copy(source, [folder / source.path.name], watch)
        try:
            missing = roll_back(copy, seq, watch.check)
        except DBAPIError as error:
            raise understand(error) or error from error
        document = open_document(copy, writable=False)
        undoing.pop_all()
    return PastGlimpse(document, folder, missing)
