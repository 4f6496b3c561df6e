"""A file that somebody clicked: which page opens a package, texts, a journal, a backup."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediadesk.domain.backups import SUFFIX
from mediadesk.domain.packages import CARD_SUFFIX, PACKAGE_SUFFIX
from mediadesk.domain.wordings import TEXTS_SUFFIX
from mediadesk.marks import N_

if TYPE_CHECKING:
    from mediadesk.ui.main_window import MainWindow

__all__ = ["open_in", "place_of"]

_JOURNALS = frozenset({".xlsx", ".xls", ".ods", ".csv"})


def place_of(path: Path) -> tuple[str, dict[str, Any]]:
    """Name the page for a file and what it is to be given; ('', {}) for a strange one."""
    ending = path.suffix.lower()
    if ending in (PACKAGE_SUFFIX, CARD_SUFFIX):
        return "offices", {"tab": "packages", "files": (path,)}
    if ending == SUFFIX:
        return "settings", {"tab": "backups", "file": path}
    if ending == TEXTS_SUFFIX:
        return "settings", {"tab": "texts", "file": path}
    if ending in _JOURNALS:
        return "importing", {"file": path}
    return "", {}


def open_in(window: "MainWindow", path: Path) -> None:
    """Open a file in the window, on the page it belongs to; a strange one is told."""
    page, args = place_of(path)
    if page:
        window.navigate(page, **args)
    else:
        ctx = window.ctx
        ctx.messages.info(ctx.tr.text(N_("This file is not one of MediaDesk")), path.name)
