"""What the papers beside contract and agreement say: each kind takes only the facts it prints.

So a payment that comes in later changes the invoice, and not the mark of the consent.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from mediadesk.domain import facts_folder, facts_intake, facts_money, facts_sessions
from mediadesk.domain.bilingual import Words
from mediadesk.domain.document_about import party_of
from mediadesk.domain.facts_folder import (
    CoverFacts,
    OutsideFacts,
    SheetFacts,
    StoredFacts,
    TermFacts,
)
from mediadesk.domain.facts_intake import (
    AppealFacts,
    ConsentFacts,
    ConsentRecord,
    ExtensionFacts,
    PowerFacts,
)
from mediadesk.domain.facts_money import MoneyFacts, ReceiptFacts
from mediadesk.domain.facts_sessions import DisclosureFacts, DrawnInFacts, SessionFacts
from mediadesk.domain.retention import OutsideRecord, Retention
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.types import DocumentKind

__all__ = ["Counted", "PaperFacts", "own_day", "paper_facts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What papers say that the law counts, not the case: terms, last days of powers, storage.

    `powers` are last days of powers of attorney by the id of the party; `retention` tells how long a
    case file is kept; `titles` name the kinds of papers in an inventory; `others` are further case files
    of an act of destruction, `outside` its records of no case; `consents` tells by the id of a person how
    the consents stand.
    """

    terms: tuple[TermFacts, ...] = ()
    powers: Mapping[int, date] = field(default_factory=lambda: MappingProxyType({}))
    retention: Retention | None = None
    titles: Mapping[DocumentKind, Words] = field(default_factory=lambda: MappingProxyType({}))
    others: tuple[CaseFile, ...] = ()
    outside: tuple[OutsideRecord, ...] = ()
    consents: Mapping[int, ConsentRecord] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """The facts of one of these papers; what its kind does not print is None or empty."""

    appeal: AppealFacts | None = None
    consent: ConsentFacts | None = None
    power: PowerFacts | None = None
    extension: ExtensionFacts | None = None
    session: SessionFacts | None = None
    drawn_in: DrawnInFacts | None = None
    disclosure: DisclosureFacts | None = None
    money: MoneyFacts | None = None
    receipt: ReceiptFacts | None = None
    cover: CoverFacts | None = None
    sheets: tuple[SheetFacts, ...] = ()
    terms: tuple[TermFacts, ...] = ()
    stored: tuple[StoredFacts, ...] = ()
    outside: tuple[OutsideFacts, ...] = ()

    @property
    def given_on(self) -> date | None:
        """Give the day of the consent that the paper is printed from; None for any other paper."""
        given = self.consent.given if self.consent else None
        return given.given_on if given else None


_Maker = Callable[[CaseFile, Any, Counted], PaperFacts]


def _row(file: CaseFile, record: object) -> PartyFile | None:
    """Give the party with the person or organisation behind it."""
    found = (row for row in file.parties if row.party.id == party_of(record))
    return next(found, None)


def _consent(file: CaseFile, record: Any, counted: Counted) -> PaperFacts:
    row = _row(file, record)
    if row is None:
        return PaperFacts()
    years = counted.retention.longest(file.case.kind) if counted.retention else 0
    stands = counted.consents.get(row.person.id) if row.person else None
    return PaperFacts(consent=facts_intake.consent_facts(row, years, stands))


def _power(file: CaseFile, record: Any, counted: Counted) -> PaperFacts:
    row = _row(file, record)
    if row is None:
        return PaperFacts()
    return PaperFacts(power=facts_intake.power_facts(row, counted.powers.get(row.party.id)))


def _session(file: CaseFile, record: Any, _counted: Counted) -> PaperFacts:
    return PaperFacts(session=facts_sessions.session_facts(file, record) if record else None)


def _drawn_in(file: CaseFile, record: Any, _counted: Counted) -> PaperFacts:
    return PaperFacts(drawn_in=facts_sessions.drawn_in_facts(file, record) if record else None)


def _disclosure(_file: CaseFile, record: Any, _counted: Counted) -> PaperFacts:
    return PaperFacts(disclosure=facts_sessions.disclosure_facts(record) if record else None)


def _money(file: CaseFile, record: Any, _counted: Counted) -> PaperFacts:
    return PaperFacts(money=facts_money.money_facts(file, party_of(record) or 0))


def _receipt(file: CaseFile, record: Any, _counted: Counted) -> PaperFacts:
    return PaperFacts(receipt=facts_money.receipt_facts(file, record) if record else None)


def _extension(file: CaseFile, _record: Any, _counted: Counted) -> PaperFacts:
    return PaperFacts(extension=facts_intake.extension_facts(file))


def _stored(file: CaseFile, _record: Any, counted: Counted) -> PaperFacts:
    files = (each for each in (file, *counted.others) if each.case.id or not counted.outside)
    return PaperFacts(
        stored=facts_folder.stored_facts(files, counted.retention),
        outside=facts_folder.outside_facts(counted.outside, counted.retention),
    )


_MAKERS: Final[Mapping[DocumentKind, _Maker]] = {
    DocumentKind.APPEAL_FORM: lambda file, _r, _c: PaperFacts(
        appeal=facts_intake.appeal_facts(file)
    ),
    DocumentKind.CONSENT: _consent,
    DocumentKind.AUTHORITY_CHECKLIST: _power,
    DocumentKind.CONFIDENTIALITY: _drawn_in,
    DocumentKind.EXTENSION: _extension,
    DocumentKind.EXTENSION_NOTICE: _extension,
    DocumentKind.MINUTES: _session,
    DocumentKind.DISCLOSURE: _disclosure,
    DocumentKind.ACT: _money,
    DocumentKind.INVOICE: _money,
    DocumentKind.RECEIPT: _receipt,
    DocumentKind.CASE_TERMS: lambda _f, _r, counted: PaperFacts(
        terms=tuple(replace(term, order=order) for order, term in enumerate(counted.terms, 1))
    ),
    DocumentKind.COVER: lambda file, _r, counted: PaperFacts(
        cover=facts_folder.cover_facts(file, counted.retention)
    ),
    DocumentKind.INVENTORY: lambda file, _r, counted: PaperFacts(
        sheets=facts_folder.sheet_facts(file, counted.titles)
    ),
    DocumentKind.DESTRUCTION_ACT: _stored,
}


def paper_facts(
    file: CaseFile, kind: DocumentKind, record: object, counted: Counted | None = None
) -> PaperFacts:
    """Take the facts that a kind of paper prints; nothing for contract and agreement."""
    maker = _MAKERS.get(kind)
    return maker(file, record, counted or Counted()) if maker else PaperFacts()


def own_day(file: CaseFile, kind: DocumentKind) -> date | None:
    """Give the day that a paper about the whole case bears; None for the day of printing."""
    if kind is DocumentKind.APPEAL_FORM:
        return file.case.received_on
    if kind in (DocumentKind.EXTENSION, DocumentKind.EXTENSION_NOTICE) and file.contract:
        return file.contract.extended_on
    return None
