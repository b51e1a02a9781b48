"""The test of any sequence is worth something: mistakes in the write path do not get past it."""

from __future__ import annotations

import json

from killing import started
from mutants import MUTANTS

SEQUENCES = 25


def test_each_mistake_in_the_write_path_is_caught_and_no_other() -> None:
    """One program for all of them: most of its time would be spent on importing."""
    with started("mutants.py", str(SEQUENCES), *MUTANTS) as program:
        output, _ = program.communicate()
    told = dict(zip(MUTANTS, map(json.loads, output.splitlines()), strict=True))
    assert {name: one["wrong"] for name, one in told.items() if "wrong" in one} == {}
    assert told.pop("none") == {"by": ""}
    assert [name for name, one in told.items() if not one["by"]] == []
