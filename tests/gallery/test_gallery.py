"""One variant of the gallery: every screen is there, and there is something on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from gallery import VARIANTS, take, write_page
from PySide6.QtGui import QImage
from screens import NAMES

if TYPE_CHECKING:
    from pathlib import Path

SMALL = VARIANTS[0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("gallery")
    take(folder, SMALL)
    return folder


def colours_of(picture: QImage) -> set[int]:
    return {
        picture.pixel(x, y)
        for x in range(0, picture.width(), 5)
        for y in range(0, picture.height(), 5)
    }


def test_every_screen_is_written_and_none_is_blank_or_like_another(folder):
    pictures = {path.stem: QImage(str(path)) for path in (folder / str(SMALL)).glob("*.png")}
    assert set(pictures) == set(NAMES)
    assert {(p.width(), p.height()) for p in pictures.values()} == {(SMALL.width, SMALL.height)}
    assert [name for name, picture in pictures.items() if len(colours_of(picture)) < 8] == []
    assert len({picture.bits().tobytes() for picture in pictures.values()}) == len(NAMES)


def test_the_page_shows_every_picture_of_every_variant(folder):
    page = write_page(folder, VARIANTS).read_text("utf-8")
    assert len(VARIANTS) == 16
    assert page.count("<img ") == len(VARIANTS) * len(NAMES)
    assert f"src={SMALL}/{NAMES[0]}.png" in page
