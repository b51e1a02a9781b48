"""What can be undone and redone while the file is open. Two stacks; no database, no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktop_app.operations.operation import Operation, Summary


class Step(NamedTuple):
    """``operation`` takes back what ``summary`` names."""

    operation: Operation
    summary: Summary


class History:
    """Knows only what was committed: steps are entered after their transaction."""

    def __init__(self) -> None:
        self._undo: list[Step] = []
        self._redo: list[Step] = []

    @property
    def undo_next(self) -> Step | None:
        return self._undo[-1] if self._undo else None

    @property
    def redo_next(self) -> Step | None:
        return self._redo[-1] if self._redo else None

    def done(self, opposite: Operation, summary: Summary) -> None:
        """A new change was committed."""
        self._undo.append(Step(opposite, summary))
        self._redo.clear()

    def undone(self, opposite: Operation) -> None:
        self._redo.append(Step(opposite, self._undo.pop().summary))

    def redone(self, opposite: Operation) -> None:
        self._undo.append(Step(opposite, self._redo.pop().summary))

    def drop(self, step: Step) -> None:
        """It can be done no more; the steps around it stay."""
        for steps in (self._undo, self._redo):
            if step in steps:
                steps.remove(step)
