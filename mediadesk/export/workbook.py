"""Writes a report as an Excel workbook: values, live formulas, print setup, charts.

XlsxWriter, because it writes a formula together with its value: the file shows the right figures
before anything recalculates. Text is always written as text. The same report gives the same bytes.
"""

from collections.abc import Mapping
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from mediadesk.domain.report_figures import Place, figure_list
from mediadesk.domain.report_model import Cell, Chart, Report, Row, Sheet, SheetKind, Style
from mediadesk.domain.report_outside import CASES
from mediadesk.domain.report_pages import page_starts
from mediadesk.export.workbook_bulk import BulkSheet, clean
from mediadesk.export.workbook_styles import Styles
from mediadesk.files import replacing

__all__ = ["to_bytes", "write"]

_LINE_POINTS = 14.0
_TITLE_POINTS = 20.0
_A4 = 9
_COLOURS = ("#1F4E79", "#7FA6CC", "#C7D6E5")
_FOOTER_LENGTH = 120
_CASES_LINK = (-1, -1)
_SIDES, _TOP_AND_FOOT = (0.5, 0.4), (0.5, 0.6)  # inches
_PAGE = (595.3, 841.9)  # A4 in points
_INCH = 72
_PIXELS, _PAD_PIXELS, _POINTS_OF_PIXEL = 7, 5, 0.75  # of a sign, of a column
_SQUEEZED = 1.25
_SURE = 0.95  # of a page: programs measure rows each a little differently


def write(report: Report, path: Path) -> None:
    """Write the workbook, whole or not at all; WorldTrouble tells what the disk answered."""
    data = to_bytes(report)
    with replacing(path) as part:
        part.write_bytes(data)


def to_bytes(report: Report) -> bytes:
    """Give the workbook; made in memory, so that no copy lies in a temporary folder."""
    target = BytesIO()
    normal = {"font_name": "Arial", "font_size": 10}  # columns are measured in its digits
    book = xlsxwriter.Workbook(target, {"in_memory": True, "default_format_properties": normal})
    made = report.made_on or report.period.last
    book.set_properties(
        {
            "title": clean(report.title),
            "subject": report.period.label,
            "company": clean(report.author),
            "author": "MediaDesk",
            "created": datetime.combine(made, time()),
        }
    )
    styles = Styles(book)
    listed, leads = figure_list(report)
    for number, sheet in enumerate(report.sheets):
        if listed is not None and sheet.code == CASES:
            page = book.add_worksheet(clean(listed.name), worksheet_class=BulkSheet)
            _fill(page, listed, styles, {})
            _set_up(page, listed, report)
        page = book.add_worksheet(clean(sheet.name), worksheet_class=BulkSheet)
        _fill(page, sheet, styles, _links(report, number, leads))
        _name_columns(book, sheet)
        for chart in sheet.charts:
            _draw(book, page, sheet, chart)
        _set_up(page, sheet, report)
    book.close()
    return target.getvalue()


def _links(
    report: Report, number: int, leads: Mapping[Place, tuple[str, int]]
) -> dict[tuple[int, int], str]:
    """Tell by row and column where the cells of a sheet lead; (-1, -1) is the way to the cases."""
    cases = next((s.name for s in report.sheets if s.code == CASES), report.sheets[0].name)
    mine = {(row, column): to for (sheet, row, column), to in leads.items() if sheet == number}
    mine[_CASES_LINK] = (cases, 0)
    return {
        place: f"internal:'{clean(name).replace(chr(39), chr(39) * 2)}'!A{row + 1}"
        for place, (name, row) in mine.items()
    }


def _fill(page: Any, sheet: Sheet, styles: Styles, links: Mapping[tuple[int, int], str]) -> None:
    """Write the cells of a sheet; `links` tells where those lead that lead somewhere."""
    for place, row in enumerate(sheet.rows):
        page.set_row(place, _height(row))
        column = 0
        for cell in row.cells:
            _put(page, (place, column), cell, styles, links)
            column += cell.span
    formats = [
        styles.look(style, is_line=True, is_high=sheet.body_lines > 1)
        for style in sheet.body_styles
    ]
    lines = sheet.body_heights or (sheet.body_lines,) * len(sheet.body)
    heights = [(_LINE_POINTS - 1) * each + 2 for each in lines]
    page.bulk(len(sheet.rows), sheet.body, len(sheet.body), formats, heights)


def _height(row: Row) -> float:
    """Give the height in points."""
    if row.cells and row.cells[0].style is Style.TITLE:
        return _TITLE_POINTS * row.height
    return _LINE_POINTS * row.height + 2


def _put(
    page: Any,
    at: tuple[int, int],
    cell: Cell,
    styles: Styles,
    links: Mapping[tuple[int, int], str],
) -> None:
    """Write one cell at a row and column."""
    look = styles.look(cell.style, is_total=cell.is_total)
    row, column = at
    if at in links:  # the figure is written over the words of the link
        page.write_url(row, column, links[at], look, "→")
    if cell.span > 1 or cell.rows > 1:
        last = (row + cell.rows - 1, column + cell.span - 1)
        page.merge_range(*at, *last, "", look)  # given text, it would make formulas of some
        if cell.value is not None:
            page.write_string(row, column, clean(str(cell.value)), look)
    elif cell.is_array:
        shown = "" if cell.value is None else cell.value
        page.write_array_formula(row, column, row, column, cell.formula, look, shown)
    elif cell.formula:
        page.write_formula(
            row, column, cell.formula, look, "" if cell.value is None else cell.value
        )
    elif cell.style is Style.LINK:
        page.write_url(row, column, links[_CASES_LINK], look, str(cell.value))
    elif isinstance(cell.value, str):
        page.write_string(row, column, clean(cell.value), look)
    elif isinstance(cell.value, int | float):
        page.write_number(row, column, cell.value, look)
    else:
        page.write_blank(row, column, None, look)
    if cell.note:
        page.write_comment(row, column, clean(cell.note), {"author": "", "x_scale": 1.6})


def _name_columns(book: Any, sheet: Sheet) -> None:
    """Name the columns of the sheet of cases for the formulas."""
    first = len(sheet.rows) + 1
    last = first + max(len(sheet.body), 1) - 1
    for name, number in sheet.names:
        letter = _letter(number)
        book.define_name(name, f"='{sheet.name}'!${letter}${first}:${letter}${last}")


def _letter(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))


def _draw(book: Any, page: Any, sheet: Sheet, plan: Chart) -> None:
    """Draw a chart over the figures of the sheet."""
    chart = book.add_chart({"type": plan.kind})
    font = {"name": "Arial", "size": 8}
    for column, colour in zip(plan.value_columns, _COLOURS, strict=False):
        chart.add_series(
            {
                "name": [sheet.name, plan.head_row, column],
                "categories": [
                    sheet.name, plan.first_row, plan.label_column, plan.last_row, plan.label_column,
                ],
                "values": [sheet.name, plan.first_row, column, plan.last_row, column],
                "fill": {"color": colour},
                "gap": 60,
                "data_labels": {"value": True, "font": font},
            }
        )  # fmt: skip
    chart.set_title({"name": clean(plan.title), "name_font": {"name": "Arial", "size": 11}})
    chart.set_legend(
        {"position": "bottom", "font": font} if len(plan.value_columns) > 1 else {"none": True}
    )
    labels = {
        "num_font": font,
        "reverse": plan.kind == "bar",
        "major_gridlines": {"visible": False},
    }
    values = {"visible": False, "major_gridlines": {"visible": False}, "min": 0}
    is_bar = plan.kind == "bar"
    chart.set_x_axis(values if is_bar else labels)
    chart.set_y_axis(labels if is_bar else values)
    chart.set_size({"width": 680, "height": 320})
    page.insert_chart(plan.row, 0, chart, {"x_offset": 4, "object_position": 1})


def _room(sheet: Sheet) -> float:
    """Give how many points of rows a printed page holds, when the sheet is made as narrow as paper."""
    wide, high = _PAGE[::-1] if sheet.is_landscape else _PAGE
    pixels = sum(width * _PIXELS + _PAD_PIXELS for width in sheet.widths)
    scale = min((wide - sum(_SIDES) * _INCH) / (pixels * _POINTS_OF_PIXEL), 1.0)
    return (high - sum(_TOP_AND_FOOT) * _INCH) / scale * _SURE


def _share_out(page: Any, sheet: Sheet) -> None:
    """Make a sheet as narrow as paper; one a little longer than a page fits on it, others break."""
    heights = [_height(row) for row in sheet.rows]
    room = _room(sheet)
    if sheet.kind is not SheetKind.FIGURES:
        page.fit_to_pages(1, 0)
    elif room < sum(heights) <= room * _SQUEEZED:
        page.fit_to_pages(1, 1)
    else:
        page.fit_to_pages(1, 0)
        page.set_h_pagebreaks(list(page_starts(sheet, heights, room)))


def _set_up(page: Any, sheet: Sheet, report: Report) -> None:
    """Set widths, frozen headings, filter, paper, repeated rows and footer."""
    for number, width in enumerate(sheet.widths):
        page.set_column(number, number, width)
    if sheet.hidden_from is not None:
        page.set_column(
            sheet.hidden_from, len(sheet.widths) - 1, 12, None, {"level": 1, "hidden": True}
        )
    page.hide_gridlines(2)
    page.set_paper(_A4)
    if sheet.is_landscape:
        page.set_landscape()
    page.set_margins(_SIDES[0], _SIDES[1], _TOP_AND_FOOT[0], _TOP_AND_FOOT[1])
    _share_out(page, sheet)
    if sheet.head_rows is not None:
        first, last = sheet.head_rows
        page.repeat_rows(first, last)
        page.freeze_panes(last + 1, 1)
        if sheet.kind is SheetKind.CASES:
            end = last + max(len(sheet.body), 1)
            page.autofilter(first, 0, end, (sheet.hidden_from or len(sheet.widths)) - 1)
            page.print_area(0, 0, end, (sheet.hidden_from or len(sheet.widths)) - 1)
    else:
        page.freeze_panes(1, 1)
    footer = clean(report.title)[:_FOOTER_LENGTH].replace("&", "&&")
    words = {code: text.replace("&", "&&") for code, text in report.words.items()}
    period = words.get("period", report.period.label)
    page.set_footer(
        f"&L&8{footer}, {period}&R&8{words.get('page', '')} &P {words.get('of', '/')} &N"
    )
