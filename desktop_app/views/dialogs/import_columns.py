"""Which column of the file is which field: each column with examples and a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from desktop_app.domain.attributes import Section
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.views.dialogs.import_words import examples, is_secret
from desktop_app.views.elided_label import ElidedLabel
from desktop_app.views.form_texts import section_text
from desktop_app.views.plain import plain_label
from desktop_app.views.words import label_of, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.domain.columns import Target
    from desktop_app.formats import TableShape

_FIELD = Qt.ItemDataRole.UserRole
_NONE = ""


class ColumnChoices(QScrollArea):
    """A line for each column; there may be 200 of them, and they share one list of fields."""

    chosen = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: list[FieldBox] = []
        self._remarks: list[ElidedLabel] = []
        self._shape: TableShape | None = None
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The page is as light as a list; the viewport is what is painted.
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)

    def show_columns(self, shape: TableShape | None, targets: Sequence[Target | None]) -> None:
        if shape is not None and shape is not self._shape:
            self._build(shape)
        self._shape = shape
        for number, target in enumerate(targets):
            self.boxes[number].show_target(target)
            self._remarks[number].show_text(self._remark(number, target))

    def sizeHint(self) -> QSize:
        """Six lines are seen at once, the others by scrolling."""
        page = self.widget()
        wanted = page.sizeHint().height() + 4 if page else 0
        return QSize(super().sizeHint().width(), min(wanted, 240))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 76)

    def _build(self, shape: TableShape) -> None:
        self.boxes.clear()
        self._remarks.clear()
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Base)
        grid = QGridLayout(page)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for column, stretch in enumerate((3, 4, 4, 3)):
            grid.setColumnStretch(column, stretch)
        heads = (
            translate("ImportDialog", "Column of the file"),
            translate("ImportDialog", "Examples"),
            translate("ImportDialog", "Becomes"),
        )
        for column, head in enumerate(heads):
            label = plain_label(head)
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            grid.addWidget(label, 0, column)
        fields = _field_list(page)
        for number, column in enumerate(shape.columns):
            self._add_line(grid, number, column, examples(shape, number), fields)
        grid.setRowStretch(len(shape.columns) + 1, 1)
        self.setWidget(page)
        self.updateGeometry()

    def _add_line(
        self, grid: QGridLayout, number: int, column: str, values: str, fields: QStandardItemModel
    ) -> None:
        box = FieldBox(number, fields)
        words = translate("ImportDialog", "Column %1 becomes")
        box.setAccessibleName(words.replace("%1", column))
        box.setAccessibleDescription(values)
        box.setEnabled(not is_secret(column))
        box.chosen.connect(self.chosen)
        remark = _line("", muted=True)
        name, sample = _line(column), _line(values, muted=True)
        for place, widget in enumerate((name, sample, box, remark)):
            grid.addWidget(widget, number + 1, place)
        self.boxes.append(box)
        self._remarks.append(remark)

    def _remark(self, number: int, target: Target | None) -> str:
        if not self.boxes[number].isEnabled():
            return translate("ImportDialog", "Passwords are never read")
        if target is not None and target.inverted:
            return translate("ImportDialog", "“Yes” means disabled")
        return ""


class FieldBox(QComboBox):
    """The field that a column becomes."""

    chosen = Signal(int, object)

    def __init__(self, number: int, fields: QStandardItemModel) -> None:
        super().__init__()
        self._number = number
        self.setModel(fields)
        self.setMaxVisibleItems(16)
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self._on_activated)

    def show_target(self, target: Target | None) -> None:
        self.setCurrentIndex(self.findData(target.field if target else _NONE, _FIELD))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the list of columns; it changes nothing on its way."""
        event.ignore()

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(self._number, self.itemData(index, _FIELD) or None)


def _line(text: str, *, muted: bool = False) -> ElidedLabel:
    """The width of a column of the list does not depend on what somebody wrote."""
    label = ElidedLabel()
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    if muted:
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.show_text(" ".join(text.split()))
    return label


def _field_list(parent: QWidget) -> QStandardItemModel:
    """To leave a column out, then every field under the name of its section."""
    fields = QStandardItemModel(parent)
    fields.appendRow(_item(translate("ImportDialog", "Do not import"), _NONE))
    for section in Section:
        head = QStandardItem(section_text(section))
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        fields.appendRow(head)
        for name, attribute in ATTRIBUTES.items():
            if attribute.section is section:
                fields.appendRow(_item(label_of(attribute.label), name))
    return fields


def _item(text: str, field: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setData(field, _FIELD)
    return item
