"""The first page: begin a userbook, open one, or look around with invented people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.views.icons import IconMark, Tint, app_icon, document_icon, icon
from desktop_app.views.plain import plain_label, plain_tip
from desktop_app.views.theme import colours
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QIcon

_PATH = Qt.ItemDataRole.UserRole
_FOLDER = Qt.ItemDataRole.UserRole + 1
_MISSING = Qt.ItemDataRole.UserRole + 2
_WIDTH, _MARK, _ROW, _ROWS = 560, 72, 48, 5


class WelcomePage(QScrollArea):
    """What the window shows while no file is open."""

    create_requested = Signal()
    open_requested = Signal()
    sample_requested = Signal()
    recent_requested = Signal(str)
    recent_removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.create = BigButton(icon("file-plus", Tint.ACCENT))
        self.open = BigButton(icon("folder-open", Tint.ACCENT))
        self.sample = BigButton(icon("sparkles", Tint.ACCENT))
        self.create.clicked.connect(self.create_requested)
        self.open.clicked.connect(self.open_requested)
        self.sample.clicked.connect(self.sample_requested)
        self.recent = RecentFiles()
        self.recent.requested.connect(self.recent_requested)
        self.recent.removed.connect(self.recent_removed)
        self._title, self._sentence = plain_label(), plain_label(wrap=True)
        self._recent_title = plain_label()
        _grow(self._title, 1.8)
        _grow(self._recent_title, 1.0)
        self._recent_title.setBuddy(self.recent)
        self.setWidget(self._column())
        self.setFocusProxy(self.create)
        self._speak()
        self.set_recent(())

    def set_recent(self, files: Sequence[Path], missing: Collection[Path] = ()) -> None:
        """Newest first. ``missing`` is told, because asking a dead network disk would freeze us."""
        self.recent.show_files(files, missing)
        self._recent_title.setVisible(bool(files))
        self.recent.setVisible(bool(files))

    def _column(self) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(IconMark(app_icon(), _MARK))
        head.addLayout(words, 1)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addStretch(1)
        column.addLayout(head)
        column.addSpacing(16)
        for button in (self.create, self.open, self.sample):
            column.addWidget(button)
        column.addSpacing(16)
        column.addWidget(self._recent_title)
        column.addWidget(self.recent)
        column.addStretch(2)
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH)
        middle.setLayout(column)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(24, 16, 24, 16)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        return page

    def _speak(self) -> None:
        say = Words(self)
        say(self._title.setText, lambda: translate("WelcomePage", "Userbook"))
        say(
            self._sentence.setText,
            lambda: translate("WelcomePage", "Keep the users of your organisation in one file."),
        )
        say(self.create.set_title, lambda: translate("WelcomePage", "Create a userbook"))
        say(
            self.create.set_line,
            lambda: translate("WelcomePage", "A new file, on this computer or a shared folder"),
        )
        say(self.open.set_title, lambda: translate("WelcomePage", "Open…"))
        say(
            self.open.set_line,
            lambda: translate("WelcomePage", "A userbook that somebody made before"),
        )
        say(self.sample.set_title, lambda: translate("WelcomePage", "Try sample users"))
        say(
            self.sample.set_line,
            lambda: translate("WelcomePage", "100 invented people to look around with"),
        )
        say(self._recent_title.setText, lambda: translate("WelcomePage", "Recent files"))
        say(self.recent.setAccessibleName, lambda: translate("WelcomePage", "Recent files"))
        say(self.recent.remove.setText, lambda: translate("WelcomePage", "Remove from this list"))
        say(self.recent.say_missing, lambda: translate("WelcomePage", "missing"))


class BigButton(QPushButton):
    """A button with a line that says what will come of it."""

    def __init__(self, mark: QIcon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._line = plain_label(), plain_label(wrap=True)
        _grow(self._title, 1.1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._line)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(16)
        row.addWidget(IconMark(mark, 24))
        row.addLayout(words, 1)
        for label in (self._title, self._line):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_title(self, text: str) -> None:
        self._title.setText(text)
        self.setAccessibleName(text)

    def set_line(self, text: str) -> None:
        self._line.setText(text)
        self.setAccessibleDescription(text)

    def sizeHint(self) -> QSize:
        return self.layout().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.layout().minimumSize()


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
            item.setData(_FOLDER, _short(path.parent))
            item.setData(_MISSING, path in missing)
            item.setToolTip(plain_tip(str(path)))
            self.addItem(item)
        self.setCurrentRow(0)
        self.setFixedHeight(min(max(len(files), 1), _ROWS) * _ROW + 2 * self.frameWidth())
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
        item = self.takeItem(self.currentRow())
        if item is not None:
            self.removed.emit(item.data(_PATH))


class _TwoLines(QStyledItemDelegate):
    """The name of a file over its folder."""

    def __init__(self, files: RecentFiles) -> None:
        super().__init__(files)
        self._files = files
        self._icon = document_icon()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(160, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        view: Any = option
        name, folder, missing = index.data(), index.data(_FOLDER), index.data(_MISSING)
        self.initStyleOption(option, index)
        view.text = ""
        widget = view.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        shades = colours(view.palette)
        selected = bool(view.state & QStyle.StateFlag.State_Selected)
        quiet = shades.on_selection if selected else shades.muted
        strong = shades.on_selection if selected else shades.text
        inner = view.rect.adjusted(12, 0, -12, 0)
        line = view.fontMetrics.height()
        top = inner.top() + (inner.height() - 2 * line) // 2
        words = QRect(inner.left() + 36, top, inner.width() - 36, line)
        self._icon.paint(painter, self._seen(view, QRect(inner.left(), inner.top(), 24, _ROW)))
        if missing:
            folder = f"{self._files.missing_word} · {folder}"
        lines = ((name, quiet if missing else strong), (folder, quiet))
        painter.save()
        for row, (text, colour) in enumerate(lines):
            place = self._seen(view, words.translated(0, row * line))
            painter.setPen(colour)
            elided = view.fontMetrics.elidedText(text, Qt.TextElideMode.ElideMiddle, place.width())
            leading = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(place, QStyle.visualAlignment(view.direction, leading), elided)
        painter.restore()

    def _seen(self, view: Any, rect: QRect) -> QRect:
        return QStyle.visualRect(view.direction, view.rect, rect)


def _short(folder: Path) -> str:
    home = Path.home()
    return f"~/{folder.relative_to(home).as_posix()}" if folder.is_relative_to(home) else str(folder)


def _grow(label: QLabel, factor: float) -> None:
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * factor)
    font.setBold(True)
    label.setFont(font)
