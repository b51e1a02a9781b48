"""Offers what was typed in an earlier run of the program and not saved, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.view_models.user_form_state import FormMode
from desktop_app.views.binding import bind
from desktop_app.views.message_bar import Message
from desktop_app.views.words import translate

if TYPE_CHECKING:
    from desktop_app.view_models.user_form_state import FormState
    from desktop_app.views.message_bar import MessageBar
    from desktop_app.views.workspace_page import WorkspacePage


class DraftsOffer:
    """Lives as long as the page; what was shown, saved or given up is not offered again."""

    def __init__(self, bar: MessageBar, page: WorkspacePage) -> None:
        self._bar = bar
        self._page = page
        self._left: tuple[tuple[int, ...], ...] = page.workspace.form.unsaved
        self._told: Message | None = None
        self._has_shown = False
        if self._left:
            bind(page.workspace.form, _drafts, self._look_again, page)

    def _look_again(self, _drafts: object) -> None:
        form = self._page.workspace.form
        there = set(form.unsaved)
        if form.state.mode is not FormMode.EMPTY:
            there.discard(tuple(sorted(form.state.keys)))  # it is seen already
        left = tuple(keys for keys in self._left if keys in there)
        if self._told is None:
            self._tell()
        elif left != self._left:
            self._left = left
            old, self._told = self._told, self._message()
            if not self._bar.replace(old, self._told):
                self._left = ()  # it was closed: the person does not want to know

    def _tell(self) -> None:
        self._told = self._message()
        if self._told is not None:
            self._bar.tell(self._told)

    def _message(self) -> Message | None:
        if not (count := len(self._left)):
            return None
        text = translate("DraftsOffer", "%Ln user(s) have changes that were not saved", "", count)
        action = translate("DraftsOffer", "Show")
        if self._has_shown:
            text = translate(
                "DraftsOffer", "%Ln more user(s) have changes that were not saved", "", count
            )
            action = translate("DraftsOffer", "Show next")
        return Message(text=text, action=action, act=self._show_next, stays=True)

    def _show_next(self) -> None:
        """The bar has closed itself: it is told anew if there are more."""
        self._has_shown, self._told = True, None
        for keys in self._left[:1]:
            self._left = self._left[1:]
            self._tell()
            self._page.show_draft(keys)


def _drafts(state: FormState) -> tuple[object, ...]:
    return state.drafts, state.mode, state.keys
