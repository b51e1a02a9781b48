"""Keeps the search box in step with what is sought in the file that is seen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from desktop_app.domain.filter import value_text
from desktop_app.domain.filter_fields import sort_of
from desktop_app.views.binding import bind
from desktop_app.views.completions import Completion
from desktop_app.views.filter_error_texts import field_text, filter_error_text
from desktop_app.views.filter_menu import FilterMenu
from desktop_app.views.filter_texts import value_words, written_field
from desktop_app.views.message_bar import Message
from desktop_app.views.search_box import Mistake
from desktop_app.views.words import filled, translate

if TYPE_CHECKING:
    from desktop_app.domain.errors import FilterError
    from desktop_app.domain.saved_search import SavedSearch
    from desktop_app.view_models.saved_searches_view_model import SavedSearchesViewModel
    from desktop_app.view_models.search_view_model import Offer, SearchViewModel
    from desktop_app.views.main_window import MainWindow
    from desktop_app.views.workspace_page import WorkspacePage

_NOTICE_SECONDS = 10


class SearchPresenter:
    """One for the window, whose box is there for each of its pages."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._box = window.search
        self._following = False
        self._box.textChanged.connect(self._type)
        self._box.results_requested.connect(self._go_to_results)
        self._box.going_on.connect(self._go_on)
        self._filters = FilterMenu(self._box)
        self._filters.chosen.connect(self._add)
        self._box.filters_requested.connect(self.choose_filter)

    def present(self, page: WorkspacePage) -> None:
        """Follow what becomes of this page, while it is seen."""
        search = page.workspace.search
        bind(search, lambda state: state.text, partial(self._show_text, page), page)
        bind(search, lambda state: state.mistake, partial(self._show_mistake, page), page)
        bind(search, lambda state: state.offer, partial(self._offer, page), page)

        saved = page.workspace.saved
        bind(saved, lambda state: state.removed, partial(self._tell_removed, saved), page)

    def again(self, page: WorkspacePage) -> None:
        state = page.workspace.search.state
        self._show_text(page, state.text)
        self._show_mistake(page, state.mistake)

    def choose_filter(self) -> None:
        """A menu of what the users can be filtered by, below the box."""
        self._filters.popup(self._box.mapToGlobal(QPoint(0, self._box.height())))

    @property
    def _search(self) -> SearchViewModel | None:
        page = self._window.page
        return None if page is None else page.workspace.search

    def _type(self, text: str) -> None:
        if self._search is not None and not self._following:
            self._search.type(text)

    def _go_on(self, text: str, cursor: int, asked: bool) -> None:
        if self._search is None:
            return
        if asked:  # again, though it may be the same that was offered and closed
            self._search.dismiss()
        self._search.suggest(text, cursor, asked=asked)

    def _add(self, text: str, is_whole: bool) -> None:
        """What waits for a value is completed in the box."""
        if self._search is None:
            return
        self._search.add(text)
        if not is_whole:
            self._box.setFocus()
            self._go_on(self._box.text(), len(self._box.text()), asked=True)

    def _go_to_results(self) -> None:
        if self._window.page is not None:
            self._window.page.table.take_focus()

    def _show_text(self, page: WorkspacePage, text: str) -> None:
        """A search that was left to show somebody leaves the box, too."""
        if page is self._window.page and text != self._box.text():
            self._following = True
            self._box.setText(text)
            self._following = False

    def _show_mistake(self, page: WorkspacePage, mistake: FilterError | None) -> None:
        if page is not self._window.page:
            return
        if mistake is None:
            self._box.show_mistake(None)
            return
        words = filter_error_text(mistake)
        self._box.show_mistake(Mistake(mistake.position, mistake.length, words))

    def _tell_removed(
        self, saved: SavedSearchesViewModel, removed: tuple[int, SavedSearch] | None
    ) -> None:
        if removed is None:
            return
        words = translate("SearchPresenter", "Saved search “%1” removed")
        self._window.bar.tell(
            Message(
                text=words.replace("%1", removed[1].name),
                action=translate("SearchPresenter", "Undo"),
                act=saved.put_back,
                seconds=_NOTICE_SECONDS,
            )
        )

    def _offer(self, page: WorkspacePage, offer: Offer | None) -> None:
        if page is not self._window.page:
            return
        if offer is None:
            self._box.completions.offer((), range(0))
            return
        shown = _completions(offer)
        self._box.completions.offer(shown, range(offer.place.start, offer.place.end))


def _completions(offer: Offer) -> list[Completion]:
    field, tail = offer.place.field, " " if offer.place.closed else ":"
    if field is None:
        return [Completion(_named(each), f"{written_field(each)}{tail}") for each in offer.fields]
    sort = sort_of(field)
    return [Completion(value_words(value, sort), f"{value_text(value)} ") for value in offer.values]


def _named(field: str) -> str:
    """With the name that is written, where that is another."""
    label, name = field_text(field), written_field(field)
    if label.lower() == name:
        return label
    return filled(translate("SearchBox", "%1 (%2)"), label, name)
