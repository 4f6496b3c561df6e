"""Reads a workbook or a text table into raw cells, within limits that keep memory and time."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mediadesk import files
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.journal_guard import LIMITS, Surveyed, survey
from mediadesk.export.journal_kinds import other_kind
from mediadesk.export.old_workbook_guard import widest
from mediadesk.export.text_table import read_table

if TYPE_CHECKING:
    from pathlib import Path

    from python_calamine import CalamineWorkbook


__all__ = ["RawBook", "RawSheet", "read_book"]

_FILE_LIMIT = 100 * 2**20
_MOST_MERGES = 50_000
_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet: name and rows of raw values (text, number, date, None).

    `merges` holds the ranges of merged cells: first row and column, last row and column, from 0.
    """

    name: str
    rows: Sequence[Sequence[object]]
    is_hidden: bool = False
    merges: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class RawBook:
    """A workbook: its sheets in order, and the name of its file."""

    sheets: tuple[RawSheet, ...]
    name: str = ""


class _TooBig(Exception):
    """A sheet has more cells than a journal."""


def read_book(path: Path) -> RawBook:
    """Read a workbook (xlsx, xls, ods) or text table (csv, tsv); the content decides, not the name.

    WorldTrouble: FILE_MISSING, NO_ACCESS, NOT_A_WORKBOOK, WORKBOOK_OTHER_KIND, WORKBOOK_LOCKED,
    WORKBOOK_TOO_BIG, WORKBOOK_EMPTY.
    """
    try:
        if path.stat().st_size > _FILE_LIMIT:
            raise WorldTrouble(Code.WORKBOOK_TOO_BIG, name=path.name)
        data = path.read_bytes()
    except OSError as error:
        raise files.trouble(error, path.name) from error
    if not data:
        raise WorldTrouble(Code.WORKBOOK_EMPTY, name=path.name)
    if data.startswith(_OLE) and _LOCKED in data:
        raise WorldTrouble(Code.WORKBOOK_LOCKED, name=path.name)
    if kind := other_kind(data):
        raise WorldTrouble(Code.WORKBOOK_OTHER_KIND, name=path.name, kind=kind)
    if data.startswith((_ZIP, _OLE)):
        sheets = _workbook(data, path.name)
    else:
        sheets = (RawSheet(path.stem, read_table(data, path.name)),)
    if not any(sheet.rows for sheet in sheets):
        raise WorldTrouble(Code.WORKBOOK_EMPTY, name=path.name)
    return RawBook(sheets, path.name)


def _workbook(data: bytes, name: str) -> tuple[RawSheet, ...]:
    """Read the sheets of a workbook by calamine; formulas give their kept values."""
    from python_calamine import CalamineWorkbook, PasswordError, SheetVisibleEnum

    seen = survey(data, name) if data.startswith(_ZIP) else Surveyed({}, {})
    try:
        _demand_area(0 if data.startswith(_ZIP) else widest(data))
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = {
            each.name: each.visible is SheetVisibleEnum.Visible for each in book.sheets_metadata
        }
        return tuple(
            _sheet(book, title, seen, is_hidden=not shown.get(title, True))
            for title in book.sheet_names
        )
    except _TooBig as error:
        raise WorldTrouble(Code.WORKBOOK_TOO_BIG, name=name) from error
    except PasswordError as error:
        raise WorldTrouble(Code.WORKBOOK_LOCKED, name=name) from error
    except BaseException as error:  # a panic of the parser is no Exception
        if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise WorldTrouble(Code.NOT_A_WORKBOOK, name=name) from error


def _demand_area(cells: int) -> None:
    if cells > LIMITS.cells:
        raise _TooBig


def _sheet(
    book: CalamineWorkbook,
    title: str,
    seen: Surveyed,
    *,
    is_hidden: bool,
) -> RawSheet:
    """Read a sheet; rows behind the last value are left out."""
    sheet = book.get_sheet_by_name(title)
    _demand_area(sheet.total_height * sheet.total_width)
    rows: list[list[object]] = [
        [None if value == "" else value for value in row]
        for row in sheet.to_python(skip_empty_area=False)
    ]
    for (r, c), trouble in seen.troubles.get(title, {}).items():
        rows += ([] for _ in range(len(rows), r + 1))
        rows[r] += [None] * (c + 1 - len(rows[r]))
        rows[r][c] = trouble
    while rows and all(value is None for value in rows[-1]):
        rows.pop()
    merges = tuple((*begin, *end) for begin, end in sheet.merged_cell_ranges or ())
    merges = seen.merges.get(title, merges[:_MOST_MERGES])
    return RawSheet(title, rows, is_hidden, merges)
