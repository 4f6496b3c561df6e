"""Which cases stand behind each figure of a report: the list its workbook leads to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mediadesk.domain.report_model import Cell, Report, Row, Sheet, SheetKind, Style
from mediadesk.domain.report_outside import CASES, tables_of
from mediadesk.domain.statistics import CaseSet

__all__ = ["FIGURE_WORDS", "Place", "figure_list"]

Place = tuple[int, int, int]
"""Where a figure stands: its sheet, row and cell, from 0."""

FIGURE_WORDS = {
    **dict.fromkeys(("figures_sheet",), " · "),
    **dict.fromkeys(("figures_title", "figures_table", "figures_line"), " / "),
    **dict.fromkeys(("figures_note", "figures_column", "figures_count", "figures_cases"), "\n"),
}
"""The words of the list and what joins them in a report of two languages."""

_HEADS = ("figures_table", "figures_line", "figures_column", "figures_count", "figures_cases")
_WIDTHS = (36, 34, 28, 9, 96)
_STYLES = (Style.TEXT, Style.TEXT, Style.TEXT, Style.NUMBER, Style.TEXT)
_HEAD_ROWS = 3
_A_LINE = 120  # signs of a line of the last column, figures and blanks being narrow
_LINES = 24  # of one row: a spreadsheet shows no higher one
_BETWEEN = ", "


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with what names it in words, and its cases."""

    place: Place
    words: tuple[str, str, str]
    cases: CaseSet


def figure_list(report: Report) -> tuple[Sheet | None, Mapping[Place, tuple[str, int]]]:
    """Make the sheet that lists the cases of each figure, and tell where each figure leads.

    Where: the name of a sheet and a row of it, from 0. A figure over all counted cases leads to the
    sheet of cases. A report without that sheet (one for outside) leads nowhere; one that has no
    words for the list (it was submitted before there was one) leads to the sheet of cases.
    """
    cases = next((sheet for sheet in report.sheets if sheet.code == CASES), None)
    if cases is None:
        return None, {}
    has_words = FIGURE_WORDS.keys() <= report.words.keys()
    places: dict[Place, tuple[str, int]] = {}
    known: dict[tuple[int, int], tuple[str, ...]] = {}
    body: list[tuple[str, str, str, int, str]] = []
    for figure in _figures(report):
        mine = figure.cases
        if not has_words or _is_everything(report, mine):
            places[figure.place] = (cases.name, 0)
            continue
        key = (id(mine.rows), mine.bits)
        if key not in known:
            known[key] = _texts(mine.numbers)
        places[figure.place] = (report.words["figures_sheet"], _HEAD_ROWS + len(body))
        body += [(*figure.words, len(mine), text) for text in known[key]]
    return (_sheet(report, body) if body else None), places


def _figures(report: Report) -> Iterator[_Figure]:
    """Give the figures that count at least one case."""
    for table in tables_of(report):
        for line in table.lines:
            for number, cell in line.cells:
                if cell.cases and cell.value is not None:
                    head = table.heads[number] if number < len(table.heads) else ""
                    place = (table.sheet, line.row, number)
                    yield _Figure(place, (table.title, line.label, head), cell.cases)


def _is_everything(report: Report, cases: CaseSet) -> bool:
    return len(cases) == len(report.rows) and cases.rows == report.rows


def _texts(numbers: tuple[str, ...]) -> tuple[str, ...]:
    """Join numbers of cases, as many as one row shows."""
    longest = max(map(len, numbers)) + len(_BETWEEN)
    most = max(_A_LINE // longest, 1) * _LINES
    return tuple(_BETWEEN.join(numbers[at : at + most]) for at in range(0, len(numbers), most))


def _sheet(report: Report, body: list[tuple[str, str, str, int, str]]) -> Sheet:
    words = report.words
    return Sheet(
        code="figures",
        name=words["figures_sheet"],
        kind=SheetKind.CASES,
        rows=(
            Row((Cell(words["figures_title"], Style.TITLE),)),
            Row((Cell(words["figures_note"], Style.SUBTITLE, span=len(_WIDTHS)),), 2),
            Row(tuple(Cell(words[code], Style.HEAD) for code in _HEADS), 2),
        ),
        widths=_WIDTHS,
        head_rows=(_HEAD_ROWS - 1, _HEAD_ROWS - 1),
        body=tuple(body),
        body_styles=_STYLES,
        body_lines=2,
        body_heights=tuple(map(_lines, body)),
    )


def _lines(line: tuple[str, str, str, int, str]) -> int:
    """Tell how many lines of text the words and numbers of a line take."""
    texts = zip((*line[:3], line[4]), (*_WIDTHS[:3], _A_LINE), strict=True)
    return max(-(-len(text) // width) for text, width in texts)
