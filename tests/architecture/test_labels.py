"""Text of persons and files never reaches a widget that guesses HTML or shortcuts."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

VIEWS = Path(__file__).resolve().parents[2] / "desktop_app" / "views"
PLAIN = {"plain.py", "prompts.py"}

# Each shows text as HTML if it looks like it, whatever is done about it from outside.
GUESSING = {
    "QLabel",
    "QMessageBox",
    "QErrorMessage",
    "QInputDialog",
    "QProgressDialog",
    "QTextEdit",
    "QTextBrowser",
    "QWizard",
    "QWizardPage",
}
NESTED = {"exec", "exec_", "processEvents"}
MARKUP = {"setHtml", "insertHtml", "appendHtml", "setMarkdown"}
STATIC = {
    "QFileDialog",
    "QMessageBox",
    "QInputDialog",
    "QColorDialog",
    "QFontDialog",
}
TIPS = {"setToolTip", "setWhatsThis"}
SPOKEN = {"translate", "plain_tip"}


def complaints(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            for base in node.bases:
                if _name(base) in GUESSING and not _makes_itself_plain(node, base):
                    yield f"{base.lineno}: {node.name} is a {_name(base)}"
        elif isinstance(node, ast.Call):
            yield from (f"{node.lineno}: {why}" for why in _about(node))


def _makes_itself_plain(node: ast.ClassDef, base: ast.expr) -> bool:
    calls = (ast.unparse(each) for each in ast.walk(node) if isinstance(each, ast.Call))
    return _name(base) == "QLabel" and "make_plain(self)" in calls


def _about(call: ast.Call) -> Iterator[str]:
    name = _name(call.func)
    if name in GUESSING:
        yield f"{name}: take it from plain.py"
    if name in NESTED or name in MARKUP:
        yield name
    if isinstance(call.func, ast.Attribute) and _name(call.func.value) in STATIC:
        yield f"{_name(call.func.value)}.{name} runs a loop of its own"
    if name == "addRow" and call.args and isinstance(call.args[0], ast.JoinedStr | ast.BinOp):
        yield "addRow makes a label that guesses: give it a plain_label"
    if any(not _is_spoken(text) for text in _tips(call)):
        yield "a tool tip guesses: wrap the text in plain_tip"


def _tips(call: ast.Call) -> Iterator[ast.expr]:
    """What a call puts into a tool tip: by itself, or by a lambda given to ``Words``."""
    if _name(call.func) in TIPS:
        yield from call.args[:1]
    if len(call.args) == 2 and _name(call.args[0]) in TIPS:
        words = call.args[1]
        yield words.body if isinstance(words, ast.Lambda) else words


def _is_spoken(text: ast.expr) -> bool:
    if isinstance(text, ast.IfExp):
        return _is_spoken(text.body) and _is_spoken(text.orelse)
    if isinstance(text, ast.Call):
        return _name(text.func) in SPOKEN
    return isinstance(text, ast.Constant)


def _name(node: ast.expr) -> str:
    return getattr(node, "attr", "") or getattr(node, "id", "")


def test_every_view_shows_text_as_it_is() -> None:
    found = [
        f"{path.relative_to(VIEWS)}:{complaint}"
        for path in sorted(VIEWS.rglob("*.py"))
        if path.name not in PLAIN
        for complaint in complaints(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "QLabel(name)",
        "QtWidgets.QLabel('x')",
        "class Card(QLabel): ...",
        "class Card(QLabel):\n    def f(self): make_plain(other)",
        "class Ask(QMessageBox):\n    def f(self): make_plain(self)",
        "QMessageBox(parent)",
        "QProgressDialog(text, 'Stop', 0, 1)",
        "QMessageBox.warning(self, 'a', 'b')",
        "QFileDialog.getOpenFileName(self)",
        "dialog.exec()",
        "app.processEvents()",
        "edit.setHtml(notes)",
        "cell.setToolTip(user.name)",
        "cell.setToolTip(f'{name}')",
        "cell.setToolTip(translate('C', '%1').replace('%1', name))",
        "say(cell.setToolTip, lambda: user.name)",
        "say(cell.setToolTip, self._words)",
        "form.addRow(f'{label}:', edit)",
    ],
)
def test_what_guesses_is_refused(source: str) -> None:
    assert list(complaints(source))


@pytest.mark.parametrize(
    "source",
    [
        "plain_label(name)",
        "class Card(QLabel):\n    def __init__(self): make_plain(self)",
        "button.setToolTip('Undo')",
        "button.setToolTip(translate('Bar', 'Undo'))",
        "button.setToolTip(plain_tip(path))",
        "say(button.setToolTip, lambda: translate('Bar', 'Undo'))",
        "say(button.setToolTip, lambda: translate('A', 'B') if on else plain_tip(name))",
        "form.addRow(label, edit)",
        "edit.setPlainText(notes)",
        "name.translate(table)",
    ],
)
def test_what_is_plain_is_allowed(source: str) -> None:
    assert not list(complaints(source))
