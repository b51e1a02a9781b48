"""The head of the import dialog: which file, and in one line how it is understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.views.dialogs.import_words import encoding_text, header_text, separator_text
from desktop_app.views.elided_label import ElidedLabel
from desktop_app.views.icons import IconMark, Tint, icon
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop_app.domain.columns import Target
    from desktop_app.formats import TableShape


class ImportHead(QWidget):
    """Name and summary, a button that unfolds the choices, and one for another file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.change, self.other = QPushButton(), QPushButton()
        self.name, self.summary = ElidedLabel(), ElidedLabel()
        self._path: Path | None = None
        self._shape: TableShape | None = None
        self._targets: Sequence[Target | None] = ()
        self._unfolded = False
        bold = self.name.font()
        bold.setBold(True)
        self.name.setFont(bold)
        self.summary.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        titles = QVBoxLayout()
        titles.setSpacing(4)
        titles.addWidget(self.name)
        titles.addWidget(self.summary)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(IconMark(icon("file-text", Tint.MUTED), 32))
        row.addLayout(titles, 1)
        for button, mark in ((self.change, "settings"), (self.other, "folder-open")):
            button.setIcon(icon(mark))
            button.setAutoDefault(False)
            row.addWidget(button)
        self._say = Words(self)
        self._say(self.name.show_text, lambda: self._path.name if self._path else "")
        self._say(self.summary.show_text, self._summary_text)
        self._say(self.change.setText, self._change_text)
        self._say(self.other.setText, lambda: translate("ImportDialog", "Another file…"))

    def show_file(
        self, path: Path | None, shape: TableShape | None, targets: Sequence[Target | None]
    ) -> None:
        self._path, self._shape, self._targets = path, shape, targets
        self._say.again()

    def show_unfolded(self, *, unfolded: bool) -> None:
        self._unfolded = unfolded
        self._say.again()

    def _summary_text(self) -> str:
        shape = self._shape
        if shape is None:
            return ""
        used = translate("ImportDialog", "%1 of %2 columns used")
        used = used.replace("%1", str(sum(map(bool, self._targets))))
        used = used.replace("%2", str(len(self._targets)))
        header = header_text(shape.header_row)
        if shape.header_row:
            words = translate("ImportDialog", "Names of columns in line %1")
            header = words.replace("%1", str(shape.header_row))
        parts = (encoding_text(shape.encoding), separator_text(shape.delimiter), header, used)
        return " · ".join(parts)

    def _change_text(self) -> str:
        if self._unfolded:
            return translate("ImportDialog", "Hide choices")
        return translate("ImportDialog", "Change…")
