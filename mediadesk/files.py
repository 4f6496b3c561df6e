"""Writes files whole or not at all, and says in our words what the disk answered."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mediadesk.errors import Code, WorldTrouble

__all__ = ["move", "private_folder", "replacing", "scratch", "sweep", "sync", "trouble"]

_CODES = {
    errno.ENOSPC: Code.DISK_FULL,
    errno.EDQUOT: Code.DISK_FULL,
    errno.EFBIG: Code.DISK_FULL,
    errno.EIO: Code.DISK_FAILED,
    errno.ENXIO: Code.DISK_FAILED,
    errno.ENODEV: Code.DISK_FAILED,
    errno.EROFS: Code.READ_ONLY,
    errno.ENOENT: Code.FILE_MISSING,
    errno.ENOTDIR: Code.FILE_MISSING,
    errno.EISDIR: Code.NO_ACCESS,
    errno.EACCES: Code.NO_ACCESS,
    errno.EPERM: Code.NO_ACCESS,
    errno.EBUSY: Code.FILE_OPEN_ELSEWHERE,
    errno.ETXTBSY: Code.FILE_OPEN_ELSEWHERE,
}
_SCRATCH = ".mediadesk-"
"""So begin the names of folders that hold something for a while."""
_SHARING_VIOLATION = 32  # Windows: another program holds the file
_PAUSES_S = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4) if os.name == "nt" else ()


def trouble(error: OSError, name: str = "") -> WorldTrouble:
    """Turn what the system said into our error; `name` is the bare file name to show."""
    if getattr(error, "winerror", None) == _SHARING_VIOLATION:
        return WorldTrouble(Code.FILE_OPEN_ELSEWHERE, name=name)
    return WorldTrouble(_CODES.get(error.errno or 0, Code.NO_ACCESS), name=name)


def private_folder(folder: Path) -> Path:
    """Make a folder that only its owner may enter; WorldTrouble if it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise trouble(error, folder.name) from error
    return folder


def move(old: Path, new: Path) -> None:
    """Give a file the name of another in one step; OSError.

    On Windows it is tried again for a second: what looks for viruses, or copies into a cloud, opens
    a file that has just been written, and nobody can move it meanwhile.
    """
    for pause in _PAUSES_S:
        try:
            old.replace(new)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    old.replace(new)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a `.part` beside the target to write into; it takes the target's place when all went well.

    The bytes are on the disk before the name changes, and so is the name in the end. On any failure
    the part is removed and the target stays as it was; failures of the disk come out as WorldTrouble.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        move(part, target)
        sync(target.parent)
    except OSError as error:
        _drop(part)
        raise trouble(error, target.name) from error
    except BaseException:
        _drop(part)
        raise


@contextmanager
def scratch(parent: Path) -> Iterator[Path]:
    """Give a private folder in another; it goes at the end, or the next time the centre opens.

    `tempfile.TemporaryDirectory` would not end where the disk refuses to remove it (Python 3.11).
    """
    import shutil
    import tempfile

    try:
        made = Path(tempfile.mkdtemp(prefix=_SCRATCH, dir=parent))
    except OSError as error:
        raise trouble(error, parent.name) from error
    try:
        yield made
    except OSError as error:
        raise trouble(error, parent.name) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def sync(folder: Path) -> None:
    """Ask the disk to keep the names in a folder as they are now; some file systems cannot."""
    if os.name == "nt":  # pragma: no cover - there a rename is kept in order by itself
        return
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def sweep(folder: Path) -> None:
    """Remove what a program that was killed left half written in a folder nobody else writes to."""
    import shutil

    with suppress(OSError):
        for path in tuple(folder.glob(".*")):
            if path.name.startswith(_SCRATCH) and path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif path.suffix == ".part":
                _drop(path)


def _drop(part: Path) -> None:
    """Remove what was begun; where there is no folder, there is nothing to remove."""
    with suppress(OSError):
        part.unlink(missing_ok=True)
