from __future__ import annotations

import ast
import importlib.util
import shutil
from xml.etree import ElementTree as ET

import pytest

from desktop_app.domain.user import ATTRIBUTES
from desktop_app.views.resources import resource


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
            message.find("translation").text = "Имя"
            message.find("translation").attrib.pop("type", None)
    tree.write(russian, "utf-8")
    update.main()
    assert "<translation>Имя</translation>" in russian.read_text("utf-8")


def test_a_text_that_is_not_written_out_is_refused(update, tmp_path):
    code = tmp_path / "view.py"
    code.write_text("translate('Form', name)")
    with pytest.raises(update.UnreadableTextError, match=r"view\.py:1"):
        update.texts_of(code)


def test_quotes_and_lines_survive_the_way_through_lupdate(update):
    text = update.Text("C", 'He said "no" \\ yes\nand left')
    given = update.as_source([text]).splitlines()[1].partition("translate")[2]
    assert ast.literal_eval(given) == tuple(text)
