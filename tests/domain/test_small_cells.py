"""Small figures stay hidden: no hidden figure follows from the published ones of its table."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from mediadesk.domain.small_cells import Figure, Why, exposed, hide

THRESHOLD = 3
Counts = list[list[int]]
Place = tuple[int, int]

tables = st.integers(1, 5).flatmap(
    lambda rows: st.integers(1, 4).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(0, 9), min_size=columns, max_size=columns),
            min_size=rows,
            max_size=rows,
        )
    )
)


def figures(counts: Counts, kind: str = "count", sheet: int = 0) -> list[Figure]:
    """Make the figures of a table whose last row and column are totals, from counts of cases."""
    rows, columns, at, bits = len(counts), len(counts[0]), 0, {}
    for r, c in product(range(rows), range(columns)):
        bits[r, c] = ((1 << counts[r][c]) - 1) << at
        at += counts[r][c]
    for r in range(rows):
        bits[r, columns] = sum(bits[r, c] for c in range(columns))
    for c in range(columns + 1):
        bits[rows, c] = sum(bits[r, c] for r in range(rows))
    return [
        Figure((sheet, r, c), kind, mine, mine, is_total=rows in (r,) or columns in (c,))
        for (r, c), mine in bits.items()
    ]


def equation(place: Place, rows: int, columns: int) -> list[int]:
    """Write a figure over the cells of the table as its reader knows them, empty ones included."""
    r, c = place
    return [int(r in (y, rows) and c in (x, columns)) for y in range(rows) for x in range(columns)]


def rank(matrix: list[list[int]]) -> int:
    """Count independent rows, by elimination in exact fractions."""
    rows, found = [[Fraction(n) for n in row] for row in matrix], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((r for r in range(found, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for r in range(found + 1, len(rows)):
            factor = rows[r][column] / rows[found][column]
            rows[r] = [a - factor * b for a, b in zip(rows[r], rows[found], strict=True)]
        found += 1
    return found


def total(weights: list[int], steps: Sequence[int]) -> int:
    """Say by how much a figure moves when its cells take these steps."""
    return sum(k * n for k, n in zip(weights, steps, strict=True))


@given(tables)
def test_no_hidden_figure_follows_from_the_published_ones(counts: Counts) -> None:
    rows, columns = len(counts), len(counts[0])
    system = figures(counts)
    hidden = {place[1:] for place in hide([system], THRESHOLD)}
    shown = [f.place[1:] for f in system if f.place[1:] not in hidden]
    known = [equation(place, rows, columns) for place in shown]
    for place in hidden:
        assert rank([*known, equation(place, rows, columns)]) == rank(known) + 1


@given(st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=2), min_size=2, max_size=3))
def test_a_hidden_figure_may_be_more_than_one_whole_number(counts: Counts) -> None:
    rows, columns = len(counts), 2
    system = figures(counts)
    found = hide([system], THRESHOLD)
    assume(found)
    hidden = {place[1:] for place in found}
    weights = {f.place[1:]: equation(f.place[1:], rows, columns) for f in system}
    shown = [w for p, w in weights.items() if p not in hidden]
    true = [n for row in counts for n in row]
    moved: set[Place] = set()
    for steps in product(*[(-1, 0, 1) if n else (0, 1) for n in true]):
        if not any(total(w, steps) for w in shown):
            moved |= {place for place in hidden if total(weights[place], steps)}
    assert moved == hidden


@given(tables)
def test_every_small_figure_is_hidden_and_nothing_empty(counts: Counts) -> None:
    system = figures(counts)
    found = hide([system], THRESHOLD)
    for figure in system:
        number = figure.parts.bit_count()
        assert (found.get(figure.place) is Why.FEW) == (0 < number < THRESHOLD)
        assert number or figure.place not in found


@given(tables)
def test_a_table_without_small_figures_is_published_whole(counts: Counts) -> None:
    counts = [[n and n + THRESHOLD for n in row] for row in counts]
    assert hide([figures(counts)], THRESHOLD) == {}


@given(tables, tables)
def test_equal_figures_of_two_tables_are_hidden_together(one: Counts, two: Counts) -> None:
    systems = [figures(one), figures(two, sheet=1)]
    found = hide(systems, THRESHOLD)
    hidden = {f.parts for s in systems for f in s if f.place in found}
    for system in systems:
        for figure in system:
            assert (figure.place in found) == (figure.parts in hidden)
        published = [f.parts for f in system if f.place not in found]
        assert not exposed(published, [f.parts for f in system if f.place in found])


def test_one_small_row_takes_the_next_smallest_with_it() -> None:
    system = figures([[2], [5], [40]])
    found = hide([system], THRESHOLD)
    assert {p[1]: why for p, why in found.items()} == {0: Why.FEW, 1: Why.DERIVED}


def test_a_threshold_below_two_hides_nothing() -> None:
    assert hide([figures([[1, 1], [2, 0]])], 1) == {}
    assert hide([figures([[1, 1], [2, 0]])], 0) == {}


def test_sums_are_judged_by_the_cases_that_give_something() -> None:
    few = Figure((0, 0, 0), "claim", 0b11111, 0b00001)
    many = Figure((0, 1, 0), "claim", 0b1111100000, 0b1111100000)
    whole = Figure((0, 2, 0), "claim", 0b1111111111, 0b1111100001, is_total=True)
    found = hide([[few, many, whole]], THRESHOLD)
    assert found == {few.place: Why.FEW, many.place: Why.DERIVED}
