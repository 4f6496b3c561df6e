"""Named SQL of what the checks before sending want to know of the cases of a report."""

import json
from collections.abc import Iterable

from mediadesk.db.connection import Connection, rows
from mediadesk.db.reads import day
from mediadesk.domain.doubts import CaseFacts
from mediadesk.domain.types import CaseId

__all__ = ["case_facts"]

_FACTS = (
    "WITH wanted AS MATERIALIZED (SELECT value AS id FROM json_each(?))"
    " SELECT c.id, c.claim_cents, c.claim_currency, c.rate_e4,"
    " coalesce(a.signed, 0), coalesce(a.drafts, 0), coalesce(o.n, 0), coalesce(o.undated, 0),"
    " s.last, s.first"
    " FROM cases c"
    " LEFT JOIN (SELECT case_id, sum(is_signed) AS signed, sum(NOT is_signed) AS drafts"
    " FROM agreement WHERE case_id IN wanted GROUP BY case_id) a ON a.case_id = c.id"
    " LEFT JOIN (SELECT p.case_id, count(*) AS n, sum(b.due_on IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM instalment i WHERE i.obligation_id = b.id)) AS undated"
    " FROM obligation b JOIN agreement p ON p.id = b.agreement_id WHERE p.is_signed"
    " AND p.case_id IN wanted GROUP BY p.case_id) o ON o.case_id = c.id"
    " LEFT JOIN (SELECT case_id, max(held_on) AS last, min(held_on) AS first"
    " FROM session WHERE case_id IN wanted GROUP BY case_id) s ON s.case_id = c.id"
    " WHERE c.id IN wanted"
)


def case_facts(conn: Connection, ids: Iterable[CaseId]) -> dict[CaseId, CaseFacts]:
    """Give the facts of cases by id."""
    return {
        CaseId(r[0]): CaseFacts(
            claim_cents=r[1],
            claim_currency=r[2] or "",
            rate_e4=r[3],
            signed=r[4],
            drafts=r[5],
            obligations=r[6],
            undated=r[7],
            last_session=day(r[8]),
            first_session=day(r[9]),
        )
        for r in rows(conn, _FACTS, (json.dumps(list(ids)),))
    }
