"""How this program came onto the computer, the version before it, and how another one is started.

A build for one user keeps each version in a folder of its own. On Linux `current` and `previous`
are links beside them; on Windows they stand in `current.ini`, which the launcher reads.
"""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import mediadesk
from mediadesk import assets, files
from mediadesk.domain.releases import Platform
from mediadesk.errors import Code, InputProblem, WorldTrouble

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["KEY_FILE", "Installed", "asks_administrator", "here", "run_installer", "start"]

KEY_FILE: Final = "update-key.pub"
_INI: Final = "current.ini"
_SYSTEM_FOLDER: Final = Path("/opt/mediadesk")
_FOLDER_NAME: Final = re.compile(r"\d{1,5}(\.\d{1,5}){1,3}")
_LONGEST_S: Final = 900
_DETACHED: Final = 0x00000008 | 0x00000200
"""DETACHED_PROCESS and CREATE_NEW_PROCESS_GROUP of Windows."""
_TOLD: Final = 300
_STARTED: Final[list[subprocess.Popen[bytes]]] = []
"""What was started goes on by itself; nobody waits for it."""


@dataclass(frozen=True, slots=True)
class Installed:
    """How the program is installed: `platform` is None for sources; `top` holds the version folders."""

    platform: Platform | None
    top: Path
    version: str
    previous: str = ""
    key: str = ""
    """The public key that updates are checked with; '' where the build has none."""

    def program(self) -> Path:
        """Give the file that starts the version in use."""
        if self.platform is Platform.WINDOWS:
            return self.top / "MediaDesk.exe"
        if self.platform is Platform.LINUX_DEB:
            return self.top / "mediadesk"
        return self.top / "current" / "mediadesk"

    def now(self) -> str:
        """Give the version that is started the next time."""
        if self.platform is Platform.WINDOWS:
            return _ini(self.top).get("current", "")
        return _link(self.top / "current")

    def go_back(self) -> None:
        """Make the version before the one that is started; InputProblem(NO_OLDER_VERSION)."""
        if not self.previous:
            raise InputProblem(Code.NO_OLDER_VERSION)
        try:
            if self.platform is Platform.WINDOWS:
                _write_ini(self.top, current=self.previous, previous=self.version)
            else:
                _point(self.top / "current", self.previous)
                _point(self.top / "previous", self.version)
        except OSError as error:
            raise files.trouble(error, self.top.name) from error


def here(module: Path | None = None) -> Installed:
    """Find out how the program is installed, by where its package lies, and its key for updates."""
    path = (module or Path(mediadesk.__file__)).resolve()
    return replace(_found(path), key=_update_key())


def _found(path: Path) -> Installed:
    version = mediadesk.__version__
    for folder in path.parents:
        top = folder.parent
        if not _FOLDER_NAME.fullmatch(folder.name):
            continue
        if top.name == "versions" and (top.parent / _INI).is_file():
            told = _ini(top.parent).get("previous", "")
            is_there = _FOLDER_NAME.fullmatch(told) and (top / told).is_dir()
            return Installed(Platform.WINDOWS, top.parent, folder.name, told if is_there else "")
        if (top / "current").is_symlink():
            told = _link(top / "previous")
            is_there = _FOLDER_NAME.fullmatch(told) and (top / told).is_dir()
            return Installed(Platform.LINUX_RUN, top, folder.name, told if is_there else "")
    if _SYSTEM_FOLDER in path.parents:
        return Installed(Platform.LINUX_DEB, _SYSTEM_FOLDER, version)
    if getattr(sys, "frozen", False):
        return Installed(Platform.LINUX_TAR, Path(sys.executable).parent, version)
    return Installed(None, path.parent, version)


def _update_key() -> str:
    """Give the public key that came with this build; '' where it has none.

    A centre's own folder is not asked: whoever can write there must not choose what is trusted.
    """
    try:
        return (assets.root("resources") / KEY_FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def run_installer(file: Path) -> None:
    """Run a self-extracting installer to its end; WorldTrouble(UPDATE_FAILED) if it does not do well."""
    try:
        file.chmod(0o700)
        done = subprocess.run(  # noqa: S603  (the file whose signature was checked)
            ["/bin/sh", str(file)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=_clean(os.environ),
            timeout=_LONGEST_S,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise WorldTrouble(Code.UPDATE_FAILED, detail=type(error).__name__) from error
    if done.returncode:
        raise WorldTrouble(Code.UPDATE_FAILED, detail=done.stdout.strip()[-_TOLD:])


def asks_administrator(package: Path) -> list[str]:
    """Give the command that has the system ask for an administrator and install a package.

    [] where the system has no such question: then a person gives the command of `apt`.
    """
    tools = [shutil.which(name) for name in ("pkexec", "apt-get")]
    asks, installs = tools
    if not asks or not installs:
        return []
    return [asks, installs, "install", "-y", "--no-remove", str(package)]


def start(program: Sequence[str]) -> None:
    """Start a program that outlives this one; WorldTrouble(UPDATE_FAILED)."""
    flags = _DETACHED if sys.platform == "win32" else 0
    try:
        _STARTED.append(
            subprocess.Popen(  # noqa: S603  (the program itself, or a file whose signature was checked)
                list(program),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_clean(os.environ),
                cwd=str(Path(program[0]).parent),
                creationflags=flags,
                start_new_session=True,
            )
        )
    except OSError as error:
        raise WorldTrouble(Code.UPDATE_FAILED, detail=type(error).__name__) from error


def _clean(around: Mapping[str, str]) -> dict[str, str]:
    """Leave out what a frozen program adds for its own libraries: others must find theirs."""
    kept = {
        name: value
        for name, value in around.items()
        if not name.startswith(("_PYI", "_MEIPASS", "MEDIADESK_")) and name != "LD_LIBRARY_PATH"
    }
    if "LD_LIBRARY_PATH_ORIG" in around:
        kept["LD_LIBRARY_PATH"] = around["LD_LIBRARY_PATH_ORIG"]
    elif not getattr(sys, "frozen", False) and "LD_LIBRARY_PATH" in around:
        kept["LD_LIBRARY_PATH"] = around["LD_LIBRARY_PATH"]
    return kept | {"PYINSTALLER_RESET_ENVIRONMENT": "1"}


def _link(path: Path) -> str:
    with suppress(OSError):
        return Path(path.readlink()).name
    return ""


def _point(link: Path, name: str) -> None:
    """Let a link lead to a folder beside it, in one step."""
    part = link.with_name(f".{link.name}.part")
    part.unlink(missing_ok=True)
    part.symlink_to(name)
    files.move(part, link)


def _ini(top: Path) -> dict[str, str]:
    reader = configparser.ConfigParser(interpolation=None)
    with suppress(OSError, configparser.Error, UnicodeDecodeError):
        reader.read(top / _INI, encoding="utf-8-sig")
    return dict(reader["app"]) if reader.has_section("app") else {}


def _write_ini(top: Path, **told: str) -> None:
    lines = [f"{name}={value}\r\n" for name, value in (_ini(top) | told).items()]
    with files.replacing(top / _INI) as part:
        part.write_bytes("".join(["[app]\r\n", *lines]).encode("utf-8"))
