"""Named SQL of the law on personal data: storage that is over, people and their consents."""

from datetime import date

from mediadesk.db.connection import Connection, rows
from mediadesk.db.spelling import spelt

__all__ = ["people_of_cases", "stored_cases"]

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
