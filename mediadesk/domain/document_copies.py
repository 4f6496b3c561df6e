"""Copies of a document: for whom they are made, and which version a paper is."""

from collections.abc import Iterable
from dataclasses import dataclass

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import ReceiverKind
from mediadesk.domain.document_facts import DocumentFacts
from mediadesk.domain.document_groups import Groups
from mediadesk.domain.model import PrintedCopy
from mediadesk.domain.types import DocumentKind, Languages

__all__ = ["Receiver", "newest_first", "of_paper", "receivers", "same_version"]


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody who may get a copy; `is_usual` says that one is made unless told otherwise."""

    kind: ReceiverKind
    name: Words
    is_usual: bool


def receivers(facts: DocumentFacts, groups: Groups) -> tuple[Receiver, ...]:
    """Name those a copy can be made for.

    Contract and agreement: one for each party and the mediator, one more for the court (law on
    mediation, arts. 21 and 27; Civil Procedure Code, art. 176): `facts.copies` in all. A letter:
    one for whom it goes to and one for the file. Any other paper: one for the file.
    """
    for_all = facts.kind in groups.for_all
    found = [
        Receiver(ReceiverKind.PARTY, party.name, for_all or party.number == facts.about_party)
        for party in facts.parties
    ]
    mediator = facts.mediator.name if facts.mediator else Words("", "")
    found.append(Receiver(ReceiverKind.MEDIATOR, mediator, for_all))
    usual = sum(each.is_usual for each in found)
    to_body = facts.kind in groups.to_body
    body = facts.body.either
    if facts.in_court or body.ru or to_body:
        is_usual = to_body or (for_all and facts.copies > usual)
        found.append(Receiver(ReceiverKind.BODY, body, is_usual))
    found.append(Receiver(ReceiverKind.FILE, Words("", ""), not for_all))
    return tuple(found)


def of_paper(
    copies: Iterable[PrintedCopy], kind: DocumentKind, about: int, languages: Languages
) -> tuple[PrintedCopy, ...]:
    """Pick the registered copies of one paper in some languages, in the order of registering."""
    return tuple(
        each
        for each in copies
        if (each.kind, each.about, each.languages) == (kind, about, languages)
    )


def same_version(copies: Iterable[PrintedCopy], said: str) -> tuple[PrintedCopy | None, int]:
    """Give a copy that says the same and its version; or none and the number of the next version."""
    known = tuple(copies)
    same = next((each for each in known if said and each.said == said), None)
    if same is not None:
        return same, same.version
    return None, max((each.version for each in known), default=0) + 1


def newest_first(copies: Iterable[PrintedCopy]) -> tuple[PrintedCopy, ...]:
    """Order registered copies: the newest first."""
    return tuple(sorted(copies, key=lambda each: (each.printed_at, each.id), reverse=True))
