"""Named SQL of the mediators' register: work of each mediator, cases he had a side in."""

import json
from collections.abc import Iterable
from datetime import date

from mediadesk.db.connection import Connection, rows
from mediadesk.domain.rows_mediators import Load
from mediadesk.domain.types import CaseId, MediatorId

__all__ = ["cases_of", "loads", "sides"]

_PARTS = (
    "WITH part(mediator_id, case_id) AS ("
    " SELECT mediator_id, id FROM cases WHERE mediator_id IS NOT NULL"
    " UNION SELECT mediator_id, case_id FROM assignment WHERE role = 'co' AND until_on IS NULL)"
)
_LOADS = (
    f"{_PARTS} SELECT p.mediator_id,"
    " sum(c.state IN ('open', 'mediation')),"
    " sum(c.state = 'closed' AND c.ended_on BETWEEN :first AND :last),"
    " sum(c.received_on BETWEEN :first AND :last)"
    " FROM part p JOIN cases c ON c.id = p.case_id WHERE c.trashed_on IS NULL"
    " AND (c.state <> 'closed' OR c.received_on >= :first OR c.ended_on >= :first)"
    " GROUP BY p.mediator_id"
)
_SESSIONS = (
    f"{_PARTS} SELECT p.mediator_id, count(*) FROM part p JOIN cases c ON c.id = p.case_id"
    " JOIN session s ON s.case_id = c.id WHERE c.trashed_on IS NULL AND c.state <> 'closed'"
    " AND s.state <> 'not_held' AND s.held_on BETWEEN :today AND :until GROUP BY p.mediator_id"
)
_IINS = "(SELECT value FROM json_each(:iins))"
_NAMES = "(SELECT value FROM json_each(:names))"
_SIDES = (
    "SELECT c.year, c.seq, h.iin, h.name_ru, h.name_kk"
    " FROM person h JOIN party p ON p.person_id = h.id JOIN cases c ON c.id = p.case_id"
    f" WHERE h.iin IN {_IINS} OR h.name_ru IN {_NAMES} OR h.name_kk IN {_NAMES}"
    " UNION SELECT c.year, c.seq, p.representative_iin, p.representative_name, ''"
    " FROM party p JOIN cases c ON c.id = p.case_id"
    f" WHERE p.representative_iin IN {_IINS} OR p.representative_name IN {_NAMES}"
    " UNION SELECT c.year, c.seq, '', o.head_name, '' FROM organisation o"
    " JOIN party p ON p.organisation_id = o.id JOIN cases c ON c.id = p.case_id"
    f" WHERE o.head_name IN {_NAMES}"
    " UNION SELECT c.year, c.seq, '', d.name, '' FROM drawn_in d"
    f" JOIN cases c ON c.id = d.case_id WHERE d.name IN {_NAMES}"
    " ORDER BY 1, 2"
)


def loads(conn: Connection, today: date, until: date) -> dict[MediatorId, Load]:
    """Count the work of each mediator: of the year of `today`, and sessions up to `until`."""
    span = {"first": f"{today.year:04d}-01-01", "last": f"{today.year:04d}-12-31"}
    days = {"today": today.isoformat(), "until": until.isoformat()}
    sessions = dict(rows(conn, _SESSIONS, days))
    return {
        MediatorId(who): Load(
            running=running, ended=ended or 0, received=received, sessions=sessions.get(who, 0)
        )
        for who, running, ended, received in rows(conn, _LOADS, span)
    }


def cases_of(conn: Connection, mediator_id: MediatorId) -> tuple[CaseId, ...]:
    """Name the cases a mediator leads or helps in."""
    sql = f"{_PARTS} SELECT case_id FROM part WHERE mediator_id = :who ORDER BY case_id"
    return tuple(CaseId(found) for (found,) in rows(conn, sql, {"who": mediator_id}))


def sides(
    conn: Connection, iins: Iterable[str], names: Iterable[str]
) -> tuple[tuple[str, frozenset[str]], ...]:
    """Give number and identities (IIN, names) of those in cases who are among these.

    Parties, representatives, heads of organisations and persons drawn in are looked at.

    Identities and names must be written the same.
    """
    wanted = {
        "iins": json.dumps([each for each in iins if each]),
        "names": json.dumps([each for each in names if each]),
    }
    return tuple(
        (f"{year}/{seq:04d}", frozenset(each for each in found if each))
        for year, seq, *found in rows(conn, _SIDES, wanted)
    )
