"""Brings the translations up to date with the texts of the program.

Run ``python resources/translations/update.py`` after a text was added or changed, translate
what is unfinished in ``userbook_ru.ts``, run it again. Both .ts and .qm files are committed.

lupdate reads Python, but takes ``translate("Form", "%n user(s)", None, n)`` for a text without
plural forms, and cannot know of the labels of fields, which are data. So the texts are
collected here, and given to it as one short source.
"""

# ruff: noqa: INP001  # a script, part of no package

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which
from typing import NamedTuple
from xml.etree import ElementTree as ET

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
_COUNTED = re.compile(r"%L?n\b")
_PLURAL_PART = re.compile(r"\((e?s)\)")
_PLURAL_VERB = re.compile(r"\b(?:are|were|have|do|belong)\b")


class Text(NamedTuple):
    """One text as lupdate is to see it."""

    context: str
    source: str
    comment: str = ""

    @property
    def counted(self) -> bool:
        return bool(_COUNTED.search(self.source))


class UnreadableTextError(Exception):
    """A text that is not written out, so that no translation can be found for it."""


def texts_of(path: Path) -> set[Text]:
    """The texts of every ``translate(...)`` of a file."""
    found: set[Text] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "translate":
            found.add(_text(node, path))
    # Labels of fields come from the field list.
    return {text for text in found if text.source}


def _text(call: ast.Call, path: Path) -> Text:
    given = [part.value if isinstance(part, ast.Constant) else None for part in call.args[:3]]
    context, source, *comment = given
    if context == "UserFields" and source is None:
        return Text(context, "")
    if not isinstance(context, str) or not isinstance(source, str):
        raise UnreadableTextError(f"{path.name}:{call.lineno}")
    return Text(context, source, str(comment[0] or "") if comment else "")


def labels() -> set[Text]:
    sys.path.insert(0, str(ROOT))
    from desktop_app.domain.user import ATTRIBUTES  # noqa: PLC0415  # the path is set just now

    return {Text("UserFields", attribute.label) for attribute in ATTRIBUTES.values()}


def collected() -> list[Text]:
    found = labels()
    for path in (ROOT / "desktop_app").rglob("*.py"):
        found |= texts_of(path)
    return sorted(found)


def as_source(texts: list[Text]) -> str:
    lines = ["from PySide6.QtCore import QCoreApplication"]
    for text in texts:
        given = ", ".join(_quoted(part) for part in text) + (", 1" if text.counted else "")
        lines.append(f"QCoreApplication.translate({given})")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def update(target: Path, source: Path, *options: str) -> None:
    """Run in the target's folder, so that no path of this machine gets into the file."""
    language = target.stem.partition("_")[2]
    _run("lupdate", "-extensions", "py", "-locations", "none", "-no-obsolete", "-sort-messages",
         "-source-language", "en", "-target-language", language, *options,
         str(source), "-ts", target.name)  # fmt: skip


def fill_english(target: Path) -> None:
    """``%n user(s)`` says its plural itself. Others, men or users who are, are written by hand."""
    tree = ET.parse(target)  # noqa: S314  # our own file
    for message in tree.iter("message"):
        source, forms = message.findtext("source", ""), message.findall(".//numerusform")
        is_plain = _PLURAL_PART.search(source) and not _PLURAL_VERB.search(source)
        if not is_plain or any(form.text for form in forms):
            continue
        one, many = forms
        one.text, many.text = _PLURAL_PART.sub("", source), _PLURAL_PART.sub(r"\1", source)
        for translation in message.findall("translation"):
            translation.attrib.pop("type", None)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    target.write_text(head + ET.tostring(tree.getroot(), "unicode") + "\n", "utf-8")


def _run(tool: str, *arguments: str) -> None:
    beside = Path(sys.executable).parent
    program = which(f"pyside6-{tool}", path=str(beside)) or which(f"pyside6-{tool}")
    if program is None:
        raise FileNotFoundError(f"pyside6-{tool}")
    subprocess.run([program, *arguments], cwd=HERE, check=True)  # noqa: S603  # our own arguments


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "texts.py"
        source.write_text(as_source(collected()), "utf-8")
        update(HERE / "userbook_en.ts", source, "-pluralonly")
        update(HERE / "userbook_ru.ts", source)
    fill_english(HERE / "userbook_en.ts")
    for language in ("en", "ru"):
        _run("lrelease", "-silent", "-nounfinished", f"userbook_{language}.ts")


if __name__ == "__main__":
    main()
