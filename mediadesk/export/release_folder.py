"""A release on a stick: looked at wholly in memory, copied only as it was signed.

Nothing of the stick is believed before the signature over its list of checksums fits. What is
installed later is the copy that was hashed while it was written, never the file on the stick.
"""

import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mediadesk import files
from mediadesk.domain.ports import Progress
from mediadesk.domain.releases import (
    ABOUT,
    SIGNATURE,
    SUMS,
    Release,
    release_from_toml,
    sums_from,
)
from mediadesk.errors import Code, WorldTrouble
from mediadesk.marks import N_

__all__ = ["LARGEST", "Found", "copy", "look", "room_for"]

LARGEST: Final = 1024 * 1024 * 1024
"""More bytes than any file of a release has."""
_SMALL: Final = {SUMS: 64 * 1024, SIGNATURE: 4 * 1024, ABOUT: 256 * 1024}
_PIECE: Final = 1024 * 1024
_TIMES, _SPARE = 5, 200 * 1024 * 1024
"""What is installed takes four times its packed size; the copy lies beside it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A release whose signature and description fit; `comment` is what the signer wrote of it."""

    folder: Path
    release: Release
    sums: dict[str, str]
    comment: str

    def size(self, name: str) -> int:
        """Give the bytes of a file of the release; WorldTrouble where it is none or too many."""
        with _readable(name):
            told = os.lstat(self.folder / name)
        if not stat.S_ISREG(told.st_mode) or not 0 < told.st_size <= LARGEST:
            raise WorldTrouble(Code.UPDATE_BAD, name=name)
        return told.st_size


def look(place: Path, key: str) -> Found:
    """Look at a release: its folder, or any file in it. Nothing is written.

    WorldTrouble: UPDATE_MISSING, UPDATE_FORGED, UPDATE_BAD, UPDATE_STICK_GONE.
    """
    import tomllib

    from mediadesk.export.minisign import verified

    folder = place if place.is_dir() else place.parent
    signed = _small(folder, SUMS)
    try:
        comment = verified(signed, _small(folder, SIGNATURE).decode("utf-8"), key)
    except ValueError as error:
        raise WorldTrouble(Code.UPDATE_FORGED) from error
    try:
        sums = sums_from(signed.decode("utf-8"))
    except ValueError as error:
        raise WorldTrouble(Code.UPDATE_BAD, name=SUMS) from error
    about = _small(folder, ABOUT)
    if hashlib.sha256(about).hexdigest() != sums.get(ABOUT):
        raise WorldTrouble(Code.UPDATE_BAD, name=ABOUT)
    try:
        release = release_from_toml(tomllib.loads(about.decode("utf-8")))
    except ValueError as error:
        raise WorldTrouble(Code.UPDATE_BAD, name=ABOUT) from error
    return Found(folder, release, sums, comment)


def _small(folder: Path, name: str) -> bytes:
    """Read a small file of a release: no link, no device, not too big."""
    path, most = folder / name, _SMALL[name]
    try:
        told = os.lstat(path)
    except OSError as error:
        raise WorldTrouble(Code.UPDATE_MISSING, name=name) from error
    if not stat.S_ISREG(told.st_mode) or told.st_size > most:
        raise WorldTrouble(Code.UPDATE_BAD, name=name)
    with _readable(name), path.open("rb") as file:
        return file.read(most)


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise WorldTrouble(Code.UPDATE_MISSING, name=name) from error
    except OSError as error:
        raise WorldTrouble(Code.UPDATE_STICK_GONE) from error


def room_for(size: int, folder: Path) -> bool:
    """Tell whether a file of this size can be copied to a folder's disk and installed."""
    place = next(each for each in (folder, *folder.parents) if each.exists())
    return shutil.disk_usage(place).free >= size * _TIMES + _SPARE


def copy(found: Found, name: str, folder: Path, progress: Progress) -> Path:
    """Copy a file of the release into a private folder; it gets its name only if it is the signed one.

    WorldTrouble: UPDATE_BAD, UPDATE_MISSING, UPDATE_STICK_GONE, DISK_FULL; Cancelled. Nothing half
    copied stays.
    """
    wanted, size = found.sums.get(name), found.size(name)
    if wanted is None:
        raise WorldTrouble(Code.UPDATE_BAD, name=name)
    if not room_for(size, folder):
        raise WorldTrouble(Code.DISK_FULL)
    target = files.private_folder(folder) / name
    with files.replacing(target) as part, part.open("wb") as out:
        digest = hashlib.sha256()
        for piece in _pieces(found.folder / name, name, size):
            digest.update(piece)
            out.write(piece)
            progress.step(out.tell(), size, N_("Copying and checking"))
        if digest.hexdigest() != wanted:
            raise WorldTrouble(Code.UPDATE_BAD, name=name)
    return target


def _pieces(path: Path, name: str, size: int) -> Iterator[bytes]:
    """Give the bytes of a file that is as long as it was; a stick may be pulled out meanwhile."""
    left = size
    with _readable(name):
        file = path.open("rb")
    with file:
        while left:
            with _readable(name):
                piece = file.read(min(_PIECE, left))
            if not piece:
                raise WorldTrouble(Code.UPDATE_STICK_GONE)
            left -= len(piece)
            yield piece
        with _readable(name):
            if file.read(1):
                raise WorldTrouble(Code.UPDATE_BAD, name=name)
