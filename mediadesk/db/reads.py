"""Named SQL for lists and statistics."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from mediadesk.db.connection import Connection, rows
from mediadesk.db.reads_kept import kept_states
from mediadesk.domain.codes import AppealPlace, InvitationAnswer
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.rows import CaseRow, StatRow
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

__all__ = ["LIST", "case_rows", "condition", "day", "stat_rows"]

LIST = " FROM cases c JOIN case_index i ON i.case_id = c.id"
_ROW = (
    "SELECT c.id, c.year, c.seq, c.received_on, i.first_party, i.second_party, c.kind, c.stage,"
    " c.source, c.language, i.mediator, c.state, c.outcome, c.claim_tiyn, i.settled_tiyn,"
    " i.contract_on, i.due_on, c.ended_on" + LIST
)
_ORDER = {
    "number": "c.year {d}, c.seq {d}",
    "received_on": "c.received_on {d}, c.id {d}",
    "first_party": "i.first_sort {d}, c.id {d}",
    "second_party": "i.second_sort {d}, c.id {d}",
    "mediator": "i.mediator_sort {d}, c.id {d}",
    "settled_tiyn": "i.settled_tiyn {d}, c.id {d}",
    "contract_on": "i.contract_on {d}, c.id {d}",
    "due_on": "i.due_on {d}, c.id {d}",
}


def day(text: str | None) -> date | None:
    """Read a stored date."""
    return date.fromisoformat(text) if text else None


def condition(query: CaseQuery, found: Sequence[int] | None) -> tuple[str, list[Any]]:
    """Make the WHERE of a query; `found` are the cases its text was found in (None: no text)."""
    parts: list[str] = []
    params: list[Any] = []
    choices: tuple[tuple[str, Sequence[Any]], ...] = (
        ("c.state", query.states),
        ("c.outcome", query.outcomes),
        ("c.kind", query.kinds),
        ("c.stage", query.stages),
        ("c.source", query.sources),
        ("c.language", query.languages),
    )
    for column, values in choices:
        if values:
            parts.append(f"{column} IN ({', '.join('?' * len(values))})")
            params += [v.value for v in values]
    for ids in (query.ids, found):
        if ids is not None:
            parts.append("c.id IN (SELECT value FROM json_each(?))")
            params.append("[" + ",".join(str(int(i)) for i in ids) + "]")
    singles: tuple[tuple[str, Any], ...] = (
        ("c.mediator_id = ?", query.mediator_id),
        ("c.import_id = ?", query.import_id),
        ("c.received_on >= ?", query.first.isoformat() if query.first else None),
        ("c.received_on <= ?", query.last.isoformat() if query.last else None),
    )
    for sql, value in singles:
        if value is not None:
            parts.append(sql)
            params.append(value)
    return (" WHERE " + " AND ".join(parts) if parts else ""), params


def case_rows(
    conn: Connection, query: CaseQuery, found: Sequence[int] | None, offset: int, limit: int
) -> tuple[CaseRow, ...]:
    """Give one page of the register."""
    where, params = condition(query, found)
    order = _ORDER.get(query.sort) or f"c.{query.sort} {{d}}, c.id {{d}}"
    ordered = order.format(d="DESC" if query.descending else "ASC")
    sql = f"{_ROW}{where} ORDER BY {ordered} LIMIT ? OFFSET ?"
    return tuple(_case_row(r) for r in rows(conn, sql, [*params, limit, offset]))


def _case_row(r: Sequence[Any]) -> CaseRow:
    return CaseRow(
        id=CaseId(r[0]),
        number=f"{r[1]}/{r[2]:04d}",
        received_on=date.fromisoformat(r[3]),
        first_party=r[4],
        second_party=r[5],
        kind=DisputeKind(r[6]),
        stage=Stage(r[7]),
        source=Source(r[8]),
        language=ProcessLanguage(r[9]) if r[9] else None,
        mediator=r[10],
        state=CaseState(r[11]),
        outcome=Outcome(r[12]),
        claim_tiyn=r[13],
        settled_tiyn=r[14],
        contract_on=day(r[15]),
        due_on=day(r[16]),
        ended_on=day(r[17]),
    )


_STAT = (
    "SELECT c.id, c.year, c.seq, c.received_on, t.concluded_on, c.ended_on, c.kind, c.stage,"
    " c.source, c.language, c.outcome, c.state, c.topic, f.region, coalesce(m.name_ru, ''), m.kind,"
    " t.funding, coalesce(t.extended_days, 0), coalesce(a.is_partial, 0), c.claim_tiyn,"
    " CASE WHEN a.is_signed THEN a.settled_tiyn END, c.place,"
    " (SELECT n.answer FROM invitation n WHERE n.case_id = c.id"
    " ORDER BY n.sent_on DESC, n.id DESC LIMIT 1)"
    " FROM cases c JOIN office f ON f.id = c.office_id"
    " LEFT JOIN mediator m ON m.id = c.mediator_id LEFT JOIN contract t ON t.case_id = c.id"
    " LEFT JOIN agreement a ON a.case_id = c.id"
    " WHERE c.received_on BETWEEN ? AND ? AND (? = '' OR f.region = ?)"
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
