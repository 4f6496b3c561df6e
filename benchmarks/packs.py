"""Every form pack over the 5,000 cases of a year against XlsxWriter writing the same cells.

Ours and the floor are what they are in `workbook`. A form of several years is asked for six of
them, its cases are those of the year all the same.
"""

import tempfile
from pathlib import Path

from benchmarks import data
from benchmarks.harness import Result, alternate, timed
from benchmarks.workbook import bare
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.law import load_law

__all__ = ["run"]

_GOAL = 1.5
_YEAR = 2025
_LONG = {"years": f"{_YEAR - 5}..{_YEAR}"}


def run(*, fast: bool) -> list[Result]:
    """Measure every form pack that is shipped, in both languages."""
    cases, pairs = (100, 1) if fast else (5000, 7)
    results: list[Result] = []
    with data.centre(cases, (_YEAR,)) as (folder, store), tempfile.TemporaryDirectory() as name:
        desk = Desk(
            store, clock=data.FixedClock(), ids=data.NewIds(), centre=folder, law=load_law()
        )
        floor, ours = Path(name) / "floor.xlsx", Path(name) / "ours.xlsx"
        for info in desk.report_forms():
            period = _LONG.get(info.code, str(_YEAR))
            report = desk.report(info.code, period)

            def write(form: str = info.code, when: str = period) -> None:
                desk.write_report(form, when, "both", "xlsx", ours)

            count = bare(report, floor)
            low, high = alternate(
                lambda made=report: timed(lambda: bare(made, floor)),  # type: ignore[misc]  # bound now
                lambda do=write: timed(do),  # type: ignore[misc]  # bound now
                pairs,
            )
            detail = f"{len(report.rows)} cases, {count} cells: {high:.0f} ms, XlsxWriter alone {low:.0f} ms"
            gates = {"control sums close": report.is_sound}
            results.append(Result(f"packs: {info.code}", high / low, _GOAL, "x", detail, gates))
    return results
