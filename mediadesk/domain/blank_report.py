"""A filled blank as a report: its sheets as grids, its figures as tables, what each of them means."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from mediadesk.domain.blank_plan import Target
from mediadesk.domain.blank_sheet import BlankBook, BlankCell, BlankSheet, Place, address, letters
from mediadesk.domain.report_build_blocks import Figures
from mediadesk.domain.report_build_cases import told_rates
from mediadesk.domain.report_model import Cell, Report, Row, Sheet, SheetKind, Style
from mediadesk.domain.statistics import Filter

__all__ = [
    "DEFINITIONS",
    "OF_BLANK",
    "blank_sheets",
    "definitions_sheet",
    "figure_tables",
    "placed",
    "told_figure",
    "told_filter",
    "with_own_names",
]

OF_BLANK: Final = "blank:"
"""How the codes of the sheets of a blank begin."""
DEFINITIONS: Final = "definitions"
"""The code of the sheet of figures and their meaning."""
_NARROWEST = 2
_LABEL_WIDTH, _FIGURE_WIDTH, _LEAST = 44, 16, 5
_POINTS = 15.0
_LONGEST_NAME = 31
_LETTERS = 1.12  # letters are narrower than the digits that widths count


def blank_sheets(book: BlankBook, values: Mapping[Place, Cell]) -> tuple[Sheet, ...]:
    """Give the sheets of the blank with the values in place; hidden ones only if they take one."""
    taking = {place[0] for place in values}
    shown = (sheet for sheet in book.sheets if not sheet.is_hidden or sheet.name in taking)
    return tuple(_sheet(sheet, values) for sheet in shown)


def _sheet(sheet: BlankSheet, values: Mapping[Place, Cell]) -> Sheet:
    rows = []
    for row in range(sheet.rows):
        cells = tuple(_line(sheet, row, values))
        height = sheet.heights[row] if sheet.heights else _POINTS
        rows.append(Row(cells, max(1, round(height / _POINTS))))
    widths = tuple(max(_NARROWEST, round(width)) for width in sheet.widths)
    return Sheet(
        code=f"{OF_BLANK}{sheet.name}",
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


def placed(report: Report) -> Iterator[tuple[Place, Cell]]:
    """Give every cell of the sheets of a blank with its place."""
    for sheet in report.sheets:
        if not sheet.code.startswith(OF_BLANK):
            continue
        for number, row in enumerate(sheet.rows):
            column = 0
            for cell in row.cells:
                yield (sheet.code.removeprefix(OF_BLANK), number, column), cell
                column += cell.span


def told_filter(where: Filter, figures: Figures) -> str:
    """Say a filter in words: 'Вид спора: Гражданский, Семейный; Стадия: Досудебная'."""
    told = []
    for name, codes in where.parts:
        said = ", ".join(figures.said(figures.vocabulary.name(name, c), " / ") for c in codes)
        told.append(f"{figures.said(figures.vocabulary.titles[name], ' / ')}: {said}")
    return "; ".join(told)


def told_figure(target: Target, figures: Figures) -> str:
    """Say what a figure is: its indicator and its filter."""
    title = figures.said(figures.vocabulary.indicators[target.indicator].title, " / ")
    return "; ".join(filter(None, (title, told_filter(target.where, figures))))


def figure_tables(targets: Iterable[Target]) -> list[tuple[str, list[int], list[int]]]:
    """Give the tables of the sheet of figures: a sheet of the blank, its columns and its rows."""
    found: dict[str, tuple[set[int], set[int]]] = {}
    for each in targets:
        if each.indicator:
            columns, rows = found.setdefault(each.sheet, (set(), set()))
            columns.add(each.column)
            rows.add(each.row)
    return [(name, sorted(columns), sorted(rows)) for name, (columns, rows) in found.items()]


def definitions_sheet(book: BlankBook, values: Mapping[Target, Cell], figures: Figures) -> Sheet:
    """Make the sheet of the figures put in: tables of the blank's rows and columns, and meanings.

    It is by these tables that small figures are hidden and later changes are found.
    """
    by_place = {target.place: cell for target, cell in values.items()}
    tables = figure_tables(values)
    rows: list[Row] = []
    for name, columns, lines in tables:
        heads = (figures.word("blank_line", " / "), *(letters(column) for column in columns))
        rows.append(Row((Cell(name, Style.CAPTION),)))
        rows.append(Row(tuple(Cell(head, Style.HEAD) for head in heads)))
        for line in lines:
            cells = (by_place.get((name, line, column), Cell()) for column in columns)
            rows.append(Row((Cell(_label(book, name, line, columns), Style.LABEL), *cells)))
        rows.append(Row())
    width = max((len(columns) for _, columns, _ in tables), default=0)
    widths = (_LABEL_WIDTH, *(_FIGURE_WIDTH for _ in range(max(width, _LEAST))))
    room = int(sum(widths[1:]) * _LETTERS)
    rows.append(Row((Cell(figures.word("blank_definition", " / "), Style.CAPTION),)))
    for target, cell in values.items():
        if target.indicator:
            note = figures.said(figures.vocabulary.indicators[target.indicator].note, " / ")
            words = ". ".join(filter(None, (told_figure(target, figures), note)))
            place = f"{target.sheet} {address(target.row, target.column)}"
            rows.append(
                Row(
                    (
                        Cell(place, Style.TEXT, cell.cases),
                        Cell(words, Style.TEXT, span=len(widths) - 1),
                    ),
                    -(-len(words) // room),
                )
            )
    rates = told_rates(figures)
    if rates:
        said = Cell(rates, Style.FACT, span=len(widths) - 1)
        word = Cell(figures.word("rates", " / "), Style.SUBTITLE)
        rows += [Row(), Row((word, said), -(-len(rates) // room))]
    return Sheet(
        code=DEFINITIONS,
        name=figures.word("blank_definitions", " · "),
        kind=SheetKind.FIGURES,
        rows=tuple(rows),
        widths=widths,
    )


def _label(book: BlankBook, name: str, row: int, columns: list[int]) -> str:
    """Name a row of the blank: its number and the words at its left."""
    sheet = book.sheet(name)
    said = [sheet.at(row, n).text for n in range(columns[0])] if sheet is not None else []
    words = [each for each in dict.fromkeys(said) if any(sign.isalpha() for sign in each)]
    return f"{row + 1}. {words[-1]}" if words else f"{row + 1}."


def with_own_names(sheets: Iterable[Sheet], book: BlankBook) -> tuple[Sheet, ...]:
    """Give sheets names that no sheet of the blank has."""
    taken = {sheet.name.casefold() for sheet in book.sheets}
    made = []
    for sheet in sheets:
        name, number = sheet.name[:_LONGEST_NAME], 2
        while name.casefold() in taken:
            name, number = f"{sheet.name[: _LONGEST_NAME - 4]} {number}", number + 1
        taken.add(name.casefold())
        made.append(replace(sheet, name=name))
    return tuple(made)
