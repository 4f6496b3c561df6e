"""Pages of the list of cases in a centre with 100,000 of them: any filter, order and place.

Measured is the way from the query to the 128 rows a page has: of an order that was never looked at,
at its beginning and far down, of one that was, and of one in which a case was changed a moment ago.
"""

import random
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from benchmarks import data
from benchmarks.harness import Result, percentile
from mediadesk.db.store import Store
from mediadesk.db.unit import Unit
from mediadesk.domain.model import Case
from mediadesk.domain.queries import SORTS, CaseQuery
from mediadesk.domain.types import CaseState, DisputeKind, MediatorId

__all__ = ["run"]

_GOAL_MS = 50.0
_ROWS = 128
_YEARS = tuple(range(2017, 2027))
_FILTERS = (
    CaseQuery(),
    CaseQuery(kinds=(DisputeKind.FAMILY,)),
    CaseQuery(states=(CaseState.CLOSED,)),
    CaseQuery(mediators=(MediatorId(3),)),
    CaseQuery(received=((date(2020, 1, 1), date(2024, 12, 31)),)),
)


def _orders(chance: random.Random, count: int) -> Iterator[CaseQuery]:
    """Invent queries with two keys, in Russian or Kazakh spelling."""
    for _ in range(count):
        keys = chance.sample(SORTS, 2)
        sort = tuple((key, chance.random() < 0.5) for key in keys)
        names_in = chance.choice(("ru", "kk"))
        yield replace(chance.choice(_FILTERS), sort=sort, names_in=names_in)


def _page(store: Store, query: CaseQuery, place: float) -> float:
    """Give the milliseconds of one page at a share of the list."""
    with store.reader() as reader:
        offset = int(reader.count(query) * place) // _ROWS * _ROWS
        start = time.perf_counter()
        reader.cases(query, offset, _ROWS)
        return (time.perf_counter() - start) * 1000


def _change(store: Store, number: int) -> None:
    """Change the kind of a case, as a person does."""

    def work(unit: Unit) -> None:
        case = unit.get(Case, number)
        if case is not None:
            others = [kind for kind in DisputeKind if kind is not case.kind]
            unit.save(replace(case, kind=others[number % len(others)]))

    store.submit(work, command="EditCase", params={}, undoable=True).result()


def _result(name: str, times: list[float], cases: int) -> Result:
    detail = (
        f"p50 {statistics.median(times):.1f}, slowest {max(times):.0f} ms;"
        f" {len(times)} pages; {cases} encrypted cases"
    )
    return Result(f"lists: {name}, p99", percentile(times, 0.99), _GOAL_MS, "ms", detail)


def run(*, fast: bool) -> list[Result]:
    """Measure first pages of one key, then two keys: first, far down, again anywhere, after a save."""
    cases, count = (1000, 4) if fast else (100_000, 40)
    chance = random.Random(5)
    with data.centre(cases, _YEARS) as (_folder, store):
        single = [
            replace(query, sort=((key, way),), names_in="ru")
            for query in _FILTERS
            for key in SORTS
            for way in (False, True)
        ]
        _page(store, single[0], 0)
        one = [_page(store, query, 0) for query in single]
        first: list[float] = []
        deep: list[float] = []
        again: list[float] = []
        saved: list[float] = []
        for query in _orders(chance, count):
            first.append(_page(store, query, 0))
            deep.append(_page(store, query, 0.5))
            again += [_page(store, query, chance.random()) for _ in range(5)]
            _change(store, chance.randint(1, cases))
            saved.append(_page(store, query, chance.random()))
    return [
        _result("the first page, one key", one, cases),
        _result("an order of two keys seen first", first, cases),
        _result("the same order, far down for the first time", deep, cases),
        _result("the same order, any place", again, cases),
        _result("the same order after a save", saved, cases),
    ]
