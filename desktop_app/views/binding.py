"""Ties a part of a view-model's state to a widget for as long as the widget lives."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import DataclassInstance
    from PySide6.QtCore import QObject

    from desktop_app.view_models.view_model import ViewModel

    S = TypeVar("S", bound="DataclassInstance")
V = TypeVar("V")


def bind(
    view_model: ViewModel[S], pick: Callable[[S], V], tell: Callable[[V], object], owner: QObject
) -> None:
    """Tell the owner now and at every difference; a connection of its own would keep it alive."""

    def tell_the_living(value: V) -> None:
        # A watcher told just before this one may have deleted the owner.
        if isValid(owner):
            tell(value)

    unsubscribe = view_model.watch(pick, tell_the_living)
    owner.destroyed.connect(unsubscribe)
