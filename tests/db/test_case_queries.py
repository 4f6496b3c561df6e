"""The list's SQL finds what a plain walk over the cases finds, in the order a plain sort gives."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediadesk.db.reader import Reader
from mediadesk.db.store import Store
from mediadesk.db.unit import Unit
from mediadesk.domain.codes import AppealPlace, FundedBy
from mediadesk.domain.model import Agreement, Case, Contract, Mediator, Party, Person, Session, Task
from mediadesk.domain.queries import SORTS, CaseQuery
from mediadesk.domain.rows import CaseRow
from mediadesk.domain.text import sort_key
from mediadesk.domain.types import (
    CaseId,
    CaseState,
    DisputeKind,
    MediatorId,
    Outcome,
    PartySide,
    ProcessLanguage,
    Source,
    Stage,
    Tiyn,
)
from tests.worlds import TODAY, create, furnish

CASES = 60
NAMES = ("Әбілов", "Абаев", "Қасымов", "Кабанов", "Яшин", "Ғалиев", "ТОО 2", "ТОО 10")


def populate(unit: Unit, first: Case) -> None:
    """Enter cases of every sort, with terms, sessions, tasks and agreements here and there."""
    chance = random.Random(7)
    other = unit.add(Mediator(name_ru="Әли А."))
    for number in range(CASES):
        person = unit.add(Person(name_ru=f"{chance.choice(NAMES)} {chance.choice('АБВ')}."))
        state = chance.choice(list(CaseState))
        case = unit.add(
            replace(
                first, id=CaseId(0), uid=b"", rev=0,
                seq=unit.next_seq(first.office_id, 2026),
                received_on=TODAY - dt.timedelta(chance.randrange(60)),
                state=state, outcome=chance.choice(list(Outcome)),
                kind=chance.choice(list(DisputeKind)), stage=chance.choice(list(Stage)),
                source=chance.choice(list(Source)), topic=chance.choice(("", "loan", "land")),
                place=chance.choice((None, *AppealPlace)),
                funded_by=chance.choice((None, *FundedBy)),
                language=chance.choice((None, *ProcessLanguage)),
                mediator_id=chance.choice((None, first.mediator_id, MediatorId(other.id))),
                claim_tiyn=chance.choice((None, Tiyn(100 * number))),
            )
        )  # fmt: skip
        unit.add(Party(case_id=case.id, ord=1, side=PartySide.FIRST, person_id=person.id))
        day = TODAY - dt.timedelta(chance.randrange(60))
        if chance.random() < 0.6:
            unit.add(Contract(case_id=case.id, concluded_on=day))
        if chance.random() < 0.3:
            unit.add(Session(case_id=case.id, held_on=day + dt.timedelta(50)))
        if chance.random() < 0.3:
            done = chance.choice((None, TODAY))
            unit.add(Task(case_id=case.id, title="x", due_on=day + dt.timedelta(50), done_on=done))
        if chance.random() < 0.4:
            is_signed = chance.random() < 0.5
            unit.add(Agreement(case_id=case.id, is_signed=is_signed, settled_tiyn=Tiyn(number)))
    unit.add(Task(title="ничья", due_on=TODAY))


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    store: Store
    store, _ = create(tmp_path_factory.mktemp("many") / "centre")
    store.submit(lambda u: populate(u, furnish(u)), command="P", params={}, undoable=True).result()
    with store.reader() as opened:
        yield opened
    store.close()


def within(day: dt.date | None, spans: Any) -> bool:
    return day is not None and any(first <= day <= last for first, last in spans)


def fits(reader: Reader, query: CaseQuery, row: CaseRow) -> bool:
    """Walk over one case and tell whether it fits, without any SQL of lists."""
    case = reader.get(Case, row.id)
    assert case is not None
    chosen = (
        (query.states, case.state), (query.outcomes, case.outcome), (query.kinds, case.kind),
        (query.stages, case.stage), (query.sources, case.source), (query.topics, case.topic),
        (query.places, case.place), (query.languages, case.language),
        (query.fundings, case.funded_by), (query.mediators, case.mediator_id),
    )  # fmt: skip
    runs = case.state is CaseState.MEDIATION
    due = row.due_on if runs else None
    to_do = within(due, query.todo) or any(
        within(day, query.todo)
        for day in (
            *(s.held_on for s in reader.find(Session, case_id=case.id)),
            *(t.due_on for t in reader.find(Task, case_id=case.id) if t.done_on is None),
        )
    )
    unsigned = runs and any(not a.is_signed for a in reader.find(Agreement, case_id=case.id))
    return (
        all(not wanted or value in wanted for wanted, value in chosen)
        and (not query.received or within(case.received_on, query.received))
        and (not query.ending or within(due, query.ending))
        and (not query.todo or to_do)
        and (query.late_by is None or (due is not None and due <= query.late_by))
        and (not query.is_unsigned or unsigned)
        and (query.ids is None or case.id in query.ids)
    )


def rank(key: str, row: CaseRow) -> tuple[bool, Any]:
    value = getattr(row, key)
    if key in ("first_party", "second_party", "mediator"):
        value = sort_key(value)
    return value is not None, value if value is not None else ""


def some(codes: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(list(codes)), max_size=3, unique=True).map(tuple)


days = st.integers(-60, 60).map(lambda n: TODAY + dt.timedelta(n))
spans = st.lists(st.tuples(days, days).map(lambda p: (min(p), max(p))), max_size=2).map(tuple)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "states": some(CaseState), "outcomes": some(Outcome), "kinds": some(DisputeKind),
    "stages": some(Stage), "sources": some(Source), "topics": some(("loan", "land", "x")),
    "places": some(AppealPlace), "languages": some(ProcessLanguage), "fundings": some(FundedBy),
    "mediators": some((1, 2)), "received": spans, "ending": spans, "todo": spans,
    "late_by": st.none() | days, "is_unsigned": st.booleans(),
    "ids": st.none() | st.lists(st.integers(1, CASES + 5), max_size=40).map(tuple),
}  # fmt: skip
orders = st.lists(st.tuples(st.sampled_from(SORTS), st.booleans()), min_size=1, max_size=3,
                  unique_by=lambda each: each[0]).map(tuple)  # fmt: skip
calmly = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def everything(reader: Reader) -> tuple[CaseRow, ...]:
    return reader.cases(CaseQuery(sort=(("number", False),)), 0, 1000)


@pytest.mark.parametrize("name", FIELDS)
@calmly
@given(st.data())
def test_each_filter_finds_what_a_walk_finds(reader: Reader, name: str, data: Any) -> None:
    query = CaseQuery(**{name: data.draw(FIELDS[name])})
    found = {row.id for row in reader.cases(query, 0, 1000)}
    assert found == {row.id for row in everything(reader) if fits(reader, query, row)}


@calmly
@given(st.fixed_dictionaries({}, optional=FIELDS), orders)
def test_filters_orders_sums_and_pages_agree(
    reader: Reader, asked: dict[str, Any], order: Any
) -> None:
    query = CaseQuery(**asked, sort=order)
    wanted = [row for row in everything(reader) if fits(reader, query, row)]
    if order[0][1]:
        wanted.reverse()  # the last key is the id, in the direction of the first
    for key, descending in reversed(order):
        wanted.sort(key=partial(rank, key), reverse=descending)
    found = reader.cases(query, 0, 1000)
    assert [r.number for r in found] == [r.number for r in wanted]
    pages = [r for start in range(0, len(found) + 1, 7) for r in reader.cases(query, start, 7)]
    assert tuple(pages) == found
    assert reader.case_ids(query) == tuple(r.id for r in found)
    totals = reader.totals(query)
    assert totals.count == reader.count(query) == len(found)
    assert totals.claim_tiyn == sum(r.claim_tiyn or 0 for r in found)
    assert totals.settled_tiyn == sum(r.settled_tiyn or 0 for r in found)


def test_revisions_and_topics(reader: Reader) -> None:
    revs = dict(reader.case_revs(CaseQuery()))
    assert len(revs) == CASES + 1
    assert set(revs.values()) == {1}
    assert reader.topics() == ("land", "loan")
