"""The rows of an import plan, packed: a million of them are kept, and a few are looked at.

As objects they would take ten times the memory, and every look for garbage would go through them.
"""

from __future__ import annotations

import pickle
import zlib
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Any, overload

from desktop_app.domain.problems import Problem, ProblemCode
from desktop_app.domain.user import CreateUserDTO, UpdateUserDTO, UserDTO

if TYPE_CHECKING:
    from desktop_app.domain.rules import Value

_PART = 100
_REMEMBERED = 256


class RowKind(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """``line`` of the file; ``new`` for a new user, ``seen`` and ``changes`` for a known one.

    ``new`` are clean values of those attributes that are given.
    """

    line: int
    kind: RowKind
    name: str
    cells: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    new: Mapping[str, Value] | None = None
    seen: UserDTO | None = None
    changes: UpdateUserDTO | None = None

    @property
    def create(self) -> CreateUserDTO | None:
        """The new user."""
        if self.new is None:
            return None
        return CreateUserDTO.model_construct(_fields_set=set(self.new), **self.new)


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """Rows that follow those that are planned already; blank ones are only counted.

    ``offset`` is how many bytes of the file were read so far.
    """

    packed: tuple[tuple[int, bytes], ...]
    numbers: Mapping[RowKind, array[int]]
    blank: int = 0
    offset: int = 0

    @classmethod
    def of(
        cls, rows: Sequence[PlannedRow], first: int = 0, blank: int = 0, offset: int = 0
    ) -> PlannedPart:
        """``first`` is the number of the first row in the plan."""
        numbers = {kind: array("L") for kind in RowKind}
        for number, row in enumerate(rows, first):
            numbers[row.kind].append(number)
        slices = [rows[start : start + _PART] for start in range(0, len(rows), _PART)]
        packed = tuple((len(part), _packed(part)) for part in slices)
        return cls(packed, numbers, blank, offset)


class PlannedRows(Sequence[PlannedRow]):
    """Unpacks what is asked for."""

    def __init__(self) -> None:
        self.packed: list[bytes] = []
        self._starts: list[int] = []
        self._count = 0
        self._remembered: dict[int, PlannedRow] = {}

    def add(self, count: int, packed: bytes) -> None:
        self.packed.append(packed)
        self._starts.append(self._count)
        self._count += count

    def part_of(self, number: int) -> int:
        """Which of the ``packed`` has this row."""
        return bisect_right(self._starts, number) - 1

    def at(self, numbers: Iterable[int]) -> Iterator[PlannedRow]:
        """Rows in the order of the plan: each part is unpacked once."""
        for part, found in groupby(numbers, self.part_of):
            plain, start = _plain_rows(self.packed[part]), self._starts[part]
            yield from (_row(plain[number - start]) for number in found)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> PlannedRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[PlannedRow]: ...
    def __getitem__(self, index: int | slice) -> PlannedRow | list[PlannedRow]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(self._count))]
        number = range(self._count)[index]
        if (row := self._remembered.get(number)) is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            part = self.part_of(number)
            row = _row(_plain_rows(self.packed[part])[number - self._starts[part]])
            self._remembered[number] = row
        return row

    def __iter__(self) -> Iterator[PlannedRow]:
        for packed in self.packed:
            yield from unpacked(packed)


@dataclass(slots=True)
class ImportPlan:
    """What an import would do. ``numbers`` are the places in ``rows`` of each kind."""

    rows: PlannedRows = field(default_factory=PlannedRows)
    numbers: dict[RowKind, array[int]] = field(
        default_factory=lambda: {kind: array("L") for kind in RowKind}
    )
    blank: int = 0

    @classmethod
    def of(cls, rows: Sequence[PlannedRow]) -> ImportPlan:
        plan = cls()
        plan.add(PlannedPart.of(rows))
        return plan

    def add(self, part: PlannedPart) -> None:
        for count, packed in part.packed:
            self.rows.add(count, packed)
        for kind, numbers in part.numbers.items():
            self.numbers[kind].extend(numbers)
        self.blank += part.blank

    def rows_of(self, kind: RowKind) -> Iterator[PlannedRow]:
        return self.rows.at(self.numbers[kind])

    @property
    def counts(self) -> Counter[RowKind]:
        return Counter({kind: len(found) for kind, found in self.numbers.items() if found})

    @property
    def count(self) -> int:
        """How many users would not be as they were."""
        return len(self.numbers[RowKind.NEW]) + len(self.numbers[RowKind.CHANGED])

    @property
    def packed_new(self) -> list[bytes]:
        """The packed rows that have new users among them."""
        parts = dict.fromkeys(map(self.rows.part_of, self.numbers[RowKind.NEW]))
        return [self.rows.packed[part] for part in parts]


def unpacked(packed: bytes) -> Iterable[PlannedRow]:
    return map(_row, _plain_rows(packed))


def new_users(packed: bytes) -> list[Mapping[str, Value]]:
    """The values of the new users alone."""
    return [plain[_NEW] for plain in _plain_rows(packed) if plain[_NEW] is not None]


_NEW = 5


def _packed(rows: Sequence[PlannedRow]) -> bytes:
    return zlib.compress(pickle.dumps(list(map(_plain, rows)), pickle.HIGHEST_PROTOCOL), 1)


def _plain_rows(packed: bytes) -> list[Any]:
    return pickle.loads(zlib.decompress(packed))  # noqa: S301  # packed by us


def _plain(row: PlannedRow) -> tuple[Any, ...]:
    """Nothing but what pickle knows by itself: our classes would take it three times as long."""
    return (
        row.line,
        row.kind.value,
        row.name,
        row.cells,
        tuple((problem.field, problem.code.value, problem.detail) for problem in row.problems),
        row.new,
        None if row.seen is None else row.seen.__dict__,
        None if row.changes is None else row.changes.model_dump(exclude_unset=True),
    )


def _row(plain: Sequence[Any]) -> PlannedRow:
    line, kind, name, cells, problems, new, seen, changes = plain
    return PlannedRow(
        line,
        RowKind(kind),
        name,
        cells,
        tuple(Problem(field, ProblemCode(code), detail) for field, code, detail in problems),
        new,
        None if seen is None else UserDTO.model_construct(**seen),
        None if changes is None else _changes(changes),
    )


def _changes(values: Mapping[str, Value]) -> UpdateUserDTO:
    return UpdateUserDTO.model_construct(_fields_set=set(values), **values)
