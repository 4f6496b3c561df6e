"""Whether a Windows folder has every library that its files link to."""

from __future__ import annotations

import re
from pathlib import Path

import common

SYSTEM = {
    "advapi32", "authz", "avrt", "bcrypt", "bcryptprimitives", "cfgmgr32", "comctl32", "comdlg32", "crypt32", "d3d11",
    "d3d12", "d3d9", "d3dcompiler_47", "dcomp", "dnsapi", "dwmapi", "dwrite", "dxgi", "gdi32", "icuuc", "imm32",
    "iphlpapi", "kernel32", "mpr", "mscms", "msvcrt", "ncrypt", "netapi32", "ntdll", "ole32", "oleaut32", "powrprof",
    "propsys", "psapi", "rpcrt4", "secur32", "setupapi", "shcore", "shell32", "shlwapi", "ucrtbase", "uiautomationcore", "user32",
    "userenv", "usp10", "uxtheme", "version", "winhttp", "winmm", "winspool", "ws2_32", "wtsapi32",
}  # fmt: skip
"""Libraries of Windows 10 1809 and later, besides its api-sets."""


def imports(path: Path) -> set[str]:
    """Give the libraries that a file links to, in small letters."""
    table = common.output(["x86_64-w64-mingw32-objdump", "-p", path])
    return {name.lower() for name in re.findall(r"DLL Name: (\S+)", table)}


def lacking(home: Path) -> list[str]:
    """List libraries that a file of a version's folder would not find, with who wants them.

    A file is looked for as Windows does: in the folder of who wants it, in that of the interpreter,
    which the launcher names, and for Qt's in Qt's; then in Windows itself.
    """
    files = [p for p in home.rglob("*") if p.suffix.lower() in (".dll", ".pyd", ".exe")]
    folders: dict[Path, set[str]] = {}
    for path in files:
        folders.setdefault(path.parent, set()).add(path.name.lower())
    everywhere = folders.get(home / "runtime", set())
    qt = home / "lib" / "PySide6"
    beside_qt = folders.get(qt, set()) | folders.get(home / "lib" / "shiboken6", set())
    found = []
    for path in files:
        own = folders[path.parent] | everywhere
        if path.is_relative_to(qt):
            own |= beside_qt
        for name in sorted(imports(path) - own):
            stem = name.removesuffix(".dll").removesuffix(".drv")
            if stem not in SYSTEM and not name.startswith(("api-ms-", "ext-ms-")):
                found.append(f"{name} ({path.name})")
    return found
