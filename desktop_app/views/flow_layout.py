"""One after the other along the line of reading, and on the next line where there is no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QStyle

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayoutItem, QWidget

_GAP = 4


class FlowLayout(QLayout):
    """Lines of what is not hidden, each as high as its highest."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = parent
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), moves=False)

    def minimumSize(self) -> QSize:
        widest = max((item.minimumSize().width() for item in self._shown()), default=0)
        margins = self.contentsMargins()
        return QSize(widest + margins.left() + margins.right(), 0)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, moves=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, moves: bool) -> int:
        """How high it becomes."""
        room = rect.marginsRemoved(self.contentsMargins())
        direction = self._owner.layoutDirection()
        at, height = room.topLeft(), 0
        for item in self._shown():
            size = item.sizeHint()
            size.setWidth(min(size.width(), room.width()))
            if at.x() > room.left() and at.x() + size.width() > room.right() + 1:
                at, height = QPoint(room.left(), at.y() + height + _GAP), 0
            if moves:
                item.setGeometry(QStyle.visualRect(direction, room, QRect(at, size)))
            at.setX(at.x() + size.width() + _GAP)
            height = max(height, size.height())
        return at.y() + height - rect.top() + self.contentsMargins().bottom()
