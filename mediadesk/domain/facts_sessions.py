"""What papers of the sessions say: who was there, what came out, who keeps silent, what may be told.

Private notes of the mediator are no part of a case file and never of a paper.
"""

from dataclasses import dataclass
from datetime import date, time

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import DrawnInRole, SessionKind, SessionState
from mediadesk.domain.facts_staff import co_mediators
from mediadesk.domain.model import Disclosure, DrawnIn, Session
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.text import fold
from mediadesk.domain.types import PartySide, Way

__all__ = [
    "DisclosureFacts",
    "DrawnInFacts",
    "PresentFacts",
    "SessionFacts",
    "disclosure_facts",
    "drawn_in_facts",
    "session_facts",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentFacts:
    """Somebody who was at a session, with the part in the case; all None: not known in the case."""

    name: Words
    side: PartySide | None = None
    role: DrawnInRole | None = None
    is_representative: bool = False
    is_mediator: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """A session as its minutes tell it; `number` counts the sessions of the case by date."""

    number: int
    held_on: date
    starts_at: time | None
    minutes: int | None
    kind: SessionKind
    state: SessionState
    way: Way
    place: str
    present: tuple[PresentFacts, ...]
    documents: Words
    result: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnInFacts:
    """A person drawn into the mediation (law on mediation, arts. 2, 11, 24(3))."""

    name: str
    role: DrawnInRole
    contacts: str
    for_party: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureFacts:
    """A written permission to disclose (law on mediation, art. 8)."""

    given_on: date
    scope: Words
    addressee: str
    withdrawn_on: date | None
    addressee_kk: str = ""

    @property
    def to(self) -> Words:
        """To whom it may be disclosed, as entered in each language."""
        return Words(self.addressee, self.addressee_kk)


def session_facts(file: CaseFile, session: Session) -> SessionFacts:
    """Take the facts of a session."""
    order = [each.id for each in sorted(file.sessions, key=lambda s: (s.held_on, s.id))]
    known = _known(file)
    names = [part.strip() for part in session.present.split(";") if part.strip()]
    return SessionFacts(
        number=order.index(session.id) + 1 if session.id in order else 1,
        held_on=session.held_on,
        starts_at=session.starts_at,
        minutes=session.minutes,
        kind=session.kind,
        state=session.state,
        way=session.way,
        place=session.place.strip(),
        present=tuple(
            known.get(fold(name)) or PresentFacts(name=Words(name, name)) for name in names
        ),
        documents=Words(session.documents.strip(), session.documents_kk.strip()),
        result=Words(session.result.strip(), session.result_kk.strip()),
    )


def _known(file: CaseFile) -> dict[str, PresentFacts]:
    """Give those who have a part in the case by name; a party before a namesake."""
    found: dict[str, PresentFacts] = {}
    mediators = [Words(file.mediator.name_ru, file.mediator.name_kk)] if file.mediator else []
    for said in (*mediators, *(each.name for each in co_mediators(file))):
        words = Words(said.ru, said.kk or said.ru)
        found[fold(words.ru)] = found[fold(words.kk)] = PresentFacts(name=words, is_mediator=True)
    for each in file.all(DrawnIn):
        found[fold(each.name)] = PresentFacts(name=Words(each.name, each.name), role=each.role)
    for row in file.parties:
        side, agent = row.party.side, row.party.representative_name.strip()
        if agent:
            found[fold(agent)] = PresentFacts(
                name=Words(agent, agent), side=side, is_representative=True
            )
        own = PresentFacts(name=Words(row.name_ru.strip(), row.name_kk.strip()), side=side)
        found[fold(row.name_ru)] = found[fold(row.name_kk)] = own
    return found


def drawn_in_facts(file: CaseFile, record: DrawnIn) -> DrawnInFacts:
    """Take the facts of a person drawn in."""
    rows = (row for row in file.parties if row.party.id == record.party_id)
    row = next(rows, None)
    return DrawnInFacts(
        name=record.name.strip(),
        role=record.role,
        contacts=record.contacts.strip(),
        for_party=Words(row.name_ru.strip(), row.name_kk.strip()) if row else Words("", ""),
    )


def disclosure_facts(record: Disclosure) -> DisclosureFacts:
    """Take the facts of a permission."""
    return DisclosureFacts(
        given_on=record.given_on,
        scope=Words(record.scope.strip(), record.scope_kk.strip()),
        addressee=record.addressee.strip(),
        addressee_kk=record.addressee_kk.strip(),
        withdrawn_on=record.withdrawn_on,
    )
