"""The list of files that were open before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QIcon, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.views.drawn_rows import DrawnRows
from desktop_app.views.icons import document_icon, icon
from desktop_app.views.plain import plain_tip
from desktop_app.views.theme import colours

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_PATH = Qt.ItemDataRole.UserRole
_FOLDER = Qt.ItemDataRole.UserRole + 1
_MISSING = Qt.ItemDataRole.UserRole + 2
_ROW, _ROWS = 48, 5


class RecentFiles(QListWidget):
    """Enter or a double click opens, Delete takes away from the list."""

    requested = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._missing = ""
        self.setItemDelegate(_TwoLines(self))
        self.setUniformItemSizes(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.itemActivated.connect(self._activate)
        self.remove = QAction(self)
        self.remove.setIcon(icon("x"))
        self.remove.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self.remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.remove.triggered.connect(self._remove)
        self.addAction(self.remove)

    def show_files(self, files: Sequence[Path], missing: Collection[Path]) -> None:
        self.clear()
        for path in files:
            item = QListWidgetItem(path.stem)
            item.setData(_PATH, str(path))
            item.setData(_FOLDER, short_folder(path))
            item.setData(_MISSING, path in missing)
            item.setToolTip(plain_tip(str(path)))
            self.addItem(item)
        # Enter has a file to open as soon as the list has the focus; nothing is chosen before.
        self.setCurrentRow(0, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._fit()
        self.say_missing(self._missing)

    def mark_missing(self, missing: Collection[Path]) -> None:
        """Known later than the names, without moving what somebody has chosen by then."""
        for row in range(self.count()):
            item = self.item(row)
            item.setData(_MISSING, Path(item.data(_PATH)) in missing)
        self.say_missing(self._missing)

    def say_missing(self, word: str) -> None:
        """The word that stands at files which are gone: grey alone would not tell everybody."""
        self._missing = word
        for row in range(self.count()):
            item = self.item(row)
            parts = [item.text(), item.data(_FOLDER)] + [word] * item.data(_MISSING)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(parts))
        self.viewport().update()

    @property
    def missing_word(self) -> str:
        return self._missing

    def _activate(self, item: QListWidgetItem) -> None:
        self.requested.emit(item.data(_PATH))

    def _remove(self) -> None:
        if (row := self.currentRow()) >= 0:
            path = self.takeItem(row).data(_PATH)
            self._fit()
            self.removed.emit(path)

    def _fit(self) -> None:
        self.setFixedHeight(min(max(self.count(), 1), _ROWS) * _ROW + 2 * self.frameWidth())


class _TwoLines(DrawnRows):
    """The name of a file over its folder."""

    def __init__(self, files: RecentFiles) -> None:
        super().__init__(files)
        self._files = files
        self._icon = document_icon()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(160, _ROW)

    def draw(
        self, painter: QPainter, view: Any, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        name, folder, missing = index.data(), index.data(_FOLDER), index.data(_MISSING)
        view.text = ""
        widget = view.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, view, painter, widget)
        shades = colours(view.palette)
        selected = bool(view.state & QStyle.StateFlag.State_Selected)
        quiet = shades.on_selection if selected else shades.muted
        strong = shades.on_selection if selected else shades.text
        inner = view.rect.adjusted(12, 0, -12, 0)
        line = view.fontMetrics.height()
        top = inner.top() + (inner.height() - 2 * line) // 2
        words = QRect(inner.left() + 36, top, inner.width() - 36, line)
        mark = self._seen(view, QRect(inner.left(), inner.top(), 24, _ROW))
        mode = QIcon.Mode.Disabled if missing else QIcon.Mode.Normal
        self._icon.paint(painter, mark, Qt.AlignmentFlag.AlignCenter, mode)
        if missing:
            folder = f"{self._files.missing_word} · {folder}"
        for row, (text, colour) in enumerate(
            ((name, quiet if missing else strong), (folder, quiet))
        ):
            place = self._seen(view, words.translated(0, row * line))
            painter.setPen(colour)
            elided = view.fontMetrics.elidedText(text, Qt.TextElideMode.ElideMiddle, place.width())
            leading = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(place, QStyle.visualAlignment(view.direction, leading), elided)
        if view.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(shades.accent, 2))
            painter.drawRect(view.rect.adjusted(1, 1, -1, -1))

    def _seen(self, view: Any, rect: QRect) -> QRect:
        return QStyle.visualRect(view.direction, view.rect, rect)


def short_folder(path: Path) -> str:
    """Where a file lies; it reads from left to right in every language."""
    folder = path.parent
    home = Path.home()
    near = folder.is_relative_to(home)
    shown = f"~/{folder.relative_to(home).as_posix()}" if near else str(folder)
    return f"\N{LEFT-TO-RIGHT ISOLATE}{shown}\N{POP DIRECTIONAL ISOLATE}"


def missing_of(files: tuple[Path, ...]) -> list[Path]:
    return [path for path in files if not _is_there(path)]


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # no answer, or no permission to ask
        return False
