"""Any sequence of operations, undone to the start, gives the same data; redone to the end, too."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.operations.any_sequence import AnySequence

TestAnySequence = AnySequence.TestCase
TestAnySequence.settings = settings(
    max_examples=12,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
