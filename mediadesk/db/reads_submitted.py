"""Named SQL of submitted reports, and of the names that cases bear outside."""

import json
from collections.abc import Iterable

from mediadesk.db.codecs import from_row, names
from mediadesk.db.connection import Connection, rows
from mediadesk.domain.report_outside import pseudonym
from mediadesk.domain.submitted import SubmittedReport
from mediadesk.domain.types import CaseId, Uid

__all__ = ["case_of", "pseudonyms", "submitted_reports"]

_HEAVY = frozenset({"pack", "snapshot"})
_KEY_OF_NAMES = "SELECT value FROM secret WHERE name = 'pseudonyms'"
_UIDS = "SELECT id, uid FROM cases WHERE id IN (SELECT value FROM json_each(?))"


def submitted_reports(conn: Connection) -> tuple[SubmittedReport, ...]:
    """List the submitted reports, the newest first; form and grid stay where they are."""
    wanted = [name for name in names(SubmittedReport) if name not in _HEAVY]
    sql = f"SELECT {', '.join(wanted)} FROM submitted_report ORDER BY submitted_on DESC, id DESC"
    return tuple(
        from_row(SubmittedReport, dict(zip(wanted, line, strict=True))) for line in rows(conn, sql)
    )


def _secret(conn: Connection) -> bytes:
    ((value,),) = rows(conn, _KEY_OF_NAMES)
    return bytes.fromhex(value)


def pseudonyms(conn: Connection, ids: Iterable[CaseId]) -> dict[CaseId, str]:
    """Give the names for outside of cases by id; the secret does not leave this layer."""
    secret = _secret(conn)
    found = rows(conn, _UIDS, (json.dumps(list(ids)),))
    return {CaseId(id_): pseudonym(Uid(uid), secret) for id_, uid in found}


def case_of(conn: Connection, name: str) -> CaseId | None:
    """Find the case that bears a name outside; None if none does."""
    secret, wanted = _secret(conn), name.strip().upper()
    for id_, uid in rows(conn, "SELECT id, uid FROM cases"):
        if pseudonym(Uid(uid), secret) == wanted:
            return CaseId(id_)
    return None
