"""Named SQL of the list of cases: filters, order, a page at a time, sums.

A page is read in two steps: its ids in order, from narrow indexes, then the rows of these ids. So a
page deep in a long list costs no more than its place in an index.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from mediadesk.db.connection import Connection, rows
from mediadesk.db.reads import LIST, day
from mediadesk.db.spelling import spelt_in_line
from mediadesk.domain.codes import AppealPlace, FundedBy
from mediadesk.domain.queries import BY_NUMBER, CaseQuery, Span, Totals
from mediadesk.domain.rows import CaseRow
from mediadesk.domain.types import (
    CaseId,
    CaseState,
    DisputeKind,
    Outcome,
    ProcessLanguage,
    Source,
    Stage,
    Tiyn,
)

__all__ = [
    "FIGURES",
    "INDEXED",
    "case_revs",
    "case_rows",
    "condition",
    "count",
    "is_early_page_quick",
    "is_id_descending",
    "order_of",
    "revs",
    "rows_of",
    "select",
    "terms_of",
    "topics",
    "totals",
]

_ROW = (
    "SELECT c.id, c.year, c.seq, c.received_on, i.first_party, i.second_party, c.kind, c.stage,"
    " c.source, c.language, i.mediator, c.state, c.outcome, c.claim_tiyn, i.settled_tiyn,"
    " i.contract_on, i.due_on, c.ended_on, c.topic, c.place, c.funded_by"
    f"{LIST} WHERE c.id IN (SELECT value FROM json_each(?))"
)
_ORDER = {
    "number": ("c.year", "c.seq"),
    "first_party": ("i.first_sort",),
    "second_party": ("i.second_sort",),
    "mediator": ("i.mediator_sort",),
    "settled_tiyn": ("i.settled_tiyn",),
    "contract_on": ("i.contract_on",),
    "due_on": ("i.due_on",),
}
"""Columns behind a key; a key that is not here is a column of `cases`."""

_ID = "{id}"
_DUE = (
    "(c.state = 'mediation' AND i.due_on BETWEEN ? AND ?)"
    " OR c.id IN (SELECT case_id FROM session WHERE held_on BETWEEN ? AND ?)"
    " OR c.id IN (SELECT case_id FROM task WHERE due_on BETWEEN ? AND ?"
    " AND done_on IS NULL AND case_id IS NOT NULL)"
)
_UNSIGNED = "c.state = 'mediation' AND c.id IN (SELECT case_id FROM agreement WHERE is_signed = 0)"

_NARROW = " FROM cases c CROSS JOIN case_index i INDEXED BY ix_case_index_list ON i.case_id = c.id"
FIGURES = frozenset(("settled_tiyn", "due_on", "contract_on"))
"""Columns of `case_index` in its narrow index."""
_FIGURES = frozenset(f"i.{name}" for name in FIGURES)
INDEXED = tuple(
    f"i.{name}"
    for name in (
        "first_sort", "second_sort", "mediator_sort",
        "first_sort_kk", "second_sort_kk", "mediator_sort_kk", "due_on",
    )
)  # fmt: skip
"""Columns with an index of their own, which gives them in their order."""
_SHOWN = "c.id NOT IN (SELECT id FROM cases WHERE trashed_on IS NOT NULL)"
"""What is in the trash has no line in `case_index`; only where that is not joined it must be named."""
_MANY = 2000
_EARLY = 1000
_NAMED = re.compile(r"\b[ci]\.[a-z_]+")

Part = tuple[str, list[Any]]


def condition(query: CaseQuery, found: Sequence[int] | None) -> Part:
    """Make the WHERE of a query; `found` are the cases its text was found in (None: no text)."""
    parts = [*_choices(query), *_days(query)]
    for ids in (query.ids, found):
        if ids is not None:
            listed = "[" + ",".join(str(int(i)) for i in ids) + "]"
            parts.append((f"{_ID} IN (SELECT value FROM json_each(?))", [listed]))
    if not parts:
        return "", []
    where = " WHERE " + " AND ".join(f"({sql})" for sql, _ in parts)
    return where, [value for _, values in parts for value in values]


def _choices(query: CaseQuery) -> list[Part]:
    """Make the conditions on codes: one of the chosen ones must hold."""
    chosen: tuple[tuple[str, Sequence[Any]], ...] = (
        ("state", query.states),
        ("outcome", query.outcomes),
        ("kind", query.kinds),
        ("topic", query.topics),
        ("stage", query.stages),
        ("source", query.sources),
        ("place", query.places),
        ("language", query.languages),
        ("funded_by", query.fundings),
        ("mediator_id", query.mediators),
        ("import_id", () if query.import_id is None else (query.import_id,)),
    )
    return [
        (
            f"c.{column} IN ({', '.join('?' * len(values))})",
            [getattr(v, "value", v) for v in values],
        )
        for column, values in chosen
        if values
    ]


def _days(query: CaseQuery) -> list[Part]:
    """Make the conditions on days and on what waits."""
    parts: list[Part] = []
    if query.received:
        parts.append(_spans("c.received_on BETWEEN ? AND ?", query.received))
    if query.ending:
        sql, values = _spans("i.due_on BETWEEN ? AND ?", query.ending)
        parts.append((f"c.state = 'mediation' AND ({sql})", values))
    if query.todo:
        parts.append(_spans(_DUE, query.todo))
    if query.late_by is not None:
        parts.append(("c.state = 'mediation' AND i.due_on <= ?", [query.late_by.isoformat()]))
    if query.is_unsigned:
        parts.append((_UNSIGNED, []))
    return parts


def _spans(sql: str, spans: Sequence[Span]) -> Part:
    times = sql.count("?") // 2
    values = [d.isoformat() for first, last in spans for d in (first, last) * times]
    return " OR ".join([sql] * len(spans)), values


def terms_of(query: CaseQuery) -> tuple[tuple[str, bool], ...]:
    """Give the columns an order goes by; True means descending."""
    terms: dict[str, bool] = {}
    for key, descending in query.sort or BY_NUMBER:
        for column in _ORDER.get(key, (f"c.{key}",)):
            terms.setdefault(spelt_in_line(column, query.names_in), descending)
    return tuple(terms.items())


def is_id_descending(query: CaseQuery) -> bool:
    """Tell the direction of the id, which makes an order certain: that of the first key."""
    return (query.sort or BY_NUMBER)[0][1]


def is_early_page_quick(query: CaseQuery) -> bool:
    """Tell whether the file finds the first cases of an order sooner than the whole order is made.

    That is so without names, which lie in rows that are twenty times as wide; only as the first key
    of all cases a name is read in the order of its index.
    """
    names = set(INDEXED) - _FIGURES
    first, *others = (column for column, _way in terms_of(query))
    is_filtered = bool(condition(query, None)[0])
    return names.isdisjoint(others) and not (first in names and is_filtered)


def order_of(query: CaseQuery) -> str:
    """Make the ORDER BY."""
    terms = (*terms_of(query), (_ID, is_id_descending(query)))
    return ", ".join(f"{column} {'DESC' if way else 'ASC'}" for column, way in terms)


def select(what: str, where: str, order: str = "", *, by_index: bool = False) -> str:
    """Make the query of what is told of the matching cases, in order, from the narrowest source.

    Only what is asked is joined. Where nothing but terms and sums is asked of `case_index`, its
    covering index is named: the rows of the table hold names and are twenty times as wide.
    `by_index` walks the index of the first key until enough cases are found.
    """
    ordered = f" ORDER BY {order}" if order else ""
    behind = where + ordered
    named = set(_NAMED.findall(f"{what}{behind}"))
    of_index = {name for name in named if name.startswith("i.")}
    if not of_index:
        source, key = " FROM cases c", "c.id"
        behind = f"{where} {'AND' if where else 'WHERE'} {_SHOWN}{ordered}"
    elif named == of_index:
        source, key = " FROM case_index i", "i.case_id"
    elif by_index or (not where and order.startswith(INDEXED)):
        source, key = " FROM case_index i CROSS JOIN cases c ON c.id = i.case_id", "i.case_id"
    else:
        source, key = (_NARROW if of_index <= _FIGURES else LIST), "c.id"
    return f"SELECT {what}{source}{behind}".replace(_ID, key)


def case_rows(
    conn: Connection, query: CaseQuery, found: Sequence[int] | None, offset: int, limit: int
) -> tuple[CaseRow, ...]:
    """Give one page of the register."""
    where, params = condition(query, found)
    order = order_of(query)
    by_index = bool(where) and offset < _EARLY and order.startswith(INDEXED)
    if by_index:
        by_index = count(conn, query, found) > _MANY
    sql = select(_ID, where, order, by_index=by_index) + " LIMIT ? OFFSET ?"
    return rows_of(
        conn, [id_ for (id_,) in rows(conn, sql, [*params, limit, offset])], query.names_in
    )


def rows_of(conn: Connection, ids: Sequence[int], names_in: str) -> tuple[CaseRow, ...]:
    """Give the rows of these cases, in this order."""
    listed = "[" + ",".join(map(str, ids)) + "]"
    read = {r[0]: r for r in rows(conn, spelt_in_line(_ROW, names_in), [listed])}
    return tuple(_case_row(read[id_]) for id_ in ids if id_ in read)


def count(conn: Connection, query: CaseQuery, found: Sequence[int] | None) -> int:
    """Count the cases of a query."""
    where, params = condition(query, found)
    number: int = rows(conn, select("count(*)", where), params)[0][0]
    return number


def totals(conn: Connection, query: CaseQuery, found: Sequence[int] | None) -> Totals:
    """Count the cases of a query and add up what was claimed and settled."""
    where, params = condition(query, found)
    sums = "count(*), coalesce(sum(c.claim_tiyn), 0), coalesce(sum(i.settled_tiyn), 0)"
    number, claimed, settled = rows(conn, select(sums, where), params)[0]
    return Totals(number, Tiyn(claimed), Tiyn(settled))


def case_revs(
    conn: Connection, query: CaseQuery, found: Sequence[int] | None
) -> tuple[tuple[CaseId, int], ...]:
    """Name the cases of a query with their revisions, in its order."""
    where, params = condition(query, found)
    order = order_of(query)
    return tuple(
        (CaseId(id_), rev) for id_, rev in rows(conn, select(f"{_ID}, c.rev", where, order), params)
    )


def revs(conn: Connection, ids: Sequence[int]) -> tuple[tuple[CaseId, int], ...]:
    """Give these cases with their revisions, in this order."""
    listed = "[" + ",".join(map(str, ids)) + "]"
    sql = "SELECT id, rev FROM cases WHERE id IN (SELECT value FROM json_each(?))"
    read = dict(rows(conn, sql, [listed]))
    return tuple((CaseId(id_), read[id_]) for id_ in ids if id_ in read)


def topics(conn: Connection) -> tuple[str, ...]:
    """Name the topics that occur, in order of the alphabet."""
    sql = "SELECT DISTINCT topic FROM cases WHERE topic <> '' ORDER BY topic"
    return tuple(topic for (topic,) in rows(conn, sql))


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
        topic=r[18],
        place=AppealPlace(r[19]) if r[19] else None,
        funded_by=FundedBy(r[20]) if r[20] else None,
    )
