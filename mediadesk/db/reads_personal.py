"""Named SQL of the law on personal data: storage that is over, people and their consents."""

from datetime import date

from mediadesk.db.connection import Connection, rows
from mediadesk.db.spelling import spelt
from mediadesk.domain.rows import DueKind

__all__ = ["DUE_OF_PEOPLE", "people_of_cases", "stored_cases"]

_STORED = (
    "SELECT id, year, seq, ended_on FROM cases WHERE state = 'closed' AND ended_on IS NOT NULL"
    " AND destroyed_on IS NULL AND office_id = (SELECT min(id) FROM office)"
    " ORDER BY ended_on, id"
)
_PEOPLE = (
    "SELECT n.id, n.name_ru, count(DISTINCT c.id), max(c.received_on) FROM person n"
    " JOIN party p ON p.person_id = n.id JOIN cases c ON c.id = p.case_id"
    " WHERE c.trashed_on IS NULL AND c.destroyed_on IS NULL"
    " AND c.office_id = (SELECT min(id) FROM office) GROUP BY n.id ORDER BY max(c.received_on) DESC"
)

_NO_CASE = "NULL AS in_case, NULL, NULL, '', '', ''"
_IN_FORCE = "k.withdrawn_on IS NULL AND (k.until IS NULL OR k.until >= :first)"

DUE_OF_PEOPLE: tuple[tuple[DueKind, str], ...] = (
    (
        DueKind.PERSON_REQUEST,
        f"SELECT r.due_on, r.kind || char(10) || n.name_ru, {_NO_CASE} FROM person_request r"
        " JOIN person n ON n.id = r.person_id WHERE r.decision = 'waiting' AND r.due_on <= :last",
    ),
    (
        DueKind.BREACH,
        f"SELECT b.due_on, '', {_NO_CASE} FROM breach b"
        " WHERE b.body_told_on IS NULL AND b.due_on <= :last",
    ),
    (
        DueKind.BLOCK,
        f"SELECT b.until, n.name_ru, {_NO_CASE} FROM person_block b"
        " JOIN person n ON n.id = b.person_id WHERE b.lifted_on IS NULL AND b.until <= :last",
    ),
    (
        DueKind.CONSENT_ENDS,
        f"SELECT max(k.until), n.name_ru, {_NO_CASE} FROM consent k JOIN person n"
        f" ON n.id = k.person_id WHERE {_IN_FORCE} GROUP BY n.id"
        " HAVING sum(k.until IS NULL) = 0 AND max(k.until) <= :last",
    ),
    (
        DueKind.NO_CONSENT,
        f"SELECT NULL, found, {_NO_CASE} FROM (SELECT count(DISTINCT p.person_id) AS found"
        " FROM party p JOIN cases c ON c.id = p.case_id WHERE c.trashed_on IS NULL"
        " AND c.state <> 'closed' AND c.office_id = (SELECT min(id) FROM office)"
        " AND p.person_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM consent k"
        f" WHERE k.person_id = p.person_id AND {_IN_FORCE})) WHERE found > 0",
    ),
)
"""What the law on personal data has the start page tell; of those without a consent how many they are."""


def stored_cases(conn: Connection) -> tuple[tuple[int, str, date], ...]:
    """Give the closed cases of this office by the day of their end: id, number, end."""
    return tuple(
        (id_, f"{year}/{seq:04d}", date.fromisoformat(ended_on))
        for id_, year, seq, ended_on in rows(conn, _STORED)
    )


def people_of_cases(conn: Connection, names_in: str) -> tuple[tuple[int, str, int], ...]:
    """Give the persons who are a party in cases of this office, the newest case first: id, name, cases."""
    found = rows(conn, spelt(_PEOPLE, names_in))
    return tuple((id_, name, count) for id_, name, count, _newest in found)
