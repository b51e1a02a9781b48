"""How a file is read: detected, and changed where the detection is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QWidget

from desktop_app.formats import TableOptions
from desktop_app.views.dialogs.import_words import (
    ENCODINGS,
    SEPARATORS,
    encoding_text,
    header_text,
    separator_text,
)
from desktop_app.views.plain import plain_label
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop_app.formats import TableShape

_LINES = 10


class FileOptions(QWidget):
    """Encoding, separator and header row; the first choice of each is to leave it to us."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.encoding, self.separator, self.header = QComboBox(), QComboBox(), QComboBox()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        labels = plain_label(), plain_label(), plain_label()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for column, (label, box) in enumerate(
            zip(labels, (self.encoding, self.separator, self.header), strict=True)
        ):
            label.setBuddy(box)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(12)
            box.activated.connect(self._on_activated)
            grid.addWidget(label, 0, column)
            grid.addWidget(box, 1, column)
            grid.setColumnStretch(column, 1)
        grid.setColumnStretch(0, 2)
        say = Words(self)
        for tell in (labels[0].setText, self.encoding.setAccessibleName):
            say(tell, lambda: translate("ImportDialog", "Encoding"))
        for tell in (labels[1].setText, self.separator.setAccessibleName):
            say(tell, lambda: translate("ImportDialog", "Separator"))
        for tell in (labels[2].setText, self.header.setAccessibleName):
            say(tell, lambda: translate("ImportDialog", "Names of columns"))

    def show_file(self, shape: TableShape | None, options: TableOptions) -> None:
        """What is in force, and which part of it a person chose."""
        detected = encoding_text(shape.encoding) if shape else ""
        _fill(self.encoding, ENCODINGS, encoding_text, options.encoding, detected)
        detected = separator_text(shape.delimiter) if shape else ""
        _fill(self.separator, SEPARATORS, separator_text, options.delimiter, detected)
        detected = header_text(shape.header_row) if shape else ""
        _fill(self.header, range(_LINES + 1), header_text, options.header_row, detected)

    def _on_activated(self, _index: int) -> None:
        self.changed.emit(
            TableOptions(
                encoding=self.encoding.currentData(),
                delimiter=self.separator.currentData(),
                header_row=self.header.currentData(),
            )
        )


def _fill(
    box: QComboBox,
    choices: Iterable[object],
    words: Callable[..., str],
    chosen: object,
    detected: str,
) -> None:
    automatic = translate("ImportDialog", "Automatic")
    box.clear()
    box.addItem(f"{automatic}: {detected}" if detected and chosen is None else automatic, None)
    for choice in choices:
        box.addItem(words(choice), choice)
    # findData would take 0, the line of no header, for nothing.
    fitting = (i for i in range(1, box.count()) if box.itemData(i) == chosen)
    box.setCurrentIndex(0 if chosen is None else next(fitting, 0))
