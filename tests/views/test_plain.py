from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.views.plain import plain_box, plain_label, plain_tip, unmarked
from desktop_app.views.resources import resource


def test_labels_and_boxes_never_guess(qtbot):
    label = plain_label("<img src='/dev/zero'>", wrap=True)
    parent = QWidget()
    qtbot.addWidget(parent)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.wordWrap()
    assert plain_box(parent).textFormat() is Qt.TextFormat.PlainText


def test_a_tool_tip_is_surely_escaped():
    assert plain_tip("A&B <b>\nC") == "<qt>A&amp;B &lt;b&gt;<br>C</qt>"
    assert plain_tip("") == ""


def test_a_name_steals_no_shortcut():
    assert unmarked("R&D") == "R&&D"


def test_a_resource_that_is_missing_is_named():
    assert resource("icons", "userbook.svg").is_file()
    with pytest.raises(FileNotFoundError, match=r"resources/icons/none\.svg"):
        resource("icons", "none.svg")
