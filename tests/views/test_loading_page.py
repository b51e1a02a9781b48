from __future__ import annotations

import pytest

from desktop_app.views.loading_page import LoadingPage
from desktop_app.views.theme import DARK, LIGHT, palette_of


@pytest.mark.parametrize("shades", [LIGHT, DARK])
@pytest.mark.parametrize("width", [700, 1400])
def test_the_shape_of_a_file_is_drawn_in_the_colours_of_the_theme(qtbot, shades, width):
    page = LoadingPage()
    qtbot.addWidget(page)
    page.setPalette(palette_of(shades))
    page.resize(width, 500)
    image = page.grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(0, width, 3) for y in range(0, 500, 3)}
    assert {shades.window.name(), shades.base.name(), shades.placeholder.name()} <= seen


def test_a_wide_window_leaves_the_place_of_the_details(qtbot):
    page = LoadingPage()
    qtbot.addWidget(page)
    page.setPalette(palette_of(LIGHT))
    for width, shade in ((1400, LIGHT.window), (700, LIGHT.base)):
        page.resize(width, 500)
        assert page.grab().toImage().pixelColor(width - 2, 2) == shade
