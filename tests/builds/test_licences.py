"""Everything a build carries has an owner, a licence and its text."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

import common
import licences
import pytest

from tests.arch.tree import ROOT

PYTHON = Path(sys.executable)


@pytest.fixture(scope="module")
def parts() -> list[licences.Part]:
    return [licences.python_itself(), *(part for part, _files in licences.installed(PYTHON))]


def locked() -> set[str]:
    text = (ROOT / "requirements" / "run.lock").read_text("utf-8")
    return {line.split("==")[0].lower() for line in text.splitlines() if "==" in line}


def test_every_locked_package_has_a_licence_and_a_text(parts: list[licences.Part]) -> None:
    by_name = {part.purl.rpartition("/")[2].split("@")[0]: part for part in parts}
    for name in locked() - {"pip"}:  # locked for others' sake; no build carries it
        part = by_name[name.replace("_", "-").replace(".", "-")]
        assert part.licence, name
        # Qt's wheels carry no text: that of the LGPL is added from the system's own.
        assert part.texts or "LGPL-3.0-only" in part.licence, name


def test_the_text_holds_the_notice_the_table_and_the_texts(parts: list[licences.Part]) -> None:
    chosen = [part for part in parts if part.name in ("Python", "PySide6_Essentials", "openpyxl")]
    text = licences.shipped_text(chosen, "linux")
    assert "How to replace Qt" in text
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "  in PySide6_Essentials: Qt: LGPL-3.0-only" in text
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in text.upper()
    assert "Tinos" in text or "SIL OPEN FONT LICENSE" in text.upper()


def test_a_part_without_a_licence_stops_the_build() -> None:
    nameless = licences.Part("stranger", "1", "", "pkg:pypi/stranger@1")
    with pytest.raises(common.BuildFault, match="stranger"):
        licences.shipped_text([nameless], "linux")


def test_a_file_of_nobody_is_found(tmp_path: Path) -> None:
    stranger = tmp_path / "libstranger.so.1"
    stranger.touch()
    known = Path(json.__file__)
    _parts, unknown = licences.owners(PYTHON, {stranger, known})
    assert unknown == {stranger}


def test_a_library_of_the_system_belongs_to_its_package() -> None:
    parts, unknown = licences.debian_parts([Path("/usr/bin/dpkg")])
    assert [part.name for part in parts] == ["dpkg"]
    assert parts[0].texts == (Path("/usr/share/doc/dpkg/copyright"),)
    assert parts[0].version
    assert parts[0].licence
    assert unknown == set()


def frozen(folder: Path, *names: str) -> Path:
    inside = folder / "_internal"
    for name in names:
        (inside / name).parent.mkdir(parents=True, exist_ok=True)
        (inside / name).touch()
    return folder


def test_a_file_that_the_listing_does_not_know_stops_the_build(tmp_path: Path) -> None:
    folder = frozen(tmp_path / "mediadesk", "json/known.txt", "json/smuggled.txt")
    listing = tmp_path / "parts.json"
    listing.write_text(json.dumps([["json/known.txt", json.__file__, "DATA"]]), encoding="utf-8")
    with pytest.raises(common.BuildFault, match=r"json/smuggled\.txt"):
        licences.of_frozen(PYTHON, listing, folder)
    (folder / "_internal/json/smuggled.txt").unlink()
    assert licences.of_frozen(PYTHON, listing, folder)[0].name == "Python"


def test_the_bill_of_materials_lists_every_part_once(
    parts: list[licences.Part], tmp_path: Path
) -> None:
    licences.put(tmp_path / "licences", parts, "windows")
    bill = json.loads((tmp_path / "licences" / "sbom.json").read_text("utf-8"))
    refs = [each["bom-ref"] for each in bill["components"]]
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    assert bill["metadata"]["component"]["version"] == common.version()
    assert sorted(refs) == sorted({part.purl for part in parts})
    qt = next(each for each in bill["components"] if each["name"] == "PySide6_Essentials")
    assert {"Qt", "Microsoft Visual C++ runtime"} <= {each["name"] for each in qt["components"]}
    assert "ICU" not in {each["name"] for each in qt["components"]}


def test_what_is_inside_is_told_of_packages_that_are_locked() -> None:
    told = tomllib.loads((common.PINS / "inside.toml").read_text("utf-8"))["inside"]
    names = {each["part"].lower().replace("_", "-") for each in told} - {"python", "babel"}
    assert names <= {name.replace("_", "-") for name in locked()}
