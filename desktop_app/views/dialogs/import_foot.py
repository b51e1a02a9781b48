"""The foot of the import dialog: what is left to say, and the one button with the numbers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from desktop_app.views.icons import icon
from desktop_app.views.plain import plain_label
from desktop_app.views.theme import stand_out
from desktop_app.views.words import Words, translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What the foot shows: counts of the plan if there is one, and what is under way."""

    ready: bool = False
    failed: bool = False
    new: int = 0
    changed: int = 0
    refused: int = 0
    blank: int = 0
    read_only: bool = False

    @property
    def can_go(self) -> bool:
        return self.ready and not self.read_only and self.acts

    @property
    def acts(self) -> bool:
        """Whether there is anything to add or to change."""
        return self.new + self.changed > 0


class ImportFoot(QWidget):
    """Everything that may be pressed below the preview."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.erase, self.remark = QCheckBox(), plain_label()
        self.save, self.cancel, self.go = QPushButton(), QPushButton(), QPushButton()
        self._outlook = Outlook()
        self.remark.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.save.setIcon(icon("save"))
        self.save.setAutoDefault(False)
        self.cancel.setAutoDefault(False)
        self.go.setDefault(True)
        stand_out(self.go)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.save)
        buttons.addStretch()
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(12)
        grid.addWidget(self.erase, 0, 0)
        grid.addWidget(self.remark, 0, 1)
        grid.setColumnStretch(0, 1)
        grid.addLayout(buttons, 1, 0, 1, 2)
        self._say = Words(self)
        self._speak()
        self.show_outlook(self._outlook)

    def show_outlook(self, outlook: Outlook) -> None:
        self._outlook = outlook
        self.go.setEnabled(outlook.can_go)
        self.save.setVisible(outlook.refused > 0)
        self.save.setEnabled(outlook.ready)
        self.erase.setEnabled(not outlook.failed)
        self._say.again()

    def _speak(self) -> None:
        say = self._say
        say(
            self.erase.setText,
            lambda: translate("ImportDialog", "Empty cells erase stored values"),
        )
        say(self.remark.setText, self._remark_text)
        say(self.save.setText, lambda: translate("ImportDialog", "Save refused rows…"))
        say(self.cancel.setText, lambda: translate("ImportDialog", "Cancel"))
        say(self.go.setText, self._go_text)

    def _remark_text(self) -> str:
        outlook = self._outlook
        if outlook.read_only:
            return translate("ImportDialog", "This userbook can only be read.")
        if not outlook.blank:
            return ""
        return translate("ImportDialog", "%Ln blank row(s) left out", "", outlook.blank)

    def _go_text(self) -> str:
        new, changed = self._outlook.new, self._outlook.changed
        if new and changed:
            words = translate("ImportDialog", "Add %1, change %2")
            return words.replace("%1", _number(new)).replace("%2", _number(changed))
        if changed:
            return translate("ImportDialog", "Change %Ln user(s)", "button", changed)
        if new:
            return translate("ImportDialog", "Add %Ln user(s)", "button", new)
        if self._outlook.ready:
            return translate("ImportDialog", "Nothing to import")
        return translate("ImportDialog", "Import")


def _number(count: int) -> str:
    return QLocale().toString(count)
