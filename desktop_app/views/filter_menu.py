"""Builds a filter by choosing: a field, how it is compared, with what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.filter import Comparison, Not, Operator, Presence, as_text
from desktop_app.domain.filter_fields import Sort, all_fields, sort_of
from desktop_app.domain.filter_values import usual_values
from desktop_app.views.filter_error_texts import field_text
from desktop_app.views.filter_texts import value_words, written_field
from desktop_app.views.icons import icon
from desktop_app.views.plain import unmarked
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Entry = tuple[str, str, bool]  # its words, what it writes, and whether that is whole


class FilterMenu(QMenu):
    """``chosen`` is a filter, or its beginning, which waits for a value."""

    chosen = Signal(str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.menuAction().setIcon(icon("list-filter"))
        self.aboutToShow.connect(self._fill)
        say = Words(self)
        say(self.setTitle, lambda: translate("FilterMenu", "Add a filter"))
        say(self.setAccessibleName, lambda: translate("FilterMenu", "Add a filter"))

    def _fill(self) -> None:
        """Anew each time: in the language of the moment."""
        self.clear()
        for field in all_fields():
            menu = self.addMenu(unmarked(field_text(field)))
            menu.aboutToShow.connect(partial(self._fill_field, menu, field))

    def _fill_field(self, menu: QMenu, field: str) -> None:
        menu.clear()
        for words, text, is_whole in _entries(field):
            action = menu.addAction(unmarked(words))
            action.triggered.connect(partial(self._choose, text, is_whole))

    def _choose(self, text: str, is_whole: bool, _checked: bool = False) -> None:
        self.chosen.emit(text, is_whole)


def _entries(field: str) -> Iterator[Entry]:
    sort, name = sort_of(field), written_field(field)
    if sort in {Sort.TEXT, Sort.PHONE}:
        for begin, words in _WAYS:
            yield words(), begin.replace("%1", name), False
    for value in usual_values(sort):
        said = as_text(Comparison(name, Operator.CONTAINS, value))
        yield value_words(value, sort), said, True
    if sort in {Sort.DATE, Sort.TIME}:
        for begin, words in _WAYS_OF_TIMES:
            yield words(), begin.replace("%1", name), False
    if sort not in {Sort.FLAG, Sort.STATUS, Sort.TIME}:
        yield translate("FilterMenu", "is filled in"), as_text(Presence(name)), True
        yield translate("FilterMenu", "is empty"), as_text(Not(Presence(name))), True


_WAYS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("%1:", lambda: translate("FilterMenu", "contains…")),
    ("-%1:", lambda: translate("FilterMenu", "does not contain…")),
    ("%1=", lambda: translate("FilterMenu", "is exactly…")),
)
_WAYS_OF_TIMES: tuple[tuple[str, Callable[[], str]], ...] = (
    ("%1:", lambda: translate("FilterMenu", "on a day, in a month, in a year…")),
    ("%1<", lambda: translate("FilterMenu", "before…")),
    ("%1>", lambda: translate("FilterMenu", "after…")),
)
