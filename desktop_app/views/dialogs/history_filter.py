"""Which change sets are to be seen: from when until when, by whom, of which kind."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.history import HistoryQuery
from desktop_app.views.date_editor import DateEditor
from desktop_app.views.history_words import author_text, kind_text
from desktop_app.views.plain import plain_label
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QLabel

    from desktop_app.domain.change import Author, ChangeKind


C = TypeVar("C")
_TICK = timedelta(microseconds=1)


class HistoryFilter(QWidget):
    """Says what is wanted whenever that is something else."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.since, self.until = DateEditor(), DateEditor()
        self.author, self.kind = QComboBox(), QComboBox()
        self._query = HistoryQuery()
        self._authors: Sequence[Author] = ()
        self._kinds: Sequence[ChangeKind] = ()
        self._say = Words(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for part, words, share in (
            (self.since, lambda: translate("HistoryDialog", "From"), 2),
            (self.until, lambda: translate("HistoryDialog", "Until"), 2),
            (self.author, lambda: translate("HistoryDialog", "Who"), 3),
            (self.kind, lambda: translate("HistoryDialog", "How"), 3),
        ):
            row.addLayout(self._labelled(part, words), share)
        for editor in (self.since, self.until):
            editor.typed.connect(self._choose)
            self._say(editor.setPlaceholderText, lambda: translate("HistoryDialog", "any date"))
        for box in (self.author, self.kind):
            box.setMinimumContentsLength(10)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.activated.connect(self._choose)
        self._say(lambda _words: self._fill(), lambda: "")

    @property
    def query(self) -> HistoryQuery:
        """A date that is none yet is no condition; both ends are included."""
        since, until = self.since.date, self.until.date
        return HistoryQuery(
            since=_midnight(since) if since else None,
            until=_midnight(until + timedelta(days=1)) - _TICK if until else None,
            author=_chosen(self.author, self._authors),
            kind=_chosen(self.kind, self._kinds),
        )

    def offer(self, authors: Sequence[Author], kinds: Sequence[ChangeKind]) -> None:
        """Whom and what there is to choose from; what is chosen stays so."""
        if (authors, kinds) != (self._authors, self._kinds):
            author, kind = _chosen(self.author, self._authors), _chosen(self.kind, self._kinds)
            self._authors, self._kinds = authors, kinds
            self._fill()
            self.author.setCurrentIndex(_place(author, authors))
            self.kind.setCurrentIndex(_place(kind, kinds))

    def clear(self) -> None:
        for editor in (self.since, self.until):
            editor.setText("")
        for box in (self.author, self.kind):
            box.setCurrentIndex(0)
        self._choose()

    def _fill(self) -> None:
        anybody, anyhow = translate("HistoryDialog", "anybody"), translate("HistoryDialog", "any")
        _offer(self.author, [anybody, *map(author_text, self._authors)])
        _offer(self.kind, [anyhow, *map(kind_text, self._kinds)])

    def _choose(self, _what: object = None) -> None:
        if (query := self.query) != self._query:
            self._query = query
            self.wanted.emit(query)

    def _labelled(self, part: QWidget, words: Callable[[], str]) -> QVBoxLayout:
        label: QLabel = plain_label()
        label.setBuddy(part)
        self._say(label.setText, words)
        self._say(part.setAccessibleName, words)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label)
        column.addWidget(part)
        return column


def _midnight(day: date) -> datetime:
    """When this day begins here."""
    return datetime.combine(day, time()).astimezone().astimezone(UTC)


def _offer(box: QComboBox, texts: Sequence[str]) -> None:
    """In the place of what was offered."""
    place = box.currentIndex()
    box.clear()
    box.addItems(texts)
    box.setCurrentIndex(max(place, 0))


def _chosen(box: QComboBox, choices: Sequence[C]) -> C | None:
    """Not as the data of an item, which Qt would hand back as something else."""
    place = box.currentIndex() - 1
    return choices[place] if 0 <= place < len(choices) else None


def _place(choice: C | None, choices: Sequence[C]) -> int:
    return choices.index(choice) + 1 if choice in choices else 0
