"""The second medium of backups: a stick or a disk, known by a mark in its folder, whatever its letter.

The mark is a small file without any name of the centre: a random number that the settings of the
centre know too. A stick that comes back as another drive is found by it.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mediadesk import files
from mediadesk.errors import Code, MediaDeskError, WorldTrouble

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MARK_FILE", "adopt", "copy_proven", "find", "places"]

MARK_FILE: Final = "mediadesk-backups.json"
_MOUNTS: Final = ("/media", "/run/media", "/mnt", "/Volumes")
_PIECE: Final = 2**20


def adopt(folder: Path) -> str:
    """Mark a folder as the place of second copies and give its mark; one that is there stays.

    WorldTrouble: READ_ONLY, NO_ACCESS, DISK_FULL, FILE_MISSING.
    """
    known = _mark_of(folder)
    if known:
        return known
    mark = secrets.token_hex(8)
    with files.replacing(folder / MARK_FILE) as part:
        part.write_text(json.dumps({"medium": mark}) + "\n", encoding="utf-8")
    return mark


def _mark_of(folder: Path) -> str:
    with suppress(OSError, ValueError, KeyError, TypeError):
        return str(json.loads((folder / MARK_FILE).read_text(encoding="utf-8"))["medium"])
    return ""


def find(folder: Path, mark: str, drives: Iterable[Path] | None = None) -> Path | None:
    """Find the marked folder: where it was, or at the same place on another drive; None if away.

    Without a mark (a folder chosen in an earlier program) the folder itself counts.
    """
    if not mark:
        return folder if folder.is_dir() else None
    if _mark_of(folder) == mark:
        return folder
    for drive in places() if drives is None else drives:
        for tail in _tails(folder):
            if _mark_of(drive / tail) == mark:
                return drive / tail
    return None


def _tails(folder: Path) -> list[Path]:
    """Give every end of a path, the longest first: on another drive it begins later."""
    parts = folder.parts[1:]
    return [Path(*parts[n:]) for n in range(len(parts) + 1)]


def places() -> tuple[Path, ...]:
    """List the drives that are there now: letters on Windows, mounted media elsewhere."""
    if sys.platform == "win32":  # pragma: no cover - only Windows
        import ctypes
        import string

        there = ctypes.windll.kernel32.GetLogicalDrives()
        letters = enumerate(string.ascii_uppercase)
        return tuple(Path(f"{letter}:\\") for place, letter in letters if there >> place & 1)
    found: list[Path] = []
    for name in _MOUNTS:
        with suppress(OSError):
            below = sorted(p for p in Path(name).iterdir() if p.is_dir())
            found += below
            for each in below:  # /media/<who>/<stick>
                with suppress(OSError):
                    found += sorted(p for p in each.iterdir() if p.is_dir())
    return tuple(found)


def copy_proven(made: Path, folder: Path) -> None:
    """Copy a proven backup into a folder and read it back; equal bytes are as proven as the first.

    WorldTrouble: DISK_FULL, READ_ONLY, NO_ACCESS, FILE_MISSING, BACKUP_BAD (what came back differs).
    Nothing half made stays behind.
    """
    target = folder / made.name
    with files.replacing(target) as part:
        shutil.copyfile(made, part)
    try:
        is_equal = _digest(made) == _digest(target)
    except OSError as error:
        raise files.trouble(error, made.name) from error
    if not is_equal:
        with suppress(OSError, MediaDeskError):
            target.unlink()
        raise WorldTrouble(Code.BACKUP_BAD)


def _digest(path: Path) -> bytes:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        if sys.platform == "linux":  # read what is on the medium, not what is in the memory
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.digest()
