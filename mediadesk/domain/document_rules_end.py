"""What the papers of settling and of the end lack: kinds of case, Singapore Convention, Latin letters."""

from collections.abc import Iterator, Mapping
from typing import Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import NoticeKind
from mediadesk.domain.document_facts import DocumentFacts
from mediadesk.domain.types import (
    DisputeKind,
    DocumentKind,
    Languages,
    OrganisationKind,
    Outcome,
    Stage,
)
from mediadesk.marks import N_

__all__ = [
    "END_TEXTS",
    "NAMES_BODY",
    "NAMES_OFFICER",
    "body_gaps",
    "check_end",
    "choice_texts",
    "latin_gaps",
    "named_bodies",
]

_SINGAPORE: Final = N_("Singapore Convention, art. 1")
_ATTESTATION: Final = N_("Singapore Convention, art. 4(1)")
_RESERVATION: Final = N_("Singapore Convention, art. 8, reservations of Kazakhstan")
_END: Final = N_("Law on mediation, art. 26")
_LANGUAGE: Final = N_("Law on mediation, art. 19")
_CHILD_TOPICS: Final = frozenset({"child", "alimony"})  # codes of topics
_FOREIGN: Final = frozenset({DisputeKind.CIVIL, DisputeKind.BUSINESS})

END_TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "doc_not_ended": (N_("The mediation has not ended yet"), _END),
    "doc_ended_otherwise": (N_("The mediation did not end with an agreement"), _ATTESTATION),
    "doc_unsigned": (N_("The agreement is not signed yet"), _ATTESTATION),
    "doc_no_optin": (
        N_("The agreement does not say that the parties apply the Singapore Convention"),
        _RESERVATION,
    ),
    "doc_singapore_kind": (
        N_("The Singapore Convention is for commercial disputes, not for this kind of case"),
        _SINGAPORE,
    ),
    "doc_singapore_court": (
        N_("The Singapore Convention is not for an agreement that a court approves"),
        _SINGAPORE,
    ),
    "doc_singapore_state": (
        N_("The Singapore Convention is not applied where a state body is a party"),
        _RESERVATION,
    ),
    "doc_no_latin": (N_("No name in Latin letters: %(name)s"), _ATTESTATION),
    "doc_children": (
        N_("The children are not entered in the agreement"),
        N_("Law on mediation, art. 25"),
    ),
    "doc_article": (
        N_("The article of the offence is not entered"),
        N_("Law on mediation, art. 24 and 27(6)"),
    ),
    "doc_not_in_court": (
        N_("This notice is for a case in court, neither criminal nor an offence"),
        N_("Law on mediation, art. 23"),
    ),
    "doc_not_criminal": (
        N_("This notice is for a criminal case or an administrative offence"),
        N_("Law on mediation, art. 24"),
    ),
    "doc_not_enforced": (
        N_("This notice is for enforcement proceedings"),
        N_("Law on mediation, art. 25-1"),
    ),
    "doc_body_kazakh": (N_("Named in Russian only: %(name)s"), _LANGUAGE),
    "doc_body_russian": (N_("Named in Kazakh only: %(name)s"), _LANGUAGE),
    "doc_no_change": (
        N_("The mediator of this case was not changed"),
        N_("Law on mediation, art. 20(8)"),
    ),
}
"""Text and source of every check here."""

NAMES_BODY: Final = frozenset(
    {
        DocumentKind.CONTRACT,
        DocumentKind.AGREEMENT,
        DocumentKind.EXTENSION_NOTICE,
        DocumentKind.APPEAL_FORM,
        DocumentKind.COVER,
    }
)
"""Papers whose wording names the court or body of the case."""

NAMES_OFFICER: Final = frozenset({DocumentKind.EXTENSION_NOTICE})
"""Papers whose wording names the judge or officer."""

_Found = tuple[str, str, dict[str, object]]


def check_end(facts: DocumentFacts) -> Iterator[_Found]:
    """Judge what the paper needs beside the items of contract and agreement."""
    kind = facts.kind
    if kind in {DocumentKind.TERMINATION, DocumentKind.ATTESTATION}:
        yield from _ending(facts)
    if kind is DocumentKind.ATTESTATION:
        yield from _attested(facts)
    if kind is DocumentKind.AGREEMENT:
        yield from _settling(facts)
    is_notice = (
        facts.course.notice is not None and facts.course.notice.kind is NoticeKind.TERMINATION
    )
    if is_notice and facts.course.end is not None and facts.course.end.outcome is None:
        yield "doc_not_ended", "case.outcome", {}
    yield from _body(facts)
    if kind is DocumentKind.MEDIATOR_CHANGE and facts.course.change is None:
        yield "doc_no_change", "case.mediator_id", {}


def _body(facts: DocumentFacts) -> Iterator[_Found]:
    """Judge that a notice goes to the body that such a case has."""
    is_criminal = facts.case_kind in {DisputeKind.CRIMINAL, DisputeKind.OFFENCE}
    is_enforced = facts.stage is Stage.ENFORCEMENT or facts.case_kind is DisputeKind.ENFORCEMENT
    if facts.kind is DocumentKind.NOTICE_COURT and (is_criminal or not facts.in_court):
        yield "doc_not_in_court", "case.stage", {}
    if facts.kind is DocumentKind.NOTICE_CRIMINAL and not is_criminal:
        yield "doc_not_criminal", "case.kind", {}
    if facts.kind is DocumentKind.NOTICE_BAILIFF and not is_enforced:
        yield "doc_not_enforced", "case.stage", {}


def _ending(facts: DocumentFacts) -> Iterator[_Found]:
    """Judge that a mediation whose end is told has ended."""
    end = facts.course.end
    if end is None or end.outcome is None or end.ended_on is None:
        yield "doc_not_ended", "case.outcome", {}
    elif facts.kind is DocumentKind.ATTESTATION and end.outcome is not Outcome.AGREEMENT:
        yield "doc_ended_otherwise", "case.outcome", {}


def _attested(facts: DocumentFacts) -> Iterator[_Found]:
    """Judge that there is a signed agreement that may rely on the Convention."""
    agreement = facts.agreement
    if agreement is None or not agreement.choices.is_signed:
        yield "doc_unsigned", "agreement.signed_on", {}
    if agreement is not None and not agreement.choices.has_singapore:
        yield "doc_no_optin", "agreement.has_singapore", {}
    yield from _convention(facts)


def _settling(facts: DocumentFacts) -> Iterator[_Found]:
    """Judge what an agreement needs by the kind of its case and by what was chosen for it."""
    agreement = facts.agreement
    if agreement is None:
        return
    if agreement.choices.has_singapore:
        yield from _convention(facts)
    on_children = agreement.choices.has_alimony or facts.course.topic in _CHILD_TOPICS
    if facts.case_kind is DisputeKind.FAMILY and on_children and not agreement.choices.children.ru:
        yield "doc_children", "agreement.children_ru", {}
    if facts.case_kind is DisputeKind.CRIMINAL and not (
        facts.course.offence and facts.course.offence.article
    ):
        yield "doc_article", "criminal_facts.article", {}


def _convention(facts: DocumentFacts) -> Iterator[_Found]:
    """Judge whether the Singapore Convention can be applied at all."""
    place = "agreement.has_singapore"
    if facts.case_kind not in _FOREIGN:
        yield "doc_singapore_kind", place, {}
    if facts.in_court or facts.stage is Stage.ENFORCEMENT:
        yield "doc_singapore_court", place, {}
    if any(party.kind is OrganisationKind.STATE_BODY for party in facts.parties):
        yield "doc_singapore_state", place, {}


def latin_gaps(facts: DocumentFacts) -> Iterator[_Found]:
    """Name those who have no name in Latin letters, for a paper in English."""
    for party in facts.parties:
        if not party.latin:
            place = f"party.{party.number}.name_latin"
            yield "doc_no_latin", place, {"name": party.name.ru}
    mediators = [facts.mediator, *facts.course.co_mediators]
    for mediator in mediators:
        if mediator is not None and not mediator.latin:
            yield "doc_no_latin", "mediator.name_latin", {"name": mediator.name.ru}
    if facts.office.head and not facts.office.head_latin:
        yield "doc_no_latin", "office.head_latin", {"name": facts.office.head}


def choice_texts(facts: DocumentFacts) -> Iterator[tuple[str, Words]]:
    """Yield the texts of an agreement's chosen clauses, with their places."""
    agreement = facts.agreement
    if facts.kind is DocumentKind.AGREEMENT and agreement is not None:
        yield "agreement.children", agreement.choices.children
        yield "agreement.property", agreement.choices.property
        yield "agreement.costs", agreement.choices.court_costs


def named_bodies(facts: DocumentFacts) -> Iterator[tuple[str, Words]]:
    """Yield the courts, bodies and addressees that a paper names, with their places."""
    if facts.kind in NAMES_BODY:
        yield "case.body_name", facts.body
    if facts.kind in NAMES_OFFICER:
        yield "case.body_officer", facts.officer
    if facts.course.notice is not None:
        yield "notice.addressee", facts.course.notice.to
    if facts.paper.disclosure is not None:
        yield "disclosure.addressee", facts.paper.disclosure.to


def body_gaps(facts: DocumentFacts, languages: Languages) -> Iterator[_Found]:
    """Judge that courts, bodies and addressees are named in the languages of the paper.

    Where one is not, the paper shows the name in the other language.
    """
    for place, words in named_bodies(facts):
        if languages is not Languages.RU and words.ru and not words.kk:
            yield "doc_body_kazakh", f"{place}_kk", {"name": words.ru}
        if languages is not Languages.KK and words.kk and not words.ru:
            yield "doc_body_russian", place, {"name": words.kk}
