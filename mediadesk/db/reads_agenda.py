"""Named SQL of the calendar: the sessions of some days, with the sides and the mediators."""

from collections import defaultdict
from datetime import date, time
from typing import Any

from mediadesk.db.connection import Connection, rows
from mediadesk.domain.agenda import Slot
from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import SessionKind, SessionState
from mediadesk.domain.types import CaseId, MediatorId, SessionId, Uid, Way

__all__ = ["agenda"]

_SESSIONS = (
    "SELECT s.id, s.uid, s.rev, s.case_id, c.year, c.seq, s.held_on, s.starts_at, s.minutes, s.kind,"
    " s.state, s.way, s.place FROM session s JOIN cases c ON c.id = s.case_id"
    " WHERE s.held_on BETWEEN ? AND ? AND c.trashed_on IS NULL"
    " ORDER BY s.held_on, s.starts_at IS NULL, s.starts_at, s.id"
)
_OF = " JOIN json_each(?) j ON j.value = "
_PARTIES = (
    "SELECT p.case_id, coalesce(w.name_ru, o.name_ru, ''), coalesce(w.name_kk, o.name_kk, '')"
    " FROM party p" + _OF + "p.case_id LEFT JOIN person w ON w.id = p.person_id"
    " LEFT JOIN organisation o ON o.id = p.organisation_id ORDER BY p.case_id, p.side, p.ord, p.id"
)
_MEDIATORS = (
    "SELECT s.id, m.id, m.name_ru, m.name_kk FROM session s" + _OF + "s.id"
    " JOIN cases c ON c.id = s.case_id JOIN mediator m ON m.id = c.mediator_id"
    " UNION SELECT s.id, m.id, m.name_ru, m.name_kk FROM session s" + _OF + "s.id"
    " JOIN assignment a ON a.case_id = s.case_id AND a.from_on <= s.held_on"
    " AND (a.until_on IS NULL OR a.until_on >= s.held_on) JOIN mediator m ON m.id = a.mediator_id"
    " ORDER BY 1, 2"
)


def agenda(conn: Connection, first: date, last: date) -> tuple[Slot, ...]:
    """Give the sessions from `first` to `last` in their order, with whole names."""
    found = rows(conn, _SESSIONS, (first.isoformat(), last.isoformat()))
    sessions, cases = _list(r[0] for r in found), _list({r[3] for r in found})
    parties: dict[int, list[Words]] = defaultdict(list)
    for case_id, ru, kk in rows(conn, _PARTIES, (cases,)):
        parties[case_id].append(Words(ru, kk or ru))
    mediators: dict[int, dict[MediatorId, Words]] = defaultdict(dict)
    for session_id, id_, ru, kk in rows(conn, _MEDIATORS, (sessions, sessions)):
        mediators[session_id][MediatorId(id_)] = Words(ru, kk or ru)
    return tuple(
        Slot(
            id=SessionId(r[0]),
            uid=Uid(r[1]),
            rev=r[2],
            case_id=CaseId(r[3]),
            number=f"{r[4]}/{r[5]:04d}",
            on=date.fromisoformat(r[6]),
            starts_at=time.fromisoformat(r[7]) if r[7] else None,
            minutes=r[8],
            kind=SessionKind(r[9]),
            state=SessionState(r[10]),
            way=Way(r[11]),
            place=r[12],
            parties=tuple(parties[r[3]]),
            mediators=mediators[r[0]],
        )
        for r in found
    )


def _list(ids: Any) -> str:
    return "[" + ",".join(str(int(each)) for each in ids) + "]"
