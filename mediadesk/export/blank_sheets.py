"""Sheets of a report put behind those of somebody's blank, by openpyxl: figures, checks, cases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from mediadesk.domain.blank_report import DEFINITIONS
from mediadesk.domain.report_model import Cell, Sheet, SheetKind, Style, Value
from mediadesk.export.workbook_bulk import clean
from mediadesk.export.workbook_styles import look_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["add_sheets"]

_NAME_LIMIT: Final = 31
_NAMED_AT_MOST: Final = 200
_NUMBERS_WIDTH: Final = 60
_POINTS: Final = 14.0
_A4: Final = 9
_HIGHEST: Final = 400.0
_OURS: Final = re.compile(r"\b(?:case|carried)_[a-z_]+\b")


def add_sheets(book: Any, sheets: Iterable[Sheet]) -> None:
    """Put sheets behind those of a workbook, under names nobody has yet, with their formulas.

    Each figure of the blank leads to the line that says what it means and which cases it counts.
    """
    sheets = tuple(sheets)
    titles = {sheet.code: _free_title(book, sheet.name) for sheet in sheets}
    for sheet in sheets:
        book.create_sheet(titles[sheet.code])
    taken = {name.casefold() for name in book.defined_names}
    ours = {name for sheet in sheets for name, _ in sheet.names}
    renamed = {name: f"{name}_md" for name in ours if name in taken}
    looks: dict[tuple[Style, bool, bool, bool], Any] = {}
    for sheet in sheets:
        page = book[titles[sheet.code]]
        writer = _Writer(page, sheet, looks, renamed)
        writer.fill()
        writer.set_up(book)
        if sheet.code == DEFINITIONS:
            _link(book, page, titles.get("cases", ""), writer.meant)


def _free_title(book: Any, name: str) -> str:
    taken = {title.casefold() for title in book.sheetnames}
    title, number = clean(name)[:_NAME_LIMIT], 2
    while title.casefold() in taken:
        title, number = f"{clean(name)[: _NAME_LIMIT - 4]} {number}", number + 1
    return title


class _Writer:
    """Writes one sheet; `meant` are the lines that say what a figure is: where it stands, its row."""

    def __init__(
        self,
        page: Any,
        sheet: Sheet,
        looks: dict[tuple[Style, bool, bool, bool], Any],
        renamed: Mapping[str, str],
    ) -> None:
        self._page, self._sheet, self._looks, self._renamed = page, sheet, looks, renamed
        self.meant: list[tuple[str, int]] = []

    def fill(self) -> None:
        """Write heads, figures and lines."""
        for number, row in enumerate(self._sheet.rows, 1):
            self._page.row_dimensions[number].height = _POINTS * max(row.height, 1) + 2
            column = 1
            for cell in row.cells:
                self._put(number, column, cell)
                column += cell.span
            first = row.cells[0] if row.cells else Cell()
            if self._sheet.code == DEFINITIONS and first.style is Style.TEXT and first.value:
                self.meant.append((str(first.value), number))
                if first.cases is not None:
                    self._numbers(number, column, first)
        is_high = self._sheet.body_lines > 1
        for number, line in enumerate(self._sheet.body, len(self._sheet.rows) + 1):
            for column, (value, style) in enumerate(
                zip(line, self._sheet.body_styles, strict=True), 1
            ):
                place = self._page.cell(number, column)
                _write(place, value)
                self._dress(place, (style, False, True, is_high))

    def _put(self, row: int, column: int, cell: Cell) -> None:
        from openpyxl.worksheet.formula import ArrayFormula

        place = self._page.cell(row, column)
        if cell.formula:
            text = _OURS.sub(lambda m: self._renamed.get(m[0], m[0]), cell.formula)
            place.value = ArrayFormula(place.coordinate, text) if cell.is_array else text
        else:
            _write(place, cell.value)
        self._dress(place, (cell.style, cell.is_total, False, False))
        if cell.span > 1 or cell.rows > 1:
            self._page.merge_cells(
                start_row=row, start_column=column,
                end_row=row + cell.rows - 1, end_column=column + cell.span - 1,
            )  # fmt: skip

    def _numbers(self, row: int, column: int, cell: Cell) -> None:
        """Name the cases behind a figure, as far as a cell is to be read."""
        numbers = cell.cases.numbers if cell.cases is not None else ()
        told = ", ".join(numbers[:_NAMED_AT_MOST])
        more = f" … (+{len(numbers) - _NAMED_AT_MOST})" if len(numbers) > _NAMED_AT_MOST else ""
        place = self._page.cell(row, column)
        words = f"{len(numbers)}: {told}{more}" if numbers else "0"
        _write(place, words)
        held = self._page.row_dimensions[row]
        lines = -(-len(words) // _NUMBERS_WIDTH)
        held.height = min(max(held.height, _POINTS * lines + 2), _HIGHEST)
        self._dress(place, (Style.TEXT, False, False, False))

    def _dress(self, place: Any, key: tuple[Style, bool, bool, bool]) -> None:
        """Give a cell its look; the first one of a look is the model of the others."""
        if key in self._looks:
            place._style = self._looks[key]._style  # noqa: SLF001  (ten times as fast)
            return
        style, is_total, is_line, is_high = key
        _look(place, look_of(style, is_total=is_total, is_line=is_line, is_high=is_high))
        self._looks[key] = place

    def set_up(self, book: Any) -> None:
        """Set widths, names of columns, frozen headings, filter and paper."""
        from openpyxl.utils import get_column_letter
        from openpyxl.workbook.defined_name import DefinedName
        from openpyxl.worksheet.properties import PageSetupProperties

        page, sheet = self._page, self._sheet
        widths = (*sheet.widths, *((_NUMBERS_WIDTH,) if self.meant else ()))
        for number, width in enumerate(widths, 1):
            held = page.column_dimensions[get_column_letter(number)]
            held.width = width
            held.hidden = sheet.hidden_from is not None and number > sheet.hidden_from
        first = len(sheet.rows) + 1
        last = first + max(len(sheet.body), 1) - 1
        title = page.title.replace("'", "''")
        for name, number in sheet.names:
            letter = get_column_letter(number + 1)
            name = self._renamed.get(name, name)
            area = f"'{title}'!${letter}${first}:${letter}${last}"
            book.defined_names[name] = DefinedName(name, attr_text=area)
        if sheet.head_rows is not None:
            page.freeze_panes = f"B{sheet.head_rows[1] + 2}"
            page.print_title_rows = f"{sheet.head_rows[0] + 1}:{sheet.head_rows[1] + 1}"
        if sheet.kind is SheetKind.CASES:
            end = get_column_letter(sheet.hidden_from or len(sheet.widths))
            page.auto_filter.ref = f"A{first - 1}:{end}{last}"
        page.sheet_view.showGridLines = False
        page.page_setup.orientation = "landscape" if sheet.is_landscape else "portrait"
        page.page_setup.paperSize = _A4
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.page_setup.fitToHeight = 0


def _write(place: Any, value: Value) -> None:
    """Write a value; words stay words, whatever they begin with."""
    if isinstance(value, str):
        place.value = clean(value)
        place.data_type = "s"
    else:
        place.value = value


def _look(place: Any, facts: Mapping[str, Any]) -> None:
    """Say with openpyxl what XlsxWriter's words say."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    def colour(name: str) -> str | None:
        return str(facts[name]).lstrip("#") if name in facts else None

    def side(name: str) -> Side:
        weight = facts.get(name, facts.get("border", 0))
        if not weight:
            return Side()
        tint = colour(f"{name}_color") or colour("border_color")
        return Side(style="medium" if weight > 1 else "thin", color=tint)

    place.font = Font(
        name=facts["font_name"], size=facts["font_size"], bold=facts.get("bold", False),
        color=colour("font_color"), underline="single" if "underline" in facts else None,
    )  # fmt: skip
    ground = colour("bg_color")
    if ground:
        place.fill = PatternFill("solid", fgColor=ground)
    place.border = Border(
        left=side("left"), right=side("right"), top=side("top"), bottom=side("bottom")
    )
    place.alignment = Alignment(
        horizontal=facts.get("align"),
        vertical={"vcenter": "center"}.get(facts.get("valign", ""), facts.get("valign")),
        wrap_text=facts.get("text_wrap", False),
        shrink_to_fit=facts.get("shrink", False),
        indent=facts.get("indent", 0),
    )
    place.number_format = facts.get("num_format", "General")


def _link(book: Any, page: Any, cases: str, meant: list[tuple[str, int]]) -> None:
    """Lead from each figure of the blank to its line, and from there to the counted cases."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    title, cases = page.title.replace("'", "''"), cases.replace("'", "''")
    for told, row in meant:
        sheet, place = told.rsplit(" ", 1)
        cell = book[sheet][place]
        if cell.hyperlink is None:
            cell.hyperlink = Hyperlink(ref=place, location=f"'{title}'!A{row}")
        if cases:
            ref = f"A{row}"
            page[ref].hyperlink = Hyperlink(ref=ref, location=f"'{cases}'!A1")
