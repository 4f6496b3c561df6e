"""Placeholders of the papers of the sessions: minutes, undertaking to keep silent, permission."""

from collections.abc import Mapping
from typing import Final

from mediadesk.domain.codes import SessionKind
from mediadesk.domain.document_facts import DocumentFacts
from mediadesk.domain.facts_sessions import (
    DisclosureFacts,
    DrawnInFacts,
    PresentFacts,
    SessionFacts,
)
from mediadesk.export import wording
from mediadesk.export.document_words import Source
from mediadesk.export.paper_groups import Group, true
from mediadesk.export.wording import Lang
from mediadesk.marks import N_

__all__ = ["GROUPS"]


def _session(source: Source, session: SessionFacts, lang: Lang) -> Mapping[str, str]:
    minutes = source.words.of("present", "minutes").of(lang)
    return {
        "session.number": str(session.number),
        "session.date": wording.long_date(session.held_on, lang),
        "session.time": f"{session.starts_at:%H:%M}" if session.starts_at else "",
        "session.minutes": f"{session.minutes}{wording.NBSP}{minutes}" if session.minutes else "",
        "session.kind": source.words.of("session", session.kind).of(lang),
        "session.way": source.words.of("way", session.way).of(lang),
        "session.place": session.place,
        "session.documents": session.documents.of(lang).rstrip(" ."),
        "session.result": session.result.of(lang).rstrip(" ."),
    }


def _session_holds(_facts: DocumentFacts, session: SessionFacts) -> frozenset[str]:
    found = {
        "session.separate": session.kind is SessionKind.SEPARATE,
        "session.time": session.starts_at is not None,
        "session.minutes": bool(session.minutes),
        "session.place": bool(session.place),
        "session.documents": bool(session.documents.ru or session.documents.kk),
        "session.present": bool(session.present),
    }
    return true(found)


def _present(source: Source, one: PresentFacts, lang: Lang) -> Mapping[str, str]:
    part = ""
    if one.is_mediator:
        part = source.words.of("signer", "mediator").of(lang)
    elif one.role is not None:
        part = source.words.of("drawn_in", one.role).of(lang)
    elif one.side is not None:
        part = source.words.of("side", one.side).of(lang)
        if one.is_representative:
            agent = source.words.of("present", "representative").of(lang)
            part = f"{part}, {agent}"
    return {"present.name": one.name.of(lang), "present.part": part}


def _drawn(source: Source, drawn: DrawnInFacts, lang: Lang) -> Mapping[str, str]:
    return {
        "drawn.name": drawn.name,
        "drawn.role": source.words.of("drawn_in", drawn.role).of(lang).lower(),
        "drawn.contacts": drawn.contacts,
        "drawn.party": drawn.for_party.of(lang),
    }


def _drawn_holds(_facts: DocumentFacts, drawn: DrawnInFacts) -> frozenset[str]:
    found = {
        "drawn.there": True,
        "drawn.contacts": bool(drawn.contacts),
        "drawn.party": bool(drawn.for_party.ru),
    }
    return true(found)


def _disclosure(_source: Source, given: DisclosureFacts, lang: Lang) -> Mapping[str, str]:
    gone = given.withdrawn_on
    return {
        "disclosure.date": wording.long_date(given.given_on, lang),
        "disclosure.scope": given.scope.of(lang).rstrip(" ."),
        "disclosure.addressee": given.to.either.of(lang),
        "disclosure.withdrawn": wording.long_date(gone, lang) if gone else "",
    }


GROUPS: Final = (
    Group(
        name="session",
        labels={
            "session.number": N_("Number of the session"),
            "session.date": N_("Date of session"),
            "session.time": N_("Time"),
            "session.minutes": N_("Duration"),
            "session.kind": N_("Kind of session"),
            "session.way": N_("Way of mediation"),
            "session.place": N_("Place"),
            "session.documents": N_("Documents given"),
            "session.result": N_("Result of the session"),
        },
        conditions={
            "session.separate": N_("a meeting with one side"),
            "session.time": N_("the time is entered"),
            "session.minutes": N_("the duration is entered"),
            "session.place": N_("the place is entered"),
            "session.documents": N_("documents were given"),
            "session.present": N_("those present are entered"),
        },
        rows=lambda facts: (facts.paper.session,) if facts.paper.session else (),
        values=_session,
        holds=_session_holds,
    ),
    Group(
        name="present",
        labels={
            "present.name": N_("Name of somebody present"),
            "present.part": N_("Part in the case"),
        },
        rows=lambda facts: facts.paper.session.present if facts.paper.session else (),
        values=_present,
        is_repeated=True,
    ),
    Group(
        name="drawn",
        labels={
            "drawn.name": N_("Person drawn in"),
            "drawn.role": N_("Role"),
            "drawn.contacts": N_("Contacts"),
            "drawn.party": N_("For which party"),
        },
        conditions={
            "drawn.there": N_("a person is drawn in"),
            "drawn.contacts": N_("contacts are entered"),
            "drawn.party": N_("the person is drawn in for one party"),
        },
        rows=lambda facts: (facts.paper.drawn_in,) if facts.paper.drawn_in else (),
        values=_drawn,
        holds=_drawn_holds,
    ),
    Group(
        name="disclosure",
        labels={
            "disclosure.date": N_("Permission given on"),
            "disclosure.scope": N_("What may be disclosed"),
            "disclosure.addressee": N_("To whom"),
            "disclosure.withdrawn": N_("Withdrawn on"),
        },
        conditions={"disclosure.withdrawn": N_("the permission is withdrawn")},
        rows=lambda facts: (facts.paper.disclosure,) if facts.paper.disclosure else (),
        values=_disclosure,
        holds=lambda _facts, row: frozenset(
            {"disclosure.withdrawn"} if row.withdrawn_on else set()
        ),
    ),
)
