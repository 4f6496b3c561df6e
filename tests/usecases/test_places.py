"""Folders that are copied to the internet, and network drives, are recognised by names and marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediadesk import assets
from mediadesk.db import lock
from mediadesk.domain.places import Cloud, cloud_of, clouds_from_toml
from mediadesk.usecases.places import warnings_of

CLOUDS = clouds_from_toml(assets.load_toml("folders.toml"))


def named(*parts: str) -> str:
    return cloud_of(parts, CLOUDS, has_mark=lambda _n, _mark: False, named_by=lambda _name: ())


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Центр медиации", "OneDrive"),
        ("onedrive", "OneDrive"),
        ("Dropbox (Personal)", "Dropbox"),
        ("Яндекс.Диск", "Yandex.Disk"),
        ("YandexDisk", "Yandex.Disk"),
        ("Мой диск", "Google Drive"),
        ("Облако Mail.ru", "Cloud Mail.ru"),
        ("iCloudDrive", "iCloud Drive"),
        ("Documents", ""),
        ("OneDriver", ""),
    ],
)
def test_by_the_name_of_a_folder(folder: str, name: str) -> None:
    assert named("C:\\", "Users", "x", folder, "centre") == name


def test_by_a_mark_in_any_folder_above(tmp_path: Path) -> None:
    centre = tmp_path / "work" / "centre"
    centre.mkdir(parents=True)
    assert warnings_of(centre) == ()
    (tmp_path / "work" / "._sync_1a2b.db").touch()
    (found,) = warnings_of(centre)
    assert (found.code, found.params) == ("cloud_folder", {"name": "Nextcloud"})
    assert warnings_of(centre, for_copies=True)[0].text != found.text
    (tmp_path / ".dropbox").touch()
    assert warnings_of(centre)[0].params == {"name": "Dropbox"}


def test_by_an_environment_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "firm"))
    assert warnings_of(tmp_path / "firm" / "centre")[0].params == {"name": "OneDrive"}
    assert warnings_of(tmp_path / "other") == ()


def test_a_network_drive_is_told_for_a_centre_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "is_network", lambda _folder: True)
    assert [each.code for each in warnings_of(tmp_path)] == ["network_drive"]
    assert warnings_of(tmp_path, for_copies=True) == ()


def test_every_program_is_recognised_somehow() -> None:
    assert {"OneDrive", "Dropbox", "Yandex.Disk", "Google Drive", "Cloud Mail.ru"} <= {
        each.name for each in CLOUDS
    }
    assert all(each.parts for each in CLOUDS)
    only_mark = [Cloud("X", (), ("m",))]
    assert cloud_of(["/", "a"], only_mark, has_mark=lambda n, _m: n == 2, named_by=str) == "X"
