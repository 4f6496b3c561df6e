"""The licences of everything that a build carries, with their texts, and the bill of materials.

Every file of a build belongs to a part: a package of Python, a package of Debian, Python itself,
or MediaDesk. A file that belongs to none, or a part without a licence, stops the build.
"""

from __future__ import annotations

import datetime
import json
import re
import sys
import sysconfig
import tomllib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import common

COMMON = Path("/usr/share/common-licenses")
SHARED_TEXTS = ("Apache-2.0", "LGPL-3", "GPL-3", "LGPL-2.1", "LGPL-2", "GPL-2", "MPL-2.0")
_LISTING = """
import importlib.metadata as m, json
found = []
for d in m.distributions():
    meta = d.metadata
    files = [f for f in d.files or ()]
    texts = [str(f.locate()) for f in files if f.suffix not in ('.py', '.pyc') and (
        f.name.upper().startswith(('LICENSE', 'LICENCE', 'COPYING', 'NOTICE', 'COPYRIGHT'))
        or any('LICENSES' in each.upper() for each in f.parts[1:-1])) and f.locate().is_file()]
    said = meta.get('License-Expression') or meta.get('License') or ''
    classes = [c.rpartition(' :: ')[2] for c in meta.get_all('Classifier') or ()
               if c.startswith('License ::')]
    found.append({'name': meta['Name'], 'version': d.version, 'texts': texts,
                  'licence': said.splitlines()[0] if said else ' OR '.join(classes),
                  'files': [str(f.locate()) for f in files]})
print(json.dumps(found))
"""
_LICENCES_NOT_SAID = {
    "sqlcipher3": "Zlib",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
}


@dataclass(frozen=True)
class Part:
    """What a build carries under one licence."""

    name: str
    version: str
    licence: str
    purl: str
    texts: tuple[Path, ...] = ()


def installed(python: Path) -> tuple[tuple[Part, tuple[str, ...]], ...]:
    """Give the packages of an environment, each with its files."""
    found = []
    for each in json.loads(common.output([python, "-c", _LISTING])):
        name = str(each["name"])
        licence = _LICENCES_NOT_SAID.get(name.lower()) or str(each["licence"])
        part = Part(name, str(each["version"]), licence, _purl(name, str(each["version"])),
                    tuple(Path(text) for text in each["texts"]))  # fmt: skip
        found.append((part, tuple(each["files"])))
    return tuple(sorted(found, key=lambda pair: pair[0].name.lower()))


def _purl(name: str, version: str) -> str:
    return f"pkg:pypi/{re.sub(r'[-_.]+', '-', name).lower()}@{version}"


def python_itself(version: str = "") -> Part:
    """Give the interpreter that carries out the program: the one that builds, or another version."""
    home = Path(sysconfig.get_path("stdlib"))
    version = version or ".".join(map(str, sys.version_info[:3]))
    places = [home / "LICENSE.txt", Path("/usr/share/doc/python3.11/copyright"),
              Path("/usr/share/doc/libpython3.11-minimal/copyright")]  # fmt: skip
    text = next((place for place in places if place.is_file()), None)
    if text is None:
        raise common.BuildFault("the licence of Python is not where it should be")
    return Part("Python", version, "PSF-2.0", f"pkg:generic/python@{version}", (text,))


def debian_parts(paths: Iterable[Path]) -> tuple[list[Part], set[Path]]:
    """Give the Debian packages that files of this system come from, and the files of none."""
    asked = sorted(set(paths))
    names: dict[Path, str] = {}
    ways = {way: path for path in asked for way in _spellings(path)}
    for line in _dpkg("-S", *map(str, ways)).splitlines():
        owner, _, file = line.rpartition(": ")
        if Path(file) in ways and not owner.startswith("diversion"):
            names[ways[Path(file)]] = owner.split(",")[0].strip().split(":")[0]
    found = []
    for name in sorted(set(names.values())):
        version = _dpkg("-W", "-f=${Version}\n", name).splitlines()[0]
        text = Path("/usr/share/doc") / name / "copyright"
        if not text.is_file():
            raise common.BuildFault(f"{text} is not there: the licence of {name}")
        found.append(Part(name, version, _debian_licence(text), f"pkg:deb/debian/{name}@{version}",
                          (text,)))  # fmt: skip
    return found, set(asked) - set(names)


def _spellings(path: Path) -> set[Path]:
    """Give the ways in which Debian may know a file: merged or not, link or not."""
    ways = {path, path.resolve()}
    for each in tuple(ways):
        text = str(each)
        ways.add(Path(text.removeprefix("/usr") if text.startswith("/usr/") else f"/usr{text}"))
    return ways


def _dpkg(*words: str) -> str:
    import subprocess

    # Ends with 1 when one of the paths is unknown; what it knows is told all the same.
    return subprocess.run(
        ["dpkg-query", *words], capture_output=True, text=True, check=False
    ).stdout  # fmt: skip


def _debian_licence(text: Path) -> str:
    said = re.findall(r"^License:[ \t]*(\S.*)$", text.read_text("utf-8", "replace"), re.MULTILINE)
    names = dict.fromkeys(each.strip() for each in said)
    return "; ".join(names) if names else "see the text"


def of_frozen(python: Path, listing: Path, folder: Path) -> list[Part]:
    """Give the parts of a frozen folder; BuildFault names files that belong to none.

    `listing` is what the specification wrote down: name, source and kind of all that it carried.
    """
    inside = folder / "_internal"
    carried = [tuple(each) for each in json.loads(listing.read_text("utf-8"))]
    names = {str(name) for name, _source, _kind in carried}
    strange = [
        str(path.relative_to(inside))
        for path in sorted(inside.rglob("*"))
        if path.is_file() and not path.is_symlink() and str(path.relative_to(inside)) not in names
        and path.relative_to(inside).parts[0] not in ("base_library.zip", "icons")
        and not path.name.endswith(".so") and "licences" not in path.parts
    ]  # fmt: skip
    sources = {
        Path(source) for name, source, kind in carried
        if kind != "SYMLINK" and (kind.startswith("PY") or (inside / name).exists())
    }  # fmt: skip
    parts, unknown = owners(python, sources)
    strange += [str(path) for path in sorted(unknown)]
    if strange:
        raise common.BuildFault("carried, but of unknown origin: " + ", ".join(strange[:20]))
    return parts


def owners(python: Path, sources: set[Path]) -> tuple[list[Part], set[Path]]:
    """Give the parts that files belong to, and the files that belong to none."""
    owner = {Path(file): part for part, files in installed(python) for file in files}
    known = [common.HERE, python.parent.parent.parent / "pyinstaller"]
    if sys.base_prefix != "/usr":
        known.append(Path(sys.base_prefix).resolve())
    parts: dict[str, Part] = {}
    rest: set[Path] = set()
    for source in sources:
        part = owner.get(source) or owner.get(source.resolve())
        if part is not None:
            parts[part.name] = part
        elif not any(way.is_relative_to(at) for way in (source, source.resolve()) for at in known):
            rest.add(source)
    debian, unknown = debian_parts(rest)
    parts.pop("mediadesk", None)
    mine = [python_itself(), *sorted(parts.values(), key=lambda each: each.name.lower())]
    return mine + debian, unknown


def inside(parts: list[Part], system: str) -> list[tuple[Part, str, str]]:
    """Give what is compiled inside the parts: the part, the name and the licence."""
    told = tomllib.loads((common.PINS / "inside.toml").read_text("utf-8"))["inside"]
    by_name = {_purl(part.name, ""): part for part in parts}
    return [
        (by_name[_purl(each["part"], "")], each["name"], each["licence"])
        for each in told
        if each.get("system", system) == system and _purl(each["part"], "") in by_name
    ]


def own_texts() -> list[Path]:
    """Give the licences of the fonts and drawings that the project keeps."""
    found = (common.ROOT / "resources").rglob("LICENSE*")
    return sorted(path for path in found if path.is_file())


def check(parts: list[Part]) -> None:
    """BuildFault for a part whose licence is not known."""
    nameless = [part.name for part in parts if not part.licence.strip()]
    if nameless:
        raise common.BuildFault("carried without a licence: " + ", ".join(nameless))


def shipped_text(parts: list[Part], system: str) -> str:
    """Give the whole text: ours, the notice, the table of all parts, the texts of each."""
    check(parts)
    heads = [(common.ROOT / name).read_text("utf-8").strip() for name in ("LICENSE", "NOTICE")]
    table = [f"{part.name} {part.version}: {part.licence}" for part in parts]
    table += [
        f"  in {part.name}: {name}: {licence}" for part, name, licence in inside(parts, system)
    ]
    blocks = [f"MediaDesk {common.version()}", *heads, "What is carried\n\n" + "\n".join(table)]
    seen: set[str] = set()
    for title, path in [
        *((f"{part.name} {part.version}", text) for part in parts for text in part.texts),
        *((path.parent.name, path) for path in own_texts()),
        *((name, COMMON / name) for name in SHARED_TEXTS if (COMMON / name).is_file()),
    ]:
        words = path.read_text("utf-8", "replace").strip()
        if words not in seen:
            seen.add(words)
            blocks.append(f"{title}: {path.name}\n\n{words}")
    return f"\n\n{'=' * 78}\n\n".join(blocks) + "\n"


def sbom(parts: list[Part], system: str) -> dict[str, object]:
    """Give the bill of materials in CycloneDX 1.5."""
    at = datetime.datetime.fromtimestamp(common.moment(), datetime.UTC)
    name = f"mediadesk-{common.version()}-{system}"
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, name)}",
        "version": 1,
        "metadata": {
            "timestamp": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application", "bom-ref": "mediadesk", "name": "mediadesk",
                "version": common.version(), "licenses": [{"license": {"id": "MIT"}}],
            },
        },
        "components": [
            {
                "type": "library", "bom-ref": part.purl, "name": part.name, "version": part.version,
                "purl": part.purl, "licenses": [{"license": {"name": part.licence}}],
                "components": [
                    {"type": "library", "name": what, "licenses": [{"license": {"name": licence}}]}
                    for owner, what, licence in inside(parts, system) if owner == part
                ],
            }
            for part in parts
        ],
    }  # fmt: skip


def put(folder: Path, parts: list[Part], system: str) -> None:
    """Write shipped.txt and sbom.json: what the program shows, and what others can read."""
    common.fresh(folder)
    (folder / "shipped.txt").write_text(shipped_text(parts, system), encoding="utf-8")
    bill = json.dumps(sbom(parts, system), indent=1, ensure_ascii=False)
    (folder / "sbom.json").write_text(bill + "\n", encoding="utf-8")


def write(app: Path, lib: Path, environment: Path, interpreter: str) -> None:
    """Write both into the program's data of a Windows folder, whose packages lie in `lib`.

    BuildFault names what lies there and belongs to no package that was locked.
    """
    python = environment / "bin" / "python"
    there = {path.name.split(".")[0].lower() for path in lib.iterdir()}
    parts, known = [python_itself(interpreter)], set()
    for part, files in installed(python):
        names = {_top(file) for file in files} & there
        if names:
            parts.append(part)
            known |= names
    if there - known:
        raise common.BuildFault(
            "carried, but of unknown origin: " + ", ".join(sorted(there - known))
        )
    put(app / "mediadesk" / "_resources" / "licences", parts, "windows")


def _top(file: str) -> str:
    """Give the name under which a package's file lies in a folder of packages."""
    return file.rpartition("/site-packages/")[2].split("/")[0].split(".")[0].lower()
