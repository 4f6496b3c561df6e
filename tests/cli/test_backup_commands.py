"""Commands of backups: one case comes back, restoring is practised here and elsewhere, certified."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mediadesk.cli import run as runner
from mediadesk.domain import commands as c
from mediadesk.usecases.opening import create_desk, open_desk
from tests.desks import PASSPHRASE, CountedIds, SetClock, appeal, do, office


@pytest.fixture
def centre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "c"
    desk, _ = create_desk(folder, PASSPHRASE, clock=SetClock(), ids=CountedIds(), office=office())
    appeal(desk)
    desk.close()
    monkeypatch.setenv("MEDIADESK_PASSPHRASE", PASSPHRASE)
    return folder


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, object]]:
    ids = CountedIds(5_000)
    status = runner.run(
        ["--json", *words], clock=SetClock(), ids=ids, usual=Path.cwd, window=lambda *_told: 0
    )
    out = capsys.readouterr().out
    return status, json.loads(out) if out else {}


def test_one_case_comes_back(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ("--centre", str(centre), "backup")
    _status, made = told(capsys, *where, "make")
    path = str(made["file"])
    number = ("case", path, "--number", "2026/0001")
    assert told(capsys, *where, *number) == (0, {**told(capsys, *where, *number)[1], "records": 0})
    desk = open_desk(centre, PASSPHRASE, clock=SetClock(), ids=CountedIds(6_000))
    case_id = desk.case_id("2026/0001")
    assert case_id is not None
    file = desk.case_file(case_id)
    do(desk, c.EditCase(case=replace(file.case, note="spoiled")))
    desk.close()
    status, shown = told(capsys, *where, *number)
    assert (status, shown["done"], shown["records"]) == (1, False, 1)
    status, shown = told(capsys, *where, *number, "--replace")
    assert (status, shown["done"]) == (0, True)
    desk = open_desk(centre, PASSPHRASE, clock=SetClock(), ids=CountedIds(7_000))
    assert desk.case_file(case_id).case.note == ""
    desk.close()


def test_practice_elsewhere_comes_back_and_is_certified(
    centre: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    file = str(stick / "b.mdbackup")
    told(capsys, "--centre", str(centre), "backup", "make", "--to", file)
    elsewhere = ("--centre", str(tmp_path / "none"), "backup", "practise", file)
    status, found = told(capsys, *elsewhere)
    assert (status, found["sound"], found["is_elsewhere"]) == (0, True, True)
    assert Path(str(found["result"])).is_file()
    status, found = told(capsys, "--centre", str(centre), "backup", "practise", file)
    assert (status, found["is_elsewhere"]) == (0, False)
    paper = str(tmp_path / "p.pdf")
    where = ("--centre", str(centre), "backup", "certificate", "--out", paper)
    status, found = told(capsys, *where, "--lang", "kk")
    assert (status, found["is_elsewhere"]) == (0, True), "the one on another computer counts more"
    assert Path(paper).read_bytes().startswith(b"%PDF")
    assert told(capsys, *where, "--year", "2025")[0] == 2
