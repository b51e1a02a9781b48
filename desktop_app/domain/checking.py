"""What a check of a file looks at, and what it may find."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """What is looked at, in this order."""

    STRUCTURE = "structure"
    SCHEMA = "schema"
    REFERENCES = "references"
    VALUES = "values"
    INDEX = "index"
    HISTORY = "history"


class Fault(StrEnum):
    """What may be wrong."""

    UNREADABLE = "unreadable"
    BROKEN_PAGES = "broken_pages"
    OTHER_SCHEMA = "other_schema"
    NOT_TEXT = "not_text"
    NOT_INDEXED = "not_indexed"
    WRONG_INDEX = "wrong_index"
    INDEX_OF_NOBODY = "index_of_nobody"
    WRONG_TALLIES = "wrong_tallies"
    SAME_NAME = "same_name"
    NO_CHANGE_SET = "no_change_set"
    WRONG_REVERT = "wrong_revert"
    BROKEN_CHAIN = "broken_chain"
    WRONG_WHEREABOUTS = "wrong_whereabouts"


# What is worked out from the facts can be worked out anew.
REPAIRABLE = frozenset(
    {Fault.NOT_INDEXED, Fault.WRONG_INDEX, Fault.INDEX_OF_NOBODY, Fault.WRONG_TALLIES}
)
# Where pages are damaged, more will be: what can be read should be brought to safety.
DAMAGE = frozenset({Fault.UNREADABLE, Fault.BROKEN_PAGES, Fault.OTHER_SCHEMA})


@dataclass(frozen=True, slots=True)
class Finding:
    """``count`` of these were found; ``examples`` are keys of users, or numbers of change sets."""

    step: Step
    fault: Fault
    count: int
    examples: tuple[int, ...] = ()

    @property
    def is_repairable(self) -> bool:
        return self.fault in REPAIRABLE

    @property
    def is_damage(self) -> bool:
        return self.fault in DAMAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is in a file."""

    users: int = 0
    trash: int = 0
    change_sets: int = 0
    changes: int = 0
