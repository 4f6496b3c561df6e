"""Shows the window over a proof's temporary centre, and tells what of the computer mattered for it."""

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEventLoop, QLocale, QTimer, qVersion
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication

from mediadesk.config import Settings, SettingsStore
from mediadesk.errors import Code, WorldTrouble
from mediadesk.i18n import LANGUAGES, Translator
from mediadesk.ui import qt_words, theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mediadesk.domain.ports import Clock
    from mediadesk.ui.main_window import MainWindow
    from mediadesk.usecases.desk import Desk

__all__ = ["families", "screen_facts", "show_window"]

_PAGES: Final = ("start", "cases", "reports")
_LONGEST_S: Final = 60
_TURN_MS: Final = 20
_FEWEST_COLOURS: Final = 20
"""A page with words, lines and buttons has many more; one that was not painted has one or two."""


def show_window(desk: "Desk", clock: "Clock") -> None:
    """Show pages of the main window in each language.

    WorldTrouble(RESOURCE_BAD) if one stays blank, or a list has other letters than the window.
    """
    app = theme.application()
    for language in LANGUAGES:
        from mediadesk.ui.main_window import MainWindow

        qt_words.install(app, language)
        theme.apply(app, "light", 100)
        settings = SettingsStore(Settings(language=language), lambda _: None)
        window = MainWindow(desk, Translator(language), settings, clock, is_practice=True)
        window.show()
        for page in _PAGES:
            window.navigate(page)
            _wait(window)
            if _colours(window.grab().toImage()) < _FEWEST_COLOURS:
                raise WorldTrouble(Code.RESOURCE_BAD, name=f"{page}/{language}")
            if families(window) != {app.font().family()}:
                raise WorldTrouble(Code.RESOURCE_BAD, name=f"fonts of {page}/{language}")
        window.blockSignals(True)
        window.close()
        window.deleteLater()


def screen_facts() -> dict[str, str]:
    """Tell what drew the window: Qt, its platform, screens; nothing of the person or the computer's name."""
    app = theme.application()
    screens = (
        f"{each.size().width()}x{each.size().height()} x{each.devicePixelRatio():g}"
        for each in QApplication.screens()
    )
    return {
        "qt": qVersion() or "",
        "qt platform": app.platformName(),
        "screens": ", ".join(screens),
        "language of the system": QLocale.system().name(),
    }


def _wait(window: "MainWindow") -> None:
    """Let the window paint and its jobs end."""
    end = time.monotonic() + _LONGEST_S
    while True:
        loop = QEventLoop()
        QTimer.singleShot(_TURN_MS, loop.quit)
        loop.exec()
        if window.jobs.is_idle or time.monotonic() > end:
            return


def families(window: "QWidget") -> set[str]:
    """Give the families of letters of a window and its lists, which Windows would give their own."""
    return {each.font().family() for each in (window, *window.findChildren(QAbstractItemView))}


def _colours(image: QImage) -> int:
    """Count the colours of a picture, by a grid of points."""
    wide, high = range(0, image.width(), 3), range(0, image.height(), 3)
    return len({image.pixel(x, y) for x in wide for y in high})
