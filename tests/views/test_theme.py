from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QPushButton

from desktop_app.views.theme import (
    DARK,
    HIGH_DARK,
    HIGH_LIGHT,
    LIGHT,
    Look,
    ThemeSwitch,
    colours,
    palette_of,
    stand_out,
    style_sheet,
)

ALL = pytest.mark.parametrize(
    "shades", [LIGHT, DARK, HIGH_LIGHT, HIGH_DARK], ids=["light", "dark", "high_light", "high_dark"]
)


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in colour.getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """As WCAG 2 counts it: 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def grounds(shades):
    return (
        shades.window,
        shades.base,
        shades.alternate,
        shades.button,
        shades.info_surface,
        shades.warning_surface,
        shades.error_surface,
    )


def test_the_formula_knows_its_ends():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@ALL
def test_body_text_has_seven_to_one(shades):
    for ground in (*grounds(shades), shades.hover, shades.placeholder):
        assert contrast(shades.text, ground) >= 7, ground.name()
    assert contrast(shades.on_selection, shades.selection) >= 7


@ALL
@pytest.mark.parametrize("name", ["muted", "accent", "danger", "warning", "success"])
def test_other_text_has_four_and_a_half_to_one(shades, name):
    for ground in grounds(shades):
        assert contrast(getattr(shades, name), ground) >= 4.5, ground.name()


@ALL
def test_filled_buttons_can_be_read(shades):
    assert contrast(shades.on_accent, shades.accent) >= 4.5
    assert contrast(shades.on_hit, shades.hit) >= 4.5
    assert contrast(shades.base, shades.danger) >= 4.5


@ALL
def test_edges_and_focus_can_be_seen(shades):
    for ground in (shades.window, shades.base):
        assert contrast(shades.border, ground) >= 3
        assert contrast(shades.accent, ground) >= 3


@ALL
def test_no_role_of_the_palette_is_left_to_the_system(shades):
    palette = palette_of(shades)
    for role in QPalette.ColorRole:
        if role not in (QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles):
            for group in ("Active", "Inactive", "Disabled"):
                assert palette.isBrushSet(QPalette.ColorGroup[group], role), (group, role)


@ALL
def test_a_palette_leads_to_its_colours(shades):
    assert colours(palette_of(shades)) is shades


@pytest.mark.parametrize(("window", "near"), [("#fdfdfd", LIGHT), ("#202020", DARK)])
def test_a_foreign_palette_leads_to_the_nearest_colours(window, near):
    assert colours(QPalette(QColor(window))) is near


@ALL
def test_the_style_sheet_leaves_no_name_unsaid_and_no_cell_styled(shades):
    sheet = style_sheet(shades)
    assert "@" not in sheet
    # Never more than a handful of cells.
    few = ("QStatusBar::item", "QComboBox QAbstractItemView", "QListView#completions")
    rules = [line for line in sheet.splitlines() if not line.startswith(few)]
    for view in ("QTableView", "QTreeView", "QListView", "QAbstractItemView {", "::item"):
        assert view not in "\n".join(rules)


@pytest.fixture
def switch(qapp):
    palette, style = qapp.palette(), qapp.style().name()
    switch = ThemeSwitch(qapp)
    yield switch
    switch.apply("system")
    switch.deleteLater()
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setPalette(palette)


def test_bare_x11_is_light(switch, qapp):
    switch.apply("system")
    assert colours(qapp.palette()) is LIGHT


def test_the_choice_is_worn_at_once(switch, qapp, qtbot):
    switch.apply("light")
    button = QPushButton()
    qtbot.addWidget(button)
    switch.apply("dark")
    assert colours(qapp.palette()) is DARK
    assert colours(button.palette()) is DARK


def test_a_theme_nobody_knows_is_refused(switch):
    with pytest.raises(ValueError, match="pink"):
        switch.apply("pink")


def test_one_button_may_stand_out(switch, qtbot):
    switch.apply("light")
    button = QPushButton("Save")
    qtbot.addWidget(button)
    stand_out(button, Look.PRIMARY)
    button.resize(120, 40)
    assert button.grab().toImage().pixelColor(10, 20).name() == LIGHT.accent.name()
