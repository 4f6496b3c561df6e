"""The fast proof of what is built for Linux: see `packaging/tests/fast`."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import common
import linux_build
import release

CEILINGS_MB = {"folder": 175, ".deb": 80, ".run": 80, ".tar.xz": 62}
"""Larger than this is a mistake; packed fast, as here, is larger than packed well."""
_HEAD = 40_000
"""The script at the head of the .run is shorter."""
_CODE_PLACES = """
import sys
from PyInstaller.archive.readers import CArchiveReader
def places(code):
    yield code.co_filename
    for each in code.co_consts:
        if hasattr(each, 'co_filename'):
            yield from places(each)
archive = CArchiveReader(sys.argv[1])
inside = archive.open_embedded_archive('PYZ.pyz')
found = set()
for name in inside.toc:
    code = inside.extract(name)
    if code is not None and hasattr(code, 'co_filename'):
        found.update(place for place in places(code) if place.startswith('/'))
print(len(inside.toc), *sorted(found))
"""


def run(work: Path, out: Path) -> list[str]:
    """Build, packed fast, and look at it; lines that tell figures. The build runs the self-test."""
    made = linux_build.build(work, out, quick=True)
    folder = work / "frozen" / "mediadesk"
    release.describe(out)
    wrong = release.faults(out)
    wrong += addresses(work, folder) + carried(folder)
    run_head = next(path for path in made if path.suffix == ".run").read_bytes()[:_HEAD]
    if any(str(place).encode() in run_head for place in (common.ROOT, work, out)):
        wrong.append("the .run holds the folder of its builder")
    sizes = {"folder": common.size(folder) / 1e6}
    sizes |= {kind: path.stat().st_size / 1e6 for path in made for kind in CEILINGS_MB
              if path.name.endswith(kind)}  # fmt: skip
    for kind, megabytes in sizes.items():
        if megabytes > CEILINGS_MB[kind]:
            wrong.append(f"{kind}: {megabytes:.1f} MB, more than {CEILINGS_MB[kind]}")
    told = tomllib.loads((out / release.ABOUT).read_text("utf-8"))
    if {"linux-deb", "linux-run", "linux-tar"} - set(told["artefacts"]):
        wrong.append(f"{release.ABOUT} does not name every file")
    if wrong:
        raise common.BuildFault("; ".join(wrong))
    return ["linux: " + ", ".join(f"{kind} {size:.1f} MB" for kind, size in sizes.items())]


def addresses(work: Path, folder: Path) -> list[str]:
    """Give files that hold where they were built or where packages came from."""
    words = {str(common.ROOT), str(work)}
    for name, value in os.environ.items():
        if name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS"):
            words |= set(re.findall(r"[\w.-]+\.\w+(?=[:/])|/[\w/.-]+", value))
    wanted = [word.encode() for word in words if len(word) > 5]
    found = [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(word in path.read_bytes() for word in wanted)
    ]
    python = work / "venv" / "bin" / "python"
    count, *places = common.output([python, "-c", _CODE_PLACES, folder / "mediadesk"]).split()
    if int(count) < 500:
        found.append(f"the program holds {count} modules only")
    return [f"holds an address: {name}" for name in [*found, *places]]


def carried(folder: Path) -> list[str]:
    """Give what the folder lacks, and what it should not have."""
    data = folder / "_internal" / "mediadesk" / "_resources"
    wanted = [data / "licences" / "shipped.txt", data / "licences" / "sbom.json",
              data / "style.qss", folder / "_internal" / "icons" / "256.png"]  # fmt: skip
    wanted += [folder / "_internal" / "mediadesk" / "_translations" / language / "LC_MESSAGES"
               / "mediadesk.mo" for language in ("ru", "kk")]  # fmt: skip
    wanted += [folder / f"MediaDesk-install-{language}.pdf" for language in ("ru", "kk")]
    wanted += [
        folder / "_internal/PySide6/Qt/translations" / name for name in common.QT_TRANSLATIONS
    ]
    found = [f"lacks {path.relative_to(folder)}" for path in wanted if not path.is_file()]
    strange = re.compile(r"(^|/)tests?/|\.(po|pot|db|key|pyi|minisig)$|direct_url\.json$")
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink() and not path.exists():
            found.append(f"a link to nothing: {name}")
        elif strange.search(name):
            found.append(f"should not be carried: {name}")
    return found
