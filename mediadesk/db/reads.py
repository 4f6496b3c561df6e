"""Named SQL for statistics, and what other queries share."""

from collections.abc import Iterator
from datetime import date

from mediadesk.db.connection import Connection, rows
from mediadesk.db.reads_kept import kept_states
from mediadesk.domain.codes import AppealPlace, InvitationAnswer
from mediadesk.domain.rows import StatRow
from mediadesk.domain.types import (
    CaseId,
    CaseState,
    DisputeKind,
    FundingKind,
    MediatorKind,
    Outcome,
    ProcessLanguage,
    Source,
    Stage,
)

__all__ = ["LIST", "day", "late_cases", "stat_rows"]

LIST = " FROM cases c JOIN case_index i ON i.case_id = c.id AND c.trashed_on IS NULL"


def day(text: str | None) -> date | None:
    """Read a stored date."""
    return date.fromisoformat(text) if text else None


_STAT = (
    "SELECT c.id, c.year, c.seq, c.received_on, t.concluded_on, c.ended_on, c.kind, c.stage,"
    " c.source, c.language, c.outcome, c.state, c.topic, f.region, coalesce(m.name_ru, ''), m.kind,"
    " t.funding, coalesce(t.extended_days, 0), coalesce(a.is_partial, 0), c.claim_tiyn,"
    " a.settled, c.place,"
    " (SELECT n.answer FROM invitation n WHERE n.case_id = c.id"
    " ORDER BY n.sent_on DESC, n.id DESC LIMIT 1)"
    " FROM cases c JOIN office f ON f.id = c.office_id"
    " LEFT JOIN mediator m ON m.id = c.mediator_id LEFT JOIN contract t ON t.case_id = c.id"
    " LEFT JOIN (SELECT case_id,"
    " coalesce(min(CASE WHEN is_signed THEN is_partial END), min(is_partial)) AS is_partial,"
    " sum(CASE WHEN is_signed THEN settled_tiyn END) AS settled"
    " FROM agreement GROUP BY case_id) a ON a.case_id = c.id"
    " WHERE c.trashed_on IS NULL AND c.received_on BETWEEN ? AND ? AND (? = '' OR f.region = ?)"
    " ORDER BY c.received_on, c.id"
)


def stat_rows(conn: Connection, first: date, last: date, region: str) -> Iterator[StatRow]:
    """Give what statistics know of the appeals received in a period; '' means every region."""
    kept = kept_states(conn, first, last)
    for r in rows(conn, _STAT, (first.isoformat(), last.isoformat(), region, region)):
        yield StatRow(
            id=CaseId(r[0]),
            number=f"{r[1]}/{r[2]:04d}",
            received_on=date.fromisoformat(r[3]),
            contract_on=day(r[4]),
            ended_on=day(r[5]),
            kind=DisputeKind(r[6]),
            stage=Stage(r[7]),
            source=Source(r[8]),
            language=ProcessLanguage(r[9]) if r[9] else None,
            outcome=Outcome(r[10]),
            state=CaseState(r[11]),
            topic=r[12],
            region=r[13],
            mediator=r[14],
            mediator_kind=MediatorKind(r[15]) if r[15] else None,
            funding=FundingKind(r[16]) if r[16] else None,
            is_extended=r[17] > 0,
            is_partial=bool(r[18]),
            claim_tiyn=r[19],
            settled_tiyn=r[20],
            kept=kept.get(CaseId(r[0])),
            place=AppealPlace(r[21]) if r[21] else None,
            invitation=InvitationAnswer(r[22]) if r[22] else None,
        )


_LATE = (
    f"SELECT c.id{LIST} WHERE c.received_on BETWEEN ? AND ? AND i.contract_on IS NOT NULL"
    " AND coalesce(c.ended_on, ?) > i.due_on"
)


def late_cases(conn: Connection, first: date, last: date, today: date) -> frozenset[CaseId]:
    """Name the mediations of the appeals of a period that ended, or still run, after their term."""
    values = tuple(day.isoformat() for day in (first, last, today))
    return frozenset(CaseId(row[0]) for row in rows(conn, _LATE, values))
