"""A block of cells from a spreadsheet: what it would change, and the change itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop_app.domain.change import ChangeKind, Deed, Summary
from desktop_app.domain.problems import Problem, ProblemCode
from desktop_app.domain.text import user_name_key
from desktop_app.domain.user import ATTRIBUTES, UserDTO, review
from desktop_app.operations.user_entity import UserEntity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop_app.database.user_writer import UserWriter
    from desktop_app.domain.rules import Value

_DATES = ("valid_from", "valid_until")


@dataclass(frozen=True, slots=True)
class PastedRow:
    """``line`` counts the rows of the block from 1; ``changes`` are what would be different."""

    line: int
    user: UserDTO
    changes: Mapping[str, Value]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class PastePlan:
    """``below`` rows and ``beside`` columns of the block do not fit into the table."""

    rows: tuple[PastedRow, ...]
    below: int = 0
    beside: int = 0

    @property
    def changed(self) -> tuple[PastedRow, ...]:
        return tuple(row for row in self.rows if row.changes)

    @property
    def is_sound(self) -> bool:
        """Whether all of it can be stored."""
        return not (self.below or self.beside or any(row.problems for row in self.rows))


def plan_paste(
    users: Sequence[UserDTO],
    columns: Sequence[str],
    block: Sequence[Sequence[Value]],
    owners: Sequence[UserDTO] = (),
) -> PastePlan:
    """``users`` stand in the rows of the block, and ``columns`` over its cells.

    ``owners`` have the user names that are in the block now.

    What a table shows and nobody can change, such as a time, is left as it is.
    """
    rows = [
        _row(line, user, dict(zip(columns, cells, strict=False)))
        for line, (user, cells) in enumerate(zip(users, block, strict=False), 1)
    ]
    widest = max(map(len, block), default=0)
    below, beside = max(len(block) - len(users), 0), max(widest - len(columns), 0)
    return PastePlan(tuple(_with_doubles(rows, owners)), below, beside)


def _row(line: int, user: UserDTO, cells: Mapping[str, Value]) -> PastedRow:
    raw = {name: value for name, value in cells.items() if name in ATTRIBUTES}
    if not raw.keys().isdisjoint(_DATES):  # each is judged by the other
        raw = {name: getattr(user, name) for name in _DATES} | raw
    values, problems = review(raw)
    changes = {name: v for name, v in values.items() if v != getattr(user, name)}
    wrong = tuple(problem for problem in problems if problem.is_error)
    return PastedRow(line, user, changes, wrong)


def _with_doubles(rows: Sequence[PastedRow], owners: Sequence[UserDTO]) -> list[PastedRow]:
    """Two users cannot have one name; but it may go from one of the block to another."""
    pasted = {row.user.key for row in rows}
    taken = {user_name_key(user.user_name): user for user in owners if user.key not in pasted}
    checked: list[PastedRow] = []
    for row in rows:
        name = str(row.changes.get("user_name", row.user.user_name))
        owner = taken.setdefault(user_name_key(name), row.user)
        problems = row.problems
        if owner.key != row.user.key:
            said = owner.display_name or owner.user_name
            problems = (*problems, Problem("user_name", ProblemCode.TAKEN, said))
        checked.append(replace(row, problems=problems))
    return checked


@dataclass(frozen=True, slots=True)
class PasteCells:
    """All rows of a sound plan, or none."""

    rows: tuple[PastedRow, ...]
    kind: ChangeKind = ChangeKind.INLINE

    async def apply(self, users: UserWriter) -> None:
        wanted = [(row.user, UserEntity(row.user).changed(row.changes)) for row in self.rows]
        by_fields = sorted(wanted, key=lambda pair: sorted(pair[1].model_fields_set))
        await users.update_users(by_fields)  # in one go, since names may change hands

    @property
    def summary(self) -> Summary:
        first = self.rows[0].user
        name = (first.display_name or first.user_name) if len(self.rows) == 1 else ""
        return Summary(Deed.CHANGE, len(self.rows), name)
