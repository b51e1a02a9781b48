"""The look: Fusion with our own colours, following the system or the person's choice.

Both palettes are always set by us, because bare X11 knows neither light nor dark.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from desktop_app.views.resources import resource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton


class Theme(StrEnum):
    """What the person may choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Look(StrEnum):
    """The one button of a place that stands out."""

    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """Every colour of one theme, most of which a palette has no role for.

    Text, danger, warning, success and accent can be read on window, base and the surfaces.
    """

    dark: bool
    window: QColor
    base: QColor
    alternate: QColor
    button: QColor
    text: QColor
    muted: QColor
    disabled: QColor
    border: QColor
    separator: QColor
    hover: QColor
    accent: QColor
    on_accent: QColor
    selection: QColor
    on_selection: QColor
    danger: QColor
    warning: QColor
    success: QColor
    info_surface: QColor
    warning_surface: QColor
    error_surface: QColor
    placeholder: QColor
    hit: QColor
    on_hit: QColor


def _colours(*, dark: bool, **names: str) -> Colours:
    shades: dict[str, Any] = {name: QColor(shade) for name, shade in names.items()}
    return Colours(dark=dark, **shades)


# fmt: off
LIGHT = _colours(
    dark=False,
    window="#f3f4f7", base="#ffffff", alternate="#f8f9fb", button="#ffffff",
    text="#1a1d23", muted="#565e6c", disabled="#8d95a3",
    border="#848d9c", separator="#d5dae2", hover="#e4e8ef",
    accent="#1f57c3", on_accent="#ffffff", selection="#cfe0ff", on_selection="#10192b",
    danger="#b3261e", warning="#825000", success="#1b6e3c",
    info_surface="#e3edff", warning_surface="#fff1d6", error_surface="#ffe5e2",
    placeholder="#e4e7ec", hit="#ffe08a", on_hit="#1a1d23",
)
DARK = _colours(
    dark=True,
    window="#1f2227", base="#17191d", alternate="#1c1f23", button="#2b2f36",
    text="#e9ebef", muted="#a6aebb", disabled="#6f7784",
    border="#747d8c", separator="#363b44", hover="#30353d",
    accent="#8ab4ff", on_accent="#0d1a33", selection="#2a4577", on_selection="#ffffff",
    danger="#ffa198", warning="#f3bf5e", success="#7fd19c",
    info_surface="#1e2f4f", warning_surface="#44350f", error_surface="#4d2523",
    placeholder="#2c3037", hit="#6b5200", on_hit="#ffffff",
)
HIGH_LIGHT = _colours(
    dark=False,
    window="#ffffff", base="#ffffff", alternate="#ffffff", button="#ffffff",
    text="#000000", muted="#2b2b2b", disabled="#5c5c5c",
    border="#000000", separator="#000000", hover="#d6e4ff",
    accent="#00309e", on_accent="#ffffff", selection="#00309e", on_selection="#ffffff",
    danger="#8c0000", warning="#5c3700", success="#004d1f",
    info_surface="#ffffff", warning_surface="#ffffff", error_surface="#ffffff",
    placeholder="#c8c8c8", hit="#ffe600", on_hit="#000000",
)
HIGH_DARK = _colours(
    dark=True,
    window="#000000", base="#000000", alternate="#000000", button="#000000",
    text="#ffffff", muted="#e0e0e0", disabled="#a8a8a8",
    border="#ffffff", separator="#ffffff", hover="#2e2e2e",
    accent="#ffd800", on_accent="#000000", selection="#ffd800", on_selection="#000000",
    danger="#ffb3ac", warning="#ffd27a", success="#9cf0b6",
    info_surface="#000000", warning_surface="#000000", error_surface="#000000",
    placeholder="#4a4a4a", hit="#0048c4", on_hit="#ffffff",
)
# fmt: on
_THEMES = {(c.window.rgb(), c.text.rgb()): c for c in (LIGHT, DARK, HIGH_LIGHT, HIGH_DARK)}
_MIDDLE = 128
_PARTS = ("check", "dot", "down", "some", "up")


def colours(palette: QPalette) -> Colours:
    """The colours that go with a palette, so that a widget need not be told the theme."""
    window, text = palette.window().color(), palette.windowText().color()
    near = DARK if window.lightness() < _MIDDLE else LIGHT
    return _THEMES.get((window.rgb(), text.rgb()), near)


def palette_of(shades: Colours) -> QPalette:
    """Every role in every group is set: what is left out would follow the system."""
    role = QPalette.ColorRole
    palette = QPalette()
    normal = {
        role.Window: shades.window,
        role.WindowText: shades.text,
        role.Base: shades.base,
        role.Text: shades.text,
        role.Button: shades.button,
        role.ButtonText: shades.text,
        role.BrightText: shades.on_accent,
        role.Light: shades.base,
        role.Midlight: shades.hover,
        role.Mid: shades.separator,
        role.Dark: shades.border,
        role.Shadow: shades.border,
        role.AlternateBase: shades.alternate,
        role.ToolTipBase: shades.base,
        role.ToolTipText: shades.text,
        role.PlaceholderText: shades.muted,
        role.Highlight: shades.selection,
        role.HighlightedText: shades.on_selection,
        role.Accent: shades.accent,
        role.Link: shades.accent,
        role.LinkVisited: shades.accent,
    }
    for each, colour in normal.items():
        palette.setColor(each, colour)
    for each in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, shades.disabled)
    palette.setColor(QPalette.ColorGroup.Disabled, role.Accent, shades.disabled)
    return palette


def stand_out(button: QPushButton, look: Look = Look.PRIMARY) -> None:
    """At most one button of a place is filled: the one most people came for."""
    button.setProperty("look", look.value)
    button.style().unpolish(button)
    button.style().polish(button)


def style_sheet(shades: Colours) -> str:
    """Flat where Fusion is dated. Item views are left alone: style sheets make cells slow."""
    sheet = resource("icons", "look", "userbook.qss").read_text("utf-8")
    theme = "dark" if shades.dark else "light"
    words = {part: _url(f"{part}-{theme}.svg") for part in _PARTS}
    for name in Colours.__slots__:
        shade = getattr(shades, name)
        if isinstance(shade, QColor):
            words[name] = shade.name()
    for name in sorted(words, key=len, reverse=True):
        sheet = sheet.replace(f"@{name}", words[name])
    return sheet


def _url(name: str) -> str:
    return f'url("{resource("icons", "look", name).as_posix()}")'


class ThemeSwitch(QObject):
    """Dresses the application, again whenever the system changes its mind."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._hints = app.styleHints()
        self._choice = Theme.SYSTEM
        self._worn: Colours | None = None
        app.setStyle("Fusion")
        self._hints.colorSchemeChanged.connect(self._dress)
        # Qt knows of contrast since 6.10.
        access: Any = getattr(self._hints, "accessibility", None)
        self._access: Any = access() if access else None
        if self._access is not None:
            self._access.contrastPreferenceChanged.connect(self._dress)

    @property
    def colours(self) -> Colours:
        """What the current choice comes to on this system."""
        dark = self._hints.colorScheme() is Qt.ColorScheme.Dark
        if self._choice is not Theme.SYSTEM:
            dark = self._choice is Theme.DARK
        if self._high_contrast():
            return HIGH_DARK if dark else HIGH_LIGHT
        return DARK if dark else LIGHT

    def apply(self, choice: str) -> None:
        self._choice = Theme(choice)
        # Title bars are the system's: they follow the scheme where the platform can.
        scheme = {Theme.LIGHT: Qt.ColorScheme.Light, Theme.DARK: Qt.ColorScheme.Dark}
        self._hints.setColorScheme(scheme.get(self._choice, Qt.ColorScheme.Unknown))
        self._dress()

    def _high_contrast(self) -> bool:
        if self._access is None:
            return False
        return self._access.contrastPreference() is Qt.ContrastPreference.HighContrast

    def _dress(self) -> None:
        shades = self.colours
        if shades is self._worn:
            return
        self._worn = shades
        self._app.setPalette(palette_of(shades))
        QToolTip.setPalette(palette_of(shades))
        self._app.setStyleSheet(style_sheet(shades))
