"""A private copy of an open file, rolled back to some change set, to be looked at."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace

from sqlalchemy.exc import DBAPIError

from desktop_app.database.backends import understand
from desktop_app.database.backup_look import Glimpse
from desktop_app.database.copying import Source, Watch, failing, make_copy
from desktop_app.database.document import open_document
from desktop_app.database.past import roll_back
from desktop_app.database.private_folders import PrivateFolder


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
            private = PrivateFolder()
        undoing.callback(private.close)
        copy = make_copy(source, [private.path / source.path.name], watch)
        try:
            missing = roll_back(copy, seq, watch.check)
        except DBAPIError as error:
            raise understand(error) or error from error
        document = open_document(copy, writable=False)
        undoing.pop_all()
    return PastGlimpse(replace(document, private=private), missing)
