"""Remembers where the window stood; one that would be off the screen is brought back by Qt."""

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from mediadesk.config import SettingsStore

__all__ = ["remember", "restore"]

_SMALLEST = (900, 560)
_USUAL = (1360, 820)
_FRAME = (16, 40)
"""More than any system draws around a window; it is known only when the window is there."""


def remember(window: QMainWindow, settings: SettingsStore) -> None:
    """Write down place and size of the window."""
    settings.remember("window", bytes(window.saveGeometry().toBase64().data()).decode("ascii"))
    settings.change(settings.now)


def restore(window: QMainWindow, settings: SettingsStore) -> None:
    """Put the window where it stood, or give it its usual size."""
    window.setMinimumSize(*_SMALLEST)
    kept = settings.layout("window")
    if kept and window.restoreGeometry(QByteArray.fromBase64(str(kept).encode())):
        return
    screen = QGuiApplication.primaryScreen().availableGeometry()
    frame = (0, 0) if QGuiApplication.platformName() == "offscreen" else _FRAME
    width, height = screen.width() - frame[0], screen.height() - frame[1]
    window.resize(min(_USUAL[0], width), min(_USUAL[1], height))
