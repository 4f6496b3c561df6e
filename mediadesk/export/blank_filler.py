"""Puts figures into somebody's Excel blank; everything else of the blank stays as openpyxl keeps it.

Text is always written as text, links to other files are left behind, the same input gives the same
bytes.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from mediadesk.domain.report_model import Value
from mediadesk.export.blank_reader import load, reaches_out
from mediadesk.export.workbook_bulk import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mediadesk.domain.blank_sheet import Place

__all__ = ["AddedSheet", "fill_blank"]

_DAY: Final = "dd.mm.yyyy"
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")
_FIXED: Final = (1980, 1, 1, 0, 0, 0)
_STAMPS: Final = re.compile(
    rb"(<dcterms:(?:modified|created)[^>]*>)[^<]*(</dcterms:(?:modified|created)>)"
)
_NAME_LIMIT: Final = 31


@dataclass(frozen=True, slots=True)
class AddedSheet:
    """A sheet of plain rows put behind those of the blank; the first row is its heading."""

    name: str
    rows: Sequence[Sequence[Value]]
    widths: Sequence[int] = ()


def fill_blank(
    data: bytes,
    values: Iterable[tuple[Place, Value]],
    made_on: date,
    added: Sequence[AddedSheet] = (),
    name: str = "",
) -> bytes:
    """Give the blank with the values put in; errors as of `blank_reader.load`.

    `made_on` stands as the day of the file. Formulas are counted anew when the file is opened; one
    that asks another file or a server gives way to its last value.
    """
    book = load(data, name)
    _cut_links(book, data, name)
    for place, value in values:
        _put(book[place[0]].cell(place[1] + 1, place[2] + 1), value)
    for sheet in added:
        _add(book, sheet)
    book.calculation.fullCalcOnLoad = True
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book.save(out)
    return _steady(out.getvalue(), made_on)


def _put(cell: Any, value: Value) -> None:
    """Write a value; words never become a formula."""
    if isinstance(value, str):
        words = clean(value)
        cell.value = words
        cell.data_type = "s"
        if words.startswith(_RISKY):
            cell.quotePrefix = True
        return
    look = cell.number_format
    cell.value = value
    if isinstance(value, date):
        cell.number_format = _DAY if look in ("General", "@") else look
    elif look == "@":
        cell.number_format = "General"  # the formulas of the blank count numbers, not words
    else:
        cell.number_format = look


def _cut_links(book: Any, data: bytes, name: str) -> None:
    """Put the last value in the place of formulas that reach out; take such names and lists away."""
    outside = [
        cell
        for page in book.worksheets
        for line in page.iter_rows()
        for cell in line
        if cell.data_type == "f" and reaches_out(str(getattr(cell.value, "text", cell.value)))
    ]
    if outside:
        kept = load(data, name, values=True)
        for cell in outside:
            last = kept[cell.parent.title][cell.coordinate].value
            cell.value = last
            if isinstance(last, str):
                cell.data_type = "s"
    for names in (book.defined_names, *(page.defined_names for page in book.worksheets)):
        for each in [n for n, defined in names.items() if reaches_out(str(defined.attr_text))]:
            del names[each]
    for page in book.worksheets:
        lists = page.data_validations
        lists.dataValidation = [
            rule
            for rule in lists.dataValidation
            if not reaches_out(f"{rule.formula1 or ''} {rule.formula2 or ''}")
        ]


def _add(book: Any, sheet: AddedSheet) -> None:
    """Put a sheet behind the others, under a name nobody has yet."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    taken = {title.casefold() for title in book.sheetnames}
    title, number = clean(sheet.name)[:_NAME_LIMIT], 2
    while title.casefold() in taken:
        title, number = f"{clean(sheet.name)[: _NAME_LIMIT - 4]} {number}", number + 1
    page = book.create_sheet(title)
    for n, row in enumerate(sheet.rows, 1):
        for m, value in enumerate(row, 1):
            cell = page.cell(n, m)
            _put(cell, value)
            cell.font = Font(bold=n == 1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for n, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(n)].width = width
    page.freeze_panes = "A2"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.sheet_properties.pageSetUpPr = _fit()
    page.page_setup.fitToHeight = 0


def _fit() -> Any:
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)


def _steady(data: bytes, made_on: date) -> bytes:
    """Give the package with one time in it, so that the same input gives the same bytes."""
    out = io.BytesIO()
    stamp = f"{made_on.isoformat()}T00:00:00Z".encode()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as package,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in package.infolist():
            content = package.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _STAMPS.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
            target.writestr(zipfile.ZipInfo(entry.filename, _FIXED), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
