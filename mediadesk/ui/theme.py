"""The look: colours of a theme, one style sheet, one font; nothing here knows a page."""

from string import Template
from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from mediadesk import assets

__all__ = ["THEMES", "Theme", "application", "apply", "current", "load"]

THEMES = ("light", "dark")
"""Looks there are; "system" means the one the desktop wears."""

_STARTED_AS = ("mediadesk", "-style", "Fusion")
_BASE_POINTS = 10.0
_HALF = 128
_KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі₸№"
_FONTS = ("Segoe UI", "Noto Sans", "Inter", "Ubuntu", "Arimo", "Liberation Sans", "DejaVu Sans")


class Theme(NamedTuple):
    """One look: its name, whether it is dark, and colours by the names of the style sheet."""

    name: str
    is_dark: bool
    colours: dict[str, str]
    files: dict[str, str]

    def colour(self, name: str) -> QColor:
        """Give a colour by its name; KeyError if the theme has none."""
        return QColor(self.colours[name])


_current: list[Theme] = []


def application() -> QApplication:
    """Give the program's application, in the style Fusion from its first moment.

    To set a style later loads `QStyle` with all its flags, which the first window would wait for.
    """
    there = QApplication.instance()
    return there if isinstance(there, QApplication) else QApplication(list(_STARTED_AS))


def load(name: str) -> Theme:
    """Read a theme; "system" follows the desktop. WorldTrouble(RESOURCE_BAD) if damaged."""
    if name not in THEMES:
        name = "dark" if _is_desktop_dark() else "light"
    raw = assets.load_json(f"themes/{name}.json")
    return Theme(name, bool(raw["dark"]), dict(raw["colours"]), dict(raw["files"]))


def _is_desktop_dark() -> bool:
    """Ask for the palette that nobody changed: under Fusion it follows the desktop.

    `colorScheme()` would load all of `Qt` for the first window, a style of one's own all of
    `QStyle`.
    """
    QApplication.setPalette(QPalette())
    return bool(QApplication.palette().window().color().lightness() < _HALF)


def current() -> Theme:
    """Give the theme worn now; the light one before any was applied."""
    return _current[0] if _current else load("light")


def apply(app: QApplication, name: str, zoom: int = 100) -> Theme:
    """Dress the whole program; `zoom` is in per cent of the usual size of letters."""
    theme = load(name)
    _current[:] = [theme]
    points = _BASE_POINTS * zoom / 100
    app.setPalette(_palette(theme))
    app.setStyleSheet(_style(theme, points))
    # Last: with a style sheet Qt takes up again what fonts Windows has for lists, menus and tips.
    app.setFont(_font(points))
    return theme


def _font(points: float) -> QFont:
    """Choose the desktop's font if it has every Kazakh letter, else one that has."""
    own = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    families = QFontDatabase.families()
    for family in (*(f for f in _FONTS if f in families), own.family()):
        font = QFont(family)
        font.setPointSizeF(points)
        if all(QFontMetrics(font).inFontUcs4(ord(letter)) for letter in _KAZAKH):
            return font
    own.setPointSizeF(points)
    return own


def _palette(theme: Theme) -> QPalette:
    """Give Qt's own parts the colours of the theme."""
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, name in (
        (roles.Window, "bg"),
        (roles.WindowText, "text"),
        (roles.Base, "surface"),
        (roles.AlternateBase, "stripe"),
        (roles.Text, "text"),
        (roles.Button, "raised"),
        (roles.ButtonText, "text"),
        (roles.Highlight, "accent"),
        (roles.HighlightedText, "on_accent"),
        (roles.PlaceholderText, "faint"),
        (roles.ToolTipBase, "tip"),
        (roles.ToolTipText, "on_tip"),
        (roles.Link, "accent"),
    ):
        palette.setColor(role, theme.colour(name))
    return palette


def _style(theme: Theme, points: float) -> str:
    """Fill the style sheet."""
    icons = assets.root("resources") / "icons"
    sizes = {"small": 0.9, "heading": 1.2, "title": 1.6, "count": 2.2}
    places = {
        **theme.colours,
        **{name: f"{points * factor:.1f}" for name, factor in sizes.items()},
        **{name: (icons / file).as_posix() for name, file in theme.files.items()},
        "down": (icons / "style-down.svg").as_posix(),
        "up": (icons / "style-up.svg").as_posix(),
        "toast_link": "#7fd6cd" if not theme.is_dark else "#0f6b68",
    }
    return Template(assets.find("style.qss").read_text(encoding="utf-8")).substitute(places)
