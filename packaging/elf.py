"""What files of Linux link to: libraries that nobody needs, and the C library that is asked for."""

from __future__ import annotations

import re
from pathlib import Path

import common

_LIBRARY = re.compile(r"^lib[^/]*\.so[.\d]*$")
_OPENED_BY_NAME = ("libpython3", "libdbus-1")
"""Libraries that are opened while running, so that no file names them."""


def files(folder: Path) -> list[Path]:
    """Give the programs and libraries of a folder, links left out."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    found.append(path)
    return found


def needed(path: Path) -> set[str]:
    """Name the libraries that a file links to."""
    return set(re.findall(r"NEEDED\s+(\S+)", common.output(["objdump", "-p", path])))


def prune(folder: Path) -> list[Path]:
    """Remove libraries that no remaining file links to, and links to nothing; give the libraries.

    Modules of Python and plugins of Qt are opened by their place and are never removed.
    """
    wants = {path: needed(path) for path in files(folder)}
    names = {
        path for path in wants
        if _LIBRARY.match(path.name) and "plugins" not in path.parts
        and not path.name.startswith(_OPENED_BY_NAME)
    }  # fmt: skip
    asked: set[str] = set()
    waiting = [path for path in wants if path not in names]
    by_name: dict[str, list[Path]] = {}
    for path in names:
        by_name.setdefault(path.name, []).append(path)
    while waiting:
        for name in wants[waiting.pop()] - asked:
            asked.add(name)
            waiting += by_name.get(name, ())
    unused = sorted(path for path in names if path.name not in asked)
    for path in unused:
        path.unlink()
    for path in folder.rglob("*"):
        if path.is_symlink() and not path.exists():
            path.unlink()
    return unused


def c_library(folder: Path) -> tuple[int, int]:
    """Give the newest version of the C library that any file of the folder asks for."""
    found = (2, 0)
    for path in files(folder):
        table = common.output(["objdump", "-T", path])
        for major, minor in re.findall(r"GLIBC_(\d+)\.(\d+)", table):
            found = max(found, (int(major), int(minor)))
    return found


def outside(folder: Path) -> set[str]:
    """Name the libraries that the folder takes from the system."""
    all_files = files(folder)
    inside = {path.name for path in all_files}
    inside |= {path.name for path in folder.rglob("*") if path.is_symlink()}
    return {name for path in all_files for name in needed(path)} - inside
