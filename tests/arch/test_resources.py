"""Data files say where they come from and of which edition they are."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.arch.tree import ROOT, files, short

RESOURCES = ROOT / "resources"
DATA = [path for path in files() if path.is_relative_to(RESOURCES) and path.suffix == ".toml"]
ART = sorted(
    {
        path.parent
        for path in files()
        if path.is_relative_to(RESOURCES) and path.suffix in {".ttf", ".otf", ".svg"}
    }
)


@pytest.mark.parametrize("path", DATA, ids=short)
def test_a_data_file_names_source_and_edition(path: Path) -> None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    head = data.get("meta", data)
    assert str(head.get("source", "")).strip(), f"{short(path)}: no source"
    assert str(head.get("edition", "")).strip(), f"{short(path)}: no edition"


@pytest.mark.parametrize("folder", ART, ids=short)
def test_fonts_and_icons_carry_their_licence(folder: Path) -> None:
    near = [path for place in (folder, folder.parent) for path in place.iterdir() if path.is_file()]
    assert any("LICEN" in path.name.upper() for path in near), (
        f"{short(folder)}: no licence beside it"
    )
