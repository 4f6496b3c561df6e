"""The yearly workbook of 5,000 cases against XlsxWriter writing the same cells and nothing else.

Ours is everything from the question to the file: reading the cases, counting, building the grid with
its formulas and control sums, notes, charts, print setup. The floor is given the finished cells and
writes them with the library's own `write_*` calls in the same number of formats; titles over several
columns are plain cells there, and nothing is read, counted or set up.
"""

import tempfile
from pathlib import Path
from typing import Any

from benchmarks import data
from benchmarks.harness import Result, alternate, timed
from mediadesk.domain.report_model import Report, Style
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.law import load_law

__all__ = ["bare", "run"]

_GOAL = 1.5
_YEAR = 2025


def bare(report: Report, path: Path) -> int:
    """Write the cells of a report with the library alone; give how many."""
    import xlsxwriter

    count = 0
    book = xlsxwriter.Workbook(str(path), {"in_memory": True})
    looks = {style: book.add_format({"font_name": "Arial"}) for style in Style}
    looks[Style.DATE].set_num_format("dd.mm.yyyy")
    looks[Style.MONEY].set_num_format("# ##0")
    for sheet in report.sheets:
        page = book.add_worksheet(sheet.name)
        for row, line in enumerate(sheet.rows):
            column = 0
            for cell in line.cells:
                if cell.formula:
                    page.write_formula(row, column, cell.formula, looks[cell.style], cell.value)
                else:
                    _put(page, row, column, cell.value, looks[cell.style])
                column += cell.span
                count += 1
        marks = [looks[style] for style in sheet.body_styles]
        for row, values in enumerate(sheet.body, len(sheet.rows)):
            for column, (value, look) in enumerate(zip(values, marks, strict=False)):
                _put(page, row, column, value, look)
                count += 1
    book.close()
    return count


def _put(page: Any, row: int, column: int, value: object, look: Any) -> None:
    if value is None:
        page.write_blank(row, column, None, look)
    elif isinstance(value, str):
        page.write_string(row, column, value, look)
    elif isinstance(value, int | float):
        page.write_number(row, column, value, look)
    else:
        page.write_datetime(row, column, value, look)


def run(*, fast: bool) -> list[Result]:
    """Measure the form `ministry` of a year, in both languages."""
    cases, pairs = (200, 1) if fast else (5000, 7)
    with data.centre(cases, (_YEAR,)) as (folder, store), tempfile.TemporaryDirectory() as name:
        desk = Desk(
            store, clock=data.FixedClock(), ids=data.NewIds(), centre=folder, law=load_law()
        )
        target = Path(name)
        report = desk.report("ministry", str(_YEAR))
        count = bare(report, target / "floor.xlsx")
        low, high = alternate(
            lambda: timed(lambda: bare(report, target / "floor.xlsx")),
            lambda: timed(
                lambda: desk.write_report(
                    "ministry", str(_YEAR), "both", "xlsx", target / "ours.xlsx"
                )
            ),
            pairs,
        )
        making = timed(lambda: desk.report("ministry", str(_YEAR)))
        gates = {"control sums close": report.is_sound}
    detail = (
        f"{cases} cases, {count} cells: {high:.0f} ms of which {making:.0f} for reading and counting,"
        f" XlsxWriter alone {low:.0f} ms"
    )
    return [Result("workbook: the year of the ministry", high / low, _GOAL, "x", detail, gates)]
