"""Answers the questions of view-models with dialogs that never block the loop."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileInfo, QStandardPaths
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QFileIconProvider,
    QMessageBox,
)
from shiboken6 import isValid

from desktop_app.view_models.prompts import Choice, FileKind, Question, QuestionKey
from desktop_app.views.plain import plain_box
from desktop_app.views.question_words import WORDINGS
from desktop_app.views.theme import Look, stand_out
from desktop_app.views.words import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QWidget

    from desktop_app.operations.paste import PastePlan

_REJECTED = QDialog.DialogCode.Rejected.value
_ACCEPTED = QDialog.DialogCode.Accepted.value


async def shown(dialog: QDialog) -> int:
    """``open()`` plus a future: ``exec()`` would freeze and break every other task.

    The dialog is gone afterwards, whether it was answered, cancelled or deleted.
    """
    answer: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def finish(result: int) -> None:
        if not answer.done():
            answer.set_result(result)

    dialog.finished.connect(finish)
    dialog.destroyed.connect(lambda: finish(_REJECTED))
    dialog.open()
    try:
        return await answer
    finally:
        if isValid(dialog):
            dialog.hide()
            dialog.deleteLater()


class _IconsByName(QFileIconProvider):
    """Looks into no file. Qt's own would, and closing a userbook drops SQLite's locks on it."""

    def icon(self, what: QFileIconProvider.IconType | QFileInfo) -> QIcon:
        kind = QFileIconProvider.IconType
        if isinstance(what, QFileInfo):
            what = kind.Folder if what.isDir() else kind.File
        return super().icon(what)

    def type(self, info: QFileInfo) -> str:
        return info.suffix()


class QtPrompts:
    """Asks over one window. ``table_suffixes`` are those of the formats we read and write."""

    def __init__(
        self,
        parent: QWidget,
        *,
        table_suffixes: Sequence[str] = (".csv",),
        folder: Path | None = None,
    ) -> None:
        self._parent = parent
        self._icons = _IconsByName()
        self._suffixes = {
            FileKind.USERBOOK: (".userbook",),
            FileKind.TABLE: tuple(table_suffixes),
        }
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        self.folder = folder or Path(QStandardPaths.writableLocation(documents))

    async def confirm(self, question: Question) -> bool:
        return await self._answer(question) is Choice.DISCARD

    async def choose(self, question: Question) -> Choice:
        return await self._answer(question)

    async def _answer(self, question: Question) -> Choice:
        """Esc and the window's cross change nothing: they go back where that is an answer."""
        words = WORDINGS[question.key](question)
        role = QMessageBox.ButtonRole
        box = plain_box(QApplication.activeModalWidget() or self._parent)
        box.setIcon(QMessageBox.Icon.Question if words.back else QMessageBox.Icon.Warning)
        box.setWindowTitle(translate("Prompts", "Userbook"))
        box.setText(words.text)
        box.setInformativeText(words.detail)
        go = box.addButton(words.go, role.DestructiveRole)
        keep = box.addButton(words.keep, role.AcceptRole if words.back else role.RejectRole)
        back = box.addButton(words.back, role.RejectRole) if words.back else keep
        if words.back:  # most people came to keep
            stand_out(keep)
        else:
            stand_out(go, Look.DANGER)
        box.setDefaultButton(keep)
        box.setEscapeButton(back)
        answers = [Choice.GO_BACK]
        go.clicked.connect(lambda: answers.append(Choice.DISCARD))
        if back is not keep:
            keep.clicked.connect(lambda: answers.append(Choice.KEEP))
        await shown(box)
        return answers[-1]

    async def user_name(self, taken: str, suggestion: str) -> str | None:
        from desktop_app.views.dialogs.user_name_dialog import UserNameDialog  # noqa: PLC0415

        dialog = UserNameDialog(taken, suggestion, self._parent)
        return dialog.user_name if await shown(dialog) == _ACCEPTED else None

    async def paste(self, plan: PastePlan) -> bool:
        from desktop_app.views.dialogs.paste_dialog import PasteDialog  # noqa: PLC0415

        return await shown(PasteDialog(plan, self._parent)) == _ACCEPTED

    async def search_name(self, name: str, taken: Collection[str]) -> str | None:
        from desktop_app.views.dialogs.search_name_dialog import (  # noqa: PLC0415
            SearchNameDialog,
        )

        dialog = SearchNameDialog(name, taken, self._parent)
        return dialog.name if await shown(dialog) == _ACCEPTED else None

    async def file_to_open(self, kind: FileKind) -> Path | None:
        dialog = self._dialog(translate("Prompts", "Open"))
        dialog.setWindowTitle(
            translate("Prompts", "Open a userbook")
            if kind is FileKind.USERBOOK
            else translate("Prompts", "Choose a list of users")
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self._all(kind), translate("Prompts", "All files (*)")])
        return await self._chosen(dialog)

    async def file_to_save(self, kind: FileKind, suggestion: str, title: str = "") -> Path | None:
        """Asks about a file that exists itself: the dialog does not know the added suffix."""
        while True:
            dialog = self._dialog(translate("Prompts", "Save"))
            dialog.setWindowTitle(title or dialog.windowTitle())
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
            suffix = _offer(dialog, self._suffixes[kind], suggestion)
            path = await self._chosen(dialog)
            if path is None:
                return None
            if path.suffix.lower() not in self._suffixes[kind]:
                path = path.with_name(path.name + suffix())
            if kind is FileKind.USERBOOK or not await asyncio.to_thread(path.exists):
                return path  # that a userbook is never overwritten is not for a dialog to see to
            if await self.confirm(Question(QuestionKey.REPLACE_FILE, name=path.name)):
                return path
            suggestion = path.name

    def _dialog(self, verb: str) -> QFileDialog:
        parent = QApplication.activeModalWidget() or self._parent
        dialog = QFileDialog(parent, verb, str(self.folder))
        dialog.setIconProvider(self._icons)
        # GTK's looks into files within our process, as Qt's would; other systems' do it in theirs.
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog, sys.platform == "linux")
        label = QFileDialog.DialogLabel
        dialog.setLabelText(label.Accept, verb)
        dialog.setLabelText(label.LookIn, translate("Prompts", "Folder:"))
        dialog.setLabelText(label.FileName, translate("Prompts", "File name:"))
        dialog.setLabelText(label.FileType, translate("Prompts", "Kind of file:"))
        return dialog

    async def _chosen(self, dialog: QFileDialog) -> Path | None:
        files: list[str] = []
        dialog.fileSelected.connect(files.append)
        if await shown(dialog) != _ACCEPTED or not files:
            return None
        path = Path(files[-1])
        self.folder = path.parent
        return path

    def _all(self, kind: FileKind) -> str:
        patterns = " ".join(f"*{suffix}" for suffix in self._suffixes[kind])
        if kind is FileKind.USERBOOK:
            return translate("Prompts", "Userbooks (%1)").replace("%1", patterns)
        return translate("Prompts", "Tables (%1)").replace("%1", patterns)


def _offer(dialog: QFileDialog, suffixes: Sequence[str], suggestion: str) -> Callable[[], str]:
    """One filter for each suffix; choosing a filter renames. Answers which is chosen at last."""
    filters = {_filter_of(suffix): suffix for suffix in suffixes}
    given = Path(suggestion).suffix.lower()
    chosen = [given if given in suffixes else suffixes[0]]

    def choose(name: str) -> None:
        chosen.append(filters.get(name, chosen[-1]))
        typed = Path(dialog.selectedFiles()[0] if dialog.selectedFiles() else suggestion)
        if typed.suffix.lower() in suffixes:
            dialog.selectFile(typed.with_suffix(chosen[-1]).name)

    dialog.setNameFilters(list(filters))
    dialog.selectNameFilter(_filter_of(chosen[-1]))
    dialog.selectFile(suggestion)
    dialog.filterSelected.connect(choose)
    return lambda: chosen[-1]


def _filter_of(suffix: str) -> str:
    if suffix == ".userbook":
        return translate("Prompts", "Userbooks (%1)").replace("%1", f"*{suffix}")
    name = suffix.removeprefix(".").upper()
    words = translate("Prompts", "%1 files (%2)")
    return words.replace("%1", name).replace("%2", f"*{suffix}")
