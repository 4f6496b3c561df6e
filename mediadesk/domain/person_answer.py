"""Everything a centre holds of one person, for that person: no words about others, no sealed notes.

A section is a title and its lines; titles and labels are message ids, values are of the declared
types and are written in the language of the reader.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from mediadesk.domain.fields import specs
from mediadesk.domain.model import (
    Consent,
    Disclosure,
    Invitation,
    Party,
    Payment,
    Person,
    PersonBlock,
    PersonRequest,
)
from mediadesk.domain.rows import CaseFile
from mediadesk.marks import N_

__all__ = ["Line", "PersonFile", "Section", "sections"]

_CODES = frozenset({"categories", "purposes"})


@dataclass(frozen=True, slots=True)
class Line:
    """One fact: its label (a message id) and its value; `codes` names a list of codes it holds."""

    label: str
    value: Any
    codes: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the answer: its title (a message id), what it is of, its lines."""

    title: str
    of: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFile:
    """What is held of one person: the person, and every case with the party that the person is."""

    person: Person
    consents: tuple[Consent, ...] = ()
    requests: tuple[PersonRequest, ...] = ()
    blocks: tuple[PersonBlock, ...] = ()
    cases: tuple[tuple[CaseFile, Party], ...] = ()


def sections(held: PersonFile) -> Iterator[Section]:
    """Give the parts of the answer in order; what is empty is left out."""
    yield Section(N_("Person"), "", _lines(held.person))
    for consent in held.consents:
        yield Section(N_("Consent to personal data"), "", _lines(consent))
    for request in held.requests:
        yield Section(N_("Request of a person about own data"), "", _lines(request))
    for block in held.blocks:
        yield Section(N_("Blocking of personal data"), "", _lines(block))
    for file, party in held.cases:
        yield Section(N_("Case"), file.case.number, tuple(_full(_case(file, party))))


def _lines(record: Any) -> tuple[Line, ...]:
    cls: type = type(record)
    found = (
        Line(
            spec.field.label,
            getattr(record, spec.name),
            spec.name if spec.name in _CODES else "",
        )
        for spec in specs(cls)
    )
    return tuple(_full(found))


def _full(lines: Iterable[Line]) -> Iterator[Line]:
    return (line for line in lines if line.value not in (None, "", False))


def _case(file: CaseFile, party: Party) -> Iterator[Line]:
    """Tell of a case what concerns this party: figures and days, no text that names others."""
    case = file.case
    yield Line(N_("Date of appeal"), case.received_on)
    yield Line(N_("Kind of dispute"), case.kind)
    yield Line(N_("Stage"), case.stage)
    yield Line(N_("Side"), party.side)
    yield Line(N_("Procedural status"), party.status)
    yield Line(N_("Power of the representative"), party.authority_ru)
    yield Line(N_("State"), case.state)
    yield Line(N_("Outcome"), case.outcome)
    yield Line(N_("Date of the end"), case.ended_on)
    if file.mediator is not None:
        yield Line(N_("Mediator"), file.mediator.name_ru)
    if file.contract is not None:
        yield Line(N_("Date of the contract"), file.contract.concluded_on)
    for session in file.sessions:
        if session.party_id in (None, party.id):
            yield Line(N_("Date of session"), session.held_on)
    yield from _agreement(file, party)
    for invitation in _of(file.all(Invitation), party):
        yield Line(N_("Invitation sent on"), invitation.sent_on)
    for disclosure in _of(file.all(Disclosure), party):
        yield Line(N_("Permission given on"), disclosure.given_on)
    for payment in _of(file.all(Payment), party):
        yield Line(N_("Paid on"), payment.paid_on)
        yield Line(N_("Sum"), payment.amount_tiyn)
    for copy in file.copies:
        yield Line(N_("Registered copy"), copy.kind)


def _agreement(file: CaseFile, party: Party) -> Iterator[Line]:
    """Tell of signed agreements their days, and of obligations those that are this side's."""
    for agreement in file.signed:
        yield Line(N_("Date of the agreement"), agreement.signed_on)
    for duty in file.signed_obligations:
        if duty.debtor is party.side:
            yield Line(N_("Obligation until"), duty.due_on)
            yield Line(N_("Sum"), duty.amount_tiyn)
            yield Line(N_("Performance"), duty.performance)


def _of(records: Iterable[Any], party: Party) -> Iterator[Any]:
    return (each for each in records if each.party_id == party.id)
