from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCharFormat

from desktop_app.views.shaped_cells import FoundCell
from desktop_app.views.utf16 import characters, units


@pytest.mark.parametrize(
    ("text", "length"), [("", 0), ("ab", 2), ("ёß", 2), ("a😀b", 4), ("𠮷", 2)]
)
def test_qt_counts_what_is_beyond_the_basic_plane_twice(text, length):
    assert units(text) == length
    assert characters(text, length) == len(text)


def test_the_letters_that_were_found_are_emphasised_behind_an_emoji(qapp):
    found = [range(2, 6), range(7, 8)]
    cell = FoundCell("😀 Anna 𠮷 b", qapp.font(), found, QTextCharFormat())
    formats = [(part.start, part.length) for part in cell._layout.formats()]
    assert formats == [(3, 4), (8, 2)]
