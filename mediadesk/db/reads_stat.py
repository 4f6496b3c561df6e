"""Named SQL of statistics: one scan of appeals, and what rarer tables add to some of them."""

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
_CARRIED = (
    "c.id IN (SELECT e.id FROM cases e"
    " WHERE +e.received_on < ? AND (e.ended_on >= ? OR e.ended_on IS NULL))"
)
"""Earlier appeals that were not over when a period began; found by the day of their end."""

_STAT = (
    "SELECT c.id, c.year, c.seq, c.received_on, t.concluded_on, c.ended_on, c.kind, c.stage,"
    " c.source, c.language, c.outcome, c.state, c.topic, f.region, coalesce(m.name_ru, ''), m.kind,"
    " t.funding, coalesce(t.extended_days, 0), coalesce(a.is_partial, 0), c.claim_tiyn,"
    " a.settled, c.place, v.answer, f.city_ru, t.way, c.funded_by, t.fee_tiyn,"
    " c.claim_currency, c.claim_cents, c.rate_e4, f.name_ru"
    " FROM cases c JOIN office f ON f.id = c.office_id"
    " LEFT JOIN mediator m ON m.id = c.mediator_id LEFT JOIN contract t ON t.case_id = c.id"
    " LEFT JOIN (SELECT case_id,"
    " coalesce(min(CASE WHEN is_signed THEN is_partial END), min(is_partial)) AS is_partial,"
    " sum(CASE WHEN is_signed THEN settled_tiyn END) AS settled"
    " FROM agreement GROUP BY case_id) a ON a.case_id = c.id"
    " LEFT JOIN invitation v ON v.id = (SELECT n.id FROM invitation n WHERE n.case_id = c.id"
    " ORDER BY n.sent_on DESC, n.id DESC LIMIT 1)"
    " WHERE c.trashed_on IS NULL AND {where} AND (? = '' OR f.region = ?)"
    " ORDER BY c.received_on, c.id"
)
_SIDE = (
    "max(CASE WHEN p.side <> '{side}' THEN 0 WHEN p.organisation_id IS NULL THEN 1"
    " WHEN o.kind = 'state_body' THEN 3 ELSE 2 END)"
)
_SIDES = (
    f"SELECT p.case_id, {_SIDE.format(side='first')}, {_SIDE.format(side='second')}"
    " FROM cases c JOIN party p ON p.case_id = c.id"
    " LEFT JOIN organisation o ON o.id = p.organisation_id WHERE {where} GROUP BY p.case_id"
)
_SIDE_NAMES = ("", "individual", "business", "state")
_DRAWN = (
    "SELECT d.case_id, count(*) FROM drawn_in d JOIN cases c ON c.id = d.case_id"
    " WHERE {where} GROUP BY d.case_id"
)
_REPORTED = (
    "SELECT DISTINCT n.case_id FROM notice n JOIN cases c ON c.id = n.case_id"
    " WHERE n.kind = 'child_protection' AND {where}"
)
_SIGNED = (
    "SELECT DISTINCT s.case_id, s.way FROM signature s JOIN cases c ON c.id = s.case_id"
    " WHERE s.kind IN ('contract', 'agreement') AND {where} ORDER BY s.case_id, s.way"
)
_MEANS = (
    "SELECT f.case_id, f.means FROM follow_up f JOIN cases c ON c.id = f.case_id"
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


@dataclass(frozen=True, slots=True)
class _More:
    """What rarer tables tell of some of the appeals."""

    kept: dict[CaseId, Keeping]
    sides: dict[int, str]
    drawn: dict[int, int]
    reported: set[int]
    signed: dict[int, str]
    means: dict[int, str]


def stat_rows(conn: Connection, first: date, last: date, region: str) -> Iterator[StatRow]:
    """Give what statistics know of the appeals received in a period; '' means every region."""
    return _rows(conn, _RECEIVED, (first.isoformat(), last.isoformat()), region)


def carried_rows(conn: Connection, first: date, region: str) -> Iterator[StatRow]:
    """Give the appeals received before a day and not over on it; '' means every region."""
    return _rows(conn, _CARRIED, (first.isoformat(), first.isoformat()), region)


def _rows(conn: Connection, where: str, span: tuple[str, str], region: str) -> Iterator[StatRow]:
    more = _more(conn, where, span)
    for r in rows(conn, _STAT.format(where=where), (*span, region, region)):
        yield StatRow(
            id=CaseId(r[0]),
            number=f"{r[1]}/{r[2]:04d}",
            received_on=date.fromisoformat(r[3]),
            contract_on=_day(r[4]),
            ended_on=_day(r[5]),
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
            is_partial=bool(r[18]),
            claim_tiyn=r[19],
            settled_tiyn=r[20],
            kept=more.kept.get(CaseId(r[0])),
            place=_PLACE[r[21]] if r[21] else None,
            invitation=_ANSWER[r[22]] if r[22] else None,
            city=r[23],
            office=r[30],
            sides=more.sides.get(r[0], ""),
            way=_WAY[r[24]] if r[24] else None,
            funded_by=_FUNDED[r[25]] if r[25] else None,
            fee_tiyn=r[26],
            means=_MEANS_OF.get(more.means.get(r[0])),
            signing=more.signed.get(r[0], ""),
            drawn_in=more.drawn.get(r[0], 0),
            is_reported=r[0] in more.reported,
            currency=r[27] or "",
            claim_cents=r[28],
            rate_e4=r[29],
        )


def _more(conn: Connection, where: str, span: tuple[str, str]) -> _More:
    def ask(sql: str) -> Iterable[tuple[Any, ...]]:
        return rows(conn, sql.format(where=where), span)

    signed: dict[int, str] = {}
    for case_id, way in ask(_SIGNED):
        signed[case_id] = f"{signed[case_id]}+{way}" if case_id in signed else str(way)
    return _More(
        kept=kept_states(conn, where, span),
        sides={case_id: _pair(one, two) for case_id, one, two in ask(_SIDES)},
        drawn=dict(ask(_DRAWN)),
        reported={case_id for (case_id,) in ask(_REPORTED)},
        signed=signed,
        means=dict(ask(_MEANS)),
    )


def _pair(one: int, two: int) -> str:
    """Join the kinds of the two sides in one order; empty while a side is missing."""
    if not one or not two:
        return ""
    return "_".join(sorted((_SIDE_NAMES[one], _SIDE_NAMES[two])))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
