"""Named SQL of the start page: what is to be done, on which day, in which case."""

from datetime import date, timedelta

from mediadesk.db.connection import Connection, rows
from mediadesk.db.reads import LIST, day
from mediadesk.db.reads_personal import DUE_OF_PEOPLE
from mediadesk.db.spelling import spelt, spelt_in_line
from mediadesk.domain.rows import DueKind, DueRow
from mediadesk.domain.types import CaseId

__all__ = ["AHEAD", "due_rows"]

AHEAD = 60
"""So many days ahead the start page may look."""

_HEAD = "c.id AS in_case, c.year, c.seq, i.first_party, i.second_party, i.mediator"
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
        " JOIN session s ON s.case_id = c.id WHERE s.held_on BETWEEN :first AND :last"
        " AND s.state <> 'not_held' OR s.held_on < :first AND s.state = 'planned'",
    ),
    (
        DueKind.OBLIGATION,
        f"SELECT o.due_on, coalesce(o.amount_tiyn, ''), {_HEAD}{LIST}"
        " JOIN agreement a ON a.case_id = c.id AND a.is_signed = 1"
        " JOIN obligation o ON o.agreement_id = a.id AND o.performance = 'pending'"
        " WHERE o.due_on <= :last"
        " AND NOT EXISTS (SELECT 1 FROM instalment n WHERE n.obligation_id = o.id)",
    ),
    (
        DueKind.INSTALMENT,
        f"SELECT n.due_on, coalesce(n.amount_tiyn, ''), {_HEAD}{LIST}"
        " JOIN agreement a ON a.case_id = c.id AND a.is_signed = 1"
        " JOIN obligation o ON o.agreement_id = a.id"
        " JOIN instalment n ON n.obligation_id = o.id AND n.performance = 'pending'"
        " WHERE n.due_on <= :last",
    ),
    (
        DueKind.FOLLOW_UP,
        f"SELECT f.due_on, f.months, {_HEAD}{LIST}"
        " JOIN follow_up f ON f.case_id = c.id AND f.done_on IS NULL WHERE f.due_on <= :last",
    ),
    (
        DueKind.TASK,
        "SELECT t.due_on, t.title, t.case_id AS in_case, c.year, c.seq, i.first_party, i.second_party,"
        " t.assignee FROM task t LEFT JOIN cases c ON c.id = t.case_id"
        " LEFT JOIN case_index i ON i.case_id = c.id"
        " WHERE t.done_on IS NULL AND t.due_on <= :last AND c.trashed_on IS NULL",
    ),
    (
        DueKind.INVITATION,
        f"SELECT date(n.sent_on, '+' || n.answer_days || ' days'), '', {_HEAD}{LIST}"
        " JOIN invitation n ON n.case_id = c.id AND n.answer = 'waiting'"
        " WHERE c.state IN ('appeal', 'open')"
        " AND date(n.sent_on, '+' || n.answer_days || ' days') <= :last",
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
    *DUE_OF_PEOPLE,
)
"""Kind, and its query: day or NULL, detail, then the head of the case (`in_case` is its key).

`:first` and `:last` are days.
"""


_OURS = (
    "in_case IS NULL OR (SELECT o.office_id FROM cases o WHERE o.id = in_case)"
    " = (SELECT min(id) FROM office)"
)
"""What other offices have to do is theirs: their cases came in packages."""
_KEPT = "NOT EXISTS (SELECT 1 FROM cases d WHERE d.id = in_case AND d.destroyed_on IS NOT NULL)"
"""Of a destroyed case only figures are left: nothing is to be done in it."""


def due_rows(
    conn: Connection,
    today: date,
    case_id: CaseId | None = None,
    last: date | None = None,
    names_in: str = "ru",
) -> tuple[DueRow, ...]:
    """Give what is to be done, in all cases of this office or, with `case_id`, in one case.

    Terms, obligations and the like up to `last` (`AHEAD` days from today unless it is told), sessions
    from today to then; appeals nobody has decided on and agreements not signed yet have no day.
    Dates are those of the file, not yet moved to a working day. `detail` is the time of a session,
    the sum of an obligation or a part of it in tiyn, the months of a follow-up, the title of a task,
    the date of the appeal, or of a term its rule, start, days and title, a line each. An obligation
    with parts is there by its parts; a task may have no case (0). `names_in` is the spelling of
    parties and mediators, 'ru' or 'kk'.
    """
    span: dict[str, str | int] = {
        "first": today.isoformat(),
        "last": (last or today + timedelta(days=AHEAD)).isoformat(),
    }
    if case_id is not None:
        span["case"] = case_id
    found = []
    has_others = bool(rows(conn, "SELECT 1 FROM office LIMIT 1 OFFSET 1"))
    has_destroyed = bool(rows(conn, "SELECT 1 FROM destruction LIMIT 1"))
    for kind, sql in _DUE:
        wanted = spelt(spelt_in_line(sql, names_in), names_in)
        if case_id is not None:
            wanted = f"SELECT * FROM ({wanted}) WHERE in_case = :case"
        elif has_others:
            wanted = f"SELECT * FROM ({wanted}) WHERE {_OURS}"
        if has_destroyed:
            wanted = f"SELECT * FROM ({wanted}) WHERE {_KEPT}"
        for on, detail, id_, year, seq, first_party, second_party, mediator in rows(
            conn, wanted + " ORDER BY 1, 3", span
        ):
            found.append(
                DueRow(
                    case_id=CaseId(id_ or 0),
                    number=f"{year}/{seq:04d}" if id_ else "",
                    kind=kind,
                    on=day(on),
                    parties=" – ".join(p for p in (first_party, second_party) if p),
                    mediator=mediator,
                    detail=str(detail),
                )
            )
    return tuple(found)
