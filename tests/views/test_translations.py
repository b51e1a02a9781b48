from __future__ import annotations

import ast
import importlib.util
import re
import shutil
from xml.etree import ElementTree as ET

import pytest
from shiboken6 import delete

from desktop_app.domain.change import Deed, Summary
from desktop_app.domain.columns import Target, match_columns
from desktop_app.domain.spellings import RUSSIAN_LABELS
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.views.deed_texts import deed_text, step_text
from desktop_app.views.main_window import MainWindow
from desktop_app.views.resources import resource
from desktop_app.views.words import label_of, translate

MNEMONIC = re.compile(r"&([^&])")


@pytest.fixture
def update(tmp_path, monkeypatch):
    """The script, working on a copy."""
    path = resource("translations", "update.py")
    spec = importlib.util.spec_from_file_location("update_translations", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("userbook_en.ts", "userbook_ru.ts"):
        shutil.copy(path.with_name(name), tmp_path / name)
    monkeypatch.setattr(module, "HERE", tmp_path)
    return module


def sources(path, context):
    for each in ET.parse(path).iter("context"):  # noqa: S314  # our own file
        if each.findtext("name") == context:
            yield from each.iter("message")


def test_update_finds_texts_plurals_and_labels_and_says_the_same_twice(update, tmp_path):
    update.main()
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    labels = {
        text.findtext("source") for text in sources(tmp_path / "userbook_ru.ts", "UserFields")
    }
    assert labels == {attribute.label for attribute in ATTRIBUTES.values()}
    assert all(text.get("numerus") for text in sources(tmp_path / "userbook_en.ts", "Prompts"))
    assert b"<location" not in first["userbook_ru.ts"]
    assert str(tmp_path).encode() not in b"".join(first.values())
    update.main()
    assert first == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_what_was_translated_stays(update, tmp_path):
    russian = tmp_path / "userbook_ru.ts"
    update.main()
    tree = ET.parse(russian)  # noqa: S314  # our own file
    for message in tree.iter("message"):
        if message.findtext("source") == "First name":
            message.find("translation").text = "Личное имя"
            message.find("translation").attrib.pop("type", None)
    tree.write(russian, "utf-8")
    update.main()
    assert "<translation>Личное имя</translation>" in russian.read_text("utf-8")


def test_a_text_that_is_not_written_out_is_refused(update, tmp_path):
    code = tmp_path / "view.py"
    code.write_text("translate('Form', name)")
    with pytest.raises(update.UnreadableTextError, match=r"view\.py:1"):
        update.texts_of(code)


def test_quotes_and_lines_survive_the_way_through_lupdate(update):
    text = update.Text("C", 'He said "no" \\ yes\nand left')
    given = update.as_source([text]).splitlines()[1].partition("translate")[2]
    assert ast.literal_eval(given) == tuple(text)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "Удалить 1 пользователя навсегда?"),
        (3, "Удалить 3 пользователей навсегда?"),
        (11, "Удалить 11 пользователей навсегда?"),
        (21, "Удалить 21 пользователя навсегда?"),
        (1234, "Удалить 1\N{NO-BREAK SPACE}234 пользователей навсегда?"),
    ],
)
def test_russian_counts(english, count, said):
    english.apply("ru")
    assert translate("Prompts", "Delete %Ln user(s) for good?", "", count) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "В корзину перемещён 1 пользователь"),
        (22, "В корзину перемещены 22 пользователя"),
        (37, "В корзину перемещено 37 пользователей"),
        (101, "В корзину перемещён 101 пользователь"),
        (112, "В корзину перемещено 112 пользователей"),
    ],
)
def test_a_russian_deed_agrees_with_its_number(english, count, said):
    english.apply("ru")
    summary = Summary(Deed.DELETE, count)
    assert deed_text(summary) == said
    assert step_text(summary, redo=False) == f"&Отменить «{said}»"


@pytest.mark.parametrize("code", ["en", "ru"])
def test_the_headings_of_an_export_are_understood_by_an_import(english, code):
    english.apply(code)
    headings = [label_of(attribute.label) for attribute in ATTRIBUTES.values()]
    assert match_columns(headings) == tuple(map(Target, ATTRIBUTES))
    for heading, field in zip(headings, ATTRIBUTES, strict=True):
        assert match_columns([heading]) == (Target(field),)


def test_an_import_knows_the_russian_labels_as_they_are_said(english):
    english.apply("ru")
    said = {field: label_of(attribute.label) for field, attribute in ATTRIBUTES.items()}
    assert said == RUSSIAN_LABELS


@pytest.fixture
def menus(english):
    """The texts of each menu in a language; the window is gone before the next language comes."""

    def menus(code):
        english.apply(code)
        window = MainWindow()
        bar = window.menuBar().actions()
        opened = [action.menu() for action in bar]
        lists = [bar, window._context_actions(), *(menu.actions() for menu in opened)]
        texts = [[action.text() for action in actions] for actions in lists]
        delete(window)
        return texts

    return menus


@pytest.mark.parametrize("code", ["en", "ru"])
def test_no_two_entries_of_a_menu_have_the_same_mnemonic(menus, code):
    for texts in menus(code):
        letters = [letter.lower() for letter in MNEMONIC.findall("\n".join(texts))]
        assert len(letters) == len(set(letters)), texts
