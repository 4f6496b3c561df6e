"""One program at a time writes to a centre: a lock the system frees when the program dies."""

import getpass
import os
import platform
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from mediadesk.errors import Code, WorldTrouble

__all__ = ["TRACES", "CentreLock", "is_network", "refuse_network_folder"]

_LOCK = "centre.lock"
_NOTE = "centre.lock.txt"
TRACES = (_LOCK, _NOTE)
"""Files that tell that a centre is open."""
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "9p", "afs", "davfs"}
_DRIVE_REMOTE = 4


def _take(file: IO[bytes]) -> bool:
    if sys.platform == "win32":  # pragma: no cover - only Windows
        import msvcrt

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class CentreLock:
    """Holds the lock of a centre's folder until released."""

    def __init__(self, folder: Path, since: datetime | None = None) -> None:
        """Take the lock; WorldTrouble(FILE_IN_USE) names who holds it, and since when.

        `since` stands in the note beside the lock, so that others are told.
        """
        self._note = folder / _NOTE
        try:
            (folder / _LOCK).touch(mode=0o600)
            self._file = (folder / _LOCK).open("a+b")
        except FileNotFoundError as error:
            raise WorldTrouble(Code.CENTRE_MISSING) from error
        except OSError as error:
            raise WorldTrouble(Code.READ_ONLY) from error
        if not _take(self._file):
            self._file.close()
            raise WorldTrouble(Code.FILE_IN_USE, who=self._holder())
        self.left_by = self._holder() if self._note.exists() else ""
        """Who left the centre without closing it: a program that died, a computer switched off."""
        try:
            told = (getpass.getuser(), platform.node(), f"{since:%d.%m.%Y %H:%M}" if since else "")
            self._note.touch(mode=0o600)
            self._note.write_text(", ".join(filter(None, told)), encoding="utf-8")
        except (OSError, KeyError):
            self._drop_note()

    def _drop_note(self) -> None:
        """Take the note away; one that stays names somebody, the lock alone decides."""
        with suppress(OSError):
            self._note.unlink(missing_ok=True)

    def _holder(self) -> str:
        try:
            return self._note.read_text(encoding="utf-8")[:100]
        except (OSError, UnicodeDecodeError):
            return "?"

    def release(self) -> None:
        """Give the lock back; the note goes first, for afterwards it may be somebody else's."""
        self._drop_note()
        self._file.close()


def refuse_network_folder(folder: Path) -> None:
    """Refuse a folder on a network drive, where write-ahead logging is not safe."""
    if is_network(folder):
        raise WorldTrouble(Code.NETWORK_FOLDER)


def is_network(folder: Path) -> bool:
    """Tell whether a folder lies on a drive of another computer, as far as the system tells it."""
    if sys.platform == "win32":  # pragma: no cover - only Windows
        import ctypes

        root = Path(folder.absolute().anchor)
        return str(root).startswith("\\\\") or (
            ctypes.windll.kernel32.GetDriveTypeW(str(root)) == _DRIVE_REMOTE
        )
    mounts = Path("/proc/mounts")
    if not mounts.is_file():
        return False
    return filesystem_of(folder, mounts.read_text(encoding="utf-8", errors="replace")) in _NETWORK


def filesystem_of(folder: Path, mounts: str) -> str:
    """Name the file system a folder lies on, by the system's table of mounts."""
    here = os.path.realpath(folder)
    best, kind = "", ""
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        place = parts[1].replace("\\040", " ")
        inside = here == place or here.startswith(place.rstrip("/") + "/")
        if inside and len(place) >= len(best):
            best, kind = place, parts[2]
    return kind
