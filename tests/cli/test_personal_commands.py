"""Commands of the law on personal data."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from mediadesk.app import SystemClock, SystemIds
from mediadesk.domain.commands import SaveRecord
from mediadesk.domain.model import Consent
from mediadesk.usecases.opening import open_desk
from tests.cli.conftest import INIT, Run
from tests.desks import PASSPHRASE, appeal, close, do
from tests.personas import QASYMOV


def test_what_is_held_of_a_person_is_written(run: Run, tmp_path: Path) -> None:
    run(*INIT)
    desk = open_desk(tmp_path / "c", PASSPHRASE, clock=SystemClock(), ids=SystemIds())
    case_id = appeal(desk)
    close(desk, case_id)
    desk.destroy([case_id], "Срок", (tmp_path / "away",), ("destroyed_early",))
    appeal(desk)
    desk.close()
    said = run("person", QASYMOV.iin, "--out", tmp_path / "a.pdf", "--json")
    assert said.status == 0
    told = json.loads(Path(said.data["data"]).read_text("utf-8"))
    assert QASYMOV.full_name in json.dumps(told, ensure_ascii=False)
    assert run("person", "никто такой", "--out", tmp_path / "b.pdf").status == 2
    answer = ("person", QASYMOV.iin, "--withdrawal", "--out", tmp_path / "w.pdf", "--json")
    assert run(*answer).status == 2
    desk = open_desk(tmp_path / "c", PASSPHRASE, clock=SystemClock(), ids=SystemIds())
    person = next(each for each in desk.persons_standing() if each.name == QASYMOV.full_name)
    day = date(2026, 11, 1)
    made = Consent(person_id=person.id, given_on=day, withdrawn_on=day, categories="name",
                   purposes="mediation")  # fmt: skip
    do(desk, SaveRecord(record=made))
    desk.close()
    said = run(*answer)
    assert (said.status, list(said.data)) == (0, ["file"])
    assert (tmp_path / "w.pdf").read_bytes().startswith(b"%PDF")
    said = run("destroyed", "--json")
    assert (said.status, [c["standing"] for c in said.data["copies"]]) == (1, ["away"])
    (tmp_path / "away").mkdir()
    assert run("destroyed", "--clean", tmp_path / "away").status in (0, 1)


def test_a_practice_copy_has_a_passphrase_of_its_own(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(*INIT)
    assert run("practice-copy", "--to", tmp_path / "copy").status == 2
    (tmp_path / "phrase").write_text("a passphrase of the copy", encoding="utf-8")
    told = ("--copy-passphrase-file", tmp_path / "phrase")
    said = run("practice-copy", "--to", tmp_path / "copy", *told, "--json")
    assert (said.status, said.data["cases"]) == (0, 0)
    assert (tmp_path / "copy" / "centre.db").is_file()
    assert run("destroyed").status == 0
