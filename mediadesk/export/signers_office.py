"""Who signs the papers of the office beside parties, mediator and head: closed list and names."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import SessionKind
from mediadesk.domain.document_facts import DocumentFacts, PartyFacts
from mediadesk.export.document import Signer
from mediadesk.export.document_words import Source
from mediadesk.export.wording import initials

__all__ = ["OFFICE_SIGNERS", "office_signers", "signing_parties"]

_EMPTY: Final = Words("", "")


def _short(words: Words) -> Words:
    return Words(initials(words.ru), initials(words.kk), initials(words.ru))


def _subject(source: Source) -> Iterator[Signer]:
    consent = source.facts.paper.consent
    yield Signer(
        source.words.of("signer", "subject"), _short(consent.subject) if consent else _EMPTY
    )


def _drawn_in(source: Source) -> Iterator[Signer]:
    drawn = source.facts.paper.drawn_in
    if drawn is not None:
        yield Signer(source.words.of("drawn_in", drawn.role), _short(Words(drawn.name, drawn.name)))


def _commission(source: Source) -> Iterator[Signer]:
    head, member = source.facts.office.head, source.words.of("signer", "member")
    yield Signer(source.words.of("signer", "chair"), _short(Words(head, head)))
    yield Signer(member, _EMPTY)
    yield Signer(member, _EMPTY)


def _by_hand(who: str) -> Callable[[Source], Iterator[Signer]]:
    """Make one who signs with a name written by hand."""
    return lambda source: iter((Signer(source.words.of("signer", who), _EMPTY),))


_MAKERS: Final[Mapping[str, Callable[[Source], Iterator[Signer]]]] = {
    "subject": _subject,
    "drawn_in": _drawn_in,
    "compiler": _by_hand("compiler"),
    "checker": _by_hand("checker"),
    "recipient": _by_hand("recipient"),
    "commission": _commission,
}
_PARTIES: Final = frozenset({"attending", "creditor", "undertaking"})
OFFICE_SIGNERS: Final = frozenset(_MAKERS) | _PARTIES
"""The subject of personal data, the person drawn in, who compiled, checked or received a paper, the
commission; of the parties those who were at the session, those who receive, those who undertake."""


def office_signers(source: Source, who: str) -> Iterator[Signer]:
    """Yield the signers behind a word of the list who are no parties."""
    maker = _MAKERS.get(who)
    if maker is not None:
        yield from maker(source)


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
