"""How a benchmark is taken: floor and ours alternate, medians are compared, the goal is stated."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

__all__ = ["Result", "alternate", "percentile", "timed"]


@dataclass(frozen=True)
class Result:
    """One line of the table: `value` against `goal` (both ratios, or both milliseconds)."""

    name: str
    value: float
    goal: float
    unit: str
    detail: str
    gates: dict[str, bool] = field(default_factory=dict)

    @property
    def is_kept(self) -> bool:
        """Tell whether the goal and every gate hold."""
        return self.value <= self.goal and all(self.gates.values())


def timed(work: Callable[[], object]) -> float:
    """Give the milliseconds one call takes; garbage is looked for between calls, as the window does."""
    gc.collect(1)
    gc.disable()
    try:
        start = time.perf_counter()
        work()
        return (time.perf_counter() - start) * 1000
    finally:
        gc.enable()


def alternate(
    floor: Callable[[], float], ours: Callable[[], float], pairs: int
) -> tuple[float, float]:
    """Measure both in turn `pairs` times after one warm-up and give the medians in milliseconds.

    The order changes from pair to pair, so that neither side always meets the warmer machine.
    """
    floor()
    ours()
    low: list[float] = []
    high: list[float] = []
    for turn in range(pairs):
        if turn % 2:
            high.append(ours())
            low.append(floor())
        else:
            low.append(floor())
            high.append(ours())
    return statistics.median(low), statistics.median(high)


def percentile(values: list[float], share: float) -> float:
    """Give the value below which `share` (0..1) of the values lie."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * share))]
