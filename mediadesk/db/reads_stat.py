"""Named SQL of statistics: one scan of appeals, and what rarer tables add to some of them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from mediadesk.db.connection import Connection, rows
from mediadesk.db.reads_kept import kept_states
from mediadesk.domain.codes import AppealPlace, FundedBy, InvitationAnswer, Means
from mediadesk.domain.keeping import Keeping
from mediadesk.domain.rows import StatRow
from mediadesk.domain.statistics import EVERYTHING, Filter
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
    Way,
)

__all__ = ["carried_rows", "stat_rows"]

_RECEIVED = "c.received_on BETWEEN ? AND ?"
_THESE = "c.id IN (SELECT value FROM json_each(?))"
_CARRIED = (
    "SELECT id FROM cases WHERE +received_on < ? AND (ended_on >= ? OR ended_on IS NULL)"
    " AND trashed_on IS NULL"
)
"""Earlier appeals that were not over when a period began; found by the day of their end."""

_STAT = (
    "SELECT c.id, c.year, c.seq, c.received_on, t.concluded_on, c.ended_on, c.kind, c.stage,"
    " c.source, c.language, c.outcome, c.state, c.topic, f.region, coalesce(m.name_ru, ''), m.kind,"
    " t.funding, coalesce(t.extended_days, 0), c.claim_tiyn, c.place, f.city_ru, t.way,"
    " c.funded_by, t.fee_tiyn, c.claim_currency, c.claim_cents, c.rate_e4, f.name_ru"
    " FROM cases c JOIN office f ON f.id = c.office_id"
    " LEFT JOIN mediator m ON m.id = c.mediator_id LEFT JOIN contract t ON t.case_id = c.id"
    " WHERE c.trashed_on IS NULL AND {where} AND (? = '' OR f.region = ?)"
    " ORDER BY c.received_on, c.id"
)
_SETTLED = (
    "SELECT a.case_id, coalesce(min(CASE WHEN a.is_signed THEN a.is_partial END),"
    " min(a.is_partial)), sum(CASE WHEN a.is_signed THEN a.settled_tiyn END)"
    " FROM cases c CROSS JOIN agreement a ON a.case_id = c.id WHERE {where} GROUP BY a.case_id"
)
_ANSWERS = (
    "SELECT v.case_id, v.answer FROM cases c CROSS JOIN invitation v ON v.case_id = c.id"
    " WHERE {where} ORDER BY v.sent_on, v.id"
)
_SIDE = (
    "max(CASE WHEN p.side <> '{side}' THEN 0 WHEN p.organisation_id IS NULL THEN 1"
    " WHEN o.kind = 'state_body' THEN 3 ELSE 2 END)"
)
_SIDES = (
    f"SELECT p.case_id, {_SIDE.format(side='first')}, {_SIDE.format(side='second')}"
    " FROM cases c CROSS JOIN party p ON p.case_id = c.id"
    " LEFT JOIN organisation o ON o.id = p.organisation_id WHERE {where} GROUP BY p.case_id"
)
_COLUMNS = frozenset({"kind", "stage", "source", "outcome"})
"""Dimensions whose codes stand in a column of the cases as they are."""
_SIDE_NAMES = ("individual", "business", "state")
_PAIRS = {
    (one, two): "_".join(sorted((_SIDE_NAMES[one - 1], _SIDE_NAMES[two - 1])))
    if one and two
    else ""
    for one in range(4)
    for two in range(4)
}
"""The kinds of the two sides joined in one order; empty while a side is missing."""
_DRAWN = (
    "SELECT d.case_id, count(*) FROM cases c CROSS JOIN drawn_in d ON d.case_id = c.id"
    " WHERE {where} GROUP BY d.case_id"
)
_REPORTED = (
    "SELECT DISTINCT n.case_id FROM cases c CROSS JOIN notice n ON n.case_id = c.id"
    " WHERE n.kind = 'child_protection' AND {where}"
)
_SIGNED = (
    "SELECT DISTINCT s.case_id, s.way FROM cases c CROSS JOIN signature s ON s.case_id = c.id"
    " WHERE s.kind IN ('contract', 'agreement') AND {where} ORDER BY s.case_id, s.way"
)
_MEANS = (
    "SELECT f.case_id, f.means FROM cases c CROSS JOIN follow_up f ON f.case_id = c.id"
    " WHERE f.done_on IS NOT NULL AND f.means IS NOT NULL AND {where} ORDER BY f.done_on, f.id"
)


_Code = TypeVar("_Code", bound=Enum)


def _by_code(codes: type[_Code]) -> dict[Any, _Code]:
    """Give the members of an enumeration by their codes: much faster than calling it for each row."""
    return {each.value: each for each in codes}


_KIND, _STAGE, _SOURCE = _by_code(DisputeKind), _by_code(Stage), _by_code(Source)
_OUTCOME, _STATE, _LANGUAGE = _by_code(Outcome), _by_code(CaseState), _by_code(ProcessLanguage)
_MEDIATOR, _FUNDING, _PLACE = _by_code(MediatorKind), _by_code(FundingKind), _by_code(AppealPlace)
_ANSWER, _WAY, _FUNDED = _by_code(InvitationAnswer), _by_code(Way), _by_code(FundedBy)
_MEANS_OF = _by_code(Means)


class _Days(dict[str, date]):
    """Days by their text: there are few days and many rows."""

    def __missing__(self, text: str) -> date:
        found = self[text] = date.fromisoformat(text)
        return found


_DAYS = _Days()


@dataclass(frozen=True, slots=True)
class _More:
    """What rarer tables tell of some of the appeals."""

    kept: dict[CaseId, Keeping]
    settled: dict[int, tuple[int, Any]]
    """Whether the agreement is a partial one, and its sum."""
    answers: dict[int, str]
    sides: dict[int, str]
    drawn: dict[int, int]
    reported: set[int]
    signed: dict[int, str]
    means: dict[int, str]


def stat_rows(
    conn: Connection, first: date, last: date, region: str, narrow: Filter = EVERYTHING
) -> Iterator[StatRow]:
    """Give what statistics know of the appeals received in a period; '' means every region.

    `narrow` says which of them are wanted: others may be left out, as far as columns tell.
    """
    where, codes = _narrowed(narrow)
    return _rows(conn, _RECEIVED + where, (first.isoformat(), last.isoformat(), *codes), region)


def carried_rows(
    conn: Connection, first: date, region: str, narrow: Filter = EVERYTHING
) -> Iterator[StatRow]:
    """Give the appeals received before a day and not over on it, as `stat_rows` does."""
    ids = [id_ for (id_,) in rows(conn, _CARRIED, (first.isoformat(), first.isoformat()))]
    where, codes = _narrowed(narrow)
    return _rows(conn, _THESE + where, (json.dumps(ids), *codes), region) if ids else iter(())


def _narrowed(narrow: Filter) -> tuple[str, tuple[str, ...]]:
    """Give conditions, and what stands in their places, for the dimensions that are columns."""
    parts = [(name, codes) for name, codes in narrow.parts if name in _COLUMNS]
    where = "".join(f" AND c.{name} IN ({', '.join('?' * len(codes))})" for name, codes in parts)
    return where, tuple(code for _name, codes in parts for code in codes)


def _rows(conn: Connection, where: str, span: tuple[str, ...], region: str) -> Iterator[StatRow]:
    more = _more(conn, where, span)
    nothing = (0, None)
    for r in rows(conn, _STAT.format(where=where), (*span, region, region)):
        id_ = r[0]
        is_partial, settled = more.settled.get(id_, nothing)
        yield StatRow(
            id=CaseId(id_),
            number=f"{r[1]}/{r[2]:04d}",
            received_on=_DAYS[r[3]],
            contract_on=_DAYS[r[4]] if r[4] else None,
            ended_on=_DAYS[r[5]] if r[5] else None,
            kind=_KIND[r[6]],
            stage=_STAGE[r[7]],
            source=_SOURCE[r[8]],
            language=_LANGUAGE[r[9]] if r[9] else None,
            outcome=_OUTCOME[r[10]],
            state=_STATE[r[11]],
            topic=r[12],
            region=r[13],
            mediator=r[14],
            mediator_kind=_MEDIATOR[r[15]] if r[15] else None,
            funding=_FUNDING[r[16]] if r[16] else None,
            is_extended=r[17] > 0,
            is_partial=bool(is_partial),
            claim_tiyn=r[18],
            settled_tiyn=settled,
            kept=more.kept.get(id_),
            place=_PLACE[r[19]] if r[19] else None,
            invitation=_ANSWER.get(more.answers.get(id_)),
            city=r[20],
            office=r[27],
            sides=more.sides.get(id_, ""),
            way=_WAY[r[21]] if r[21] else None,
            funded_by=_FUNDED[r[22]] if r[22] else None,
            fee_tiyn=r[23],
            means=_MEANS_OF.get(more.means.get(id_)),
            signing=more.signed.get(id_, ""),
            drawn_in=more.drawn.get(id_, 0),
            is_reported=id_ in more.reported,
            currency=r[24] or "",
            claim_cents=r[25],
            rate_e4=r[26],
        )


def _more(conn: Connection, where: str, span: tuple[str, ...]) -> _More:
    def ask(sql: str) -> Iterable[tuple[Any, ...]]:
        return rows(conn, sql.format(where=where), span)

    signed: dict[int, str] = {}
    for case_id, way in ask(_SIGNED):
        signed[case_id] = f"{signed[case_id]}+{way}" if case_id in signed else str(way)
    return _More(
        kept=kept_states(conn, where, span),
        settled={case_id: (partial, settled) for case_id, partial, settled in ask(_SETTLED)},
        answers=dict(ask(_ANSWERS)),
        sides={case_id: _PAIRS[one, two] for case_id, one, two in ask(_SIDES)},
        drawn=dict(ask(_DRAWN)),
        reported={case_id for (case_id,) in ask(_REPORTED)},
        signed=signed,
        means=dict(ask(_MEANS)),
    )
