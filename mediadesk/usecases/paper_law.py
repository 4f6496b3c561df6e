"""What the law counts for papers: terms with their rules, last days of powers, years of storage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mediadesk.domain.bilingual import Words
from mediadesk.domain.facts_folder import TermFacts, term_facts
from mediadesk.domain.facts_intake import consent_record
from mediadesk.domain.facts_papers import Counted
from mediadesk.domain.model import CaseTerm
from mediadesk.domain.powers import power_of
from mediadesk.domain.rules_terms import case_term
from mediadesk.domain.types import DocumentKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from mediadesk import assets
    from mediadesk.domain.deadlines import Term
    from mediadesk.domain.facts_intake import ConsentRecord
    from mediadesk.domain.model import Consent
    from mediadesk.domain.rows import CaseFile
    from mediadesk.usecases.law import Law

__all__ = ["counted"]

_STORED = frozenset({DocumentKind.COVER, DocumentKind.DESTRUCTION_ACT})
_NONE = Words("", "")


def counted(
    file: CaseFile,
    kind: DocumentKind,
    law: Law,
    term: Term | None,
    *,
    today: date,
    centre: assets.Shelf | Path | None,
    consents: Sequence[Consent] = (),
) -> Counted:
    """Count what a kind of paper says beside the case; only what it prints is counted.

    `consents` are those of the people of the case.
    """
    if kind is DocumentKind.CONSENT:
        stands = _consents(file, consents, law, today)
        return Counted(retention=law.retention(), consents=stands)
    if kind is DocumentKind.CASE_TERMS:
        from mediadesk.export import document_words

        by_hand = document_words.load(centre).of("note", "by_hand")
        return Counted(terms=_terms(file, law, term, today, by_hand))
    if kind is DocumentKind.AUTHORITY_CHECKLIST:
        powers = ((row.party.id, power_of(row.party, law.people)) for row in file.parties)
        return Counted(powers={id_: p.last_day for id_, p in powers if p and p.last_day})
    if kind is DocumentKind.INVENTORY:
        from mediadesk.export import paper_packs

        kinds = {copy.kind for copy in file.copies}
        return Counted(
            titles={k: paper_packs.load(paper_packs.latest(k, centre), centre).title for k in kinds}
        )
    return Counted(retention=law.retention()) if kind in _STORED else Counted()


def _consents(
    file: CaseFile, consents: Sequence[Consent], law: Law, today: date
) -> dict[int, ConsentRecord]:
    """Tell how the consents of the people of a case stand."""
    known = law.personal()
    people = [row.person for row in file.parties if row.person is not None]
    told = ((each.id, consent_record(each, consents, known, today)) for each in people)
    return {id_: record for id_, record in told if record is not None}


def _terms(
    file: CaseFile, law: Law, term: Term | None, today: date, by_hand: Words
) -> tuple[TermFacts, ...]:
    """List the term of the mediation and the other terms of the case, by their last day."""
    found = [
        term_facts(each, made, _title(each, law), _article(made, law) if made else by_hand)
        for each in file.all(CaseTerm)
        for made in (case_term(each, law.rules(today)),)
    ]
    if term is not None:
        title = law.terms.rule(term.rule, term.start).title
        ended = file.case.ended_on is not None
        own = CaseTerm(case_id=file.case.id, is_done=ended)
        found.append(term_facts(own, term, title, _article(term, law)))
    return tuple(sorted(found, key=lambda row: (row.end_on is None, row.end_on)))


def _title(term: CaseTerm, law: Law) -> Words:
    if term.title or not law.terms.knows(term.rule):
        return Words(term.title, term.title)
    return law.terms.rule(term.rule).title


def _article(term: Term, law: Law) -> Words:
    return law.terms.rule(term.rule, term.start).article if law.terms.knows(term.rule) else _NONE
