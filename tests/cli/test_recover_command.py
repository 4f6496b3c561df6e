"""The command that leads out of damage, as a script of an office gives it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import INIT, REGISTERS, Run


@pytest.fixture
def centre(run: Run, tmp_path: Path) -> Path:
    run(*INIT)
    assert run("import", REGISTERS / "uralsk-2023.xlsx").status in (0, 1)
    assert run("backup", "make").status == 0
    return tmp_path / "c"


def test_a_sound_centre_has_nothing_to_recover(run: Run, centre: Path) -> None:
    said = run("recover", "--json")
    assert (said.status, said.data) == (0, {"sound": True, "ways": []})
    assert run("recover").out.strip()
    assert run("recover", "--use", "backup").status == 2


def test_damage_is_shown_and_led_out_of(run: Run, centre: Path) -> None:
    path = centre / "centre.db"
    damaged = path.read_bytes()[:5_000]
    path.write_bytes(damaged)
    assert run("check").status == 3
    for lang in ("ru", "kk"):
        said = run("recover", lang=lang)
        assert said.status == 1
        assert "backup" in said.out
        assert not said.err
    shown = run("recover", "--json")
    assert shown.status == 1
    assert shown.data["best"] == "backup"
    assert path.read_bytes() == damaged
    assert run("recover", "--use", "rows").status == 2
    used = run("recover", "--use", "backup", "--json")
    assert used.status == 1, "what was entered after the backup is to be looked at"
    assert (centre / f"{used.data['kept']}.db").read_bytes() == damaged
    assert used.data["cases"] == run("cases", "--json").data["count"] > 100
    assert run("check").status == 0


def test_an_empty_centre_is_the_last_way_out(run: Run, centre: Path) -> None:
    (centre / "centre.db").write_bytes(b"")
    for path in (centre / "backups").iterdir():
        path.unlink()
    assert run("recover", "--json").data["best"] == "fresh"
    assert run("recover", "--use", "fresh").status == 1
    assert run("check").status == 2
    assert run(*INIT).status == 0
    assert run("check").status == 0


def test_records_that_cannot_be_read_are_counted(run: Run, centre: Path) -> None:
    path = centre / "centre.db"
    data = bytearray(path.read_bytes())
    for page in range(len(data) // 4096 * 2 // 3, len(data) // 4096, 5):
        data[page * 4096 + 200] ^= 255
    path.write_bytes(data)
    shown = run("recover", "--json").data
    rows = {way["way"]: way for way in shown["ways"]}
    assert rows["rows"]["missing"]
    assert run("recover").status == 1
    assert run("recover", "--use", "rows").status == 1
    assert run("check").status in (0, 1)
    assert run("cases", "--json").data["count"] == rows["rows"]["cases"]


def test_the_passphrase_is_needed(run: Run, centre: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (centre / "centre.db").write_bytes(b"")
    monkeypatch.setenv("MEDIADESK_PASSPHRASE", "another passphrase")
    said = run("recover")
    assert (said.status, said.out) == (3, "")
    assert (centre / "centre.db").read_bytes() == b""
