"""The test of any sequence is worth something: mistakes in the write path do not get past it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from killing import started
from mutants import MUTANTS

if TYPE_CHECKING:
    from collections.abc import Mapping

SEQUENCES = 25


@pytest.fixture(scope="module")
def told() -> Mapping[str, dict[str, str]]:
    """One program for all of them: most of its time is spent on importing."""
    with started("mutants.py", str(SEQUENCES), *MUTANTS) as program:
        output, _ = program.communicate()
    return dict(zip(MUTANTS, map(json.loads, output.splitlines()), strict=True))


@pytest.mark.parametrize("name", [name for name in MUTANTS if name != "none"])
def test_a_mistake_in_the_write_path_is_caught(
    name: str, told: Mapping[str, dict[str, str]]
) -> None:
    assert "wrong" not in told[name], told[name]["wrong"]
    assert told[name]["by"], "it got through"


def test_without_a_mistake_nothing_is_caught(told: Mapping[str, dict[str, str]]) -> None:
    assert told["none"] == {"by": ""}
