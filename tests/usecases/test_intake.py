"""Invitations and screenings at the desk; answers of a screening come out nowhere else."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mediadesk.db import journal
from mediadesk.domain import commands as c
from mediadesk.domain.codes import Answer, AppealPlace, InvitationAnswer, ScreeningResult
from mediadesk.domain.model import Case, Invitation, Screening, ScreeningAnswer
from mediadesk.domain.open_copy import OpenKind
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.rows import DueKind
from mediadesk.domain.types import CaseId, DisputeKind, DocumentKind, Languages, Outcome
from mediadesk.errors import (
    Code,
    Conflict,
    InputProblem,
    NeedsConfirmation,
    RuleBroken,
    WorldTrouble,
)
from mediadesk.usecases.desk import Desk
from tests.desks import (
    PASSPHRASE,
    TODAY,
    SetClock,
    appeal,
    contract,
    do,
    entry,
    mediator,
    rev_of,
    signed,
)

SECRET = "Тәрбиясөзі"
SAFE = "Жекебөлмесөзі"


def answer(code: str, said: Answer = Answer.NO, **facts: str) -> ScreeningAnswer:
    return ScreeningAnswer(question=code, answer=said, **facts)


def screen(desk: Desk, case_id: CaseId, *answers: ScreeningAnswer, **facts: object) -> Screening:
    made = Screening(**{"case_id": case_id, "decided_on": TODAY, **facts})
    saved_id = do(desk, c.SaveScreening(screening=made, answers=answers)).id
    return next(s for s in desk.case_file(case_id).all(Screening) if s.id == saved_id)


def invite(desk: Desk, case_id: CaseId, **facts: object) -> Invitation:
    made = Invitation(**{"case_id": case_id, "sent_on": date(2026, 11, 16), **facts})
    do(desk, c.SaveRecord(record=made))
    return desk.case_file(case_id).all(Invitation)[-1]


def opening(desk: Desk, case_id: CaseId) -> c.OpenCase:
    return c.OpenCase(
        case_id=case_id,
        case_rev=rev_of(desk, case_id),
        mediator_id=mediator(desk),
        opened_on=TODAY,
    )


def closing(desk: Desk, case_id: CaseId, outcome: Outcome) -> c.CloseCase:
    return c.CloseCase(
        case_id=case_id, case_rev=rev_of(desk, case_id), outcome=outcome, ended_on=TODAY
    )


# ---------------------------------------------------------------- the appeal


def test_the_place_of_an_appeal_is_kept_and_counted(desk: Desk) -> None:
    case = Case(received_on=TODAY, place=AppealPlace.SCHOOL)
    case_id = do(desk, c.RegisterAppeal(case=case, parties=(entry(),))).id
    assert desk.case_file(case_id).case.place is AppealPlace.SCHOOL
    made = desk.report("funnel", "2026", "ru")
    assert made.is_sound
    assert [row.place for row in made.rows] == [AppealPlace.SCHOOL]


# ---------------------------------------------------------------- invitations


def test_an_unanswered_invitation_gets_the_last_day_of_its_term(desk: Desk) -> None:
    case_id = appeal(desk)
    saved = invite(desk, case_id, sent_on=date(2026, 11, 4), answer=InvitationAnswer.UNANSWERED)
    assert saved.answered_on == date(2026, 11, 16)
    do(desk, c.SaveRecord(record=replace(saved, answer=InvitationAnswer.WAITING)))
    assert desk.case_file(case_id).all(Invitation)[0].answered_on is None


def test_an_answer_before_the_invitation_is_refused(desk: Desk) -> None:
    with pytest.raises(RuleBroken):
        invite(
            desk,
            appeal(desk),
            answer=InvitationAnswer.DECLINED,
            answered_on=date(2026, 11, 15),
        )
    with pytest.raises(InputProblem):
        invite(desk, appeal(desk), answer_days=0)


def test_awaited_answers_stand_on_the_start_page_on_a_working_day(
    desk: Desk, clock: SetClock
) -> None:
    case_id = appeal(desk)
    saved = invite(desk, case_id, sent_on=date(2026, 11, 18))  # ends on Saturday, 28 November
    page = desk.start_page()
    (due,) = [row for row in page.soon if row.kind is DueKind.INVITATION]
    assert (due.case_id, due.on) == (case_id, date(2026, 11, 30))
    clock.day = date(2026, 12, 1)
    assert [r.kind for r in desk.start_page().overdue] == [DueKind.INVITATION]
    do(desk, c.SaveRecord(record=replace(saved, answer=InvitationAnswer.UNANSWERED)))
    assert desk.start_page().overdue == ()


def test_invitations_of_a_closed_appeal_wait_no_longer(desk: Desk) -> None:
    case_id = appeal(desk)
    invite(desk, case_id)
    do(desk, closing(desk, case_id, Outcome.CONSULTATION))
    page = desk.start_page()
    assert not any(row.kind is DueKind.INVITATION for row in (*page.soon, *page.overdue))


def test_declined_without_a_declined_invitation_wants_a_confirmation(desk: Desk) -> None:
    case_id = appeal(desk)
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, closing(desk, case_id, Outcome.DECLINED))
    assert [f.code for f in error.value.findings] == ["declined_without_invitation"]
    invite(desk, case_id, answer=InvitationAnswer.DECLINED, answered_on=TODAY)
    assert desk.likely_outcome(desk.case_file(case_id)) is Outcome.DECLINED
    do(desk, closing(desk, case_id, Outcome.DECLINED))


def test_unanswered_while_the_term_runs_wants_a_confirmation(desk: Desk) -> None:
    case_id = appeal(desk)
    invite(desk, case_id)
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, closing(desk, case_id, Outcome.UNANSWERED))
    assert [f.code for f in error.value.findings] == ["answer_still_running"]


def test_the_newest_invitation_stands_in_the_report(desk: Desk) -> None:
    case_id = appeal(desk)
    invite(desk, case_id, sent_on=date(2026, 11, 4), answer=InvitationAnswer.UNANSWERED)
    invite(desk, case_id)
    (row,) = desk.report("funnel", "2026", "both").rows
    assert row.invitation is InvitationAnswer.WAITING


# ---------------------------------------------------------------- screening


def test_a_screening_and_its_answers_are_one_step(desk: Desk) -> None:
    case_id = appeal(desk)
    saved = screen(desk, case_id, answer("violence", Answer.YES), answer("incapable"))
    assert saved.result is ScreeningResult.SAFEGUARDS
    assert saved.edition == desk.screening_book().edition
    rows = desk.screening_answers(saved)
    assert {(r.question, r.answer) for r in rows} == {
        ("violence", Answer.YES),
        ("incapable", Answer.NO),
    }
    assert {r.answered_on for r in rows} == {TODAY}
    assert desk.undo_label() == "SaveScreening"
    desk.undo().result()
    assert desk.case_file(case_id).all(Screening) == ()
    assert desk.screening_answers(saved) == ()
    desk.redo().result()
    assert len(desk.screening_answers(saved)) == 2


def test_a_change_touches_only_the_answers_that_differ(desk: Desk) -> None:
    case_id = appeal(desk)
    first = screen(desk, case_id, answer("violence", Answer.YES), answer("incapable"))
    told = [replace(r, answer=Answer.NO) for r in desk.screening_answers(first)]
    do(desk, c.SaveScreening(screening=first, answers=(*told, answer("other_laws", Answer.YES))))
    (now,) = desk.case_file(case_id).all(Screening)
    assert now.result is ScreeningResult.REFER
    revs = {r.question: r.rev for r in desk.screening_answers(now)}
    assert revs == {"violence": 2, "incapable": 1, "other_laws": 1}
    do(desk, c.SaveScreening(screening=now, answers=(answer("incapable"),)))
    (after,) = desk.case_file(case_id).all(Screening)
    assert [r.question for r in desk.screening_answers(after)] == ["incapable"]
    desk.undo().result()
    assert len(desk.screening_answers(after)) == 3


def test_the_result_is_worked_out_and_not_believed(desk: Desk) -> None:
    saved = screen(desk, appeal(desk), answer("trafficking", Answer.YES), result=ScreeningResult.GO)
    assert saved.result is ScreeningResult.REFER


def test_questions_of_art_68_count_in_criminal_cases_only(desk: Desk) -> None:
    torture = answer("crime_torture", Answer.YES)
    assert screen(desk, appeal(desk), torture).result is ScreeningResult.GO
    case = Case(received_on=TODAY, kind=DisputeKind.CRIMINAL)
    case_id = CaseId(do(desk, c.RegisterAppeal(case=case, parties=(entry(),))).id)
    assert screen(desk, case_id, torture).result is ScreeningResult.REFER


def test_a_screening_is_taken_out_with_its_answers_and_comes_back(desk: Desk) -> None:
    case_id = appeal(desk)
    saved = screen(desk, case_id, answer("violence", Answer.YES), answer("incapable"))
    do(desk, c.SaveScreening(screening=replace(saved, decided_by="Секретарь")))
    with pytest.raises(Conflict):
        do(desk, c.RemoveScreening(screening=saved))
    (now,) = desk.case_file(case_id).all(Screening)
    do(desk, c.SaveScreening(screening=now, answers=(answer("violence", Answer.YES),)))
    (now,) = desk.case_file(case_id).all(Screening)
    do(desk, c.RemoveScreening(screening=now))
    assert desk.case_file(case_id).all(Screening) == ()
    assert desk.screening_answers(now) == ()
    desk.undo().result()
    (back,) = desk.case_file(case_id).all(Screening)
    assert back.result is ScreeningResult.SAFEGUARDS
    assert [r.question for r in desk.screening_answers(back)] == ["violence"]


def test_a_screening_of_a_day_to_come_is_refused(desk: Desk) -> None:
    with pytest.raises(InputProblem) as error:
        screen(desk, appeal(desk), decided_on=date(2026, 11, 22))
    assert error.value.field == "decided_on"


def test_a_closed_case_is_not_screened(desk: Desk) -> None:
    case_id = appeal(desk)
    do(desk, closing(desk, case_id, Outcome.CONSULTATION))
    with pytest.raises(RuleBroken) as error:
        screen(desk, case_id)
    assert error.value.code is Code.WRONG_STATE


def test_art_1_opening_and_contract_warn_when_the_screening_refers(desk: Desk) -> None:
    case_id = appeal(desk)
    screen(desk, case_id, answer("third_parties", Answer.YES))
    cmd = opening(desk, case_id)
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, cmd)
    assert [f.code for f in error.value.findings] == ["screening_refers"]
    do(desk, replace(cmd, acknowledged=("screening_refers",)))
    signing = c.ConcludeContract(contract=contract(case_id, concluded_on=TODAY))
    with pytest.raises(NeedsConfirmation):
        do(desk, signing)
    done = do(desk, replace(signing, acknowledged=("screening_refers",)))
    assert done.due_on is not None


def test_an_appeal_that_was_not_screened_is_opened_with_a_word_about_it(desk: Desk) -> None:
    done = do(desk, opening(desk, appeal(desk)))
    assert [f.code for f in done.findings] == ["screening_missing"]


def test_art_25_the_duty_to_report_is_told_by_the_answers(desk: Desk) -> None:
    case = Case(received_on=TODAY, kind=DisputeKind.FAMILY)
    case_id = CaseId(do(desk, c.RegisterAppeal(case=case, parties=(entry(),))).id)
    saved = screen(desk, case_id, answer("child_danger", Answer.YES))
    found = desk.screening_verdict(desk.case_file(case_id), saved)
    assert [r.question.code for r in found.duties] == ["child_danger"]
    assert found.groups[0] == "child"


def test_the_centre_edits_questions_and_contacts(desk: Desk) -> None:
    own = desk.centre / "custom"
    (own / "law").mkdir(parents=True)
    contact = 'name_ru = "Мы"\nname_kk = "Біз"\nphone = "0000"\n'
    (own / "referrals.toml").write_text(
        'source = "x"\nedition = "1"\n[[group]]\ncode = "police"\nru = "П"\nkk = "П"\n'
        f'what_ru = "п"\nwhat_kk = "п"\n[[group.contact]]\n{contact}',
        encoding="utf-8",
    )
    assert desk.referrals()["police"].contacts[0].phone == "0000"
    (own / "referrals.toml").write_text("[[group]]\n", encoding="utf-8")
    with pytest.raises(WorldTrouble) as error:
        desk.referrals()
    assert error.value.code is Code.RESOURCE_BAD
    (own / "law" / "screening.toml").write_text("edition = 1\n", encoding="utf-8")
    with pytest.raises(WorldTrouble):
        desk.screening_book()


# ---------------------------------------------------------------- kept apart


@pytest.fixture
def told(desk: Desk) -> CaseId:
    """Give a signed case whose screening holds words that stand nowhere else."""
    case_id = signed(desk)
    screen(
        desk,
        case_id,
        answer("violence", Answer.YES, note=SECRET, answered_by=SECRET),
        safeguards=SAFE,
    )
    return case_id


def holds(text: str) -> bool:
    return any(word in text for word in (SECRET, SAFE, "violence"))


def test_answers_are_not_found_by_search(desk: Desk, told: CaseId) -> None:
    for word in (SECRET, SAFE, SECRET[:5], "violence"):
        assert desk.search(word) == ()
        assert desk.all_cases(CaseQuery(text=word)) == ()
        assert desk.participants(word) == ()


def test_answers_are_not_in_the_file_of_the_case(desk: Desk, told: CaseId) -> None:
    file = desk.case_file(told)
    assert len(file.all(Screening)) == 1
    assert ScreeningAnswer not in file.records
    assert SECRET not in repr(file)


def test_answers_are_not_in_the_register_that_is_exported(
    desk: Desk, told: CaseId, tmp_path: Path
) -> None:
    path = tmp_path / "register.xlsx"
    assert desk.write_register(CaseQuery(), path, "ru") == 1
    assert not holds(inside(path))


def test_answers_are_in_no_report(desk: Desk, told: CaseId, tmp_path: Path) -> None:
    for form in (info.code for info in desk.report_forms()):
        path = tmp_path / f"{form}.xlsx"
        desk.write_report(form, "2026", "both", "xlsx", path)
        assert not holds(inside(path))
        assert not holds(repr(desk.report_data(form, "2026")))


def test_answers_are_in_no_document(desk: Desk, told: CaseId) -> None:
    """What a document is printed from holds nothing of them, nor does the print."""
    for kind in DocumentKind:
        printed = desk.document(told, kind, Languages.BOTH)
        assert len(printed.facts) > 100
        assert not holds(printed.facts)
        assert not holds(repr(printed.findings))


def test_answers_are_not_in_the_params_of_the_journal(desk: Desk, told: CaseId) -> None:
    with desk.store.reader() as reader:
        newest = journal.entries(reader._conn, limit=1)[0]
    assert newest.command == "SaveScreening"
    assert '"screening"' in newest.params
    assert not holds(newest.params)
    assert not holds(repr(desk.journal(5)))


@pytest.mark.parametrize("kind", OpenKind)
def test_answers_are_not_in_the_open_files_of_the_centre(
    desk: Desk, told: CaseId, tmp_path: Path, kind: OpenKind
) -> None:
    target = tmp_path / "out"
    desk.give_out(target, kind, PASSPHRASE, "ru")
    files = [target] if kind is OpenKind.SQLITE else [p for p in target.rglob("*") if p.is_file()]
    assert not holds(" ".join(path.read_bytes().decode("utf-8", "replace") for path in files))


def inside(path: Path) -> str:
    """Give all text of a workbook."""
    with zipfile.ZipFile(path) as book:
        return " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
