"""What the program says of its parts: as a build wrote it, or as packages tell; and what is new."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mediadesk import __version__, assets
from mediadesk.i18n import LANGUAGES
from mediadesk.usecases import about


def test_news_of_this_version_are_there_in_every_language() -> None:
    """A release without them would tell offices nothing."""
    (newest, *_others) = about.news_since("")
    assert newest.version == __version__
    for language in (*LANGUAGES, "en"):
        assert len(newest.lines[language]) == len(newest.lines["ru"]) > 0
    assert about.news_since(__version__) == ()


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the resources of a build."""
    folder = tmp_path / "resources"
    (folder / "licences").mkdir(parents=True)
    monkeypatch.setattr(assets, "root", lambda _name: folder)
    (folder / "licences" / "shipped.txt").write_text("every licence", encoding="utf-8")
    return folder


def test_a_build_tells_what_it_carries(built: Path) -> None:
    rows = [
        {"name": "Qt", "version": "6", "licenses": [{"license": {"name": "LGPL"}}]},
        {"name": "b", "licenses": [{"expression": "MIT"}, {"license": {"id": "BSD"}}]},
        {"name": "c"},
    ]
    (built / "licences" / "sbom.json").write_text(json.dumps({"components": rows}))
    told = about.licences()
    assert told.text == "every licence"
    assert [(c.name, c.version, c.licence) for c in told.components] == [
        ("Qt", "6", "LGPL"),
        ("b", "", "MIT, BSD"),
        ("c", "", ""),
    ]


@pytest.mark.parametrize("text", ["", "[]", '{"components": [1]}', '{"components": [{"x": 1}]}'])
def test_a_bill_that_makes_no_sense_leaves_what_packages_tell(built: Path, text: str) -> None:
    (built / "licences" / "sbom.json").write_text(text)
    names = {each.name for each in about.licences().components}
    assert {"reportlab", "PySide6_Essentials"} <= names
