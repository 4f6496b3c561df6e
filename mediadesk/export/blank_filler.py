"""Puts figures into somebody's Excel blank; everything else of the blank stays as openpyxl keeps it.

Text is always written as text, links to other files are left behind, the same input gives the same
bytes.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from mediadesk.domain.blank_report import OF_BLANK, placed
from mediadesk.domain.report_compare import CHANGES
from mediadesk.domain.report_outside import MARK
from mediadesk.export.blank_reader import load, reaches_out
from mediadesk.export.blank_sheets import add_sheets
from mediadesk.export.workbook_bulk import clean
from mediadesk.export.workbook_saving import save_in_memory

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from mediadesk.domain.blank_sheet import Place
    from mediadesk.domain.report_model import Report, Sheet, Value

__all__ = ["fill_again", "fill_blank"]

_DAY: Final = "dd.mm.yyyy"
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")
_FIXED: Final = (1980, 1, 1, 0, 0, 0)
_STAMPS: Final = re.compile(
    rb"(<dcterms:(?:modified|created)[^>]*>)[^<]*(</dcterms:(?:modified|created)>)"
)


def fill_blank(
    data: bytes,
    values: Iterable[tuple[Place, Value]],
    made_on: date,
    added: Sequence[Sheet] = (),
    name: str = "",
) -> bytes:
    """Give the blank with the values put in; errors as of `blank_reader.load`.

    `made_on` stands as the day of the file. `added` are sheets put behind those of the blank; where
    one tells what the figures mean, each figure leads there. Formulas are counted anew when the file
    is opened; one that asks another file or a server gives way to its last value.
    """
    book = load(data, name)
    _cut_links(book, data, name)
    for place, value in values:
        _put(book[place[0]].cell(place[1] + 1, place[2] + 1), value)
    add_sheets(book, added)
    book.calculation.fullCalcOnLoad = True
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        save_in_memory(book, out)
    return _steady(out.getvalue(), made_on)


def fill_again(
    data: bytes, report: Report, places: Container[Place], *, is_inside: bool, name: str
) -> bytes:
    """Fill a blank with the figures of a made report; what is hidden there is hidden here.

    `is_inside` adds the sheets of the report that are not the blank's; changes since are always told.
    """
    values = [
        (place, cell.value)
        for place, cell in placed(report)
        if place in places or cell.value == MARK
    ]
    more = [sheet for sheet in report.sheets if not sheet.code.startswith(OF_BLANK)]
    added = more if is_inside else [sheet for sheet in more if sheet.code == CHANGES]
    made_on = report.made_on or report.period.last
    return fill_blank(data, values, made_on, added, name)


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
