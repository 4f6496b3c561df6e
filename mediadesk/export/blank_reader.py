"""Reads somebody's Excel blank: how its sheets look, and what a filled copy would lose.

The package is looked through by `journal_guard` before anything is opened.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from typing import TYPE_CHECKING, Any, Final

from mediadesk import files
from mediadesk.domain.blank_sheet import BlankBook, BlankCell, BlankSheet, Loss
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.journal_guard import Limits, survey

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["BLANK_LIMITS", "LARGEST_BLANK", "load", "reaches_out", "read_blank", "read_bytes"]

LARGEST_BLANK: Final = 2 * 2**20
BLANK_LIMITS: Final = Limits(unpacked=40 * 2**20, rows=3000, columns=256, cells=200_000)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_WIDTH, _HEIGHT = 8.43, 15.0
_SIDES = (("l", "left"), ("t", "top"), ("r", "right"), ("b", "bottom"))
_PLAIN_FILLS = (None, "none")
_ODD_PICTURES = (".emf", ".wmf", ".svg", ".wdp")

_BY_NAME: Final = (
    (re.compile(r"vbaProject|macrosheets/|\.bas$"), Loss.MACROS),
    (re.compile(r"externalLinks/|connections\.xml|queryTables/"), Loss.LINKS),
    (re.compile(r"ctrlProps/|activeX/|slicers/|timelines/|slicerCaches/"), Loss.CONTROLS),
    (re.compile(r"embeddings/"), Loss.OBJECTS),
    (re.compile(r"pivotTables/|pivotCache/"), Loss.PIVOTS),
    (re.compile(r"xl/charts/chart"), Loss.CHARTS),
    (re.compile(r"threadedComments/|xl/comments"), Loss.NOTES),
    (re.compile(r"_xmlsignatures/"), Loss.SIGNED),
)
_BY_CONTENT: Final = (
    (re.compile(r"xl/drawings/[^/]*\.xml$"), re.compile(rb"<(\w+:)?(sp|cxnSp|grpSp)[ >]"), Loss.SHAPES),
    (re.compile(r"xl/drawings/[^/]*\.vml$"), re.compile(rb"ObjectType=\"(?!Note)"), Loss.CONTROLS),
    (re.compile(r"xl/worksheets/[^/]*\.xml$"), re.compile(rb"<(\w+:)?extLst[ >]"), Loss.EXTENSIONS),
    (re.compile(r"xl/worksheets/[^/]*\.xml$"), re.compile(rb"<(\w+:)?legacyDrawingHF[ />]"), Loss.PICTURES),
)  # fmt: skip
_STRING = re.compile(r'"[^"]*"')
_OUT = re.compile(
    r"\b(WEBSERVICE|RTD|IMAGE|CALL|REGISTER\.ID|DDE|STOCKHISTORY|CUBE\w+|FILTERXML)\s*\("
    r"|\[\d+\]|\w\s*\|\s*['\"\w]|'\s*[^'!]*\[[^\]]+\][^'!]*'!",
    re.IGNORECASE,
)


def reaches_out(formula: str) -> bool:
    """Tell whether a formula asks another file, program or server."""
    return bool(_OUT.search(_STRING.sub('""', formula)))


def read_bytes(path: Path) -> bytes:
    """Read a file that is no bigger than a blank.

    WorldTrouble: FILE_MISSING, NO_ACCESS, BLANK_TOO_BIG, WORKBOOK_EMPTY.
    """
    try:
        if path.stat().st_size > LARGEST_BLANK:
            raise WorldTrouble(Code.BLANK_TOO_BIG, name=path.name)
        data = path.read_bytes()
    except OSError as error:
        raise files.trouble(error, path.name) from error
    if not data:
        raise WorldTrouble(Code.WORKBOOK_EMPTY, name=path.name)
    return data


def load(data: bytes, name: str, *, values: bool = False) -> Any:
    """Open a blank that was looked through; links to other files are left behind.

    WorldTrouble: BLANK_TOO_BIG, WORKBOOK_LOCKED, NOT_A_WORKBOOK.
    """
    from openpyxl import load_workbook

    if data.startswith(_OLE) and _LOCKED in data:
        raise WorldTrouble(Code.WORKBOOK_LOCKED, name=name)
    if len(data) > LARGEST_BLANK:
        raise WorldTrouble(Code.BLANK_TOO_BIG, name=name)
    try:
        survey(data, name, BLANK_LIMITS)
    except WorldTrouble as error:
        if error.code is Code.WORKBOOK_TOO_BIG:
            raise WorldTrouble(Code.BLANK_TOO_BIG, name=name) from error
        raise
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is lost is told by `Loss`
            return load_workbook(
                io.BytesIO(data), keep_links=False, rich_text=not values, data_only=values
            )
    except Exception as error:  # a damaged part fails anywhere in the reader
        raise WorldTrouble(Code.NOT_A_WORKBOOK, name=name) from error


def read_blank(data: bytes, name: str = "") -> BlankBook:
    """Read how a blank looks; errors as of `load`, WORKBOOK_EMPTY without a sheet of cells."""
    book = load(data, name)
    sheets = tuple(_sheet(page) for page in book.worksheets)
    if not any(sheet.cells for sheet in sheets):
        raise WorldTrouble(Code.WORKBOOK_EMPTY, name=name)
    losses = set(_losses(data))
    texts = (cell.text for sheet in sheets for cell in sheet.cells.values() if cell.is_formula)
    if any(reaches_out(text) for text in texts):
        losses.add(Loss.OUTSIDE)
    return BlankBook(sheets, tuple(loss for loss in Loss if loss in losses))


def _losses(data: bytes) -> Iterator[Loss]:
    """Name what the parts of the package say will not come through."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.namelist():
            if part.startswith("xl/media/") and part.casefold().endswith(_ODD_PICTURES):
                yield Loss.PICTURES
            for pattern, loss in _BY_NAME:
                if pattern.search(part):
                    yield loss
            for pattern, content, loss in _BY_CONTENT:
                if pattern.search(part) and content.search(package.read(part)):
                    yield loss


def _sheet(page: Any) -> BlankSheet:
    from openpyxl.utils import get_column_letter

    rows = min(page.max_row, BLANK_LIMITS.rows)
    columns = min(page.max_column, BLANK_LIMITS.columns)
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    for area in page.merged_cells.ranges:
        start = (area.min_row - 1, area.min_col - 1)
        last_row, last_column = min(area.max_row, rows), min(area.max_col, columns)
        spans[start] = (last_row - start[0], last_column - start[1])
        for row in range(start[0], last_row):
            for column in range(start[1], last_column):
                if (row, column) != start:
                    covered[row, column] = start
    cells = {}
    for line in page.iter_rows(max_row=rows, max_col=columns):
        for cell in line:
            place = (cell.row - 1, cell.column - 1)
            made = None if place in covered else _cell(cell, spans.get(place, (1, 1)))
            if made is not None:
                cells[place] = made
    return BlankSheet(
        name=page.title,
        rows=rows,
        columns=columns,
        cells=cells,
        widths=_widths(page, columns, get_column_letter),
        heights=tuple(_height(page.row_dimensions, n + 1) for n in range(rows)),
        is_hidden=page.sheet_state != "visible",
        covered=covered,
    )


def _widths(page: Any, columns: int, letter: Any) -> tuple[float, ...]:
    """Give widths in characters; hidden columns have none."""
    usual = page.sheet_format.defaultColWidth or _WIDTH
    widths = [float(usual)] * columns
    for key, one in page.column_dimensions.items():
        first = one.min or next((n for n in range(1, columns + 1) if letter(n) == key), 0)
        for n in range(first, min(one.max or first, columns) + 1):
            if n:
                widths[n - 1] = 0.0 if one.hidden else float(one.width or usual)
    return tuple(widths)


def _height(rows: Any, number: int) -> float:
    if number not in rows:
        return _HEIGHT
    return 0.0 if rows[number].hidden else float(rows[number].height or _HEIGHT)


def _cell(cell: Any, area: tuple[int, int]) -> BlankCell | None:
    lines = "".join(
        letter for letter, side in _SIDES if getattr(getattr(cell.border, side), "style", None)
    )
    is_shaded = cell.fill.fill_type not in _PLAIN_FILLS
    if cell.value is None and not lines and not is_shaded and area == (1, 1):
        return None
    is_formula = cell.data_type == "f"
    return BlankCell(
        row=cell.row - 1,
        column=cell.column - 1,
        text=_text(cell),
        span=area[1],
        rows=area[0],
        is_formula=is_formula,
        is_percent="%" in (cell.number_format or ""),
        is_bold=bool(cell.font.b),
        is_shaded=is_shaded,
        align=cell.alignment.horizontal or "",
        lines=lines,
    )


def _text(cell: Any) -> str:
    """Give what a cell says; a formula as it is written."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        text = getattr(value, "text", value)
        return str(text) if str(text).startswith("=") else f"={text}"
    if hasattr(value, "strftime"):
        return str(value.strftime("%d.%m.%Y"))
    return str(value)
