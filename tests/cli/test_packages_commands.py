"""Packages by command, between two centres."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mediadesk.cli.context import Status
from tests.cli.conftest import Offices
from tests.desks import PASSPHRASE, appeal, signed
from tests.offices import SECRET, changed_subject, office_desk


@pytest.fixture
def offices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Offices:
    """Make an office with two cases and a coordinator with one."""
    monkeypatch.setenv("MEDIADESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("MEDIADESK_PACKAGE_PASSPHRASE", SECRET)
    for number, name in enumerate(("almaty", "centre"), 1):
        desk = office_desk(tmp_path / name, number)
        appeal(desk)
        if name == "almaty":
            signed(desk)
        desk.close()
    return Offices(tmp_path, capsys)


def test_a_package_goes_from_office_to_coordinator_and_out_again(offices: Offices) -> None:
    path = offices.folder / "one.mdpack"
    made = offices.data("almaty", "make", "--to", path)
    assert (made["number"], made["cases"], made["is_full"]) == (1, 2, True)
    assert offices.run("centre", "inspect", path).status == Status.LOOK
    dry = offices.data("centre", "merge", path, "--dry-run")
    assert (dry["dry_run"], dry["new"]) == (True, 2)
    assert offices.data("centre", "list") == {"sent": [], "received": []}
    merged = offices.data("centre", "merge", path)
    (each,) = merged["packages"]
    assert (merged["new"], each["state"], each["missing"]) == (2, "ready", [])
    again = offices.run("centre", "merge", path)
    assert again.status == Status.DONE
    assert "Received already" in again.out
    assert offices.run("centre", "inspect", path).status == Status.DONE
    undone = offices.data("centre", "undo", each["id"])
    assert undone == {"id": each["id"], "undone": True}
    assert offices.run("centre", "undo", each["id"]).status == Status.MISTAKE
    assert "Taken out again" in offices.run("centre", "list").out


def test_an_office_gets_what_is_closed_with_its_key_only(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MEDIADESK_PACKAGE_PASSPHRASE")
    card, path = offices.folder / "centre.mdcard", offices.folder / "one.mdpack"
    shown = offices.run("centre", "card").out.split("\n")[0]
    assert offices.data("centre", "card", "--to", card)["fingerprint"] == shown
    assert shown in offices.run("almaty", "trust", card).out
    assert offices.run("almaty", "make", "--to", path).status == Status.MISTAKE
    assert offices.run("almaty", "make", "--to", path, "--for", "Офис 7").status == Status.MISTAKE
    made = offices.data("almaty", "make", "--to", path, "--for", "офис 2", "--files")
    assert made["receivers"] == "Офис 2"
    assert "sent: No. 1" in offices.run("almaty", "list").out
    refused = offices.run("centre", "merge", path)
    assert (refused.status, "not known yet" in refused.err) == (Status.WORLD, True)
    assert offices.data("centre", "merge", path, "--trust")["new"] == 2
    told = offices.run("almaty", "merge", path)
    assert (told.status, "closed for another office" in told.err) == (Status.WORLD, True)


def test_missing_numbers_and_conflicts_want_a_look(offices: Offices) -> None:
    paths = [offices.folder / f"{n}.mdpack" for n in range(4)]
    offices.run("almaty", "make", "--to", paths[0])
    for path in paths[1:]:
        desk = _desk(offices.folder / "almaty")
        changed_subject(desk, 1, path.stem)
        desk.close()
        offices.run("almaty", "make", "--to", path)
    offices.run("centre", "merge", paths[0])
    desk = _desk(offices.folder / "centre")
    changed_subject(desk, next(r.id for r in desk.cases() if r.id != 1), "Здесь")
    desk.close()
    seen = offices.run("centre", "preview", paths[1], paths[3])
    assert seen.status == Status.LOOK
    assert "Missing before it: 3" in seen.out
    merged = offices.run("centre", "merge", paths[1], paths[3], "--keep")
    assert merged.status == Status.LOOK
    told = offices.run("centre", "offices")
    assert (told.status, "missing: 3" in told.out) == (Status.LOOK, True)
    assert offices.run("centre", "merge", paths[2]).status == Status.DONE
    assert offices.run("centre", "offices").status == Status.DONE


def _desk(folder: Path) -> Any:
    from mediadesk.usecases.opening import open_desk
    from tests.desks import CountedIds, SetClock

    return open_desk(
        folder, PASSPHRASE, clock=SetClock(), ids=CountedIds(hash(folder.name) % 997 * 1000)
    )


def test_a_damaged_and_a_foreign_file_are_told(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = offices.folder / "one.mdpack"
    offices.run("almaty", "make", "--to", path)
    assert offices.run("almaty", "merge", path).status == Status.WORLD
    cut = offices.folder / "cut.mdpack"
    cut.write_bytes(path.read_bytes()[:-1])
    said = offices.run("centre", "merge", cut)
    assert (said.status, "damaged" in said.err) == (Status.WORLD, True)
    cut.write_bytes(b"not a package")
    assert "not a package" in offices.run("centre", "inspect", cut).err
    monkeypatch.setenv("MEDIADESK_PACKAGE_PASSPHRASE", "another passphrase")
    assert "does not fit" in offices.run("centre", "inspect", path).err
    monkeypatch.delenv("MEDIADESK_PACKAGE_PASSPHRASE")
    told = offices.folder / "phrase.txt"
    told.write_text(SECRET + "\n", encoding="utf-8")
    opened = offices.run("centre", "inspect", path, "--package-passphrase-file", told)
    assert opened.status == Status.LOOK
