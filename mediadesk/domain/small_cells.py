"""Which figures of a report may not go outside, so that no person can be told from statistics.

A figure is known by the cases it counts. Whoever reads a table knows what its figures count, so it
is a system of equations: its unknowns are the groups of cases that no figure of the table divides
(groups without cases are left out, which lets the reader know more than he does). A hidden figure
is safe if its own row of the system does not follow from the rows of the published figures; since
every unknown is more than nothing, an interval of values is then left for it, never one value.

Counts, sums of one kind, and means are judged each on their own. Figures of the same cases are
hidden together in all tables. Not protected: what follows from several tables at once beyond such
equal figures, from several reports, or from what the reader knows of the cases themselves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

__all__ = ["Figure", "Why", "exposed", "hide"]

_PRIME: Final = (1 << 61) - 1
"""Equations are solved in whole numbers modulo this; what follows exactly follows here too."""

Place = tuple[int, int, int]
Vector = dict[int, int]


class Why(StrEnum):
    """Why a figure is hidden."""

    FEW = "few"
    DERIVED = "derived"
    DEPENDS = "depends"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a table: its place, its kind of sum ('' for a share) and its cases as bits.

    `cases` are those it counts, `parts` those that give something to it, as bits over all rows.
    """

    place: Place
    kind: str
    cases: int
    parts: int
    is_total: bool = False


def hide(tables: Iterable[Sequence[Figure]], threshold: int) -> dict[Place, Why]:
    """Name the figures to hide, each with its reason; nothing for a threshold below 2."""
    systems = [group for table in tables for kind, group in _by_kind(table).items() if kind]
    found: dict[Place, Why] = {}
    known: dict[tuple[str, int], Why] = {}
    for figure in (each for system in systems for each in system):
        if _is_few(figure, threshold):
            found[figure.place] = Why.FEW
            known[figure.kind, figure.parts] = Why.FEW
    is_new = threshold > 1
    while is_new:
        is_new = False
        for system in systems:
            hidden = {f.parts for f in system if f.parts and (f.kind, f.parts) in known}
            more = _protected(system, hidden) - hidden
            for figure in system:
                if figure.parts in more:
                    known[figure.kind, figure.parts] = Why.DERIVED
            is_new = is_new or bool(more)
    for figure in (each for system in systems for each in system):
        if figure.parts and (figure.kind, figure.parts) in known:
            found.setdefault(figure.place, Why.DERIVED)
    return found


def exposed(published: Iterable[int], hidden: Iterable[int]) -> frozenset[int]:
    """Name the hidden sets of cases whose figure follows from the published ones."""
    shown, unseen = sorted(set(published) - {0}), sorted(set(hidden) - {0})
    vectors = _vectors([*shown, *unseen])
    span = _Span()
    for bits in shown:
        span.add(bits, vectors[bits])
    return frozenset(bits for bits in unseen if span.follows(vectors[bits]) is not None)


def _is_few(figure: Figure, threshold: int) -> bool:
    counted, given = figure.cases.bit_count(), figure.parts.bit_count()
    return 0 < counted < threshold or 0 < given < threshold


def _by_kind(table: Sequence[Figure]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for figure in table:
        found.setdefault(figure.kind, []).append(figure)
    return found


def _protected(system: Sequence[Figure], hidden: set[int]) -> set[int]:
    """Give the sets of cases to hide so that none of them follows from the others."""
    if not hidden:
        return set()
    costs = {f.parts: (f.is_total, f.parts.bit_count()) for f in system if f.parts}
    for figure in system:
        if figure.is_total and figure.parts:
            costs[figure.parts] = (True, figure.parts.bit_count())
    vectors = _vectors(list(costs))
    all_hidden = set(hidden)
    while True:
        taken = _to_hide(vectors, all_hidden, costs)
        if not taken:
            return hidden | _needed(vectors, hidden, all_hidden - hidden, costs)
        all_hidden |= taken


def _to_hide(
    vectors: Mapping[int, Vector], hidden: set[int], costs: Mapping[int, tuple[bool, int]]
) -> set[int]:
    """Choose the cheapest figure out of each equation that gives a hidden one away."""
    span = _published(vectors, hidden, costs)
    taken: set[int] = set()
    for bits in sorted(hidden):
        equation = span.follows(vectors[bits])
        if equation and taken.isdisjoint(equation):
            taken.add(min(equation, key=lambda each: (*costs[each], each)))
    return taken


def _needed(
    vectors: Mapping[int, Vector],
    first: set[int],
    second: set[int],
    costs: Mapping[int, tuple[bool, int]],
) -> set[int]:
    """Publish again what was hidden needlessly: the dearest first."""
    kept = set(second)
    for bits in sorted(second, key=lambda each: (*costs[each], each), reverse=True):
        hidden = first | (kept - {bits})
        span = _published(vectors, hidden, costs)
        if all(span.follows(vectors[each]) is None for each in hidden):
            kept.discard(bits)
    return kept


def _published(
    vectors: Mapping[int, Vector], hidden: set[int], costs: Mapping[int, tuple[bool, int]]
) -> "_Span":
    span = _Span()
    for bits in sorted(vectors, key=lambda each: (*costs[each], each)):
        if bits not in hidden:
            span.add(bits, vectors[bits])
    return span


def _vectors(sets: Sequence[int]) -> dict[int, Vector]:
    """Give each set as the groups of cases it is made of."""
    groups: list[int] = []
    left = 0
    for bits in sets:
        left |= bits
    groups = [left] if left else []
    for bits in sets:
        groups = [part for g in groups for part in (g & bits, g & ~bits) if part]
    return {bits: {n: 1 for n, g in enumerate(groups) if g & bits} for bits in sets}


class _Span:
    """What follows from published figures: rows in echelon, each with the equation that gave it."""

    def __init__(self) -> None:
        self._rows: dict[int, tuple[Vector, Vector]] = {}

    def add(self, name: int, vector: Vector) -> None:
        """Publish a figure."""
        rest, used = self._reduced(vector)
        if not rest:
            return
        pivot = min(rest)
        factor = pow(rest[pivot], -1, _PRIME)
        used = {each: -value % _PRIME for each, value in used.items()}
        used[name] = (used.get(name, 0) + 1) % _PRIME
        self._rows[pivot] = (
            {n: value * factor % _PRIME for n, value in rest.items()},
            {n: value * factor % _PRIME for n, value in used.items() if value},
        )

    def follows(self, vector: Vector) -> Vector | None:
        """Give the figures that tell the vector; None if they do not."""
        rest, used = self._reduced(vector)
        return None if rest else used

    def _reduced(self, vector: Vector) -> tuple[Vector, Vector]:
        rest, used = dict(vector), Vector()
        while True:
            pivot = min((n for n in rest if n in self._rows), default=None)
            if pivot is None:
                return rest, used
            factor = rest[pivot]
            row, made_of = self._rows[pivot]
            _take(rest, row, -factor)
            _take(used, made_of, factor)


def _take(into: Vector, row: Vector, factor: int) -> None:
    for n, value in row.items():
        new = (into.get(n, 0) + factor * value) % _PRIME
        if new:
            into[n] = new
        else:
            into.pop(n, None)
