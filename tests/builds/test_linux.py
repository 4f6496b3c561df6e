"""The installer for one user, the menu entry, the kinds of files, and libraries nobody needs."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import common
import elf
import linux_deb
import pytest
from defusedxml import ElementTree

from mediadesk.db.backup import SUFFIX as BACKUP
from mediadesk.domain.packages import CARD_SUFFIX, PACKAGE_SUFFIX
from mediadesk.domain.wordings import TEXTS_SUFFIX
from tests.arch.tree import ROOT

LINUX = ROOT / "packaging" / "linux"
NAME = linux_deb.NAME


class Home:
    """A user's folder, and installers of small programs that stand for ours."""

    def __init__(self, place: Path) -> None:
        self.place = place / "Үй ішкі"
        self.place.mkdir()
        self.top = self.place / ".local" / "opt" / "mediadesk"
        self.stage = place / "stage"

    def version(self, version: str, *, works: bool = True) -> None:
        shutil.rmtree(self.stage, ignore_errors=True)
        icons = self.stage / "program" / "_internal" / "icons"
        icons.mkdir(parents=True)
        (icons / "48.png").write_bytes(b"picture")
        program = self.stage / "program" / "mediadesk"
        program.write_text(f"#!/bin/sh\necho {version}\nexit {0 if works else 3}\n")
        program.chmod(0o755)
        (self.stage / "version").write_text(f"{version}\n")
        for name in ("install.sh", f"{NAME}.desktop", f"{NAME}.xml"):
            shutil.copy(LINUX / name, self.stage)

    def run(self, *words: str, language: str = "C") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", self.stage / "install.sh", *words], check=False, capture_output=True, text=True,
            env={"HOME": str(self.place), "PATH": "/usr/bin:/bin", "LANG": language},
        )  # fmt: skip

    def install(self, version: str) -> None:
        self.version(version)
        assert self.run().returncode == 0

    def links(self) -> dict[str, str]:
        return {each.name: str(each.readlink()) for each in self.top.iterdir() if each.is_symlink()}

    def folders(self) -> list[str]:
        return sorted(each.name for each in self.top.iterdir() if not each.is_symlink())


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_installed_with_menu_entry_kinds_and_icons(home: Home) -> None:
    home.install("1.0.0")
    share = home.place / ".local/share"
    said = (share / f"applications/{NAME}.desktop").read_text("utf-8")
    assert f'Exec="{home.top}/current/mediadesk"' in said
    assert (share / f"mime/packages/{NAME}.xml").is_file()
    assert (share / f"icons/hicolor/48x48/apps/{NAME}.png").is_file()
    started = subprocess.run(
        [home.place / ".local/bin/mediadesk"], capture_output=True, text=True, check=True
    )
    assert started.stdout == "1.0.0\n"


def test_two_versions_are_kept_and_older_ones_go(home: Home) -> None:
    for version in ("1.0.0", "1.0.1", "1.1.0"):
        home.install(version)
    assert home.links() == {"current": "1.1.0", "previous": "1.0.1"}
    assert home.folders() == ["1.0.1", "1.1.0"]


def test_the_same_version_again_keeps_the_one_before(home: Home) -> None:
    for version in ("1.0.0", "1.0.1", "1.0.1"):
        home.install(version)
    assert home.links() == {"current": "1.0.1", "previous": "1.0.0"}


def test_back_to_the_version_before_and_forth(home: Home) -> None:
    home.install("1.0.0")
    assert home.run("--previous").returncode == 1
    home.install("1.0.1")
    assert home.run("--previous").returncode == 0
    assert home.links() == {"current": "1.0.0", "previous": "1.0.1"}
    assert home.run("--previous").returncode == 0
    assert home.links()["current"] == "1.0.1"


def test_a_version_that_does_not_work_is_not_taken(home: Home) -> None:
    home.install("1.0.0")
    home.version("1.0.1", works=False)
    done = home.run(language="kk_KZ.UTF-8")
    assert done.returncode == 1
    assert "Орнатылмады" in done.stderr
    assert home.links() == {"current": "1.0.0"}
    assert home.folders() == ["1.0.0", "self-test.txt"]


def test_what_an_interrupted_installation_left_is_cleared(home: Home) -> None:
    home.install("1.0.0")
    (home.top / "1.0.1.partial").mkdir()
    (home.top / ".current.part").symlink_to("nowhere")
    home.install("1.0.1")
    assert home.folders() == ["1.0.0", "1.0.1"]
    assert set(home.links()) == {"current", "previous"}


def test_removed_without_a_trace_but_with_the_centres_data(home: Home) -> None:
    data = home.place / ".local/share/mediadesk/centre.db"
    data.parent.mkdir(parents=True)
    data.write_bytes(b"data")
    home.install("1.0.0")
    done = home.run("--remove", language="ru_RU.UTF-8")
    assert "Данные центра не тронуты" in done.stdout
    share = home.place / ".local/share"  # the desktop keeps lists of its own there
    left = [path for path in home.place.rglob("*") if "mediadesk" in path.name.lower()]
    assert left == [data.parent]
    assert data.read_bytes() == b"data"
    told = [
        path for path in share.rglob("*") if path.is_file() and b"mediadesk" in path.read_bytes()
    ]
    assert told == []


def test_an_unknown_word_is_the_callers_mistake(home: Home) -> None:
    home.version("1.0.0")
    assert home.run("--nonsense").returncode == 2
    assert not home.top.exists()


def test_the_kinds_of_files_are_those_of_the_program() -> None:
    tree = ElementTree.parse(LINUX / f"{NAME}.xml").getroot()
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    globs = {each.get("pattern") for each in tree.iter(f"{space}glob")}
    assert globs == {f"*{suffix}" for suffix in (BACKUP, PACKAGE_SUFFIX, CARD_SUFFIX, TEXTS_SUFFIX)}
    for kind in tree:
        words = kind.findall(f"{space}comment")
        lang = "{http://www.w3.org/XML/1998/namespace}lang"
        assert [each.get(lang) for each in words] == [None, "ru", "kk"]


def test_the_menu_entry_speaks_three_languages() -> None:
    reader = configparser.ConfigParser(interpolation=None)
    reader.read(LINUX / f"{NAME}.desktop", encoding="utf-8")
    entry = reader["Desktop Entry"]
    for name in ("GenericName", "Comment"):
        assert entry[name]
        assert entry[f"{name}[ru]"] != entry[f"{name}[kk]"]
    assert entry["Icon"] == NAME


def test_libraries_that_nothing_links_to_go(tmp_path: Path) -> None:
    shell = Path("/bin/bash").resolve()
    links_to = elf.needed(shell)
    tinfo = next(name for name in links_to if name.startswith("libtinfo"))
    system = _place_of(tinfo).parent
    shutil.copy(shell, tmp_path / "bash")
    shutil.copy(system / tinfo, tmp_path / tinfo)
    stranger = next(path for path in system.glob("libz.so.1*") if not path.is_symlink())
    shutil.copy(stranger, tmp_path / "libz.so.1")
    (tmp_path / "libz.so").symlink_to("libz.so.1")
    assert [path.name for path in elf.prune(tmp_path)] == ["libz.so.1"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bash", tinfo]
    assert elf.outside(tmp_path) == (links_to | elf.needed(tmp_path / tinfo)) - {tinfo}


def _place_of(library: str) -> Path:
    told = subprocess.run(["ldd", "/bin/bash"], capture_output=True, text=True, check=True).stdout
    found = re.search(rf"{re.escape(library)} => (\S+)", told)
    assert found
    return Path(found[1])


def test_the_c_library_that_is_asked_for_is_read_from_the_files(tmp_path: Path) -> None:
    shutil.copy(Path("/bin/bash").resolve(), tmp_path / "bash")
    major, minor = elf.c_library(tmp_path)
    assert major == 2
    assert minor > 14


def test_the_package_declares_each_library_of_the_system() -> None:
    text = (LINUX / "control").read_text("utf-8")
    assert {"libc.so.6", "libEGL.so.1", "libcups.so.2"} <= linux_deb.declared(text)
    assert "@GLIBC@" in text


def test_a_version_is_three_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", common.version())
    monkeypatch.setenv("MEDIADESK_BUILD_VERSION", "2.0.0")
    assert common.version() == "2.0.0"
    monkeypatch.setenv("MEDIADESK_BUILD_VERSION", "2.0;evil")
    with pytest.raises(common.BuildFault):
        common.version()


def test_only_files_of_the_project_are_built_with_the_version_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = tmp_path / "another.pub"
    key.write_text("a key\n")
    monkeypatch.setenv("MEDIADESK_BUILD_VERSION", "9.8.7")
    monkeypatch.setenv("MEDIADESK_UPDATE_KEY", str(key))
    place = common.sources(tmp_path / "sources")
    assert '__version__ = "9.8.7"' in (place / "mediadesk/__init__.py").read_text("utf-8")
    assert (place / "resources/update-key.pub").read_text() == "a key\n"
    assert {path.name for path in place.iterdir()} >= {"mediadesk", "resources", "translations"}
    assert not (place / "tests").exists()
