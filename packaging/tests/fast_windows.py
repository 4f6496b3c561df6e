"""The fast proof of what is built for Windows: see `packaging/tests/fast`.

The build itself verifies signatures, looks for modules and libraries that would be missing and
compiles the installer; here it is proven that these checks can fail, and looked at what was made.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import common
import windows_build
import windows_imports
import windows_runtime
import windows_trim

CEILINGS_MB = {"folder": 135, "setup.exe": 56}
"""Larger than this is a mistake; packed fast, as here, is larger than packed well."""
NSIS = Path("/usr/share/nsis/Contrib/Language files")
_PLACES = re.compile(r"\$\(?\^?\w+\)?|%s|\\r\\n")


def run(work: Path, out: Path) -> list[str]:
    """Build, packed fast, and look at it; lines that tell figures."""
    setup, *_ = windows_build.build(work, out, quick=True)
    stage = work / "windows"
    home = stage / "versions" / common.version()
    wrong = (
        tampered(work, home) + lacking_library(work, home) + lacking_module() + untranslated()
        + carried(home) + addresses(work, stage)
    )  # fmt: skip
    sizes = {"folder": common.size(stage) / 1e6, "setup.exe": setup.stat().st_size / 1e6}
    wrong += [
        f"{kind}: {size:.1f} MB, more than {CEILINGS_MB[kind]}"
        for kind, size in sizes.items()
        if size > CEILINGS_MB[kind]
    ]
    if wrong:
        raise common.BuildFault("; ".join(wrong))
    count = sum(1 for path in stage.rglob("*") if path.is_file())
    figures = ", ".join(f"{kind} {size:.1f} MB" for kind, size in sizes.items())
    return [f"windows: {figures}, {count} files"]


def tampered(work: Path, home: Path) -> list[str]:
    """Change a byte of signed files, and ask for another signer: each has to be refused."""
    told = windows_runtime.pins()
    trusted = windows_runtime.roots(work / "venv" / "bin" / "python")
    place = common.fresh(work / "tampered")
    cases = (
        (home / "runtime" / "python311.dll", told["signer"]),
        (home / "runtime" / "_hashlib.pyd", told["signer"]),
        (home / "lib" / "PySide6" / "Qt6Svg.dll", told["qt"]),
    )
    wrong = []
    for path, signer in cases:
        windows_runtime.verify_file(path, signer, trusted)
        copy = place / path.name
        data = bytearray(path.read_bytes())
        data[len(data) // 3] ^= 1
        copy.write_bytes(data)
        if is_taken(copy, signer, trusted):
            wrong.append(f"{path.name} with a changed byte is taken for genuine")
        if is_taken(path, "Somebody Else", trusted):
            wrong.append(f"{path.name} is taken for one of another signer")
    unsigned = home / "runtime" / "python3.dll"
    if is_taken(unsigned, told["signer"], trusted):
        wrong.append("a file without a signature is taken for genuine")
    return wrong


def is_taken(path: Path, signer: str, trusted: Path) -> bool:
    """Tell whether the build would take a file."""
    try:
        windows_runtime.verify_file(path, signer, trusted)
    except common.BuildFault:
        return False
    return True


def lacking_library(work: Path, home: Path) -> list[str]:
    """Leave one library out of a copy: the check has to name it and who wants it."""
    copy = common.fresh(work / "lacking")
    shutil.copytree(home / "lib" / "zxingcpp", copy / "lib" / "zxingcpp")
    shutil.copytree(home / "runtime", copy / "runtime")
    if windows_imports.lacking(copy):
        return ["the check of libraries finds fault with a whole folder"]
    (copy / "runtime" / "msvcp140.dll").unlink()
    found = windows_imports.lacking(copy)
    is_named = any(each.startswith("msvcp140.dll (zxingcpp") for each in found)
    return [] if is_named else [f"a missing library is not named: {found}"]


def lacking_module() -> list[str]:
    """Read imports from a text: those that may fail, and those for type checkers, do not count."""
    source = b"""
import a.b
from .c import d
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import only_for_types
try:
    import may_be_missing
except ImportError:
    import instead
try:
    import must_be_there
finally:
    pass
def f():
    from ..g import h
"""
    found = set(windows_trim.imports(source, "p.q.r", is_package=False))
    wanted = {
        ("a.b", False), ("p.q.c", False), ("p.q.c.d", False), ("instead", False),
        ("must_be_there", False), ("p.g", True), ("p.g.h", True),
        ("typing", False), ("typing.TYPE_CHECKING", False),
    }  # fmt: skip
    return [] if found == wanted else [f"imports are read wrongly: {sorted(found ^ wanted)}"]


def untranslated() -> list[str]:
    """Compare the Kazakh texts of the installer with the English ones of NSIS, one by one."""
    own = windows_build.WINDOWS / "lang"
    english, kazakh = _pages(NSIS / "English.nsh"), _pages(own / "Kazakh.nsh")
    wrong = [f"Kazakh.nsh lacks {name}" for name in sorted(english.keys() - kazakh.keys())]
    wrong += [
        f"Kazakh.nsh: {name} has other places than the English text"
        for name, text in kazakh.items()
        if name in english and not _fits(english[name], text)
    ]
    first, second = _words(NSIS / "English.nlf"), _words(own / "Kazakh.nlf")
    if [name.lower() for name, _ in first] != [name.lower() for name, _ in second]:
        return [*wrong, "Kazakh.nlf has other texts than English.nlf"]
    return wrong + [
        f"Kazakh.nlf: {name} has other places than the English text"
        for (name, told), (_, text) in zip(first, second, strict=True)
        if sorted(_PLACES.findall(told)) != sorted(_PLACES.findall(text)) or not text.strip()
    ]


def _fits(english: str, kazakh: str) -> bool:
    """Tell whether two texts name the same things, and the translation says something."""
    mine, theirs = (set(re.findall(r"\$\(\^\w+\)|\$_CLICK", each)) for each in (kazakh, english))
    return bool(kazakh.strip()) and mine == theirs


def _pages(file: Path) -> dict[str, str]:
    text = file.read_text("utf-8-sig")
    return dict(re.findall(r'\$\{LangFileString\}\s+(\w+)\s+"(.*)"', text))


def _words(file: Path) -> list[tuple[str, str]]:
    lines = file.read_text("utf-8-sig").splitlines()
    begin = next(at for at, line in enumerate(lines) if line.startswith("# ^Branding"))
    names = [line.lstrip("# ^") for line in lines[begin::2]]
    return list(zip(names, lines[begin + 1 :: 2], strict=True))


def carried(home: Path) -> list[str]:
    """Give what the folder lacks, and what should not be in it."""
    data = home / "app" / "mediadesk" / "_resources"
    wanted = [
        data / "licences" / "shipped.txt",
        data / "licences" / "sbom.json",
        data / "style.qss",
    ]
    wanted += [home / "app" / "mediadesk" / "_translations" / language / "LC_MESSAGES"
               / "mediadesk.mo" for language in ("ru", "kk")]  # fmt: skip
    wanted += [home / f"MediaDesk-install-{language}.pdf" for language in ("ru", "kk")]
    wanted += [home / "lib" / "PySide6" / "translations" / n for n in common.QT_TRANSLATIONS]
    wanted += [home / "lib" / "PySide6" / "plugins" / "platforms" / "qwindows.dll"]
    found = [f"lacks {path.relative_to(home)}" for path in wanted if not path.is_file()]
    strange = re.compile(r"(^|/)tests?/|\.(py|po|pot|db|key|pyi|minisig)$|direct_url\.json$")
    names = (path.relative_to(home).as_posix() for path in sorted(home.rglob("*")))
    return found + [f"should not be carried: {name}" for name in names if strange.search(name)]


def addresses(work: Path, stage: Path) -> list[str]:
    """Give files that hold where they were built or where packages came from."""
    words = {str(common.ROOT), str(work)}
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS"):
        words |= set(re.findall(r"[\w.-]+\.\w+(?=[:/])", os.environ.get(name, "")))
    wanted = [word.encode() for word in words if len(word) > 5]
    return [
        f"{path.relative_to(stage)} tells where it was built"
        for path in sorted(stage.rglob("*"))
        if path.is_file() and any(word in path.read_bytes() for word in wanted)
    ]
