"""Which page opens a file that somebody clicked: a package, a journal, a backup."""

from pathlib import Path
from typing import Any

from mediadesk.domain.backups import SUFFIX
from mediadesk.ui.package_parts import CARD, PACKAGE

__all__ = ["place_of"]

_JOURNALS = frozenset({".xlsx", ".xls", ".ods", ".csv"})


def place_of(path: Path) -> tuple[str, dict[str, Any]]:
    """Name the page for a file and what it is to be given; ('', {}) for a strange one."""
    ending = path.suffix.lower()
    if ending in (PACKAGE, CARD):
        return "offices", {"tab": "packages", "files": (path,)}
    if ending == SUFFIX:
        return "settings", {"tab": "backups", "file": path}
    if ending in _JOURNALS:
        return "importing", {"file": path}
    return "", {}
