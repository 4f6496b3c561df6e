"""Remarks on cases of another office: written, changed, decided, answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mediadesk.db.unit import Unit
from mediadesk.domain import commands as c
from mediadesk.domain.commands_remarks import AnswerRemark, RemoveRemark, SaveRemark, TakeInRemarks
from mediadesk.domain.model import Case, Office, ReceivedPackage, Remark
from mediadesk.domain.remark_records import RemarkKind, RemarkState
from mediadesk.domain.remarks import Answer
from mediadesk.domain.types import CaseId, Outcome, Source, Uid
from mediadesk.errors import Code, Conflict, InputProblem, RuleBroken
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.remarks import take_answers
from tests.desks import appeal, close, do, office, rev_of

OTHER = "07" * 16


def foreign_case(desk: Desk) -> Case:
    """Put a case of another office into the file, as a merged package does."""

    def work(unit: Unit) -> Case:
        other = unit.add(replace(office(), bin="", uid=Uid(bytes.fromhex(OTHER))))
        case = Case(office_id=other.id, year=2026, seq=7, received_on=date(2026, 11, 2))
        return unit.add(case)

    return desk.store.submit(work, command="Merge", params={}, undoable=False).result()[0]


def question(case: Case, text: str = "Почему нет договора?") -> Remark:
    return Remark(case_uid=case.uid.hex(), text=text)


def correction(case: Case, field: str = "source", wanted: str = "court") -> Remark:
    made = Remark(case_uid=case.uid.hex(), kind=RemarkKind.CORRECTION)
    return replace(made, field=field, wanted=wanted)


def kept(desk: Desk) -> tuple[Remark, ...]:
    with desk.store.reader() as reader:
        return reader.find(Remark)


def received(desk: Desk, case_id: CaseId, *rows: Remark) -> tuple[Remark, ...]:
    """Take remarks in that another office wrote on a case of this one."""
    case = desk.case_file(case_id).case
    came = tuple(
        replace(
            each,
            uid=Uid(bytes([9] * 15 + [n])),
            office_uid=OTHER,
            is_ours=False,
            case_uid=case.uid.hex(),
            case_number=case.number,
            state=RemarkState.WAITING,
        )
        for n, each in enumerate(rows)
    )
    package = ReceivedPackage(package_uid="aa" * 16, office_uid=OTHER, number=1)
    do(desk, TakeInRemarks(package=package, rows=came))
    return kept(desk)


def test_remark_names_its_office_case_and_value_until_now(desk: Desk) -> None:
    case = foreign_case(desk)
    do(desk, SaveRemark(remark=correction(case)))
    (made,) = kept(desk)
    assert (made.office_uid, made.case_number, made.was) == (OTHER, "2026/0007", "self")
    assert (made.is_ours, made.state, made.package) == (True, RemarkState.WRITTEN, 0)
    do(desk, SaveRemark(remark=replace(made, wanted="police", state=RemarkState.APPLIED)))
    (changed,) = kept(desk)
    assert (changed.wanted, changed.state, changed.uid) == ("police", RemarkState.WRITTEN, made.uid)
    desk.undo().result()
    assert kept(desk)[0].wanted == "court"


def test_remark_is_only_for_cases_of_others(desk: Desk) -> None:
    own = desk.case_file(appeal(desk)).case
    with pytest.raises(RuleBroken) as told:
        do(desk, SaveRemark(remark=question(own)))
    assert told.value.code is Code.REMARK_OWN_CASE
    with pytest.raises(InputProblem) as missing:
        do(desk, SaveRemark(remark=Remark(case_uid="ee" * 16, text="?")))
    assert missing.value.code is Code.NOT_FOUND


def test_what_says_nothing_is_not_kept(desk: Desk) -> None:
    case = foreign_case(desk)
    for empty in (question(case, " "), correction(case, wanted="self"), correction(case, "state")):
        with pytest.raises(InputProblem):
            do(desk, SaveRemark(remark=empty))
    assert kept(desk) == ()


def test_remark_can_be_taken_out_until_it_is_sent(desk: Desk) -> None:
    case = foreign_case(desk)
    first = do(desk, SaveRemark(remark=question(case))).id
    do(desk, RemoveRemark(remark_id=first, rev=1))
    assert kept(desk) == ()
    do(desk, SaveRemark(remark=question(case)))
    (made,) = kept(desk)
    with pytest.raises(Conflict):
        do(desk, RemoveRemark(remark_id=made.id, rev=9))

    def sent(unit: Unit) -> None:
        unit.save(replace(made, state=RemarkState.SENT))

    desk.store.submit(sent, command="SendRemarks", params={}, undoable=False).result()
    for cmd in (RemoveRemark(remark_id=made.id, rev=2), SaveRemark(remark=replace(made, rev=2))):
        with pytest.raises(RuleBroken) as told:
            do(desk, cmd)
        assert told.value.code is Code.REMARK_DONE


def test_applied_correction_changes_the_case_and_can_be_undone(desk: Desk) -> None:
    case_id = appeal(desk)
    (came,) = received(desk, case_id, correction(Case(received_on=date(2026, 1, 1))))
    done = do(
        desk, AnswerRemark(remark_id=came.id, rev=1, state=RemarkState.APPLIED, answer=" Да ")
    )
    assert done.params == {"number": "2026/0001"}
    assert desk.case_file(case_id).case.source is Source.COURT
    (after,) = kept(desk)
    assert (after.state, after.answer) == (RemarkState.APPLIED, "Да")
    assert after.answered_on == date(2026, 11, 21)
    desk.undo().result()
    assert desk.case_file(case_id).case.source is Source.SELF
    assert kept(desk)[0].state is RemarkState.WAITING


def test_declined_correction_leaves_the_case(desk: Desk) -> None:
    case_id = appeal(desk)
    (came,) = received(desk, case_id, correction(Case(received_on=date(2026, 1, 1))))
    do(desk, AnswerRemark(remark_id=came.id, rev=1, state=RemarkState.DECLINED))
    assert desk.case_file(case_id).case.source is Source.SELF
    with pytest.raises(RuleBroken) as told:
        do(desk, AnswerRemark(remark_id=came.id, rev=2, state=RemarkState.APPLIED))
    assert told.value.code is Code.REMARK_DONE


def test_question_is_answered_in_words(desk: Desk) -> None:
    case_id = appeal(desk)
    (came,) = received(desk, case_id, question(Case(received_on=date(2026, 1, 1))))
    with pytest.raises(InputProblem) as told:
        do(desk, AnswerRemark(remark_id=came.id, rev=1, state=RemarkState.ANSWERED))
    assert told.value.field == "answer"
    for wrong in (RemarkState.APPLIED, RemarkState.SENT):
        with pytest.raises(RuleBroken):
            do(desk, AnswerRemark(remark_id=came.id, rev=1, state=wrong, answer="x"))
    with pytest.raises(Conflict):
        do(desk, AnswerRemark(remark_id=came.id, rev=5, state=RemarkState.ANSWERED, answer="x"))
    do(desk, AnswerRemark(remark_id=came.id, rev=1, state=RemarkState.ANSWERED, answer="Есть"))
    assert kept(desk)[0].answer == "Есть"


def test_closed_case_is_not_corrected_past_the_rules(desk: Desk) -> None:
    case_id = appeal(desk)
    (came,) = received(desk, case_id, correction(Case(received_on=date(2026, 1, 1))))
    close(desk, case_id, Outcome.CONSULTATION)
    before = rev_of(desk, case_id)
    with pytest.raises(RuleBroken):
        do(desk, AnswerRemark(remark_id=came.id, rev=1, state=RemarkState.APPLIED))
    assert rev_of(desk, case_id) == before
    assert kept(desk)[0].state is RemarkState.WAITING


def test_same_reply_twice_adds_nothing(desk: Desk) -> None:
    case_id = appeal(desk)
    words = question(Case(received_on=date(2026, 1, 1)))
    first = received(desk, case_id, words, words)
    assert received(desk, case_id, words, words) == first
    again = ReceivedPackage(package_uid="bb" * 16, office_uid=OTHER, number=2)
    done = do(desk, TakeInRemarks(package=again, rows=(first[0],)))
    assert done.params == {"n": 0}
    assert kept(desk) == first


def test_answers_reach_only_the_remarks_of_their_office(desk: Desk) -> None:
    case = foreign_case(desk)
    do(desk, SaveRemark(remark=question(case)))
    (made,) = kept(desk)
    told = Answer(
        uid=made.uid, state=RemarkState.ANSWERED, answer="Есть", answered_on=date(2026, 11, 20)
    )

    def taken(office_uid: str, answer: Answer) -> int:
        def work(unit: Unit) -> int:
            return take_answers(unit, office_uid, (answer,), 3)

        return desk.store.submit(work, command="Merge", params={}, undoable=False).result()[0]

    assert taken("99" * 16, told) == 0
    assert taken(OTHER, replace(told, uid=Uid(bytes(16)))) == 0
    assert kept(desk)[0].state is RemarkState.WRITTEN
    assert taken(OTHER, told) == 1
    assert taken(OTHER, told) == 0
    (after,) = kept(desk)
    assert (after.state, after.answer) == (RemarkState.ANSWERED, "Есть")


def test_office_of_this_centre_is_the_first(desk: Desk) -> None:
    foreign_case(desk)
    own = desk.office()
    assert own is not None
    with desk.store.reader() as reader:
        assert reader.find(Office)[0] == own
    do(desk, c.SaveOffice(office=own))
