"""A release says what it is, lists its files and is believed only with its signature."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

import common
import pytest
import release

from tests.arch.tree import ROOT

DEB = release.PLATFORMS["linux-deb"].format(common.version())
SETUP = release.PLATFORMS["windows-setup"].format(common.version())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    news = tmp_path / "news"
    news.mkdir()
    for version, word in (("0.1.0", "first"), ("99.0.0", "far away")):
        lines = [
            f'{language} = ["{word}", "a \\"second\\" line"]' for language in ("ru", "kk", "en")
        ]
        (news / f"{version}.toml").write_text("\n".join(["[news]", *lines]), encoding="utf-8")
    monkeypatch.setattr(release, "NEWS", news)
    place = tmp_path / "release"
    place.mkdir()
    (place / DEB).write_bytes(b"deb")
    (place / SETUP).write_bytes(b"setup")
    (place / "leftover.exe").write_bytes(b"nothing of ours")
    release.describe(place)
    return place


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("keys")
    for name in ("ours", "theirs"):
        words = ["-W", "-p", place / f"{name}.pub", "-s", place / f"{name}.key"]
        subprocess.run(["minisign", "-G", *words], check=True, capture_output=True)
    return place


def test_release_toml_tells_version_schema_files_and_news(folder: Path) -> None:
    told = tomllib.loads((folder / release.ABOUT).read_text("utf-8"))
    newest = sorted((ROOT / "mediadesk/db/migrations").glob("m0*.py"))[-1]
    assert told["version"] == common.version()
    assert told["schema"] == int(newest.name[1:5])
    assert told["artefacts"] == {"linux-deb": DEB, "windows-setup": SETUP}
    assert told["news"] == {
        language: ["first", 'a "second" line'] for language in ("ru", "kk", "en")
    }


def test_the_program_reads_what_a_release_writes(folder: Path) -> None:
    releases = pytest.importorskip("mediadesk.domain.releases")
    told = releases.release_from_toml(tomllib.loads((folder / release.ABOUT).read_text("utf-8")))
    assert {each.value: name for each, name in told.artefacts.items()} == {
        "linux-deb": DEB,
        "windows-setup": SETUP,
    }
    assert {each.value for each in releases.Platform} == set(release.PLATFORMS)
    sums = releases.sums_from((folder / release.SUMS).read_text("utf-8"))
    assert set(sums) == {release.ABOUT, DEB, SETUP}


def test_only_files_of_the_release_are_listed_and_standard_tools_read_the_list(
    folder: Path,
) -> None:
    done = subprocess.run(
        ["sha256sum", "-c", release.SUMS], cwd=folder, check=True, capture_output=True, text=True
    )
    assert {line.split(":")[0] for line in done.stdout.splitlines()} == {release.ABOUT, DEB, SETUP}
    assert release.faults(folder) == []


@pytest.mark.parametrize("name", [DEB, release.ABOUT])
def test_a_changed_or_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"another")
    assert release.faults(folder) == [f"{name} is not what was listed"]
    (folder / name).unlink()
    assert release.faults(folder) == [f"{name} is not there"]


def test_signed_with_the_key_of_the_builds(folder: Path, keys: Path) -> None:
    release.sign(folder, keys / "ours.key", keys / "ours.pub")
    release.check(folder, keys / "ours.pub")
    with pytest.raises(common.BuildFault):
        release.check(folder, keys / "theirs.pub")
    assert "prehashed" not in (folder / release.SIGNATURE).read_text("utf-8")
    assert f"MediaDesk {common.version()}" in (folder / release.SIGNATURE).read_text("utf-8")


def test_a_signature_that_our_programs_would_refuse_is_not_left(folder: Path, keys: Path) -> None:
    with pytest.raises(common.BuildFault, match="another key"):
        release.sign(folder, keys / "theirs.key", keys / "ours.pub")
    assert not (folder / release.SIGNATURE).exists()


def test_a_changed_folder_is_not_signed(folder: Path, keys: Path) -> None:
    (folder / DEB).write_bytes(b"another")
    with pytest.raises(common.BuildFault, match="not what was listed"):
        release.sign(folder, keys / "ours.key", keys / "ours.pub")


def test_describing_anew_takes_the_old_signature_away(folder: Path, keys: Path) -> None:
    release.sign(folder, keys / "ours.key", keys / "ours.pub")
    release.describe(folder)
    assert not (folder / release.SIGNATURE).exists()


def test_without_a_public_key_nothing_is_proven(folder: Path, keys: Path) -> None:
    release.sign(folder, keys / "ours.key", keys / "ours.pub")
    with pytest.raises(common.BuildFault, match="no program can check"):
        release.check(folder, keys / "nobody.pub")


def test_a_version_without_news_is_not_described(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDIADESK_BUILD_VERSION", "0.0.1")
    with pytest.raises(common.BuildFault, match=r"nothing for 0\.0\.1"):
        release.describe(folder)


def test_every_language_must_be_told(folder: Path) -> None:
    (release.NEWS / "0.1.0.toml").write_text('[news]\nru = ["one"]\nkk = []\nen = ["one"]')
    with pytest.raises(common.BuildFault, match="nothing in kk"):
        release.describe(folder)


def test_no_secret_key_is_kept() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    found = [
        name for name in listed
        if (ROOT / name).is_file() and (ROOT / name).stat().st_size < 2000
        and b"minisign encrypted secret key" in (ROOT / name).read_bytes()
        and Path(name).name != "test_release.py"
    ]  # fmt: skip
    assert found == []


def test_minisign_is_there() -> None:
    assert shutil.which("minisign"), "scripts/setup --test installs it"
