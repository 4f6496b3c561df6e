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


def lacking(folder: Path) -> list[str]:
    """List libraries that neither the folder nor Windows has, with who wants them."""
    files = [p for p in folder.rglob("*") if p.suffix.lower() in (".dll", ".pyd", ".exe")]
    own = {path.name.lower() for path in files}
    found = []
    for path in files:
        for name in sorted(imports(path)):
            stem = name.removesuffix(".dll").removesuffix(".drv")
            if (
                name not in own
                and stem not in SYSTEM
                and not name.startswith(("api-ms-", "ext-ms-"))
            ):
                found.append(f"{name} ({path.name})")
    return found
