"""Terms, notices and approvals of the practice centre."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from mediadesk.domain.codes import ApprovalBody, ApprovalDecision, NoticeKind, SendWay
from mediadesk.domain.commands import SaveRecord
from mediadesk.domain.ends import Moment, due_notices
from mediadesk.domain.model import Approval, CaseTerm, Entity, Notice
from mediadesk.domain.rules import RULES
from mediadesk.domain.types import CaseId, DisputeKind, Outcome, Stage
from mediadesk.usecases import records
from mediadesk.usecases.handling import gather

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit
    from mediadesk.domain.rows import CaseFile
    from mediadesk.usecases.law import Law
    from mediadesk.usecases.practice_words import PracticeWords

__all__ = ["add_terms"]

_IN_COURT = (Stage.COURT, Stage.APPEAL, Stage.CASSATION)
_EVERY_REFUSED = 7
_EVERY_LEFT = 5
_SENT = {
    NoticeKind.TO_BAILIFF: ("bailiff", SendWay.IN_PERSON),
    NoticeKind.EXTENSION_TO_COURT: ("court", SendWay.E_COURT),
}


def add_terms(unit: Unit, law: Law, words: PracticeWords, case_id: CaseId, last: date) -> None:
    """Give a case in mediation, or ended, the terms, notices and decisions it would have.

    Nothing is left to chance: what a case gets follows from its number and its facts.
    """
    file = gather(unit, case_id, Notice)
    if file.contract is None:
        return
    for record in (
        *_terms(file, words, last),
        *_notices(file, law, words, last),
        *_approvals(file, words, last),
    ):
        records.save_record(SaveRecord(record=record, acknowledged=tuple(RULES)), unit, law)


def _terms(file: CaseFile, words: PracticeWords, last: date) -> list[Entity]:
    """Give the court's month, the bailiff's 30 days, the term of the proceedings."""
    case, contract = file.case, file.contract
    if contract is None:
        return []
    start = min(contract.concluded_on + timedelta(days=1), last)
    is_over = case.ended_on is not None
    if case.stage is Stage.ENFORCEMENT:
        return [CaseTerm(case_id=case.id, rule="enforcement", starts_on=start, is_done=is_over)]
    if case.kind in (DisputeKind.CRIMINAL, DisputeKind.OFFENCE) or case.stage is Stage.PRE_TRIAL:
        ends_on = contract.concluded_on + timedelta(days=45)
        title = words.one("proceedings_term")
        return [CaseTerm(case_id=case.id, title=title, ends_on=ends_on, is_done=is_over)]
    if case.stage in _IN_COURT:
        rule = "court_suspension"
        return [CaseTerm(case_id=case.id, rule=rule, starts_on=start, is_done=is_over)]
    return []


def _notices(file: CaseFile, law: Law, words: PracticeWords, last: date) -> list[Entity]:
    """Send what the law asks for; some cases still owe the last one."""
    found: list[Entity] = []
    for due in due_notices(file, law.ends):
        is_end = due.rule.after in (Moment.AGREEMENT, Moment.OTHER_END)
        if is_end and file.case.seq % _EVERY_LEFT == 0:
            continue
        court = "court" if file.case.body_name else "leading_body"
        whom, way = _SENT.get(due.rule.kind, (court, SendWay.E_COURT))
        to = words.both(whom)
        sent_on = min(due.since + timedelta(days=1 if not is_end else 0), last)
        notice = Notice(
            case_id=file.case.id,
            kind=due.rule.kind,
            addressee=to.ru,
            addressee_kk=to.kk,
            sent_on=max(sent_on, due.since),
            way=way,
            number=f"{file.case.seq}/{len(found) + 1}",
        )
        found.append(notice)
    return found


def _approvals(file: CaseFile, words: PracticeWords, last: date) -> list[Entity]:
    """Let the court approve agreements made in court, refuse a few, and a notary certify some."""
    case, agreement = file.case, file.agreement
    if case.outcome is not Outcome.AGREEMENT or agreement is None or agreement.signed_on is None:
        return []
    submitted = agreement.signed_on
    decided = submitted + timedelta(days=7)
    if case.stage not in _IN_COURT:
        if case.seq % _EVERY_LEFT:
            return []
        whom, body, act = "notary", ApprovalBody.NOTARY, "registry"
        decided = submitted
    else:
        whom, body, act = "court", ApprovalBody.COURT, "ruling"
    refused = body is ApprovalBody.COURT and case.seq % _EVERY_REFUSED == 0
    decision = ApprovalDecision.REFUSED if refused else ApprovalDecision.APPROVED
    is_waiting, name = decided > last, words.both(whom)
    return [
        Approval(
            case_id=case.id,
            body=body,
            name=name.ru,
            name_kk=name.kk,
            submitted_on=submitted,
            decision=ApprovalDecision.WAITING if is_waiting else decision,
            decided_on=None if is_waiting else decided,
            act="" if is_waiting else words.one(act, number=case.seq),
            reason=words.one("third_rights") if refused and not is_waiting else "",
        )
    ]
