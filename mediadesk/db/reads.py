"""What queries of lists share."""

from datetime import date

from mediadesk.db.connection import Connection, rows
from mediadesk.domain.types import CaseId

__all__ = ["LIST", "day", "late_cases"]

LIST = " FROM cases c JOIN case_index i ON i.case_id = c.id AND c.trashed_on IS NULL"


def day(text: str | None) -> date | None:
    """Read a stored date."""
    return date.fromisoformat(text) if text else None


_LATE = (
    f"SELECT c.id{LIST} WHERE c.received_on BETWEEN ? AND ? AND i.contract_on IS NOT NULL"
    " AND coalesce(c.ended_on, ?) > i.due_on"
)


def late_cases(conn: Connection, first: date, last: date, today: date) -> frozenset[CaseId]:
    """Name the mediations of the appeals of a period that ended, or still run, after their term."""
    values = tuple(day.isoformat() for day in (first, last, today))
    return frozenset(CaseId(row[0]) for row in rows(conn, _LATE, values))
