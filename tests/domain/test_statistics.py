"""Figures against counting one by one, and their laws."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.periods import parse_period, year_period
from mediadesk.domain.statistics import (
    DIMENSIONS,
    CountingRule,
    Filter,
    Tally,
    count,
    days_of,
    in_period,
    summary_figures,
)
from mediadesk.domain.types import DisputeKind, Outcome, ProcessLanguage, Tiyn
from tests.reporting import BASE, stat_rows

FILTERS = st.dictionaries(
    st.sampled_from(["outcome", "kind", "source", "stage", "language", "mediator", "topic"]),
    st.integers(0, 255),
    max_size=3,
)


@given(seed=st.integers(0, 10_000), size=st.integers(0, 70), wanted=FILTERS)
def test_a_tally_counts_like_somebody_with_a_pencil(
    seed: int, size: int, wanted: dict[str, int]
) -> None:
    rows = stat_rows(size, seed)
    tally = Tally(rows)
    where = Filter.of(
        **{
            name: [code for n, code in enumerate(tally.codes(name)) if mask >> n & 1]
            for name, mask in wanted.items()
        }
    )
    expected = [
        row for row in rows if all(DIMENSIONS[name](row) in codes for name, codes in where.parts)
    ]
    found = tally.select(where)
    assert list(found) == expected
    assert len(found) == len(expected) == count(rows, where)
    assert found.ids == tuple(row.id for row in expected)
    assert found.numbers == tuple(row.number for row in expected)
    assert found.claim_tiyn == sum(row.claim_tiyn or 0 for row in expected)
    assert found.settled_tiyn == sum(row.settled_tiyn or 0 for row in expected)


@given(seed=st.integers(0, 10_000), size=st.integers(0, 60), cut=st.integers(0, 60))
def test_figures_add_up_over_a_partition_of_rows(seed: int, size: int, cut: int) -> None:
    rows = stat_rows(size, seed)
    year = year_period(2025)
    whole, left, right = (summary_figures(r, year) for r in (rows, rows[:cut], rows[cut:]))
    for name, figure in whole.items():
        if isinstance(figure, int):
            assert figure == left[name] + right[name]
        elif isinstance(figure, dict):
            assert Counter(figure) == Counter(left[name]) + Counter(right[name])


@given(seed=st.integers(0, 10_000))
def test_every_dimension_is_a_partition_of_the_appeals(seed: int) -> None:
    tally = Tally(stat_rows(50, seed))
    for name in DIMENSIONS:
        assert sum(tally.breakdown(name).values()) == 50


def test_the_summary_speaks_the_codes_of_the_contract() -> None:
    rows = (
        replace(
            BASE,
            outcome=Outcome.AGREEMENT,
            kind=DisputeKind.BUSINESS,
            language=ProcessLanguage.KAZAKH,
            mediator="Ким О. В.",
            claim_tiyn=Tiyn(150_050),
            settled_tiyn=Tiyn(100_000),
        ),
        replace(BASE, number="2025/0002", outcome=Outcome.CONSULTATION),
        replace(BASE, number="2024/0001", received_on=date(2024, 12, 31)),
    )
    assert summary_figures(rows, year_period(2025)) == {
        "form": "summary",
        "period": "2025",
        "appeals": 2,
        "by_outcome": {"agreement": 1, "consultation": 1},
        "by_kind": {"business": 1, "civil": 1},
        "by_source": {"self": 2},
        "by_stage": {"pre_court": 2},
        "by_language": {"kk": 1, "unknown": 1},
        "by_mediator": {"unknown": 1, "Ким О. В.": 1},
        "agreements_by_kind": {"business": 1},
        "claim_tiyn": 150_050,
        "settled_tiyn": 100_000,
    }


def test_the_counting_rule_decides_the_date() -> None:
    row = replace(
        BASE,
        received_on=date(2025, 1, 31),
        contract_on=date(2025, 2, 1),
        ended_on=date(2025, 3, 1),
    )
    months = {rule: n for n, rule in enumerate(CountingRule, 1)}
    for rule, month in months.items():
        assert in_period([row], parse_period(f"2025-{month:02d}"), rule) == (row,)
        assert not in_period([row], parse_period(f"2025-{month + 1:02d}"), rule)
    assert not in_period([BASE], year_period(2025), CountingRule.END)


def test_filters_meet_in_what_both_allow() -> None:
    some = Filter.of(outcome=["agreement", "refusal"])
    assert some.both(Filter.of(outcome="agreement", kind="civil")) == Filter.of(
        outcome="agreement", kind="civil"
    )
    assert Filter.of(outcome="agreement").both(Filter.of(outcome="refusal")).parts[0][1] == ()


def test_days_run_from_the_contract_to_the_end() -> None:
    row = replace(BASE, contract_on=date(2025, 3, 1), ended_on=date(2025, 3, 31))
    assert days_of(row) == 30
    assert days_of(replace(row, ended_on=None)) is None
    assert days_of(replace(row, contract_on=None)) is None
    assert days_of(replace(row, ended_on=date(2025, 2, 1))) is None
    assert Tally([row, BASE]).select().days == (30,)
