"""The desk itself: dispatch, undo and redo, start page, search, drafts, backups, reports."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from mediadesk import files
from mediadesk.domain import commands as c
from mediadesk.domain.model import Case, Person, Session
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.rows import DueKind
from mediadesk.domain.types import CaseState, Outcome, Performance
from mediadesk.errors import Code, Conflict, InputProblem, WorldTrouble
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.dispatch import HANDLERS
from mediadesk.usecases.opening import create_desk, open_desk, regions, restore_backup
from mediadesk.usecases.undoing import LAST_OF_SITTING, UNDOABLE
from tests.desks import (
    PASSPHRASE,
    TODAY,
    CountedIds,
    SetClock,
    appeal,
    do,
    entry,
    in_mediation,
    office,
    person,
    signed,
)
from tests.personas import ABDRAKHMANOVA, QASYMOV


def test_every_command_has_its_handler() -> None:
    assert set(HANDLERS) == set(get_args(c.Command))
    assert set(HANDLERS) >= UNDOABLE


# ---------------------------------------------------------------- undo and redo


def test_there_is_nothing_to_undo_at_first(desk: Desk) -> None:
    assert (desk.undo_label(), desk.redo_label()) == (None, None)
    for step in (desk.undo, desk.redo):
        with pytest.raises(Conflict) as error:
            step()
        assert error.value.code is Code.NOTHING_TO_UNDO


def test_the_last_appeal_is_undone_and_its_number_given_again(desk: Desk) -> None:
    appeal(desk)
    second = appeal(desk)
    assert desk.undo_label() == "RegisterAppeal"
    desk.undo().result()
    assert desk.count() == 1
    assert desk.redo_label() == "RegisterAppeal"
    desk.redo().result()
    assert desk.case_file(second).case.number == "2026/0002"
    desk.undo().result()
    assert desk.case_file(appeal(desk)).case.number == "2026/0002"
    assert desk.redo_label() is None
    assert desk.check() == ()


def test_an_appeal_in_the_middle_keeps_its_number(desk: Desk) -> None:
    seq = do(desk, c.RegisterAppeal(case=Case(received_on=TODAY))).changes.seq
    appeal(desk)
    with pytest.raises(Conflict) as error:
        do(desk, c.Undo(seq=seq))
    assert error.value.code is Code.UNDO_NOT_POSSIBLE
    assert desk.count() == 2


def test_a_number_given_away_does_not_come_back(desk: Desk) -> None:
    appeal(desk)
    undone = desk.undo().result().changes.seq
    appeal(desk)
    with pytest.raises(Conflict) as error:
        do(desk, c.Redo(seq=undone))
    assert error.value.code is Code.UNDO_NOT_POSSIBLE


def test_a_changed_record_is_not_undone(desk: Desk) -> None:
    case = desk.case_file(appeal(desk)).case
    seq = do(desk, c.EditCase(case=replace(case, topic="loan"))).changes.seq
    newer = desk.case_file(case.id).case
    do(desk, c.EditCase(case=replace(newer, topic="land")))
    with pytest.raises(Conflict) as error:
        do(desk, c.Undo(seq=seq))
    assert error.value.code is Code.UNDO_NOT_POSSIBLE
    for wrong in (c.Undo(seq=9_999), c.Redo(seq=seq), c.Redo(seq=9_999)):
        with pytest.raises(Conflict) as error:
            do(desk, wrong)
        assert error.value.code is Code.NOTHING_TO_UNDO


def test_a_long_way_back_and_forth(desk: Desk) -> None:
    case_id = in_mediation(desk)
    steps = 0
    while desk.undo_label():
        desk.undo().result()
        steps += 1
    assert (steps, desk.count(), desk.mediators()) == (4, 0, ())
    while desk.redo_label():
        desk.redo().result()
    assert desk.case_file(case_id).case.state is CaseState.MEDIATION
    assert desk.check() == ()


def test_only_the_last_steps_of_a_sitting_are_undone(desk: Desk) -> None:
    for number in range(LAST_OF_SITTING + 3):
        do(desk, c.SaveOffice(office=replace(desk.office(), phone=f"+7 {number}")))
    steps = 0
    while desk.undo_label():
        desk.undo().result()
        steps += 1
    assert steps == LAST_OF_SITTING
    assert desk.office().phone == "+7 2"


# ---------------------------------------------------------------- questions


def test_start_page(desk: Desk, clock: SetClock) -> None:
    case_id = signed(desk)
    running = in_mediation(desk)
    waiting = appeal(desk)
    do(desk, c.RecordSession(session=Session(case_id=running, held_on=TODAY)))
    page = desk.start_page()
    assert [(r.kind, r.case_id) for r in page.today] == [(DueKind.SESSION, running)]
    assert {r.case_id for r in page.waiting if r.kind is DueKind.UNDECIDED} == {waiting}
    assert (page.cases, page.running) == (3, 2)
    assert (DueKind.MEDIATION_TERM, running) in {(r.kind, r.case_id) for r in page.soon}
    clock.day = date(2026, 12, 25)
    page = desk.start_page()
    late = {(r.kind, r.case_id) for r in page.overdue}
    assert {(DueKind.OBLIGATION, case_id), (DueKind.MEDIATION_TERM, running)} <= late


def test_a_term_that_ends_on_a_sunday_is_due_on_the_working_day(desk: Desk) -> None:
    case_id = in_mediation(desk, term_days=18)  # 22.11.2026 is a Sunday
    (row,) = (r for r in desk.start_page().soon if r.kind is DueKind.MEDIATION_TERM)
    assert (row.case_id, row.on) == (case_id, date(2026, 11, 23))
    assert desk.term(desk.case_file(case_id)).end_on == row.on


def test_search_finds_any_spelling(desk: Desk) -> None:
    case_id = appeal(desk)
    for text in ("касымов", "kasymov", "Қасымов Ерлан", "2026/0001", QASYMOV.iin):
        assert case_id in {hit.case_id for hit in desk.search(text)}, text
    assert desk.case_id("2026/0001") == case_id
    assert desk.case_id("2026/0009") is None


def test_the_register_is_filtered(desk: Desk) -> None:
    appeal(desk)
    second = in_mediation(desk)
    query = CaseQuery(states=(CaseState.MEDIATION,))
    assert [row.id for row in desk.cases(query)] == [second]
    assert desk.count(query) == 1
    assert len(desk.cases(offset=1, limit=5)) == 1
    assert len(desk.all_cases()) == 2


def test_who_may_be_the_same(desk: Desk) -> None:
    appeal(desk)
    (known,) = desk.participants(QASYMOV.iin)
    assert isinstance(known, Person)
    assert desk.similar(known) == ()
    assert desk.similar(person()) == (f"{known.name_ru}, {known.iin}",)
    namesake = Person(name_ru=QASYMOV.full_name.upper())
    assert len(desk.similar(namesake)) == 1
    assert desk.similar(Person(name_ru="Никто Такой")) == ()
    other = replace(person(), iin=ABDRAKHMANOVA.iin, name_ru="Другой")
    assert len(desk.similar(other)) == 1


def test_drafts_come_back(desk: Desk) -> None:
    assert desk.draft("appeal") is None
    desk.keep_draft("appeal", {"name_ru": QASYMOV.full_name, "n": 1})
    desk.keep_draft("appeal", {"name_ru": QASYMOV.full_name, "n": 2})
    assert desk.draft("appeal") == {"name_ru": QASYMOV.full_name, "n": 2}
    assert desk.drafts() == ("appeal",)
    desk.drop_draft("appeal")
    assert desk.drafts() == ()


def test_the_journal_tells_the_commands(desk: Desk) -> None:
    appeal(desk)
    newest = desk.journal(limit=1)[0]
    assert newest.command == "RegisterAppeal"
    assert desk.journal(before=newest.seq)[0].seq == newest.seq - 1


def test_read_only_jobs_run_beside(desk: Desk) -> None:
    appeal(desk)
    assert desk.background(desk.count).result() == 1


# ---------------------------------------------------------------- upkeep


def test_backup_and_restore(desk: Desk, tmp_path: Path, clock: SetClock) -> None:
    case_id = appeal(desk)
    path = desk.backup()
    assert desk.backups() == (path,)
    assert desk.verify_backup(path).cases == 1
    aside = desk.backup(tmp_path / "aside.mdbackup")
    appeal(desk)
    desk.close()
    facts = restore_backup(desk.centre, aside, PASSPHRASE)
    assert facts.cases == 1
    again = open_desk(desk.centre, PASSPHRASE, clock=clock, ids=CountedIds(9_000))
    try:
        assert [row.id for row in again.all_cases()] == [case_id]
        assert again.check() == ()
    finally:
        again.close()


def test_nothing_is_made_for_an_office_that_is_wrong(tmp_path: Path) -> None:
    for bad in (replace(office(), region="99"), replace(office(), name_kk="")):
        with pytest.raises(InputProblem):
            create_desk(tmp_path / "c", PASSPHRASE, clock=SetClock(), ids=CountedIds(), office=bad)
        assert not (tmp_path / "c").exists()


def test_nothing_is_left_of_a_centre_that_is_stopped_while_it_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C at any of the steps that reach the disk."""
    real = files.sync
    for at in itertools.count(1):
        left = itertools.count(at, -1)

        def stopped(folder: Path, left: Iterator[int] = left) -> None:
            real(folder)
            if next(left) == 1:
                raise KeyboardInterrupt

        monkeypatch.setattr(files, "sync", stopped)
        try:
            desk, _ = create_desk(
                tmp_path / f"c{at}", PASSPHRASE, clock=SetClock(), ids=CountedIds(), office=office()
            )
        except KeyboardInterrupt:
            assert not (tmp_path / f"c{at}").exists()
            continue
        desk.close()
        break
    assert at > 4


def test_a_centre_is_made_once(desk: Desk) -> None:
    with pytest.raises(WorldTrouble) as error:
        create_desk(desk.centre, PASSPHRASE, clock=SetClock(), ids=CountedIds())
    assert error.value.code is Code.CENTRE_EXISTS


def test_regions_are_named_in_all_languages() -> None:
    assert regions()["27"]["kk"] == "Батыс Қазақстан облысы"
    assert len(regions()) == 20


def test_the_centre_may_have_its_own_edition_of_the_law(
    empty_centre: Path, tmp_path: Path, clock: SetClock
) -> None:
    import shutil

    folder = tmp_path / "own"
    shutil.copytree(empty_centre, folder)
    own = folder / "custom" / "law"
    own.mkdir(parents=True)
    (own / "rules.toml").write_text('[severity]\nfuture_date = "info"\n', encoding="utf-8")
    desk = open_desk(folder, PASSPHRASE, clock=clock, ids=CountedIds())
    try:
        rules = desk.law.rules(TODAY)
        (found,) = rules.appeal(Case(received_on=date(2027, 1, 1)))
        assert found.severity.value == "info"
    finally:
        desk.close()
    (own / "rules.toml").write_text('[severity]\nfuture_date = "heavy"\n', encoding="utf-8")
    with pytest.raises(WorldTrouble) as error:
        open_desk(folder, PASSPHRASE, clock=clock, ids=CountedIds())
    assert error.value.code is Code.RESOURCE_BAD


# ---------------------------------------------------------------- reports


def test_reports_count_what_the_register_holds(desk: Desk) -> None:
    signed(desk)
    appeal(desk)
    codes = {form.code for form in desk.report_forms()}
    assert {"summary", "ministry", "atameken", "quarterly", "mediator-register", "years"} <= codes
    data = desk.report_data("summary", "2026")
    assert (data["appeals"], data["by_outcome"]) == (2, {"running": 1, "waiting": 1})
    for form in codes:
        made = desk.report(form, "2026-Q4", "kk")
        assert made.is_sound, form
        assert json.dumps(desk.report_data(form, "2026"))


def test_reports_are_written_whole(desk: Desk, tmp_path: Path) -> None:
    appeal(desk)
    for format_ in ("xlsx", "json"):
        path = tmp_path / f"r.{format_}"
        desk.write_report("ministry", "2026", "both", format_, path)
        assert path.stat().st_size > 0
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["form"] == "ministry"
    assert desk.write_register(CaseQuery(), tmp_path / "register.xlsx", "ru") == 1


@pytest.mark.parametrize(
    ("form", "period", "format_", "code"),
    [
        ("nothing", "2026", "xlsx", Code.UNKNOWN_REPORT),
        ("../law/rules", "2026", "xlsx", Code.UNKNOWN_REPORT),
        ("summary", "26", "xlsx", Code.BAD_PERIOD),
        ("summary", "2026", "docx", Code.BAD_VALUE),
    ],
)
def test_wrong_reports(
    desk: Desk, tmp_path: Path, form: str, period: str, format_: str, code: Code
) -> None:
    with pytest.raises(InputProblem) as error:
        desk.write_report(form, period, "ru", format_, tmp_path / "x")
    assert error.value.code is code
    assert list(tmp_path.glob("x*")) == []


def test_outcomes_of_rows(desk: Desk) -> None:
    case_id = signed(desk)
    row = desk.case_file(case_id).obligations[0]
    do(desk, c.RecordPerformance(obligation_id=row.id, performance=Performance.PERFORMED))
    assert desk.all_cases(CaseQuery(outcomes=(Outcome.RUNNING,)))[0].id == case_id
    assert desk.start_page().overdue == ()
    assert entry().person == person()
