"""Questions and corrections by command: written, sent, taken in, decided, answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediadesk.cli.context import Status
from mediadesk.domain.commands_remarks import SaveRemark
from mediadesk.domain.model import Remark
from mediadesk.domain.packages import MergeChoices
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.remark_records import RemarkKind
from tests.cli.conftest import Offices
from tests.desks import PASSPHRASE, appeal
from tests.offices import SECRET, office_desk, sent, trusting

QUESTION, WANTED = "Когда подписан договор?", "Новый предмет"


@pytest.fixture
def offices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Offices:
    """Let a coordinator who merged the case of an office ask and correct."""
    monkeypatch.setenv("MEDIADESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("MEDIADESK_PACKAGE_PASSPHRASE", SECRET)
    first, centre = office_desk(tmp_path / "almaty", 1), office_desk(tmp_path / "centre", 2)
    appeal(first)
    preview = centre.preview_packages([sent(first, tmp_path)], SECRET)
    choices: MergeChoices = trusting(preview)
    centre.merge_packages(preview, choices).result()
    (row,) = centre.cases(CaseQuery(), 0, 9)
    case = centre.case_file(row.id).case
    asked = Remark(case_uid=case.uid.hex(), text=QUESTION)
    fix = Remark(
        case_uid=case.uid.hex(), kind=RemarkKind.CORRECTION, field="subject_ru", wanted=WANTED
    )
    for each in (asked, fix):
        centre.execute(SaveRemark(remark=each)).result()
    first.close()
    centre.close()
    return Offices(tmp_path, capsys)


def test_a_reply_goes_out_and_its_remarks_are_decided(offices: Offices) -> None:
    path = offices.folder / "reply.mdpack"
    made = offices.data("centre", "reply", "--to", path, "--for", "Офис 1")
    assert (made["number"], made["remarks"]) == (1, 2)
    dry = offices.data("almaty", "take-in", path, "--dry-run")
    assert (dry["new"], dry["dry_run"], dry["not_here"]) == (2, True, 0)
    assert "Nothing was changed" in offices.run("almaty", "take-in", path, "--dry-run").out
    assert offices.data("almaty", "remarks") == {"remarks": []}
    assert "There are no questions" in offices.run("almaty", "remarks").out
    taken = offices.run("almaty", "take-in", path)
    assert taken.status == Status.DONE
    assert "remarks 2, new 2" in taken.out
    listed = offices.run("almaty", "remarks")
    assert listed.status == Status.LOOK
    assert QUESTION in listed.out
    assert WANTED in listed.out
    asked, fix = sorted(offices.data("almaty", "remarks")["remarks"], key=lambda r: r["id"])
    assert (asked["kind"], fix["field"], fix["ours"]) == ("question", "subject_ru", False)
    assert offices.run("almaty", "answer", asked["id"]).status == Status.MISTAKE
    told = offices.data("almaty", "answer", asked["id"], "--text", "Вчера")
    assert told == {"id": asked["id"], "state": "answered"}
    assert "Applied" in offices.run("almaty", "answer", fix["id"], "--apply").out
    assert offices.run("almaty", "answer", fix["id"]).status == Status.MISTAKE
    assert offices.run("almaty", "answer", 99).status == Status.MISTAKE
    assert offices.run("almaty", "remarks").status == Status.DONE
    back = offices.folder / "back.mdpack"
    offices.data("almaty", "make", "--to", back)
    offices.data("centre", "merge", back)
    states = {each["kind"]: each["state"] for each in offices.data("centre", "remarks")["remarks"]}
    assert states == {"question": "answered", "correction": "applied"}


def test_a_correction_can_be_declined_by_command(offices: Offices) -> None:
    path = offices.folder / "reply.mdpack"
    offices.data("centre", "reply", "--to", path, "--for", "Офис 1")
    offices.data("almaty", "take-in", path)
    fix = next(
        each
        for each in offices.data("almaty", "remarks")["remarks"]
        if each["kind"] == "correction"
    )
    assert offices.data("almaty", "answer", fix["id"], "--text", "Нет")["state"] == "declined"


def test_an_unknown_writer_must_be_trusted_by_somebody(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, path = offices.folder / "almaty.mdcard", offices.folder / "reply.mdpack"
    offices.data("almaty", "card", "--to", card)
    offices.run("centre", "trust", card)
    monkeypatch.delenv("MEDIADESK_PACKAGE_PASSPHRASE")
    offices.data("centre", "reply", "--to", path, "--for", "Офис 1")
    assert offices.run("almaty", "take-in", path).status == Status.WORLD
    assert offices.data("almaty", "take-in", path, "--trust")["new"] == 2
