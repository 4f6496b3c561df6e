"""Named SQL of the start page: what is to be done, on which day, in which case."""

from datetime import date, timedelta

from mediadesk.db.connection import Connection, rows
from mediadesk.db.reads import LIST, day
from mediadesk.domain.rows import DueKind, DueRow
from mediadesk.domain.types import CaseId

__all__ = ["AHEAD", "due_rows"]

AHEAD = 60
"""So many days ahead the start page may look."""

_HEAD = "c.id, c.year, c.seq, i.first_party, i.second_party, i.mediator"
_DUE: tuple[tuple[DueKind, str], ...] = (
    (
        DueKind.MEDIATION_TERM,
        f"SELECT i.due_on, '', {_HEAD}{LIST} WHERE c.state = 'mediation' AND i.due_on <= :last",
    ),
    (
        DueKind.CASE_TERM,
        f"SELECT t.ends_on, t.rule || char(10) || coalesce(t.starts_on, '') ||"
        f" char(10) || coalesce(t.days, '') || char(10) || t.title, {_HEAD}{LIST}"
        " JOIN case_term t ON t.case_id = c.id AND t.is_done = 0 WHERE t.ends_on <= :last"
        " AND (c.state <> 'closed' OR t.starts_on >= c.ended_on)",
    ),
    (
        DueKind.SESSION,
        f"SELECT s.held_on, coalesce(s.starts_at, ''), {_HEAD}{LIST}"
        " JOIN session s ON s.case_id = c.id WHERE s.held_on BETWEEN :first AND :last",
    ),
    (
        DueKind.OBLIGATION,
        f"SELECT o.due_on, coalesce(o.amount_tiyn, ''), {_HEAD}{LIST}"
        " JOIN agreement a ON a.case_id = c.id AND a.is_signed = 1"
        " JOIN obligation o ON o.agreement_id = a.id AND o.performance = 'pending'"
        " WHERE o.due_on <= :last",
    ),
    (
        DueKind.UNDECIDED,
        f"SELECT NULL, c.received_on, {_HEAD}{LIST} WHERE c.state IN ('appeal', 'open')"
        " AND c.outcome = 'waiting'",
    ),
    (
        DueKind.UNSIGNED,
        f"SELECT NULL, '', {_HEAD}{LIST} JOIN agreement a ON a.case_id = c.id"
        " AND a.is_signed = 0 WHERE c.state = 'mediation'",
    ),
)
"""Kind, and its query: day or NULL, detail, then the head of the case; `:first`, `:last` are days."""


def due_rows(conn: Connection, today: date, last: date | None = None) -> tuple[DueRow, ...]:
    """Give what is to be done: terms and obligations up to `last` (`AHEAD` days from today, unless
    it is told), sessions from today to then, appeals nobody has decided on, agreements not signed
    yet (both without a day). Dates are those of the file, not yet moved to a working day. `detail`
    is the time of a session, the sum of an obligation in tiyn, the date of the appeal, or of a term
    its rule, start, days and title, a line each.
    """
    until = today + timedelta(days=AHEAD) if last is None else last
    span = {"first": today.isoformat(), "last": until.isoformat()}
    found = []
    for kind, sql in _DUE:
        for on, detail, case_id, year, seq, first_party, second_party, mediator in rows(
            conn, sql + " ORDER BY 1, c.id", span
        ):
            found.append(
                DueRow(
                    case_id=CaseId(case_id),
                    number=f"{year}/{seq:04d}",
                    kind=kind,
                    on=day(on),
                    parties=" – ".join(p for p in (first_party, second_party) if p),
                    mediator=mediator,
                    detail=str(detail),
                )
            )
    return tuple(found)
