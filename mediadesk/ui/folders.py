"""Opens folders and files with what the computer has for them."""

from contextlib import suppress
from pathlib import Path

__all__ = ["open_file", "open_folder"]


def open_folder(folder: Path) -> bool:
    """Show a folder, which is made if it is not there; tell whether the computer could."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return open_file(folder)


def open_file(path: Path) -> bool:
    """Open a file with the program the computer has for it."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    return bool(QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
