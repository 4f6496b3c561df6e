"""What the papers beside contract and agreement lack: sessions, terms, powers, money, the file.

Which check belongs to which paper, and how heavy it is, is data
(`resources/law/document-items.toml`); see `document_rules`.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from mediadesk.domain.codes import RepresentativeKind, SessionState
from mediadesk.domain.document_facts import DocumentFacts
from mediadesk.domain.facts_papers import PaperFacts
from mediadesk.domain.powers import years_later
from mediadesk.domain.types import DocumentKind
from mediadesk.marks import N_

__all__ = ["OFFICE_CHECKS", "OFFICE_TEXTS", "check_consent"]

_SILENCE: Final = N_("Law on mediation, art. 8")
_LONGER: Final = N_("Law on mediation, art. 20(9) and 23(1)")
_COSTS: Final = N_("Law on mediation, art. 22")
_KEPT: Final = N_("Law on personal data, arts. 12 and 18")
_POWER: Final = N_("Civil Code, art. 168")
_ORDER: Final = N_("Good order of the case file")
_CONSENT: Final = N_("Law on personal data, arts. 7, 8")
_LANGUAGE: Final = N_("Law on mediation, art. 19")

OFFICE_TEXTS: Final[dict[str, tuple[str, str]]] = {
    "doc_no_record": (N_("The case has no entry that this paper is printed from"), _ORDER),
    "doc_consent_minor": (
        N_("The person is a minor: the legal representative gives the consent"),
        N_("Law on personal data, art. 8"),
    ),
    "doc_consent_none": (
        N_("No consent of this person is entered: the paper names the usual list and term"),
        _CONSENT,
    ),
    "doc_consent_withdrawn": (
        N_("The consent was withdrawn on %(day)s: the paper is for a new one"),
        _CONSENT,
    ),
    "doc_consent_ended": (
        N_("The consent ended on %(day)s: the paper is for a new one"),
        _CONSENT,
    ),
    "doc_consent_scope": (N_("The consent does not cover what is held: %(what)s"), _CONSENT),
    "doc_no_extension": (N_("The term of the mediation is not extended"), _LONGER),
    "doc_extension_ground": (N_("The ground of the extension is not entered"), _LONGER),
    "doc_extension_date": (N_("The day of the extension is not entered"), _LONGER),
    "doc_not_in_court": (
        N_("The case is not in court: no notice to the court is needed"),
        N_("Law on mediation, art. 23(2)"),
    ),
    "doc_not_held": (N_("The session is not recorded as held"), _ORDER),
    "doc_present": (N_("Who took part in the session is not entered"), _ORDER),
    "doc_session_kazakh": (N_("The result of the session has no Kazakh text"), _LANGUAGE),
    "doc_session_russian": (N_("The result of the session has no Russian text"), _LANGUAGE),
    "doc_scope_kazakh": (N_("What may be disclosed has no Kazakh text"), _LANGUAGE),
    "doc_scope_russian": (N_("What may be disclosed has no Russian text"), _LANGUAGE),
    "doc_withdrawn": (N_("The permission was withdrawn on %(day)s"), _SILENCE),
    "doc_giver": (N_("The party that gives the permission is not entered"), _SILENCE),
    "doc_nothing_to_pay": (N_("The contract has neither a remuneration nor costs"), _COSTS),
    "doc_payments_nameless": (N_("A payment does not say who paid"), _COSTS),
    "doc_nothing_due": (N_("This party has nothing to pay"), _COSTS),
    "doc_share_paid": (N_("This party has paid its share already"), _COSTS),
    "doc_not_performed": (
        N_("The obligation is not recorded as performed"),
        N_("Law on mediation, art. 27(3)"),
    ),
    "doc_no_agent": (N_("The party has no representative"), N_("Law on mediation, art. 11")),
    "doc_power_undated": (N_("A power of attorney without a date is void"), _POWER),
    "doc_power_ended": (N_("The power of attorney ended on %(day)s"), _POWER),
    "doc_no_sheets": (N_("The case has neither registered copies nor files"), _ORDER),
    "doc_no_terms": (N_("The case has no terms"), _ORDER),
    "doc_not_closed": (N_("Case %(number)s is not closed"), _KEPT),
    "doc_kept_longer": (N_("Case %(number)s is to be kept until %(day)s"), _KEPT),
    "doc_record_kept_longer": (N_("Record %(mark)s is to be kept until %(day)s"), _KEPT),
}

_Found = tuple[str, str, dict[str, object]]
_NEEDS: Final[dict[DocumentKind, Callable[[PaperFacts], object]]] = {
    DocumentKind.MINUTES: lambda paper: paper.session,
    DocumentKind.DISCLOSURE: lambda paper: paper.disclosure,
    DocumentKind.RECEIPT: lambda paper: paper.receipt,
}


def _record(facts: DocumentFacts) -> Iterator[_Found]:
    """Judge that there is a record to print from."""
    need = _NEEDS.get(facts.kind)
    if need is not None and need(facts.paper) is None:
        yield "doc_no_record", "case", {}


def check_consent(facts: DocumentFacts, adult_years: int) -> Iterator[_Found]:
    """Judge who gives a consent (Civil Code, art. 17) and what is entered of it (94-V, art. 8)."""
    consent, day = facts.paper.consent, facts.document_date
    if consent is None:
        return
    if consent.born_on and day and years_later(consent.born_on, adult_years) > day:
        yield "doc_consent_minor", "party.person", {}
    stands = consent.consent_record
    if stands is None:
        if not consent.for_party.ru:
            yield "doc_consent_none", "consent", {}
        return
    if stands.withdrawn_on is not None:
        yield "doc_consent_withdrawn", "consent.withdrawn_on", {"day": stands.withdrawn_on}
    if stands.ended_on is not None:
        yield "doc_consent_ended", "consent.until", {"day": stands.ended_on}
    for words in stands.given.uncovered if stands.given else ():
        yield "doc_consent_scope", "consent.categories", {"what": words}


def _extension(facts: DocumentFacts) -> Iterator[_Found]:
    """Judge the extension of the term (law on mediation, arts. 20(9), 23)."""
    longer = facts.paper.extension
    if longer is None:
        yield "doc_no_extension", "contract.extended_days", {}
        return
    if longer.ground is None:
        yield "doc_extension_ground", "contract.extension_ground", {}
    if longer.extended_on is None:
        yield "doc_extension_date", "contract.extended_on", {}
    if not facts.in_court:
        yield "doc_not_in_court", "case.stage", {}


def _session(facts: DocumentFacts) -> Iterator[_Found]:
    """Judge the minutes of a session."""
    session = facts.paper.session
    if session is None:
        return
    if session.state is not SessionState.HELD:
        yield "doc_not_held", "session.state", {}
    if not session.present:
        yield "doc_present", "session.present", {}
    for name, words in (("result", session.result), ("documents", session.documents)):
        if words.ru and not words.kk:
            yield "doc_session_kazakh", f"session.{name}_kk", {}
        if words.kk and not words.ru:
            yield "doc_session_russian", f"session.{name}", {}


def _disclosure(facts: DocumentFacts) -> Iterator[_Found]:
    """Judge a permission to disclose (law on mediation, art. 8)."""
    given = facts.paper.disclosure
    if given is None:
        return
    if given.withdrawn_on is not None:
        yield "doc_withdrawn", "disclosure.withdrawn_on", {"day": given.withdrawn_on}
    if facts.party is None:
        yield "doc_giver", "disclosure.party_id", {}
    if given.scope.ru and not given.scope.kk:
        yield "doc_scope_kazakh", "disclosure.scope_kk", {}
    if given.scope.kk and not given.scope.ru:
        yield "doc_scope_russian", "disclosure.scope", {}


def _money(facts: DocumentFacts) -> Iterator[_Found]:
    """Judge act, invoice and receipt (law on mediation, arts. 22, 27)."""
    money, receipt = facts.paper.money, facts.paper.receipt
    if money is not None:
        if money.total_tiyn == 0:
            yield "doc_nothing_to_pay", "contract.fee_tiyn", {}
        if any(not payment.name.ru for payment in money.payments):
            yield "doc_payments_nameless", "payment.party_id", {}
        payer = money.payer
        if payer is None or payer.due_tiyn == 0:
            yield "doc_nothing_due", "contract.fee_tiyn", {}
        elif payer.paid_tiyn >= payer.due_tiyn:
            yield "doc_share_paid", "payment.amount_tiyn", {}
    if receipt is not None and not receipt.is_performed:
        yield "doc_not_performed", "obligation.performance", {}


def _power(facts: DocumentFacts) -> Iterator[_Found]:
    """Judge the power of a representative (Civil Code, art. 168)."""
    power, day = facts.paper.power, facts.document_date
    if power is None:
        yield "doc_no_agent", "party.representative_name", {}
        return
    if power.kind is RepresentativeKind.ATTORNEY and power.given_on is None:
        yield "doc_power_undated", "party.authority_on", {}
    if power.until is not None and day is not None and power.until < day:
        yield "doc_power_ended", "party.authority_until", {"day": power.until}


def _folder(facts: DocumentFacts) -> Iterator[_Found]:
    """Judge the papers of the case file."""
    paper, day = facts.paper, facts.document_date
    if not paper.sheets:
        yield "doc_no_sheets", "case", {}
    if not paper.terms:
        yield "doc_no_terms", "case", {}
    for row in paper.stored:
        if not row.is_closed:
            yield "doc_not_closed", "case.state", {"number": row.number}
        if row.keep_until is not None and day is not None and row.keep_until >= day:
            params: dict[str, Any] = {"number": row.number, "day": row.keep_until}
            yield "doc_kept_longer", "case.ended_on", params
    for each in paper.outside:
        if each.keep_until is not None and day is not None and each.keep_until >= day:
            yield "doc_record_kept_longer", "case", {"mark": each.mark, "day": each.keep_until}


OFFICE_CHECKS: Final[tuple[Callable[[DocumentFacts], Iterator[_Found]], ...]] = (
    _record,
    _extension,
    _session,
    _disclosure,
    _money,
    _power,
    _folder,
)
"""Checks of papers; contract and agreement are judged by their own."""
