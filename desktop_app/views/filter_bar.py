"""The filters that hold, each to be taken away with a click."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop_app.domain.filter import Term
from desktop_app.views.binding import bind
from desktop_app.views.filter_texts import filter_text
from desktop_app.views.flow_layout import FlowLayout
from desktop_app.views.icons import icon
from desktop_app.views.links import LinkButton
from desktop_app.views.plain import plain_tip, unmarked
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop_app.domain.filter_parser import Part
    from desktop_app.view_models.search_view_model import SearchViewModel


_KEY = Qt.Key
_TAKE_AWAY = frozenset({_KEY.Key_Delete, _KEY.Key_Backspace, _KEY.Key_Return, _KEY.Key_Enter})


class FilterBar(QWidget):
    """Says the same as the text in the search box; seen while there is a filter in it."""

    add_requested = Signal()
    save_requested = Signal()

    def __init__(self, search: SearchViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self.chips: list[FilterChip] = []
        self.add, self.save = LinkButton(self), LinkButton(self)
        self.add.clicked.connect(self.add_requested)
        self.save.clicked.connect(self.save_requested)
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(12, 8, 12, 8)
        self._flow.addWidget(self.add)
        self._flow.addWidget(self.save)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        say = Words(self)
        say(self.setAccessibleName, lambda: translate("FilterBar", "Filters"))
        say(self.add.setText, lambda: translate("FilterBar", "Add a filter…"))
        say(self.save.setText, lambda: translate("FilterBar", "Save this search…"))
        say(lambda _words: self._show(self._search.state.parts), lambda: "")
        bind(search, lambda state: state.parts, self._show, self)

    def _show(self, parts: tuple[Part, ...]) -> None:
        filters = [part for part in parts if not _is_word(part)]
        focused = next((i for i, chip in enumerate(self.chips) if chip.hasFocus()), None)
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [FilterChip(part, self) for part in filters]
        for chip, part in zip(self.chips, filters, strict=True):
            chip.clicked.connect(partial(self._remove, part))
        for widget in (*self.chips, self.add, self.save):
            self._flow.removeWidget(widget)
            self._flow.addWidget(widget)
            widget.show()
        self._chain(focused)
        self.setVisible(bool(filters))
        self.updateGeometry()

    def _chain(self, focused: int | None) -> None:
        """The chips are new, but whoever goes through them by Tab does not begin anew."""
        order: list[QWidget] = [*self.chips, self.add, self.save]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        if focused is not None:
            order[min(focused, len(self.chips))].setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, part: Part, _checked: bool = False) -> None:
        self._search.remove(part)


class FilterChip(QPushButton):
    """A filter in words, with a cross: pressed, it is gone. Delete takes it away, too."""

    def __init__(self, part: Part, parent: QWidget) -> None:
        super().__init__(parent)
        words = filter_text(part.filter)
        self.setProperty("look", "chip")
        self.setIcon(icon("x"))
        self.setIconSize(QSize(14, 14))
        self.setText(unmarked(words))
        self.setAccessibleName(translate("FilterBar", "Remove the filter: %1").replace("%1", words))
        self.setToolTip(plain_tip(translate("FilterBar", "Remove this filter")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TAKE_AWAY:
            self.click()
        else:
            super().keyPressEvent(event)


def _is_word(part: Part) -> bool:
    return isinstance(part.filter, Term) and not part.filter.quoted
