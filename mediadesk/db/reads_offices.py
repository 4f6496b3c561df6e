"""Named SQL of what the page of offices wants to know: whose cases are whose."""

import json
from collections.abc import Iterable

from mediadesk.db.connection import Connection, rows
from mediadesk.domain.types import CaseId

__all__ = ["cases_of_office", "offices_of"]


def offices_of(conn: Connection, ids: Iterable[CaseId]) -> dict[CaseId, int]:
    """Give the local keys of the offices whose cases these are."""
    sql = "SELECT id, office_id FROM cases WHERE id IN (SELECT value FROM json_each(?))"
    return {CaseId(id_): office for id_, office in rows(conn, sql, (json.dumps(list(ids)),))}


def cases_of_office(conn: Connection, office_id: int) -> tuple[CaseId, ...]:
    """Give the cases of an office, but for those in the trash."""
    sql = "SELECT id FROM cases WHERE office_id = ? AND trashed_on IS NULL ORDER BY id"
    return tuple(CaseId(id_) for (id_,) in rows(conn, sql, (office_id,)))
