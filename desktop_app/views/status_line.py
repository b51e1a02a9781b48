"""The line at the foot: how many are seen, how many are selected, what is going on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from desktop_app.views.elided_label import ElidedLabel
from desktop_app.views.icons import icon
from desktop_app.views.plain import plain_label
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Callable

_PATIENCE = 300  # milliseconds: what is done by then needs no words


@dataclass(frozen=True, slots=True)
class Work:
    """What is going on, in ``words``; ``done`` of ``total``, which is 0 where nobody knows.

    Where there is not enough room the words give way, and ``pace`` stays.
    """

    words: Callable[[], str]
    done: int
    total: int
    stop: Callable[[], object]
    pace: Callable[[], str] = str


class StatusLine(QStatusBar):
    """Says nothing while no file is open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._shown, self._total, self._selected, self._is_counted = 0, 0, 0, True
        self._is_open, self._state = False, ""
        self.counts: QLabel = plain_label()
        self.saved: QLabel = plain_label()
        self.work, self.pace = ElidedLabel(), plain_label()
        self.progress, self.stop = QProgressBar(), QToolButton()
        self._works: dict[object, Work] = {}
        self._parts = (self.work, self.pace, self.progress, self.stop)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._patience.timeout.connect(self._show)
        self.stop.clicked.connect(self._stop)
        self._lay_out()
        self._say = Words(self)
        self._say(self.counts.setText, self._counts)
        self._say(self.saved.setText, self._saved)
        self._say(self.progress.setAccessibleName, lambda: translate("StatusLine", "Progress"))
        self._say(self.work.show_text, lambda: self._of_work(lambda work: work.words()))
        self._say(self.pace.setText, lambda: self._of_work(lambda work: work.pace()))
        for tell in (self.stop.setAccessibleName, self.stop.setToolTip):
            self._say(tell, lambda: translate("StatusLine", "Give up: nothing of it stays"))

    def _lay_out(self) -> None:
        for label in (self.counts, self.saved):
            label.setContentsMargins(8, 0, 8, 0)
        self.progress.setFixedWidth(160)
        self.progress.setTextVisible(False)
        self.stop.setIcon(icon("x"))
        self.stop.setAutoRaise(True)
        self.stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves one where one is
        self.addWidget(self.counts, 1)
        for part in self._parts:
            self.addPermanentWidget(part)
            part.hide()
        self.addPermanentWidget(self.saved)

    def show_counts(
        self, *, shown: int, total: int, selected: int, is_counted: bool = True
    ) -> None:
        """There may be more that are shown while it is not counted."""
        self._is_open = True
        self._shown, self._total, self._selected = shown, total, selected
        self._is_counted = is_counted
        self._say.again()

    def show_saved(self, *, drafts: int, read_only: bool) -> None:
        """Whether everything typed is in the file."""
        if read_only:
            self._state = "read_only"
        else:
            self._state = "drafts" if drafts else "saved"
        self._say.again()

    def show_work(self, source: object, work: Work | None) -> None:
        """What ``source`` is doing, once it takes long enough to be noticed; None if nothing."""
        if work is not None:
            self._works[source] = work
        else:
            self._works.pop(source, None)
        if not self.progress.isHidden() or not self._works:
            self._show()
        elif not self._patience.isActive():
            self._patience.start()

    def clear_file(self) -> None:
        self._is_open, self._state = False, ""
        self._works.clear()
        self._show()

    @property
    def _shown_work(self) -> Work | None:
        """One at a time: what began first."""
        return next(iter(self._works.values()), None)

    def _show(self) -> None:
        self._patience.stop()
        work = self._shown_work
        for part in self._parts:
            part.setVisible(work is not None)
        if work is not None:
            self.progress.setRange(0, work.total)
            self.progress.setValue(work.done)
        self._say.again()

    def _stop(self) -> None:
        if (work := self._shown_work) is not None:
            work.stop()

    def _of_work(self, words: Callable[[Work], str]) -> str:
        work = self._shown_work
        return words(work) if work and not self.progress.isHidden() else ""

    def _counts(self) -> str:
        if not self._is_open:
            return ""
        if not self._is_counted:
            words = translate("StatusLine", "At least %1 of %Ln user(s)", "", self._total)
        elif self._shown != self._total:
            words = translate("StatusLine", "%1 of %Ln user(s)", "", self._total)
        else:
            words = translate("StatusLine", "%Ln user(s)", "", self._total)
        words = words.replace("%1", QLocale().toString(self._shown))
        if not self._selected:
            return words
        return f"{words} · {translate('StatusLine', '%Ln selected', '', self._selected)}"

    def _saved(self) -> str:
        if self._state == "saved" and not self.progress.isHidden():
            return ""  # not before it is done
        return {
            "": "",
            "read_only": translate("StatusLine", "Read only"),
            "drafts": translate("StatusLine", "Changes not saved"),
            "saved": translate("StatusLine", "Everything saved ✓"),
        }[self._state]
