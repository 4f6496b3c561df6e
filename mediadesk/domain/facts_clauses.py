"""Own clauses of an agreement as a document prints them."""

from collections.abc import Iterable
from dataclasses import dataclass

from mediadesk.domain.bilingual import Words
from mediadesk.domain.clauses import AgreementClause, ClauseSection

__all__ = ["ClauseFacts", "clause_facts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseFacts:
    """One own clause: its place, the name others refer to it by, where its text came from."""

    key: str
    section: ClauseSection
    code: str
    edition: str
    text: Words


def clause_facts(clauses: Iterable[AgreementClause]) -> tuple[ClauseFacts, ...]:
    """Take the clauses in their order; one without any text is not printed."""
    return tuple(
        ClauseFacts(
            key=each.key,
            section=each.section,
            code=each.code,
            edition=each.edition,
            text=Words(each.text_ru.strip(), each.text_kk.strip()),
        )
        for each in clauses
        if each.text_ru.strip() or each.text_kk.strip()
    )
