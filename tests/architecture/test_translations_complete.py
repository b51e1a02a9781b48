"""Every text of the program is translated, and the files that are shipped say so."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
TRANSLATIONS = ROOT / "resources" / "translations"
PLURAL_FORMS = {"en": 2, "ru": 3}

PLACEHOLDER = re.compile(r"%(?:L?n|L?\d)")
MNEMONIC = re.compile(r"&(.)")
MIXED_WORD = re.compile(r"\w*(?:[a-z][а-яё]|[а-яё][a-z])\w*", re.IGNORECASE)
VERB_OF_MANY = re.compile(r"%Ln(?: \w+){1,3}? (?:are|were|have|do|belong)\b")
FOREIGN_SIGNS = re.compile(r"[\"“”„'’]|\.\.\.| - |^\s|\s$|  ")
# Hard to press or missing on some keyboards, and no word begins with most of them.
UNSUITABLE = frozenset("ёъыь")


class Message(NamedTuple):
    """A text of the program with all that a translation says in its place."""

    context: str
    source: str
    forms: tuple[str, ...]
    counted: bool
    state: str


def messages(language: str) -> Iterator[Message]:
    tree = ET.parse(TRANSLATIONS / f"userbook_{language}.ts")  # noqa: S314  # our own file
    for context in tree.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            counted = message.get("numerus") == "yes"
            forms = translation.findall("numerusform") if counted else [translation]
            yield Message(
                context.findtext("name", ""),
                message.findtext("source", ""),
                tuple(form.text or "" for form in forms),
                counted,
                translation.get("type", ""),
            )


@pytest.fixture(params=sorted(PLURAL_FORMS))
def language(request: pytest.FixtureRequest) -> str:
    return request.param


def test_collecting_the_texts_anew_changes_no_file(tmp_path: Path) -> None:
    """Where it does: ``make translations``, translate what is unfinished, and once more."""
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(ROOT / "desktop_app", tmp_path / "desktop_app", ignore=ignored)
    copy = tmp_path / "resources" / "translations"
    shutil.copytree(TRANSLATIONS, copy, ignore=ignored)
    subprocess.run([sys.executable, copy / "update.py"], check=True, capture_output=True)
    names = {path.name for path in TRANSLATIONS.iterdir() if path.suffix in {".ts", ".qm"}}
    assert names == {f"userbook_{code}.{kind}" for code in PLURAL_FORMS for kind in ("ts", "qm")}
    stale = [
        name for name in names if (copy / name).read_bytes() != (TRANSLATIONS / name).read_bytes()
    ]
    assert stale == []


def test_nothing_is_unfinished_and_nothing_is_obsolete(language: str) -> None:
    assert [message for message in messages(language) if message.state] == []


def test_every_form_of_every_text_says_something(language: str) -> None:
    for message in messages(language):
        assert all(message.forms), message
        assert len(message.forms) == (PLURAL_FORMS[language] if message.counted else 1), message


def test_each_form_has_the_placeholders_of_its_text(language: str) -> None:
    for message in messages(language):
        wanted = sorted(PLACEHOLDER.findall(message.source))
        for form in message.forms:
            assert sorted(PLACEHOLDER.findall(form)) == wanted, message


def test_no_english_plural_is_left_in_brackets() -> None:
    assert [message for message in messages("en") if "(s)" in "".join(message.forms)] == []


def test_one_in_english_has_the_verb_of_one() -> None:
    one = [message.forms[0] for message in messages("en")]
    assert [form for form in one if VERB_OF_MANY.search(form)] == []


def test_a_text_that_promises_a_question_promises_it_in_russian() -> None:
    for message in messages("ru"):
        for form in message.forms:
            assert form.endswith("…") == message.source.endswith("…"), message
            assert form.endswith("?") == message.source.endswith("?"), message


def test_russian_is_set_as_russian() -> None:
    for message in messages("ru"):
        for form in message.forms:
            assert FOREIGN_SIGNS.search(form) is None, form
            assert MIXED_WORD.search(form.replace("&", "")) is None, form
            assert form.count("«") == form.count("»"), form


def test_where_english_has_a_mnemonic_russian_has_one_that_can_be_pressed() -> None:
    for message in messages("ru"):
        for form in message.forms:
            letters = MNEMONIC.findall(form.replace("&&", "").lower())
            assert len(letters) <= 1, message
            if "&" in message.source:
                assert letters, message
            assert all("а" <= letter <= "я" and letter not in UNSUITABLE for letter in letters)
