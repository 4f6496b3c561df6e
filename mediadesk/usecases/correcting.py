"""Applying a correction as if the office had typed it: by the command that changes such a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mediadesk.domain import commands as c
from mediadesk.domain.checks import cleaned
from mediadesk.domain.model import (
    Agreement,
    AgreementClause,
    Case,
    Contract,
    Instalment,
    Obligation,
    Organisation,
    Party,
    Person,
    Session,
)
from mediadesk.domain.remark_targets import ENDS, Target, target
from mediadesk.domain.remarks import corrected
from mediadesk.domain.types import CaseState
from mediadesk.errors import Code, InputProblem, RuleBroken
from mediadesk.usecases import agreements, casework, kept, parties, people, records, sessions
from mediadesk.usecases.handling import Done, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from mediadesk.db.unit import Unit
    from mediadesk.domain.changes import Finding
    from mediadesk.domain.model import Remark
    from mediadesk.usecases.law import Law

__all__ = ["apply_correction", "by_hand", "record_of"]

_PERFORMANCE: Final = ("performance", "performed_on", "proof")
_HANDLERS: Final[dict[type, Callable[..., Done]]] = {
    c.EditCase: casework.edit_case,
    c.ReopenCase: casework.reopen_case,
    c.CloseCase: casework.close_case,
    c.SaveParty: parties.save_party,
    c.SavePerson: people.save_person,
    c.SaveOrganisation: people.save_organisation,
    c.ConcludeContract: casework.conclude_contract,
    c.RecordSession: sessions.record_session,
    c.SaveAgreement: agreements.save_agreement,
    c.RecordPerformance: kept.record_performance,
    c.SaveRecord: records.save_record,
}
_BY_HAND: Final[dict[type, type]] = {
    Case: c.EditCase,
    Party: c.SaveParty,
    Person: c.SavePerson,
    Organisation: c.SaveOrganisation,
    Contract: c.ConcludeContract,
    Session: c.RecordSession,
    Agreement: c.SaveAgreement,
    Obligation: c.SaveAgreement,
    AgreementClause: c.SaveAgreement,
}
"""Which command changes a record of a kind; of all others it is `SaveRecord`."""


def by_hand(told: Target) -> type:
    """Name the command by which the office would make a correction itself."""
    if told.cls is Case and told.spec.name in ENDS:
        return c.CloseCase
    if told.cls is Obligation and told.spec.name in _PERFORMANCE:
        return c.RecordPerformance
    return _BY_HAND.get(told.cls, c.SaveRecord)


def record_of(unit: Unit, case: Case, field: str) -> Any:
    """Load the record of a case that a remark names; InputProblem(NOT_FOUND) if it has none such."""
    told = target(field)
    if told.cls is Case:
        return case
    is_behind = told.cls in (Person, Organisation)
    found: Any = unit.find(Party if is_behind else told.cls, uid=bytes.fromhex(told.uid))
    record = found[0] if found else None
    if record is not None and _case_of(unit, record) == case.id:
        if not is_behind:
            return record
        who = record.person_id if told.cls is Person else record.organisation_id
        if who:
            return load(unit, told.cls, who)
    raise InputProblem(Code.NOT_FOUND, what=told.cls.__name__)


def _case_of(unit: Unit, record: Any) -> int:
    """Give the case a record hangs on, by way of its obligation and agreement."""
    if isinstance(record, Instalment):
        record = load(unit, Obligation, record.obligation_id)
    if isinstance(record, (Obligation, AgreementClause)):
        record = load(unit, Agreement, record.agreement_id)
    return int(record.case_id)


class _Work:
    """What the commands are made of: the case, the remark, the warnings somebody has confirmed."""

    def __init__(self, unit: Unit, case: Case, remark: Remark, codes: tuple[str, ...]) -> None:
        """Keep them."""
        self.unit, self.case, self.remark, self.codes = unit, case, remark, codes

    def by_hand(self) -> RuleBroken:
        """Give the error for what this program does not change by itself."""
        return RuleBroken(Code.REMARK_BY_HAND, number=self.case.number)


def apply_correction(
    unit: Unit, law: Law, case: Case, remark: Remark, codes: tuple[str, ...]
) -> tuple[Finding, ...]:
    """Change the record as by hand; rules, warnings and refusals are those of doing it by hand.

    InputProblem(NOT_FOUND) where the record is not in the case any more; RuleBroken(REMARK_BY_HAND)
    where only a person can do it, or the record would not hold what is wanted afterwards.
    """
    told = target(remark.field)
    work = _Work(unit, case, remark, codes)
    record = record_of(unit, case, remark.field)
    new = cleaned(corrected(record, remark))
    if new == record:
        return ()
    findings: list[Finding] = []
    for cmd in _MAKERS.get(by_hand(told), _one)(work, new):
        findings += _HANDLERS[type(cmd)](cmd, unit, law).findings
    after = load(unit, type(record), record.id)
    if getattr(after, told.spec.name) != getattr(new, told.spec.name):
        raise work.by_hand()
    return tuple(findings)


def _one(work: _Work, new: Any) -> tuple[Any, ...]:
    return (c.SaveRecord(record=new, acknowledged=work.codes),)


def _closing(work: _Work, new: Case) -> tuple[Any, ...]:
    """End a closed case otherwise: it is opened again and closed. A signed agreement is its end."""
    unit, case = work.unit, work.case
    signed = unit.find(Agreement, case_id=case.id, is_signed=True)
    if case.state is not CaseState.CLOSED or signed or new.ended_on is None:
        raise work.by_hand()
    reason = work.remark.text or work.remark.case_number
    again = c.ReopenCase(case_id=case.id, case_rev=case.rev, reason=reason)
    close = c.CloseCase(
        case_id=case.id,
        case_rev=case.rev + 1,
        outcome=new.outcome,
        ended_on=new.ended_on,
        note=new.end_note,
        acknowledged=work.codes,
    )
    return again, close


def _party(work: _Work, new: Party) -> tuple[Any, ...]:
    unit = work.unit
    entry = c.PartyEntry(
        party=new,
        person=load(unit, Person, new.person_id) if new.person_id else None,
        organisation=load(unit, Organisation, new.organisation_id) if new.organisation_id else None,
    )
    return (c.SaveParty(case_id=work.case.id, entry=entry),)


def _agreement(work: _Work, new: Any) -> tuple[Any, ...]:
    """Write the draft anew with the one thing changed; a signed agreement stays as it was signed."""
    unit = work.unit
    paper = new if isinstance(new, Agreement) else load(unit, Agreement, new.agreement_id)
    if paper.is_signed:
        raise work.by_hand()

    def rows(cls: type[Any]) -> tuple[Any, ...]:
        found = sorted(unit.find(cls, agreement_id=paper.id), key=lambda each: (each.ord, each.id))
        same = isinstance(new, cls)
        return tuple(new if same and each.id == new.id else each for each in found)

    cmd = c.SaveAgreement(
        agreement=paper,
        obligations=rows(Obligation),
        clauses=rows(AgreementClause),
        acknowledged=work.codes,
    )
    return (cmd,)


def _performance(work: _Work, new: Obligation) -> tuple[Any, ...]:
    """Record the performance; that of a divided obligation is told by its parts."""
    if work.unit.find(Instalment, obligation_id=new.id):
        raise work.by_hand()
    cmd = c.RecordPerformance(
        obligation_id=new.id,
        performance=new.performance,
        performed_on=new.performed_on,
        proof=new.proof,
    )
    return (cmd,)


_MAKERS: Final[dict[type, Callable[[_Work, Any], tuple[Any, ...]]]] = {
    c.EditCase: lambda _work, new: (c.EditCase(case=new),),
    c.CloseCase: _closing,
    c.SaveParty: _party,
    c.SavePerson: lambda _work, new: (c.SavePerson(person=new),),
    c.SaveOrganisation: lambda _work, new: (c.SaveOrganisation(organisation=new),),
    c.ConcludeContract: lambda work, new: (
        c.ConcludeContract(contract=new, acknowledged=work.codes),
    ),
    c.RecordSession: lambda work, new: (c.RecordSession(session=new, acknowledged=work.codes),),
    c.SaveAgreement: _agreement,
    c.RecordPerformance: _performance,
}
"""What makes the commands of a correction, by the command that would be given by hand."""
