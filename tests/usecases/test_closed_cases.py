"""Closed cases and those in the trash stay as they are: every command is judged."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.commands_backups import BringCaseBack
from mediadesk.domain.commands_notes import DestroyNotes
from mediadesk.domain.commands_packages import MergePackages, RecordSending, TakeOutPackage
from mediadesk.domain.commands_personal import BlockPerson, DestroyCases, LiftBlock, NoteCopies
from mediadesk.domain.commands_remarks import (
    AnswerRemark,
    RemoveRemark,
    SaveRemark,
    SendRemarks,
    TakeInRemarks,
)
from mediadesk.domain.commands_reports import SubmitReport
from mediadesk.domain.model import (
    Agreement,
    Notice,
    Payment,
    Screening,
    Session,
    SignatureRecord,
)
from mediadesk.domain.schedule import Part
from mediadesk.domain.types import CaseId, DocumentKind, Languages, Outcome, Performance, Tiyn
from mediadesk.errors import Code, RuleBroken
from mediadesk.usecases.attaching import BytesContent
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.dispatch import HANDLERS
from tests.desks import (
    SIGNED,
    TODAY,
    close,
    contract,
    do,
    entry,
    full,
    mediator,
    rev_of,
    trashed,
)

Make = Callable[[Desk, CaseId], Any]


def _record(record: Callable[[CaseId], Any]) -> Make:
    return lambda _desk, case_id: c.SaveRecord(record=record(case_id))


def _edit(desk: Desk, case_id: CaseId) -> c.EditCase:
    return c.EditCase(case=replace(desk.case_file(case_id).case, note="x"))


def _copy(_desk: Desk, case_id: CaseId) -> c.RegisterCopy:
    return c.RegisterCopy(
        case_id=case_id, kind=DocumentKind.CONTRACT, languages=Languages.BOTH, template="t",
        facts="{}", sha256="0" * 64,
    )  # fmt: skip


COMMANDS: dict[type, Make] = {
    c.EditCase: _edit,
    c.SaveParty: lambda _d, case: c.SaveParty(case_id=case, entry=entry()),
    c.RemoveParty: lambda d, case: c.RemoveParty(party_id=d.case_file(case).parties[0].party.id),
    c.OpenCase: lambda d, case: c.OpenCase(
        case_id=case, case_rev=rev_of(d, case), mediator_id=d.mediators()[0].id, opened_on=TODAY
    ),
    c.ConcludeContract: lambda d, case: c.ConcludeContract(
        contract=replace(d.case_file(case).contract or contract(case), place_ru="x")
    ),
    c.RecordSession: lambda _d, case: c.RecordSession(
        session=Session(case_id=case, held_on=date(2026, 11, 10))
    ),
    c.RemoveSession: lambda d, case: c.RemoveSession(session_id=d.case_file(case).sessions[0].id),
    c.SaveAgreement: lambda d, case: c.SaveAgreement(
        agreement=d.case_file(case).agreement or Agreement(case_id=case)
    ),
    c.SignAgreement: lambda d, case: c.SignAgreement(
        case_id=case,
        agreement_rev=d.case_file(case).agreement.rev,
        signed_on=TODAY,
    ),
    c.RecordPerformance: lambda d, case: c.RecordPerformance(
        obligation_id=d.case_file(case).obligations[0].id, performance=Performance.PERFORMED
    ),
    c.DivideObligation: lambda d, case: c.DivideObligation(
        obligation_id=d.case_file(case).obligations[0].id,
        obligation_rev=d.case_file(case).obligations[0].rev,
        parts=(Part(1, date(2026, 12, 1), Tiyn(100)),),
        acknowledged=("parts_differ", "part_too_late", "part_too_early"),
    ),
    c.ChangeMediator: lambda d, case: c.ChangeMediator(
        case_id=case,
        case_rev=rev_of(d, case),
        mediator_id=mediator(d),
        on=TODAY,
        reason="Болезнь",
    ),
    c.SaveScreening: lambda _d, case: c.SaveScreening(
        screening=Screening(case_id=case, decided_on=TODAY)
    ),
    c.CloseCase: lambda d, case: c.CloseCase(
        case_id=case, case_rev=rev_of(d, case), outcome=Outcome.DECLINED, ended_on=TODAY
    ),
    c.ReopenCase: lambda d, case: c.ReopenCase(
        case_id=case, case_rev=rev_of(d, case), reason="Ошибка"
    ),
    c.SaveRecord: _record(lambda case: Notice(case_id=case, addressee="Суд", sent_on=TODAY)),
    c.RemoveRecord: lambda d, case: c.RemoveRecord(record=d.case_file(case).all(Payment)[0]),
    c.RegisterCopy: _copy,
    c.AttachFile: lambda _d, case: c.AttachFile(
        case_id=case, name="a.txt", content=BytesContent(b"a")
    ),
    c.FileSignature: lambda _d, case: c.FileSignature(
        record=SignatureRecord(case_id=case, signed_on=TODAY, place="Папка 1"),
        name="b.txt",
        content=BytesContent(b"b"),
    ),
    c.MoveToTrash: lambda d, case: c.MoveToTrash(
        case_id=case,
        case_rev=rev_of(d, case),
        reason="Ошибка",
        acknowledged=("trash_of_mediation",),
    ),
    c.RestoreRemoved: lambda d, _case: c.RestoreRemoved(seq=d.journal(200)[0].seq),
}
"""A command of every kind that changes an existing case."""

NOT_OF_A_CASE = {
    c.SaveOffice, c.SaveMediator, c.RegisterAppeal, c.ImportJournal, c.UndoImport, c.Undo, c.Redo,
    c.TakeFromTrash, c.RemoveScreening, c.SavePerson, c.SaveOrganisation, c.JoinPeople, c.SplitPeople,
    c.EditMany, DestroyNotes, c.SaveTexts, c.TakeInTexts, SubmitReport,
    SaveRemark, RemoveRemark, AnswerRemark, SendRemarks, TakeInRemarks,
    MergePackages, RecordSending, TakeOutPackage,
    BlockPerson, LiftBlock, NoteCopies, DestroyCases, BringCaseBack,
}  # fmt: skip
ON_CLOSED = {
    c.RecordPerformance, c.ReopenCase, c.SaveRecord, c.RemoveRecord, c.RegisterCopy, c.AttachFile,
    c.MoveToTrash, c.DivideObligation, c.FileSignature,
}  # fmt: skip
"""What goes on when a case is closed: performance, follow-up, papers and files, reopening."""


def test_every_command_is_judged_here() -> None:
    new = {cls.__name__ for cls in HANDLERS} - {cls.__name__ for cls in (*COMMANDS, *NOT_OF_A_CASE)}
    assert new == set(), "tell in COMMANDS or NOT_OF_A_CASE what these may do to a closed case"


@pytest.mark.parametrize("cls", list(COMMANDS), ids=lambda cls: cls.__name__)
def test_a_case_in_the_trash_is_read_only(desk: Desk, cls: type) -> None:
    case_id = full(desk)
    if cls is c.RestoreRemoved:
        do(desk, c.RemoveRecord(record=desk.case_file(case_id).all(Payment)[0]))
    cmd = COMMANDS[cls](desk, case_id)
    trashed(desk, case_id, "trash_of_mediation")
    with pytest.raises(RuleBroken) as told:
        do(desk, cmd)
    assert told.value.code is Code.CASE_IN_TRASH


@pytest.mark.parametrize("cls", list(COMMANDS), ids=lambda cls: cls.__name__)
def test_a_closed_case_is_read_only_until_it_is_reopened(desk: Desk, cls: type) -> None:
    case_id = full(desk)
    if cls is c.RestoreRemoved:
        session = desk.case_file(case_id).sessions[0]
        do(desk, c.RemoveSession(session_id=session.id))
        seq = desk.journal(1)[0].seq
        close(desk, case_id, Outcome.AGREEMENT, SIGNED)
        cmd: Any = c.RestoreRemoved(seq=seq)
    else:
        close(desk, case_id, Outcome.AGREEMENT, SIGNED)
        cmd = COMMANDS[cls](desk, case_id)
    if cls in ON_CLOSED:
        assert do(desk, cmd).changes.seq
        return
    with pytest.raises(RuleBroken) as told:
        do(desk, cmd)
    assert told.value.code is Code.WRONG_STATE
