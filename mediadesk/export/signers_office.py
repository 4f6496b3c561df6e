"""Who signs the papers of the office beside parties, mediator and head: closed list and names."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import SessionKind
from mediadesk.domain.document_facts import DocumentFacts, PartyFacts
from mediadesk.export.document import Signer
from mediadesk.export.values_sessions import DRAWN_IN
from mediadesk.export.wording import initials

__all__ = ["OFFICE_SIGNERS", "office_signers", "signing_parties"]

_EMPTY: Final = Words("", "")
_SUBJECT: Final = Words("Субъект персональных данных", "Дербес деректер субъектісі")
_COMPILER: Final = Words("Составил(а)", "Құрастырған")
_CHECKER: Final = Words("Проверил(а)", "Тексерген")
_CHAIR: Final = Words("Председатель комиссии", "Комиссия төрағасы")
_MEMBER: Final = Words("Член комиссии", "Комиссия мүшесі")
_RECIPIENT: Final = Words("Получил(а)", "Алған")


def _short(words: Words) -> Words:
    return Words(initials(words.ru), initials(words.kk), initials(words.ru))


def _subject(facts: DocumentFacts) -> Iterator[Signer]:
    consent = facts.paper.consent
    yield Signer(_SUBJECT, _short(consent.subject) if consent else _EMPTY)


def _drawn_in(facts: DocumentFacts) -> Iterator[Signer]:
    drawn = facts.paper.drawn_in
    if drawn is not None:
        yield Signer(DRAWN_IN[drawn.role], _short(Words(drawn.name, drawn.name)))


def _commission(facts: DocumentFacts) -> Iterator[Signer]:
    head = facts.office.head
    yield Signer(_CHAIR, _short(Words(head, head)))
    yield Signer(_MEMBER, _EMPTY)
    yield Signer(_MEMBER, _EMPTY)


_MAKERS: Final[Mapping[str, Callable[[DocumentFacts], Iterator[Signer]]]] = {
    "subject": _subject,
    "drawn_in": _drawn_in,
    "compiler": lambda _facts: iter((Signer(_COMPILER, _EMPTY),)),
    "checker": lambda _facts: iter((Signer(_CHECKER, _EMPTY),)),
    "recipient": lambda _facts: iter((Signer(_RECIPIENT, _EMPTY),)),
    "commission": _commission,
}
_PARTIES: Final = frozenset({"attending", "creditor", "undertaking"})
OFFICE_SIGNERS: Final = frozenset(_MAKERS) | _PARTIES
"""The subject of personal data, the person drawn in, who compiled, checked or received a paper, the
commission; of the parties those who were at the session, those who receive, those who undertake."""


def office_signers(facts: DocumentFacts, who: str) -> Iterator[Signer]:
    """Yield the signers behind a word of the list who are no parties."""
    maker = _MAKERS.get(who)
    if maker is not None:
        yield from maker(facts)


def signing_parties(facts: DocumentFacts, who: str) -> tuple[PartyFacts, ...] | None:
    """Give the parties that sign behind a word of the list; None if it names none."""
    if who == "attending":
        session = facts.paper.session
        if session is not None and session.kind is SessionKind.SEPARATE and facts.party:
            return (facts.party,)
        return facts.parties
    if who == "creditor":
        receipt = facts.paper.receipt
        return tuple(p for p in facts.parties if receipt and p.side is not receipt.debtor)
    if who == "undertaking":
        return () if facts.paper.drawn_in else facts.parties
    return None
