"""``userbook sample``: a file of invented users, as many as are asked for."""

from __future__ import annotations

import argparse
import getpass
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from desktop_app.database.document import create_document
from desktop_app.database.filling import Filling
from desktop_app.domain.change import Author
from desktop_app.domain.errors import (
    AppError,
    FileReason,
    FileRefusedError,
    StorageError,
    TableRefusedError,
)
from desktop_app.domain.sample import SAMPLE_DAY, sample_users
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.formats import format_for
from desktop_app.view_models.export_view_model import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from desktop_app.domain.rules import Value

_FILE = "sample.userbook"
_SECONDS = 0.5  # between two words about how far it is
_STEP = 1000


def sample(arguments: Sequence[str]) -> int:
    """Make the file that the arguments of the command describe; 0 if it is there, else 1."""
    given = _parser().parse_args(arguments)
    path: Path = given.output
    people = _told(sample_users(given.count, given.seed, given.day), given.count)
    try:
        if path.suffix.casefold() == ".csv":
            _write_table(path, people)
        else:
            create_document(path, Filling(people, _author()))
    except AppError as error:
        _say(f"{path}: {_reason(error)}. Nothing was written.\n")
        return 1
    except KeyboardInterrupt:
        _say("\nStopped. Nothing was written.\n")
        return 1
    _say(f"\n{path}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="userbook sample",
        description="Make a file of invented users, of many countries and several scripts. "
        "The same count, seed and day always make the same users.",
    )
    parser.add_argument("--count", type=_count, default=100, help="how many users (100)")
    parser.add_argument("--seed", type=int, default=0, help="another number, other users (0)")
    parser.add_argument(
        "--output",
        type=Path,
        default=Path(_FILE),
        metavar="FILE",
        help=f"the new file ({_FILE}); a name that ends in .csv makes a table, "
        "any other a userbook; a file that is there already is left as it is",
    )
    parser.add_argument(
        "--day",
        type=date.fromisoformat,
        default=SAMPLE_DAY,
        help=f"the day around which accounts begin and end, YYYY-MM-DD ({SAMPLE_DAY})",
    )
    return parser


def _count(text: str) -> int:
    count = int(text)
    if count < 0:
        raise ValueError
    return count


def _write_table(path: Path, people: Iterable[Mapping[str, Value]]) -> None:
    if path.exists() or path.is_symlink():
        raise FileRefusedError(path, FileReason.EXISTS)
    header = [attribute.label for attribute in ATTRIBUTES.values()]
    rows = ([cell_text(person[name]) for name in ATTRIBUTES] for person in people)
    format_for(path).write(path, header, rows)


def _told(people: Iterable[Mapping[str, Value]], count: int) -> Iterator[Mapping[str, Value]]:
    """The same people, with a word now and then about how many have gone by."""
    begun = said = perf_counter()
    for number, person in enumerate(people, 1):
        yield person
        if number % _STEP == 0 or number == count:
            now = perf_counter()
            if now - said > _SECONDS or number == count:
                said, rate = now, number / (now - begun)
                _say(f"\r{number:,} of {count:,} users, {rate:,.0f} a second ")


def _reason(error: AppError) -> str:
    if isinstance(error, (FileRefusedError, TableRefusedError, StorageError)):
        reason = str(error.reason.value)
        known = _REASONS.get(reason, reason.replace("_", " "))
        detail = getattr(error, "detail", "")
        return f"{known} ({detail})" if detail else known
    return str(error)


_REASONS = {
    "exists": "there is a file of that name already",
    "no_permission": "no file can be made there",
    "not_written": "the file could not be written",
    "full": "the disk is full",
}


def _say(text: str) -> None:
    """A program without a terminal may have nobody to tell."""
    if sys.stderr is not None:  # pyright: ignore[reportUnnecessaryComparison]
        sys.stderr.write(text)
        sys.stderr.flush()


def _author() -> Author:
    with suppress(OSError, KeyError, ImportError):
        return Author(getpass.getuser())
    return Author()
