"""A report as CSV: one file, its sheets as sections one below the other, for other programs.

UTF-8 with its mark, semicolons and decimal commas, as spreadsheets in Russian and Kazakh expect. A
section begins with a line that holds only the name of its sheet, and ends with an empty line. Text
that a spreadsheet would take for a formula is held by an apostrophe.
"""

import csv
from io import StringIO
from pathlib import Path

from mediadesk.domain.report_model import CASE_STYLES, Cell, Report
from mediadesk.export.report_text import laid_out, lines_of, shown
from mediadesk.files import replacing

__all__ = ["held", "to_text", "write"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write(report: Report, path: Path) -> None:
    """Write the file, whole or not at all; WorldTrouble tells what the disk answered."""
    data = to_text(report).encode("utf-8-sig")
    with replacing(path) as part:
        part.write_bytes(data)


def to_text(report: Report) -> str:
    """Give the text of the file, without the mark at its beginning."""
    target = StringIO()
    made = csv.writer(target, delimiter=";", lineterminator="\r\n")
    for number, sheet in enumerate(report.sheets):
        if number:
            made.writerow(())
        made.writerow((held(sheet.name),))
        for row in lines_of(sheet):
            made.writerow([_said(cell) for cell in laid_out(row)])
    return target.getvalue()


def _said(cell: Cell | None) -> str:
    if cell is None or cell.value is None:
        return ""
    words = shown(cell, "")
    return words if cell.style in CASE_STYLES and not isinstance(cell.value, str) else held(words)


def held(text: str) -> str:
    """Keep a spreadsheet from taking text for a formula, blanks before it or not."""
    safe = "".join(each for each in text if each >= " " or each in "\n\t").replace("\r", "")
    return f"'{safe}" if safe.lstrip(" \u00a0").startswith(_FORMULA) else safe
