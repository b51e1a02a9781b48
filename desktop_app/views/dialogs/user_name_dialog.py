"""Asks for another user name where the old one belongs to somebody else by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.domain.user import review
from desktop_app.views.name_dialog import NameDialog
from desktop_app.views.plain import plain_label
from desktop_app.views.problem_texts import problem_text
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class UserNameDialog(NameDialog):
    """A name that somebody has is found out only when it is stored."""

    def __init__(self, taken: str, suggestion: str, parent: QWidget) -> None:
        text, detail = plain_label(wrap=True), plain_label(wrap=True)
        super().__init__(suggestion, [text, detail], parent)
        font = text.font()
        font.setBold(True)
        text.setFont(font)
        say = Words(self)
        say(self.setWindowTitle, lambda: translate("UserNameDialog", "Restore"))
        say(
            text.setText,
            lambda: translate(
                "UserNameDialog", "The user name “%1” now belongs to somebody else."
            ).replace("%1", taken),
        )
        say(
            detail.setText,
            lambda: translate("UserNameDialog", "Restore this user under another user name:"),
        )
        say(self.edit.setAccessibleName, lambda: translate("UserNameDialog", "User name"))
        say(self.go.setText, lambda: translate("UserNameDialog", "Restore"))
        say(self.keep.setText, lambda: translate("UserNameDialog", "Leave in the trash"))
        self.judge()

    @property
    def user_name(self) -> str:
        return self.edit.text()

    def problem_of(self, typed: str) -> str | None:
        _, problems = review({"user_name": typed})
        return next((problem_text(problem) for problem in problems if problem.is_error), None)
