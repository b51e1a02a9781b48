"""Texts of cells: cut off where there is no room, emphasised up to their last letter."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt

from desktop_app.domain.hits import hits
from desktop_app.views.shaped_cells import FoundCell, ShapedCells
from desktop_app.views.theme import LIGHT


class Users:
    """A table of one column."""

    columns = ("display_name",)

    def __init__(self, *words):
        self.words = words

    def text(self, row, _column):
        return row.text

    def sought(self):
        return [self.words]

    def hits(self, text, words):
        return hits(text, words)


@pytest.fixture
def cells(qapp):
    cells = ShapedCells(Users("a"))
    cells.begin(qapp.font(), LIGHT)
    return cells


def shaped(cells, text, room):
    (cell, *_) = cells.shape(SimpleNamespace(text=text), 0, room)
    return cell


@pytest.mark.parametrize("text", ["a", "Maria", "Toomb a", "W" * 8 + "a"])
def test_the_last_letter_is_emphasised_wherever_it_is_seen(cells, text):
    for room in range(12, 200):
        cell = shaped(cells, text, room)
        assert cell.width <= room + 2
        is_whole = cells._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room) == text
        assert isinstance(cell, FoundCell) or not is_whole


def test_a_long_text_is_not_shaped_to_be_cut_off(cells, monkeypatch):
    made, real = [], cells._cell

    def made_of(text, found):
        made.append(text)
        return real(text, found)

    monkeypatch.setattr(cells, "_cell", made_of)
    shaped(cells, "x" * 300, 120)
    (text,) = made
    assert text.endswith("…")
    assert len(text) < 40


def test_the_same_text_is_shaped_once_and_again_where_something_else_is_sought(cells, qapp):
    first = shaped(cells, "Garden", 200)
    assert shaped(cells, "Garden", 200) is first
    assert shaped(cells, "Garden", 100) is not first
    cells._users.words = ("z",)
    cells.begin(qapp.font(), LIGHT)
    assert not isinstance(shaped(cells, "Garden", 200), FoundCell)
    cells._users.words = ("a",)
    cells.begin(qapp.font(), LIGHT)
    assert shaped(cells, "Garden", 200) is first
