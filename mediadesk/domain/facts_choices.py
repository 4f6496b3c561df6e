"""What a person chose for the settlement agreement: optional clauses and what they say."""

from dataclasses import dataclass

from mediadesk.domain.bilingual import Words
from mediadesk.domain.model import Agreement

__all__ = ["ChoiceFacts", "choice_facts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceFacts:
    """Optional clauses (arts. 18(3), 25, 27(1), 27(7-1); Civil Procedure Code, art. 176)."""

    is_signed: bool = False
    has_email_copies: bool = True
    has_eds: bool = True
    has_notary: bool = False
    has_singapore: bool = False
    has_alimony: bool = False
    children: Words = Words("", "")
    property: Words = Words("", "")
    court_costs: Words = Words("", "")
    pages: int | None = None


def choice_facts(agreement: Agreement) -> ChoiceFacts:
    """Take what was chosen for an agreement."""
    return ChoiceFacts(
        is_signed=agreement.is_signed,
        has_email_copies=agreement.has_email_copies,
        has_eds=agreement.has_eds,
        has_notary=agreement.has_notary,
        has_singapore=agreement.has_singapore,
        has_alimony=agreement.has_alimony,
        children=Words(agreement.children_ru.strip(), agreement.children_kk.strip()),
        property=Words(agreement.property_ru.strip(), agreement.property_kk.strip()),
        court_costs=Words(agreement.costs_ru.strip(), agreement.costs_kk.strip()),
        pages=agreement.pages,
    )
