"""Statistics read narrowly know the same of the cases a report counts as statistics read whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediadesk.domain.statistics import DIMENSIONS, EVERYTHING, Filter
from mediadesk.domain.types import DisputeKind, Outcome, Source, Stage
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import create_desk
from mediadesk.usecases.practice import fill
from tests.desks import PASSPHRASE, TODAY, CountedIds, SetClock

FIRST, LAST = date(2025, 6, 1), date(2026, 12, 31)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Make a centre with cases of many kinds."""
    folder = tmp_path_factory.mktemp("narrow") / "centre"
    desk, _key = create_desk(folder, PASSPHRASE, clock=SetClock(), ids=CountedIds())
    fill(desk.store, desk.law, cases=60, seed=1, last=TODAY)
    yield desk
    desk.close()


def codes(of: type) -> st.SearchStrategy[tuple[str, ...]]:
    """Choose some codes of a list, also none."""
    return st.lists(st.sampled_from([each.value for each in of]), unique=True).map(tuple)


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "kind": codes(DisputeKind),
        "stage": codes(Stage),
        "source": codes(Source),
        "outcome": codes(Outcome),
        "region": st.just(("27",)),
        "language": st.just(("kk", "unknown")),
    },
).map(lambda parts: Filter(tuple(parts.items())))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(narrow=FILTERS)
def test_narrowed_and_whole_give_the_same(practice: Desk, narrow: Filter) -> None:
    with practice.store.reader() as reader:
        whole = [
            *reader.carried_rows(FIRST, narrow=EVERYTHING),
            *reader.stat_rows(FIRST, LAST, narrow=EVERYTHING),
        ]
        read = [
            *reader.carried_rows(FIRST, narrow=narrow),
            *reader.stat_rows(FIRST, LAST, narrow=narrow),
        ]
    assert [row for row in read if narrow.passes(row)] == [
        row for row in whole if narrow.passes(row)
    ]
    columns = ("kind", "stage", "source", "outcome")
    told = Filter(tuple(part for part in narrow.parts if part[0] in columns))
    assert all(told.passes(row) for row in read)
    assert len(whole) > 20
    assert set(columns) <= set(DIMENSIONS)


def test_the_report_of_business_cases_reads_only_those(practice: Desk, tmp_path: Path) -> None:
    made = practice.report("atameken", "2026")
    assert made.rows
    assert {row.kind for row in made.rows} == {DisputeKind.BUSINESS}
    assert made.is_sound
    assert practice.write_report("atameken", "2026", "both", "json", tmp_path / "a.json").rows
