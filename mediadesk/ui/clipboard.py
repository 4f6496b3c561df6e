"""What was copied from the program leaves the clipboard after a while, and when the desk is left.

Whatever is copied counts, from a list, a field or a picture: any of it may name somebody. Programs
that keep a history of the clipboard, or send it to other computers, are asked not to.
"""

from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

from mediadesk.config import SettingsStore

__all__ = ["SECRETS", "ClipboardGuard"]

SECRETS: Final = {
    "x-kde-passwordManagerHint": b"secret",
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "CanIncludeInClipboardHistory": bytes(4),
    "CanUploadToCloudClipboard": bytes(4),
}
"""What keepers of a history look for: KDE and its kin, and Windows."""
_PICTURE: Final = "application/x-qt-image"
_ALONE: Final = ("offscreen", "minimal")
"""Without a screen the clipboard is the program's own, and Qt does not say whose it is."""
_SECOND: Final = 1000


class ClipboardGuard(QObject):
    """Marks what is copied as secret, and takes it away when its time is over."""

    cleared = Signal()
    """The time of something was over."""

    def __init__(self, settings: SettingsStore, parent: QObject) -> None:
        """Begin to watch; the settings tell the seconds, 0 for as long as the desk is open."""
        super().__init__(parent)
        self._settings = settings
        self._clipboard = QGuiApplication.clipboard()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._over)
        self._is_marking = False
        self._clipboard.dataChanged.connect(self._copied)

    def clear(self) -> None:
        """Take away what was copied here; what other programs put there stays."""
        self._timer.stop()
        mode = QClipboard.Mode
        if self._is_ours(mode.Clipboard):
            self._clipboard.clear(mode.Clipboard)
        if self._clipboard.supportsSelection() and self._is_ours(mode.Selection):
            self._clipboard.clear(mode.Selection)

    def _is_ours(self, mode: QClipboard.Mode) -> bool:
        if QGuiApplication.platformName() in _ALONE:
            return True
        return bool(
            self._clipboard.ownsSelection()
            if mode is QClipboard.Mode.Selection
            else self._clipboard.ownsClipboard()
        )

    def _copied(self) -> None:
        if self._is_marking:
            return
        self._timer.stop()
        if not self._is_ours(QClipboard.Mode.Clipboard) or not self._mark():
            return
        seconds = self._settings.now.clipboard_seconds
        if seconds > 0:
            self._timer.start(seconds * _SECOND)

    def _mark(self) -> bool:
        """Put what was copied there again with the marks; False where nothing was."""
        found = self._clipboard.mimeData()
        names = found.formats() if found is not None else []
        if not names:
            return False
        if SECRETS.keys() <= set(names):
            return True
        made = QMimeData()
        for name in names:
            if name != _PICTURE:
                made.setData(name, found.data(name))
        if found.hasImage():
            made.setImageData(found.imageData())
        for name, value in SECRETS.items():
            made.setData(name, value)
        self._is_marking = True
        try:
            self._clipboard.setMimeData(made)
        finally:
            self._is_marking = False
        return True

    def _over(self) -> None:
        self.clear()
        self.cleared.emit()
