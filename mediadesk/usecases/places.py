"""Looks at the folder a centre or its backups shall lie in, and warns of what is unsafe."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from mediadesk import assets
from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.places import cloud_of, clouds_from_toml
from mediadesk.marks import N_

__all__ = ["warnings_of"]

_FILE: Final = "folders.toml"


def warnings_of(folder: Path, *, for_copies: bool = False) -> tuple[Finding, ...]:
    """Warn of a folder on a network drive or in one that a cloud program copies; () for a good one.

    `for_copies` is said of second copies of backups: they are encrypted and written by one program,
    so that only what leaves the office is told.
    """
    found = []
    name = _cloud(folder)
    if name:
        found.append(
            Finding(
                "cloud_folder",
                Severity.WARNS,
                _COPIES_IN_CLOUD if for_copies else _IN_CLOUD,
                params={"name": name},
            )
        )
    if not for_copies and _is_network(folder):
        found.append(Finding("network_drive", Severity.WARNS, _ON_NETWORK))
    return tuple(found)


_IN_CLOUD = N_(
    "The folder of the centre is copied to the internet by %(name)s. Two computers may spoil the "
    "file, and data of people leave the office. Move it to a folder that is not copied"
)
_COPIES_IN_CLOUD = N_(
    "This folder is copied to the internet by %(name)s. Backups are encrypted, but they leave the "
    "office. A stick is better"
)
_ON_NETWORK = N_(
    "The folder lies on a network drive: a centre can be looked at there, but worked in only on a "
    "disk of this computer"
)


def _is_network(folder: Path) -> bool:
    from mediadesk.db.lock import is_network

    return is_network(folder)


def _cloud(folder: Path) -> str:
    here = Path(os.path.realpath(folder))
    ways = [here, *here.parents][::-1]  # from the root to the folder

    def has_mark(count: int, mark: str) -> bool:
        return any(True for _found in _matching(ways[count - 1], mark))

    def named_by(variable: str) -> tuple[str, ...]:
        told = os.environ.get(variable, "")
        return Path(os.path.realpath(told)).parts if told else ()

    clouds = clouds_from_toml(assets.load_toml(_FILE))
    return cloud_of(here.parts, clouds, has_mark=has_mark, named_by=named_by)


def _matching(folder: Path, mark: str) -> tuple[Path, ...]:
    try:
        if "*" in mark:
            return tuple(folder.glob(mark))
        return (folder / mark,) if (folder / mark).exists() else ()
    except OSError:
        return ()
