"""The commands about the program itself, from a source tree that is not installed."""

from __future__ import annotations

from pathlib import Path

from mediadesk import __version__
from tests.cli.conftest import Run
from tests.releases import stick


def test_about_tells_version_folders_and_licences(run: Run, tmp_path: Path) -> None:
    told = run("about")
    assert told.status == 0
    assert told.out.startswith(f"MediaDesk {__version__}\n")
    assert str(tmp_path / "c" / "logs") in told.out
    data = run("about", "--licences", "--json").data
    assert (data["version"], data["platform"], data["can_check_updates"]) == (
        __version__,
        None,
        False,
    )
    assert "reportlab" in {each["name"] for each in data["licences"]}
    whole = run("about", "--licences", lang="ru").out
    assert "LGPL" in whole
    assert "SIL OPEN FONT LICENSE" in whole


def test_a_build_without_a_key_looks_at_nothing(run: Run, tmp_path: Path) -> None:
    place = stick(tmp_path / "stick")
    for action in ("look", "install"):
        told = run("update", action, place)
        assert told.status == 2
        assert "no key" in told.err


def test_there_is_no_way_back_without_an_older_version(run: Run, centre: Path) -> None:
    told = run("update", "back")
    assert (told.status, told.out) == (2, "")
    assert "no older version" in told.err
    assert list(centre.glob("centre-replaced-*")) == []
