"""Reads a workbook or a text table into raw cells, within limits that keep memory and time."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mediadesk import files
from mediadesk.errors import Code, WorldTrouble

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["RawBook", "RawSheet", "read_book"]

_FILE_LIMIT = 100 * 2**20
_OPEN_LIMIT = 400 * 2**20
_RATIO = 200
_RATIO_FROM = 10 * 2**20
_ENTRIES = 5000
_ROWS = 200_000
_COLUMNS = 256
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet: name and rows of raw values (text, number, date, None)."""

    name: str
    rows: Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class RawBook:
    """A workbook: its sheets in order."""

    sheets: tuple[RawSheet, ...]


def read_book(path: Path) -> RawBook:
    """Read a workbook (xlsx, xls, ods) or text table (csv); the content decides, not the name.

    WorldTrouble: FILE_MISSING, NO_ACCESS, NOT_A_WORKBOOK, WORKBOOK_TOO_BIG, WORKBOOK_EMPTY.
    """
    try:
        if path.stat().st_size > _FILE_LIMIT:
            raise WorldTrouble(Code.WORKBOOK_TOO_BIG, name=path.name)
        data = path.read_bytes()
    except OSError as error:
        raise files.trouble(error, path.name) from error
    if not data:
        raise WorldTrouble(Code.WORKBOOK_EMPTY, name=path.name)
    if data.startswith(b"PK"):
        _guard(data, path.name)
        sheets = _workbook(data, path.name)
    elif data.startswith(_OLE):
        sheets = _workbook(data, path.name)
    else:
        sheets = (RawSheet(path.stem, _table(data, path.name)),)
    if not any(sheet.rows for sheet in sheets):
        raise WorldTrouble(Code.WORKBOOK_EMPTY, name=path.name)
    return RawBook(sheets)


def _guard(data: bytes, name: str) -> None:
    """Refuse a package that unpacks to more than a journal can hold, or declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            total = sum(e.file_size for e in entries)
            packed = sum(e.compress_size for e in entries) or 1
            bomb = total > _RATIO_FROM and total / packed > _RATIO
            if len(entries) > _ENTRIES or total > _OPEN_LIMIT or bomb:
                raise WorldTrouble(Code.WORKBOOK_TOO_BIG, name=name)
            for entry in entries:
                if entry.filename.endswith(".xml"):
                    with package.open(entry) as part:
                        if b"<!ENTITY" in part.read(4096):
                            raise WorldTrouble(Code.NOT_A_WORKBOOK, name=name)
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
        NotImplementedError,
        zlib.error,
    ) as error:
        raise WorldTrouble(Code.NOT_A_WORKBOOK, name=name) from error


def _workbook(data: bytes, name: str) -> tuple[RawSheet, ...]:
    """Read the sheets of a workbook by calamine; formulas give their kept values."""
    from python_calamine import CalamineWorkbook

    found = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for title in book.sheet_names:
            sheet = book.get_sheet_by_name(title)
            if sheet.total_height > _ROWS or sheet.total_width > _COLUMNS:
                raise WorldTrouble(Code.WORKBOOK_TOO_BIG, name=name)
            rows = [
                [None if v == "" else v for v in r] for r in sheet.to_python(skip_empty_area=False)
            ]
            while rows and all(v is None for v in rows[-1]):
                rows.pop()
            found.append(RawSheet(title, rows))
    except WorldTrouble:
        raise
    except BaseException as error:  # a panic of the parser is no Exception
        if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise WorldTrouble(Code.NOT_A_WORKBOOK, name=name) from error
    return tuple(found)


def _table(data: bytes, name: str) -> list[list[object]]:
    """Read a text table in UTF-8 or cp1251, parted by semicolons, commas or tabs."""
    if b"\0" in data:
        raise WorldTrouble(Code.NOT_A_WORKBOOK, name=name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1251", "replace")
    head = text[:20_000]
    mark = max(";\t,", key=head.count)
    if mark not in head:
        raise WorldTrouble(Code.NOT_A_WORKBOOK, name=name)
    rows: list[list[object]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            rows.append([cell or None for cell in row])
            if len(rows) > _ROWS or len(row) > _COLUMNS:
                raise WorldTrouble(Code.WORKBOOK_TOO_BIG, name=name)
    except csv.Error as error:
        raise WorldTrouble(Code.NOT_A_WORKBOOK, name=name) from error
    return rows
