"""What an import would do, row by row, before anything is done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop_app.domain.attributes import Kind
from desktop_app.domain.errors import InvalidInputError
from desktop_app.domain.names import derived_display_name, made_user_name
from desktop_app.domain.problems import Problem, ProblemCode
from desktop_app.domain.text import sort_key, user_name_key
from desktop_app.domain.user import ATTRIBUTES, judge, review
from desktop_app.operations.planned_rows import PlannedRow, RowKind
from desktop_app.operations.user_entity import UserEntity, with_display_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from desktop_app.domain.columns import Target
    from desktop_app.domain.rules import Value
    from desktop_app.domain.user import Judgement, UserDTO
    from desktop_app.formats import Row

_SHORT = 60
_REMEMBERED = 10_000
_LONGEST_NAME = ATTRIBUTES["user_name"].limit


@dataclass(frozen=True, slots=True)
class Asked:
    """Who has any of these? Folded user names, and sort keys of e-mail addresses."""

    user_names: tuple[str, ...]
    emails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Who was found by user name, and who by e-mail."""

    named: Sequence[UserDTO] = ()
    mailed: Sequence[UserDTO] = ()


@dataclass(slots=True)
class Candidate:
    """A row with its values checked, before it is held against the users that are there."""

    row: Row
    values: dict[str, Value]
    problems: list[Problem]
    made: str

    @property
    def user_names(self) -> tuple[str, ...]:
        """The one of the row; else the made one, and what it becomes where that one is taken."""
        if self.made:
            number = f".{self.row.line}"
            return (self.made, self.made[: _LONGEST_NAME - len(number)] + number)
        return (str(self.values.get("user_name") or ""),)

    def is_meant(self, user: UserDTO) -> bool:
        """A made user name means a known user only if the row says nothing else of the name."""
        said = {"given_name", "family_name", "display_name"}.intersection(self.values)
        return not self.made or all(self.values[n] == getattr(user, n) for n in said)

    @property
    def name(self) -> str:
        known = self.values.get("display_name") or derived_display_name(self.values)
        return str(known or self.values.get("email") or "")

    def refused(self, *problems: Problem) -> PlannedRow:
        found = (*self.problems, *problems)
        return PlannedRow(self.row.line, RowKind.REFUSED, self.name, self.row.cells, found)


class ImportPlanner:
    """Plans chunk after chunk. A row is the user with its user name, else with its e-mail.

    An e-mail shared by several users, or by one whose user name stands elsewhere in the file,
    decides nothing. An empty cell leaves a stored value alone unless ``erase`` is set.
    """

    def __init__(self, targets: Sequence[Target | None], *, erase: bool = False) -> None:
        self._targets = targets
        self._erase = erase
        self._lines: dict[str, int] = {}
        self._touched: dict[int, int] = {}
        self._unnamed: dict[tuple[str, ...], int] = {}
        self._named_in_file: set[str] = set()
        self._remembered = lru_cache(maxsize=_REMEMBERED)(judge)

    def note_names(self, rows: Iterable[Row]) -> None:
        """First pass: which user names the file speaks of."""
        for row in rows:
            for target, cell in zip(self._targets, row.cells, strict=True):
                if target is not None and target.field == "user_name" and cell.strip():
                    self._named_in_file.add(user_name_key(cell.strip()[:200]))

    def candidate(self, row: Row) -> Candidate:
        """Second pass, first half: the row by itself. May run in a thread."""
        if row.blank:
            return Candidate(row, {}, [], "")
        raw: dict[str, object] = {}
        for target, cell in zip(self._targets, row.cells, strict=True):
            if target is not None and (cell.strip() or self._erases(target.field)):
                raw[target.field] = cell
        values, problems = review(raw, self._judge)
        for target in self._targets:
            if target is not None and target.inverted and target.field in values:
                values[target.field] = not values[target.field]
        made = "" if values.get("user_name") else made_user_name(values)
        return Candidate(row, values, [*problems, *_of_cells(row)], made)

    def judged(self, candidates: Iterable[Candidate], known: Known) -> list[PlannedRow]:
        """Second half: what each row would do, blank ones left out.

        ``known`` answers what ``asked`` asks of these candidates.
        """
        named = {user_name_key(user.user_name): user for user in known.named}
        mailed: dict[str, list[UserDTO]] = {}
        for user in known.mailed:
            mailed.setdefault(str(user.email).casefold(), []).append(user)
        return [self._planned(c, named, mailed) for c in candidates if not c.row.blank]

    def _judge(self, name: str, cell: str) -> Judgement:
        """Departments, titles and the like come again and again."""
        return self._remembered(name, cell) if len(cell) <= _SHORT else judge(name, cell)

    def _erases(self, name: str) -> bool:
        return self._erase and ATTRIBUTES[name].kind not in {Kind.USER_NAME, Kind.FLAG}

    def _planned(
        self,
        candidate: Candidate,
        named: Mapping[str, UserDTO],
        mailed: Mapping[str, list[UserDTO]],
    ) -> PlannedRow:
        if any(problem.is_error for problem in candidate.problems):
            return candidate.refused()
        for name in candidate.user_names:
            known = named.get(user_name_key(name))
            if known is not None and candidate.is_meant(known):
                return self._known(candidate, known)
        fitting = self._by_email(candidate.values, mailed)
        if len(fitting) > 1 and candidate.made:
            return candidate.refused(Problem("email", ProblemCode.AMBIGUOUS))
        if len(fitting) == 1:
            return self._known(candidate, fitting[0])
        return self._new(candidate, named)

    def _by_email(
        self, values: Mapping[str, Value], mailed: Mapping[str, list[UserDTO]]
    ) -> list[UserDTO]:
        return [
            user
            for user in mailed.get(str(values.get("email") or "").casefold(), [])
            if user_name_key(user.user_name) not in self._named_in_file
        ]

    def _known(self, candidate: Candidate, user: UserDTO) -> PlannedRow:
        row = candidate.row
        earlier = self._touched.setdefault(user.key, row.line)
        if earlier != row.line:
            return candidate.refused(Problem("user_name", ProblemCode.TAKEN_IN_FILE, str(earlier)))
        before, name = user.fields, str(user.display_name or user.user_name)
        different = {n: v for n, v in candidate.values.items() if v != before[n]}
        try:
            changes = UserEntity(user).changed(different)
        except InvalidInputError as error:
            return candidate.refused(*error.problems)
        if all(getattr(changes, n) == before[n] for n in changes.model_fields_set):
            return PlannedRow(row.line, RowKind.UNCHANGED, name, row.cells, seen=user)
        if changes.user_name and (problem := self._claim(changes.user_name, row.line)):
            return candidate.refused(problem)
        problems = tuple(candidate.problems)
        return PlannedRow(
            row.line, RowKind.CHANGED, name, row.cells, problems, seen=user, changes=changes
        )

    def _new(self, candidate: Candidate, named: Mapping[str, UserDTO]) -> PlannedRow:
        row, values = candidate.row, candidate.values
        if candidate.made:
            same = self._unnamed.setdefault(tuple(sorted(map(str, values.items()))), row.line)
            if same != row.line:
                return candidate.refused(Problem("", ProblemCode.TAKEN_IN_FILE, str(same)))
            name = next((n for n in candidate.user_names if self._is_free(n, named)), "")
            checked, problems = review({"user_name": name})
            values |= checked
            candidate.problems += problems
            if any(problem.is_error for problem in problems):
                return candidate.refused()
            candidate.problems.append(Problem("user_name", ProblemCode.USER_NAME_MADE, name))
        elif "user_name" not in values:
            return candidate.refused(Problem("user_name", ProblemCode.REQUIRED))
        if problem := self._claim(str(values["user_name"]), row.line):
            return candidate.refused(problem)
        new = with_display_name({n: v for n, v in values.items() if v is not None})
        name, found = str(new["display_name"]), tuple(candidate.problems)
        return PlannedRow(row.line, RowKind.NEW, name, row.cells, found, new=new)

    def _is_free(self, name: str, named: Mapping[str, UserDTO]) -> bool:
        return user_name_key(name) not in named and user_name_key(name) not in self._lines

    def _claim(self, name: str, line: int) -> Problem | None:
        """The first row of a file that asks for a user name gets it."""
        earlier = self._lines.setdefault(user_name_key(name), line)
        if earlier == line:
            return None
        return Problem("user_name", ProblemCode.TAKEN_IN_FILE, str(earlier))


def asked(candidates: Iterable[Candidate]) -> Asked:
    """Whom one must know to judge these."""
    names, emails = set[str](), set[str]()
    for candidate in candidates:
        names.update(user_name_key(name) for name in candidate.user_names if name)
        if email := candidate.values.get("email"):
            emails.add(sort_key(str(email)))
    return Asked(tuple(sorted(names)), tuple(sorted(emails)))


def _of_cells(row: Row) -> Iterator[Problem]:
    if row.surplus:
        yield Problem("", ProblemCode.TOO_MANY_CELLS, " | ".join(row.surplus))
    if row.missing:
        yield Problem("", ProblemCode.TOO_FEW_CELLS, str(row.missing))
