"""The line at the foot: how many are seen, how many are selected, what is going on."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QWidget

from desktop_app.views.plain import plain_label
from desktop_app.views.words import Words, translate


class StatusLine(QStatusBar):
    """Says nothing while no file is open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._shown, self._total, self._selected = 0, 0, 0
        self._is_open, self._state = False, ""
        self.counts: QLabel = plain_label()
        self.saved: QLabel = plain_label()
        self.progress = QProgressBar()
        self.progress.setMaximumWidth(200)
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.counts.setContentsMargins(8, 0, 8, 0)
        self.saved.setContentsMargins(8, 0, 8, 0)
        self.addWidget(self.counts, 1)
        self.addPermanentWidget(self.progress)
        self.addPermanentWidget(self.saved)
        self._say = Words(self)
        self._say(self.counts.setText, self._counts)
        self._say(self.saved.setText, self._saved)
        self._say(self.progress.setAccessibleName, lambda: translate("StatusLine", "Progress"))

    def show_counts(self, *, shown: int, total: int, selected: int) -> None:
        self._is_open = True
        self._shown, self._total, self._selected = shown, total, selected
        self._say.again()

    def show_saved(self, *, drafts: int, read_only: bool) -> None:
        """Whether everything typed is in the file."""
        if read_only:
            self._state = "read_only"
        else:
            self._state = "drafts" if drafts else "saved"
        self._say.again()

    def show_progress(self, done: int, total: int) -> None:
        if self.progress.isHidden() != (total <= 0):
            self.progress.setVisible(total > 0)
            self._say.again()
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def clear_file(self) -> None:
        self._is_open, self._state = False, ""
        self.show_progress(0, 0)
        self._say.again()

    def _counts(self) -> str:
        if not self._is_open:
            return ""
        words = translate("StatusLine", "%Ln user(s)", "", self._total)
        if self._shown != self._total:
            shown = QLocale().toString(self._shown)
            words = translate("StatusLine", "%1 of %Ln user(s)", "", self._total)
            words = words.replace("%1", shown)
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
