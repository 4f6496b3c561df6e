"""Handlers of destruction: cases and records whose data go for good, and how the copies stand to it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.commands_personal import DestroyCases, NoteCopies
from mediadesk.domain.model import (
    Agreement,
    Case,
    Contract,
    DataCopy,
    Destruction,
    Instalment,
    Obligation,
    Office,
)
from mediadesk.domain.retention import Kept, OutsideRecord, RecordKind
from mediadesk.domain.types import CaseState
from mediadesk.errors import Code, InputProblem, RuleBroken
from mediadesk.marks import N_
from mediadesk.usecases.handling import Done, judge, load, save_changed
from mediadesk.usecases.law import Law

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["destroy_cases", "note_copies"]


def destroy_cases(cmd: DestroyCases, unit: "Unit", law: Law) -> Done:
    """Destroy the personal data of closed cases of this office, and records outside of cases.

    RuleBroken(PERSON_BLOCKED) where data of a person are blocked: they are not destroyed either.
    RuleBroken(WRONG_STATE) for one that is not closed, (CASE_DESTROYED) for one that was destroyed,
    NeedsConfirmation before the term of storage is over, InputProblem without a reason, for a case
    of another office, for a record that somebody still waits for.
    """
    if not cmd.reason.strip():
        raise InputProblem(Code.REQUIRED, field="reason", label=N_("Reason"))
    cases = tuple(load(unit, Case, each) for each in dict.fromkeys(cmd.case_ids))
    own = min((office.id for office in unit.find(Office)), default=0)
    if not (cases or cmd.records) or any(case.office_id != own for case in cases):
        raise InputProblem(Code.NOT_FOUND, what=Case.__name__)
    records = _records(cmd, unit)
    for case in cases:
        if case.destroyed_on is not None:
            raise RuleBroken(Code.CASE_DESTROYED)
        if case.state is not CaseState.CLOSED and case.trashed_on is None:
            raise RuleBroken(Code.WRONG_STATE, state=case.state)
    if unit.personal.shut_cases() & {case.id for case in cases}:
        raise RuleBroken(Code.PERSON_BLOCKED)
    findings = judge(_doubts(cases, records, unit, law), cmd.acknowledged)
    doomed = unit.personal.doomed([case.id for case in cases])
    today = unit.clock.today()
    nobody = law.personal().nobody
    named = _named(records, doomed.records)
    uids = frozenset(bytes.fromhex(uid) for found in named.values() for uid in found)
    counts = unit.personal.erase(replace(doomed, records=uids, nobody=nobody, on=today.isoformat()))
    made = unit.add(
        Destruction(
            done_on=today,
            reason=cmd.reason.strip(),
            numbers=", ".join(sorted(case.number for case in cases)),
            cases=",".join(sorted(uid.hex() for uid in doomed.cases)),
            people=",".join(sorted(uid.hex() for uid in doomed.people)),
            counts=json.dumps({**counts, "records": named}, sort_keys=True),
        )
    )
    told: dict[str, object] = {"n": len(cases), "records": len(records)}
    words = N_("Case files destroyed: %(n)s")
    if records:
        words = N_("Destroyed: case files %(n)s, records outside of them %(records)s")
    return Done(made.id, words, told, findings)


def _records(cmd: DestroyCases, unit: "Unit") -> tuple[OutsideRecord, ...]:
    """Find the records that are named; InputProblem(NOT_FOUND) for one nobody may destroy."""
    if not cmd.records:
        return ()
    known = {each.key: each for each in unit.personal.outside_records()}
    if not set(cmd.records) <= set(known):
        raise InputProblem(Code.NOT_FOUND, what=OutsideRecord.__name__)
    return tuple(known[key] for key in dict.fromkeys(cmd.records))


def _named(
    records: tuple[OutsideRecord, ...], gone: frozenset[bytes]
) -> dict[str, list[str]]:  # fmt: skip
    """Name the records by kind, for copies seen later and for the annex of the act.

    `gone` were taken out of the cases before.
    """
    found: dict[str, list[str]] = {}
    if gone:
        found[RecordKind.REMOVED.value] = sorted(uid.hex() for uid in gone)
    for each in records:
        found.setdefault(each.kind.value, []).extend(uid.hex() for uid in each.uids)
    return found


def _doubts(
    cases: tuple[Case, ...], records: tuple[OutsideRecord, ...], unit: "Unit", law: Law
) -> Iterator[Finding]:
    """Say which cases and records are destroyed before their term of storage is over."""
    retention, today = law.retention(), unit.clock.today()
    ends = [(case.number, retention.until(_kept(case, unit))) for case in cases]
    ends += [(each.mark, retention.until_of(each)) for each in records]
    early = [name for name, until in ends if until is not None and until >= today]
    if early:
        yield Finding(
            "destroyed_early",
            Severity.WARNS,
            N_("The term of storage is not over yet: %(numbers)s"),
            source=N_("Law on personal data, arts. 12, 18"),
            params={"numbers": ", ".join(early[:10])},
        )


def _kept(case: Case, unit: "Unit") -> Kept:
    """Gather what tells how long a case file is kept."""
    signed = unit.find(Agreement, case_id=case.id, is_signed=True)
    duties = [duty for each in signed for duty in unit.find(Obligation, agreement_id=each.id)]
    parts = [part for each in duties for part in unit.find(Instalment, obligation_id=each.id)]
    ends = (*(each.due_on for each in duties), *(each.due_on for each in parts))
    days = [day for day in ends if day is not None]
    return Kept(
        kind=case.kind,
        ended_on=case.ended_on,
        trashed_on=case.trashed_on,
        has_contract=bool(unit.find(Contract, case_id=case.id)),
        has_agreement=bool(signed),
        last_due=max(days, default=None),
    )


def note_copies(cmd: NoteCopies, unit: "Unit", law: Law) -> Done:
    """Note how copies stand: each by its name and place, the newest look counts."""
    known = {(each.name, each.place): each for each in unit.find(DataCopy)}
    for copy in cmd.copies:
        stored = known.get((copy.name, copy.place))
        new = copy if stored is None else replace(copy, id=stored.id, rev=stored.rev)
        save_changed(unit, new, stored)
    return Done(0, N_("Saved"))
