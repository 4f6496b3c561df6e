"""How the program is installed is read from where its package lies; what it starts gets nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediadesk.domain.releases import Platform
from mediadesk.errors import Code, WorldTrouble
from mediadesk.usecases import installed
from tests.releases import run_tree, windows_tree


@pytest.fixture
def here(tmp_path: Path) -> installed.Installed:
    return run_tree(tmp_path / "top")


def test_windows_keeps_versions_in_folders_and_an_ini(tmp_path: Path) -> None:
    module = windows_tree(tmp_path / "MediaDesk", previous="0.0.9")
    found = installed.here(module)
    assert (found.platform, found.version, found.previous) == (Platform.WINDOWS, "0.1.0", "0.0.9")
    assert found.program() == tmp_path / "MediaDesk" / "MediaDesk.exe"
    found.go_back()
    assert found.now() == "0.0.9"
    again = installed.here(module)
    assert again.previous == "0.1.0"
    evil = windows_tree(tmp_path / "Evil")
    (tmp_path / "Evil" / "current.ini").write_text("[app]\nprevious=..\\..\\evil\n")
    assert installed.here(evil).previous == ""
    (tmp_path / "Evil" / "current.ini").write_text("no section")
    assert installed.here(evil).previous == ""


def test_linux_keeps_versions_beside_links(tmp_path: Path, here: installed.Installed) -> None:
    module = here.top / "0.1.0" / "_internal" / "mediadesk" / "__init__.py"
    found = installed.here(module)
    assert (found.platform, found.top, found.previous) == (Platform.LINUX_RUN, here.top, "")
    assert found.program() == here.top / "current" / "mediadesk"
    system = installed.here(Path("/opt/mediadesk/_internal/mediadesk/__init__.py"))
    assert system.platform is Platform.LINUX_DEB
    assert system.program() == Path("/opt/mediadesk/mediadesk")


def test_the_system_is_asked_for_an_administrator_where_it_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    package = tmp_path / "a b.deb"
    assert installed.asks_administrator(package) == []
    for name in ("pkexec", "apt-get"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    asks = installed.asks_administrator(package)
    assert asks[:3] == [str(tmp_path / "pkexec"), str(tmp_path / "apt-get"), "install"]
    assert asks[-1] == str(package)


def test_a_program_that_cannot_be_started_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorldTrouble) as caught:
        installed.start([str(tmp_path / "none")])
    assert caught.value.code is Code.UPDATE_FAILED
    with pytest.raises(WorldTrouble):
        installed.run_installer(tmp_path / "none")


def test_what_is_started_gets_no_passphrase_and_no_library_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDIADESK_PASSPHRASE", "secret words")
    monkeypatch.setenv("LD_LIBRARY_PATH", "ours")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "theirs")
    script = tmp_path / "it.run"
    script.write_text(f'env >"{tmp_path}/told"\n')
    installed.run_installer(script)
    told = (tmp_path / "told").read_text().splitlines()
    assert "LD_LIBRARY_PATH=theirs" in told
    assert not [line for line in told if "secret" in line]
