from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QIcon, QImage
from PySide6.QtWidgets import QPushButton, QToolButton

from desktop_app.views.icons import IconMark, Tint, app_icon, document_icon, icon
from desktop_app.views.resources import resource
from desktop_app.views.theme import DARK, LIGHT, palette_of

NAMES = sorted(path.stem for path in resource("icons", "lucide").glob("*.svg"))


@pytest.fixture(autouse=True)
def light(qapp):
    before = qapp.palette()
    qapp.setPalette(palette_of(LIGHT))
    yield
    qapp.setPalette(before)


def strongest(image: QImage) -> str:
    """The colour of the most opaque point."""
    points = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(points, key=lambda colour: colour.alpha()).name()


def drawn(shown: QIcon, mode=QIcon.Mode.Normal, size=48) -> QImage:
    return shown.pixmap(QSize(size, size), 1.0, mode).toImage()


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn_in_the_colour_of_text(name):
    assert strongest(drawn(icon(name))) == LIGHT.text.name()


def test_an_unknown_icon_is_a_mistake_at_once():
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


def test_icons_follow_state_and_tint():
    save = icon("save")
    assert strongest(drawn(save, QIcon.Mode.Disabled)) == LIGHT.disabled.name()
    assert strongest(drawn(save, QIcon.Mode.Selected)) == LIGHT.on_selection.name()
    for tint in Tint:
        expected = getattr(LIGHT, tint.value).name()
        assert strongest(drawn(icon("circle-dot", tint))) == expected


def test_an_icon_set_before_the_theme_changed_is_right_after(qapp, qtbot):
    button, action = QPushButton(), QAction()
    qtbot.addWidget(button)
    for target in (button, action):
        target.setIcon(icon("save"))
    qapp.setPalette(palette_of(DARK))
    for target in (button, action):
        assert strongest(drawn(target.icon())) == DARK.text.name()


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_icons_have_a_pixel_for_each_of_the_screen(ratio):
    pixmap = icon("save").pixmap(QSize(16, 16), ratio)
    assert pixmap.size() == QSize(round(16 * ratio), round(16 * ratio))
    assert pixmap.devicePixelRatio() == pytest.approx(ratio)


def test_arrows_turn_round_where_people_read_from_right_to_left(qapp):
    def middle(shown: QImage) -> float:
        points = [(x, y) for x in range(48) for y in range(48) if shown.pixelColor(x, y).alpha()]
        return sum(x for x, _ in points) / len(points)

    forth, still = drawn(icon("chevron-right")), drawn(icon("save"))
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        back = drawn(icon("chevron-right"))
        assert middle(back) == pytest.approx(47 - middle(forth), abs=0.2)
        assert back != forth
        assert drawn(icon("save")) == still
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_our_own_marks_are_drawn_from_16_to_512():
    for mark in (app_icon(), document_icon()):
        for size in (16, 512):
            assert mark.pixmap(size, size).size() == QSize(size, size)


def test_a_mark_paints_its_icon(qtbot):
    mark = IconMark(icon("info"), 32)
    qtbot.addWidget(mark)
    assert strongest(mark.grab().toImage()) != "#000000"
    before = mark.grab().toImage()
    mark.show_icon(icon("triangle-alert", Tint.WARNING))
    assert mark.grab().toImage() != before
    mark.setEnabled(False)
    assert mark.grab().toImage() != before


def test_thousands_of_icons_come_and_go(qtbot):
    for _ in range(2000):
        shown = icon("copy")
        button = QToolButton()
        button.setIcon(QIcon(shown))
        button.setDefaultAction(QAction(shown, "x", button))
    gc.collect()
    assert drawn(shown) == drawn(icon("copy"))
