"""A view-model: one immutable state, one way to change it, one way to watch it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import DataclassInstance

    S = TypeVar("S", bound="DataclassInstance")
    Unsubscribe = Callable[[], None]
else:
    S = TypeVar("S")
V = TypeVar("V")


class ViewModel(Generic[S]):
    """Holds a frozen state and tells watchers which part of it differs."""

    def __init__(self, state: S) -> None:
        self._state = state
        self._watchers: list[Callable[[], None]] = []

    @property
    def state(self) -> S:
        return self._state

    def watch(self, pick: Callable[[S], V], tell: Callable[[V], object]) -> Unsubscribe:
        """Call ``tell`` now, and again each time the picked part of the state differs."""
        told = pick(self._state)

        def on_change() -> None:
            # The state of now: a watcher told before may have changed it once more.
            nonlocal told
            if (value := pick(self._state)) != told:
                told = value
                tell(value)

        def unsubscribe() -> None:
            if on_change in self._watchers:
                self._watchers.remove(on_change)

        self._watchers.append(on_change)
        tell(told)
        return unsubscribe

    def _set(self, **changes: Any) -> None:
        self._reset(replace(self._state, **changes))

    def _reset(self, state: S) -> None:
        self._state = state
        for watcher in tuple(self._watchers):
            if watcher in self._watchers:
                watcher()
