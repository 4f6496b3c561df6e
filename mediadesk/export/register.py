"""Writes rows of a list (the register of cases, say) as a workbook, columns from their declared fields.

Made for many rows. The file holds names of parties, because it is the register itself; nothing of
it ever lies in a temporary file.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from itertools import chain
from pathlib import Path
from typing import Any

import xlsxwriter

from mediadesk.domain.fields import Spec, specs
from mediadesk.domain.report_model import Style
from mediadesk.domain.types import Labelled
from mediadesk.export.workbook_bulk import BulkSheet, clean
from mediadesk.export.workbook_styles import Styles
from mediadesk.files import replacing
from mediadesk.i18n import Translator
from mediadesk.marks import N_

__all__ = ["write_register"]

_A4 = 9
_WIDTHS: tuple[tuple[type, int], ...] = ((date, 12), (Labelled, 22))
_MOST_ROWS = 1_048_570  # a sheet has 1,048,576 rows


def write_register(
    cls: type,
    rows: Sequence[Any],
    path: Path,
    tr: Translator,
    *,
    title: str,
    made_on: date,
    only: Sequence[str] = (),
    with_totals: bool = False,
) -> None:
    """Write rows of a dataclass, whole or not at all; `only` some columns, in this order.

    `with_totals` puts a line with the number of rows and the sums of money under them. Headings and codes come out in the language of `tr`; sums in tenge. WorldTrouble tells what the
    disk answered. Rows beyond what one sheet can hold go to further sheets.
    """
    known = {field.name: field for field in specs(cls)}
    fields = [known[name] for name in only or known]
    with replacing(path) as part, part.open("wb") as file:
        # In memory: a scratch file with names would stay behind when the program is killed.
        book = xlsxwriter.Workbook(file, {"in_memory": True})
        book.set_properties(
            {
                "title": clean(title),
                "author": "MediaDesk",
                "created": datetime.combine(made_on, time()),
            }
        )
        styles = Styles(book)
        for number, start in enumerate(range(0, max(len(rows), 1), _MOST_ROWS), 1):
            name = clean(title)[:25] if number == 1 else f"{clean(title)[:25]} {number}"
            page = book.add_worksheet(_sheet_name(name), worksheet_class=BulkSheet)
            part_of = rows[start : start + _MOST_ROWS]
            last = with_totals and start + _MOST_ROWS >= len(rows)
            _fill(page, fields, part_of, styles, tr, _totals(fields, rows, tr) if last else ())
        book.close()


def _sheet_name(name: str) -> str:
    return "".join(" " if sign in "[]:*?/\\'" else sign for sign in name).strip() or "1"


def _fill(
    page: Any,
    fields: Sequence[Spec],
    rows: Sequence[Any],
    styles: Styles,
    tr: Translator,
    totals: Sequence[object],
) -> None:
    """Write headings and rows of one sheet, with filter, frozen heading and print setup."""
    for column, field in enumerate(fields):
        page.write_string(0, column, clean(tr.text(field.field.label)), styles.look(Style.HEAD))
        page.set_column(column, column, _width(field))
    page.set_row(0, 32)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(len(rows), 1), len(fields) - 1)
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&R&8&P / &N")
    looks = [styles.look(_style(field), is_line=True) for field in fields]
    lines = chain(_lines(fields, rows, tr), [totals] if totals else ())
    page.bulk(1, lines, len(rows) + bool(totals), looks)


def _totals(fields: Sequence[Spec], rows: Sequence[Any], tr: Translator) -> list[object]:
    """Give the last line: how many rows, and the sum of each column of money, in tenge."""
    found: list[object] = []
    for field in fields:
        is_money = field.name.endswith("_tiyn")
        found.append(sum(getattr(r, field.name) or 0 for r in rows) / 100 if is_money else None)
    if found[0] is None:
        found[0] = tr.text(N_("Total: %(n)s"), n=len(rows))
    return found


def _lines(
    fields: Sequence[Spec], rows: Sequence[Any], tr: Translator
) -> Iterable[Sequence[object]]:
    """Give the values of the rows, codes named in the language once each."""
    readers = [_reader(field, tr) for field in fields]
    names = [field.name for field in fields]
    for row in rows:
        yield [read(getattr(row, name)) for name, read in zip(names, readers, strict=True)]


def _reader(field: Spec, tr: Translator) -> Callable[[Any], object]:
    """Give the function from a field's value to a cell's."""
    if _is_a(field, Labelled):
        known = {code: tr.text(code.label) for code in field.type}
        return known.get
    if field.name.endswith("_tiyn"):
        return lambda tiyn: None if tiyn is None else (tiyn / 100 if tiyn % 100 else tiyn // 100)
    return lambda value: value


def _is_a(field: Spec, kind: type) -> bool:
    return isinstance(field.type, type) and issubclass(field.type, kind)


def _style(field: Spec) -> Style:
    if _is_a(field, date):
        return Style.DATE
    return Style.MONEY2 if field.name.endswith("_tiyn") else Style.TEXT


def _width(field: Spec) -> int:
    if field.name.endswith("_tiyn"):
        return 18
    return next(
        (width for kind, width in _WIDTHS if _is_a(field, kind)), 30 if field.field.personal else 16
    )
