"""Submitted reports stay as they were sent; what changed since is told beside them."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from mediadesk import assets
from mediadesk.domain import commands as c
from mediadesk.domain.commands_reports import SubmitReport
from mediadesk.domain.report_model import SheetKind
from mediadesk.domain.report_outside import MARK
from mediadesk.domain.types import DisputeKind, Tiyn
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.export import workbook
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import open_desk
from tests.desks import PASSPHRASE, CountedIds, SetClock, appeal, do


def submit(desk: Desk, form: str = "ministry", **wanted: bool) -> int:
    """Submit a report of the year and give its id."""
    return desk.submit_report(desk.prepare_report(form, "2026", "ru", **wanted)).result().id


def edit(desk: Desk, case_id: int, **facts: object) -> None:
    """Change a case."""
    case = desk.case_file(case_id).case
    do(desk, c.EditCase(case=replace(case, **facts)))


def test_a_submitted_report_is_numbered_dated_and_whole(desk: Desk) -> None:
    appeal(desk)
    first, second = submit(desk), submit(desk)
    other = submit(desk, "summary")
    listed = {each.id: each for each in desk.submitted_reports()}
    assert [listed[n].number for n in (first, second, other)] == [1, 2, 1]
    record, frozen = desk.submitted_report(first)
    assert record.submitted_on == desk.clock.today()
    assert record.recipient == "Министерство культуры и информации Республики Казахстан"
    assert frozen.full == desk.report("ministry", "2026", "ru")
    assert json.loads(record.pack) == assets.load_toml("forms/ministry.toml")


def test_the_same_workbook_comes_again_after_the_data_changed(
    desk: Desk, clock: SetClock, tmp_path: Path
) -> None:
    case_id = appeal(desk)
    id_ = submit(desk, outside=False)
    sent = workbook.to_bytes(desk.report("ministry", "2026", "ru"))
    clock.day = date(2030, 5, 5)
    edit(desk, case_id, kind=DisputeKind.FAMILY, claim_tiyn=Tiyn(700_00))
    desk.report_again(id_, tmp_path / "again.xlsx", changes=False)
    assert (tmp_path / "again.xlsx").read_bytes() == sent
    compared = desk.report_again(id_, tmp_path / "told.xlsx")
    assert compared.frozen.sent != desk.report("ministry", "2026", "ru")
    number = desk.case_file(case_id).case.number
    assert {n for change in compared.changes for n in change.numbers} == {number}
    with ZipFile(tmp_path / "told.xlsx") as book:
        told = book.read("xl/workbook.xml").decode()
    assert "Изменения" in told


def test_a_report_is_the_same_in_a_centre_opened_years_later(desk: Desk, tmp_path: Path) -> None:
    appeal(desk)
    id_ = submit(desk)
    _record, before = desk.submitted_report(id_)
    desk.close()
    late = SetClock(date(2035, 1, 1))
    again = open_desk(tmp_path / "centre", PASSPHRASE, clock=late, ids=CountedIds(9_000))
    try:
        assert again.submitted_report(id_)[1] == before
    finally:
        again.close()


def test_a_changed_form_does_not_change_what_was_sent(desk: Desk) -> None:
    appeal(desk)
    id_ = submit(desk, outside=False)
    _record, before = desk.submitted_report(id_)
    own = desk.centre / "custom" / "forms"
    own.mkdir(parents=True)
    shutil.copy(assets.find("forms/summary.toml"), own / "ministry.toml")
    assert desk.report("ministry", "2026", "ru").title != before.full.title
    compared = desk.compare_submitted(id_)
    assert compared.frozen == before
    assert compared.is_by_form
    assert compared.changes == ()


def test_a_submission_is_final(desk: Desk) -> None:
    case_id = appeal(desk)
    assert desk.undo_label() is not None
    submit(desk)
    assert desk.undo_label() is None
    edit(desk, case_id, kind=DisputeKind.FAMILY)
    desk.undo().result()
    assert len(desk.submitted_reports()) == 1
    entry = next(e for e in desk.journal() if e.command == "SubmitReport")
    assert not entry.is_undoable


def test_a_report_that_is_not_what_its_hash_says_is_not_kept(desk: Desk) -> None:
    appeal(desk)
    record, _frozen = desk.submitted_report(submit(desk))
    with pytest.raises(WorldTrouble) as caught:
        do(desk, SubmitReport(report=replace(record, id=0, sha256="0" * 64)))
    assert caught.value.code is Code.FILE_DAMAGED
    assert len(desk.submitted_reports()) == 1


def test_an_unknown_submission_is_refused(desk: Desk) -> None:
    with pytest.raises(InputProblem):
        desk.submitted_report(5)


def test_outside_small_figures_are_hidden_and_inside_none(desk: Desk) -> None:
    number = desk.case_file(appeal(desk)).case.number
    outside = desk.prepare_report("ministry", "2026", "ru")
    assert outside.is_outside
    assert outside.hidden
    assert outside.threshold == 3
    assert number not in repr(outside.sent)
    inside = desk.prepare_report("ministry", "2026", "ru", outside=False)
    assert (inside.hidden, inside.sent) == ((), inside.full)
    assert not desk.prepare_report("summary", "2026", "ru").is_outside


def test_the_centre_sets_the_threshold(desk: Desk) -> None:
    for _ in range(4):
        appeal(desk)
    assert len(desk.prepare_report("ministry", "2026", "ru").hidden) == 0
    own = desk.centre / "custom"
    own.mkdir(exist_ok=True)
    text = assets.find("reporting.toml").read_text(encoding="utf-8")
    (own / "reporting.toml").write_text(text.replace("threshold = 3", "threshold = 5"), "utf-8")
    prepared = desk.prepare_report("ministry", "2026", "ru")
    assert prepared.threshold == 5
    assert prepared.hidden


@pytest.mark.parametrize(("value", "is_good"), [(5, True), ("много", False)])
def test_the_threshold_is_set_in_the_reference_data(
    desk: Desk, *, value: object, is_good: bool
) -> None:
    data = desk.reference("reporting.toml")
    blocks = tuple(
        replace(block, rows=({"code": "threshold", "value": value},))
        if block.name == "small_cells"
        else block
        for block in data.blocks
    )
    changed = replace(data, blocks=blocks)
    if not is_good:
        with pytest.raises(InputProblem) as caught:
            desk.save_reference("reporting.toml", changed)
        assert caught.value.code is Code.REFERENCE_BAD
        return
    desk.save_reference("reporting.toml", changed).result()
    assert desk.prepare_report("ministry", "2026", "ru").threshold == value


def test_a_case_bears_the_same_name_outside_over_the_years(desk: Desk) -> None:
    ids = [appeal(desk) for _ in range(3)]

    def listed(form: str) -> tuple[tuple[object, ...], ...]:
        made = desk.prepare_report(form, "2026", "ru", outside=True).sent
        return next(sheet.body for sheet in made.sheets if sheet.kind is SheetKind.CASES)

    names = listed("ministry")
    assert names == listed("summary")
    assert {desk.case_of_pseudonym(str(name)) for (name,) in names} == set(ids)
    with pytest.raises(InputProblem):
        desk.case_of_pseudonym("AAAAA-AAAAA")


def test_changes_of_a_report_for_outside_name_no_case(desk: Desk, tmp_path: Path) -> None:
    ids = [appeal(desk) for _ in range(4)]
    id_ = submit(desk)
    edit(desk, ids[0], kind=DisputeKind.FAMILY)
    compared = desk.report_again(id_, tmp_path / "again.xlsx")
    assert compared.changes
    with ZipFile(tmp_path / "again.xlsx") as book:
        texts = "".join(book.read(name).decode() for name in book.namelist() if "xml" in name)
    assert "Что изменилось с отправки" in texts
    assert MARK in texts
    assert not any(desk.case_file(each).case.number in texts for each in ids)


def test_doubts_are_told_before_sending_and_block_nothing(desk: Desk) -> None:
    case_id = appeal(desk)
    edit(desk, case_id, claim_currency="USD", claim_cents=5_00, claim_tiyn=None)
    doubts = {doubt.rule.code: doubt.cases for doubt in desk.doubts("ministry", "2026")}
    assert doubts["topic"] == (case_id,)
    assert desk.prepare_report("ministry", "2026", "ru").doubts
    assert submit(desk)
