"""Helpers of tests that work at a desk: a clock, identities, invented rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from mediadesk.domain import commands as c
from mediadesk.domain.changes import Outcome as Done
from mediadesk.domain.model import (
    Agreement,
    Case,
    Contract,
    Mediator,
    Obligation,
    Office,
    Organisation,
    Party,
    Payment,
    Person,
    Session,
)
from mediadesk.domain.types import CaseId, ObligationKind, Outcome, PartySide, Tiyn, Uid
from mediadesk.usecases.desk import Desk
from tests.personas import ABDRAKHMANOVA, CENTRE, QASYMOV, SUPPLIER

PASSPHRASE = "only for tests, of nobody"
TODAY = date(2026, 11, 21)
SIGNED = date(2026, 11, 20)
"""The day on which agreements of the tests are signed."""


class SetClock:
    """A clock that stands still until somebody sets it."""

    def __init__(self, day: date = TODAY) -> None:
        self.day = day

    def now(self) -> datetime:
        """Give noon in Kazakhstan."""
        at = datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)
        return at.astimezone(timezone(timedelta(hours=5)))

    def today(self) -> date:
        """Give the day that was set."""
        return self.day


class CountedIds:
    """Identities in order."""

    def __init__(self, start: int = 1) -> None:
        self.next = start

    def uid(self) -> Uid:
        """Give the next one."""
        self.next += 1
        return Uid(self.next.to_bytes(16, "big"))


def office() -> Office:
    """Make the office of the tests."""
    return Office(name_ru=CENTRE.name_ru, name_kk=CENTRE.name_kk, bin=CENTRE.bin, region="27")


def person(who=QASYMOV) -> Person:
    """Make a persona's entry."""
    return Person(name_ru=who.full_name, iin=who.iin, phone=who.phone)


def entry(who=QASYMOV, side: PartySide = PartySide.FIRST) -> c.PartyEntry:
    """Make a party of a persona."""
    return c.PartyEntry(party=Party(side=side), person=person(who))


def body_entry(side: PartySide = PartySide.SECOND) -> c.PartyEntry:
    """Make a party of an organisation."""
    body = Organisation(name_ru=SUPPLIER.name_ru, name_kk=SUPPLIER.name_kk, bin=SUPPLIER.bin)
    return c.PartyEntry(party=Party(side=side), organisation=body)


def do(desk: Desk, cmd: c.Command) -> Done:
    """Do a command and wait for it."""
    return desk.execute(cmd).result()


def mediator(desk: Desk, **facts: object) -> int:
    """Enter a mediator."""
    made = Mediator(name_ru="Медиатор Несуществующий", certificate="1", **facts)
    return do(desk, c.SaveMediator(mediator=made)).id


def appeal(desk: Desk, on: date = date(2026, 11, 2), *, parties: int = 2) -> CaseId:
    """Register an appeal with up to two parties."""
    both = (entry(), entry(ABDRAKHMANOVA, PartySide.SECOND))[:parties]
    return CaseId(do(desk, c.RegisterAppeal(case=Case(received_on=on), parties=both)).id)


def opened(desk: Desk, on: date = date(2026, 11, 3), **facts: object) -> CaseId:
    """Open a case with two parties and a mediator."""
    case_id = appeal(desk)
    who = mediator(desk, **facts)
    rev = desk.case_file(case_id).case.rev
    do(desk, c.OpenCase(case_id=case_id, case_rev=rev, mediator_id=who, opened_on=on))
    return case_id


def contract(case_id: CaseId, **facts: object) -> Contract:
    """Make a contract of 4 November."""
    made = Contract(case_id=case_id, concluded_on=date(2026, 11, 4))
    return replace(made, **facts)


def in_mediation(desk: Desk, **facts: object) -> CaseId:
    """Bring a case into mediation."""
    case_id = opened(desk)
    do(desk, c.ConcludeContract(contract=contract(case_id, **facts)))
    return case_id


def obligation(**facts: object) -> Obligation:
    """Make a payment."""
    made = Obligation(
        kind=ObligationKind.PAYMENT,
        amount_tiyn=Tiyn(100_000_00),
        what_ru="Долг",
        what_kk="Борыш",
        due_on=date(2026, 12, 20),
    )
    return replace(made, **facts)


def drafted(desk: Desk, *obligations: Obligation) -> CaseId:
    """Bring a case to a draft of the agreement."""
    case_id = in_mediation(desk)
    rows = obligations or (obligation(),)
    do(desk, c.SaveAgreement(agreement=Agreement(case_id=case_id), obligations=rows))
    return case_id


def signed(desk: Desk, on: date = SIGNED) -> CaseId:
    """Bring a case to a signed agreement."""
    case_id = drafted(desk)
    rev = desk.case_file(case_id).agreement.rev
    do(desk, c.SignAgreement(case_id=case_id, agreement_rev=rev, signed_on=on))
    return case_id


def rev_of(desk: Desk, case_id: CaseId) -> int:
    """Give the revision of a case."""
    return desk.case_file(case_id).case.rev


def close(
    desk: Desk, case_id: int, outcome: Outcome = Outcome.CONSULTATION, on: date = TODAY, **more: Any
) -> Done:
    """End a case."""
    cmd = c.CloseCase(
        case_id=CaseId(case_id),
        case_rev=rev_of(desk, CaseId(case_id)),
        outcome=outcome,
        ended_on=on,
        **more,
    )
    return do(desk, cmd)


def trashed(desk: Desk, case_id: CaseId, *codes: str) -> Done:
    """Put a case into the trash, acknowledging these findings."""
    cmd = c.MoveToTrash(
        case_id=case_id,
        case_rev=rev_of(desk, case_id),
        reason="Внесено дважды",
        acknowledged=codes,
    )
    return do(desk, cmd)


def full(desk: Desk) -> CaseId:
    """Bring a case to a signed agreement, with a session and a payment."""
    case_id = drafted(desk)
    do(desk, c.RecordSession(session=Session(case_id=case_id, held_on=date(2026, 11, 9))))
    do(desk, c.SaveRecord(record=Payment(case_id=case_id, paid_on=TODAY, amount_tiyn=Tiyn(100))))
    rev = desk.case_file(case_id).agreement.rev
    do(desk, c.SignAgreement(case_id=case_id, agreement_rev=rev, signed_on=SIGNED))
    return case_id
