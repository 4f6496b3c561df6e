"""A filled blank as a report: its sheets as grids, the counted cases, what each figure means."""

from collections.abc import Iterator, Mapping

from mediadesk.domain.blank_plan import Target
from mediadesk.domain.blank_sheet import BlankBook, BlankCell, BlankSheet, Place, address
from mediadesk.domain.report_build_blocks import Figures
from mediadesk.domain.report_build_cases import cases_sheet
from mediadesk.domain.report_model import Cell, Row, Sheet, SheetKind, Style, Value
from mediadesk.domain.statistics import Filter

__all__ = ["blank_sheets", "definition_rows", "definitions_sheet", "told_filter"]

_NARROWEST = 2
_WIDTHS = (14, 8, 40, 40, 60, 10)
_POINTS = 15.0


def blank_sheets(
    book: BlankBook, values: Mapping[Place, Cell], figures: Figures, *, with_cases: bool = True
) -> tuple[Sheet, ...]:
    """Give the visible sheets of the blank with the values in place, and the sheet of cases."""
    shown = tuple(_sheet(sheet, values) for sheet in book.sheets if not sheet.is_hidden)
    return (*shown, cases_sheet(figures)) if with_cases else shown


def _sheet(sheet: BlankSheet, values: Mapping[Place, Cell]) -> Sheet:
    rows = []
    for row in range(sheet.rows):
        cells = tuple(_line(sheet, row, values))
        height = sheet.heights[row] if sheet.heights else _POINTS
        rows.append(Row(cells, max(1, round(height / _POINTS))))
    widths = tuple(max(_NARROWEST, round(width)) for width in sheet.widths)
    return Sheet(
        code=sheet.name,
        name=sheet.name,
        kind=SheetKind.FIGURES,
        rows=tuple(rows),
        widths=widths or (_NARROWEST,) * sheet.columns,
    )


def _line(sheet: BlankSheet, row: int, values: Mapping[Place, Cell]) -> Iterator[Cell]:
    """Give the cells of a row; one that spans columns stands for all of them."""
    column = 0
    while column < sheet.columns:
        made = _cell(sheet, row, column, values)
        yield made
        column += made.span


def _cell(sheet: BlankSheet, row: int, column: int, values: Mapping[Place, Cell]) -> Cell:
    if (row, column) in sheet.covered:
        return Cell()
    seen = sheet.cells.get((row, column)) or BlankCell(row, column)
    made = values.get((sheet.name, row, column))
    is_total = seen.is_bold or seen.is_shaded
    if made is None:
        return Cell(
            seen.text or None, Style.TEXT, span=seen.span, rows=seen.rows, is_total=is_total
        )
    return Cell(
        made.value, made.style, made.cases, span=seen.span, rows=seen.rows, is_total=is_total
    )


def told_filter(where: Filter, figures: Figures) -> str:
    """Say a filter in words: 'Вид спора: Гражданский, Семейный; Стадия: Досудебная'."""
    told = []
    for name, codes in where.parts:
        said = ", ".join(figures.said(figures.vocabulary.name(name, c), " / ") for c in codes)
        told.append(f"{figures.said(figures.vocabulary.titles[name], ' / ')}: {said}")
    return "; ".join(told)


def definition_rows(values: Mapping[Target, Cell], figures: Figures) -> list[list[Value]]:
    """List every figure put in: sheet, cell, indicator, filters, its definition, counted cases."""
    heads = (
        "sheet", "cell", "indicator", "filters", "definition", "counted",
    )  # fmt: skip
    rows: list[list[Value]] = [[figures.word(f"blank_{head}", " / ") for head in heads]]
    for target, cell in values.items():
        if target.indicator:
            indicator = figures.vocabulary.indicators[target.indicator]
            rows.append(
                [
                    target.sheet,
                    address(target.row, target.column),
                    figures.said(indicator.title, " / "),
                    told_filter(target.where, figures),
                    figures.said(indicator.note, " / "),
                    len(cell.case_ids),
                ]
            )
    return rows


def definitions_sheet(values: Mapping[Target, Cell], figures: Figures) -> Sheet:
    """Make a sheet of what every figure means, for a second workbook."""
    rows = definition_rows(values, figures)
    return Sheet(
        code="definitions",
        name=figures.word("blank_definitions", " · "),
        kind=SheetKind.FIGURES,
        rows=(
            Row(tuple(Cell(value, Style.HEAD) for value in rows[0]), 2),
            *(Row(tuple(Cell(v, _look(v)) for v in row), 2) for row in rows[1:]),
        ),
        widths=_WIDTHS,
    )


def _look(value: Value) -> Style:
    return Style.COUNT if isinstance(value, int) else Style.LABEL
