"""What a case is made of, and how its records name each other: told once for everybody who copies."""

from collections.abc import Mapping
from typing import Final

from mediadesk.domain.model import (
    Agreement,
    AgreementClause,
    Approval,
    Assignment,
    Attachment,
    Case,
    CaseTerm,
    Contract,
    CriminalFacts,
    Disclosure,
    DrawnIn,
    FollowUp,
    Instalment,
    Invitation,
    Mediator,
    Notice,
    Obligation,
    Office,
    Organisation,
    Party,
    Payment,
    Person,
    PrintedCopy,
    Screening,
    ScreeningAnswer,
    Session,
    SignatureRecord,
    Task,
    Waiver,
)

__all__ = ["LINKS", "PARTS", "PEOPLE", "UP"]

PARTS: Final[tuple[type, ...]] = (
    *(Case, Party, Contract, Session, Agreement, Obligation, AgreementClause, Instalment),
    *(Invitation, Screening, ScreeningAnswer, Assignment, CriminalFacts, CaseTerm, Notice),
    *(Approval, FollowUp, Disclosure, DrawnIn, Payment, PrintedCopy, SignatureRecord),
    *(Attachment, Task, Waiver),
)
"""What a case is made of, in an order in which each record comes after those it names.

Sealed private notes are not among them: their keys are the mediator's.
"""

PEOPLE: Final[tuple[type, ...]] = (Office, Person, Organisation, Mediator)
"""Whom a case names and who live outside it; in an order as above."""

LINKS: Final[Mapping[str, type]] = {
    "office_id": Office,
    "mediator_id": Mediator,
    "person_id": Person,
    "organisation_id": Organisation,
    "case_id": Case,
    "party_id": Party,
    "agreement_id": Agreement,
    "obligation_id": Obligation,
    "screening_id": Screening,
    "copy_id": PrintedCopy,
}
"""Fields that name another record, and of which kind it is."""

UP: Final[Mapping[type, str]] = {
    Obligation: "agreement_id",
    AgreementClause: "agreement_id",
    Instalment: "obligation_id",
    ScreeningAnswer: "screening_id",
}
"""Records that hang on a case by way of another one."""
