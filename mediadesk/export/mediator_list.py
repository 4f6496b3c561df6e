"""Writes the list of mediators for publishing as a workbook: one sheet for each kind and language.

It holds the fields of arts. 14(3) and 16(3) of the law on mediation and nothing else: who writes it
is given `RegisterLine`, which has no IIN, no date of birth and no private telephone.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from mediadesk.domain.mediator_rules import spoken
from mediadesk.domain.report_model import Style
from mediadesk.domain.rows_mediators import RegisterLine
from mediadesk.domain.types import MediatorKind
from mediadesk.export.workbook_bulk import clean
from mediadesk.export.workbook_styles import Styles
from mediadesk.files import replacing
from mediadesk.i18n import Translator
from mediadesk.marks import N_

__all__ = ["write_mediator_list"]

_A4 = 9
_TITLES: Final = {
    MediatorKind.PROFESSIONAL: N_("Register of professional mediators"),
    MediatorKind.PUBLIC: N_("Register of public mediators"),
    MediatorKind.RETIRED_JUDGE: N_("Retired judges who mediate"),
}
_SHEETS: Final = {
    MediatorKind.PROFESSIONAL: N_("Professional"),
    MediatorKind.PUBLIC: N_("Public"),
    MediatorKind.RETIRED_JUDGE: N_("Retired judges"),
}
_COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("number", N_("No."), 5),
    ("name", N_("Full name"), 30),
    ("register_number", N_("Number in the register"), 12),
    ("address", N_("Legal address"), 28),
    ("contacts", N_("Contacts"), 24),
    ("specialisation", N_("Specialisation"), 26),
    ("languages", N_("Languages"), 16),
    ("certificate", N_("Certificate"), 20),
    ("suspension", N_("Suspension"), 24),
)
_FIRST_LINE = 4


def write_mediator_list(
    lines: Sequence[RegisterLine],
    path: Path,
    languages: Sequence[str],
    *,
    centre: tuple[str, str],
    made_on: date,
) -> None:
    """Write the lines, whole or not at all; `centre` is its name in Russian and in Kazakh.

    Every text is written as text, so nothing becomes a formula. WorldTrouble tells what the disk
    answered.
    """
    with replacing(path) as part, part.open("wb") as file:
        book = xlsxwriter.Workbook(file, {"in_memory": True})
        book.set_properties({"author": "MediaDesk", "created": datetime.combine(made_on, time())})
        styles = Styles(book)
        for language in languages:
            tr = Translator(language)
            for kind in MediatorKind:
                chosen = [each for each in lines if each.kind is kind]
                if chosen or (not lines and kind is MediatorKind.PROFESSIONAL):
                    page = book.add_worksheet(_sheet_name(tr, kind, languages))
                    name = centre[1] if language == "kk" else centre[0]
                    _fill(page, styles, tr, kind, chosen, f"{name}, {tr.date(made_on)}")
        book.close()


def _sheet_name(tr: Translator, kind: MediatorKind, languages: Sequence[str]) -> str:
    own_name = tr.text(N_("eng"))  # of the language, in itself
    sign = f" ({own_name})" if len(languages) > 1 else ""
    return tr.text(_SHEETS[kind])[: 31 - len(sign)] + sign


def _fill(
    page: Any,
    styles: Styles,
    tr: Translator,
    kind: MediatorKind,
    lines: Sequence[RegisterLine],
    under: str,
) -> None:
    """Write title, headings and lines of one sheet, ready to print."""
    has_certificate = not lines or any(each.certificate is not None for each in lines)
    columns = [each for each in _COLUMNS if has_certificate or each[0] != "certificate"]
    page.write_string(0, 0, clean(tr.text(_TITLES[kind])), styles.look(Style.TITLE))
    page.write_string(1, 0, clean(under), styles.look(Style.FACT))
    page.set_row(0, 24)
    head = _FIRST_LINE - 1
    page.set_row(head, 32)
    for column, (_name, words, width) in enumerate(columns):
        page.write_string(head, column, tr.text(words), styles.look(Style.HEAD))
        page.set_column(column, column, width)
    look = styles.look(Style.TEXT)
    for number, line in enumerate(lines, 1):
        values = dict(_values(line, tr))
        for column, (name, _words, _width) in enumerate(columns):
            text = str(number) if name == "number" else values[name]
            page.write_string(head + number, column, clean(text), look)
    page.freeze_panes(_FIRST_LINE, 2)
    page.hide_gridlines(2)
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)
    page.set_footer("&R&8&P / &N")


def _values(line: RegisterLine, tr: Translator) -> Iterator[tuple[str, str]]:
    """Give the texts of a line in one language, by column."""
    is_kazakh = tr.language == "kk"
    yield "name", line.name_kk if is_kazakh else line.name_ru
    yield "register_number", line.register_number
    yield "address", line.address_kk if is_kazakh else line.address_ru
    yield "contacts", line.contacts
    yield "specialisation", line.specialisation_kk if is_kazakh else line.specialisation_ru
    languages = ", ".join(tr.text(each.label) for each in spoken(line.languages))
    yield "languages", languages[:1] + languages[1:].lower()
    yield "certificate", line.certificate or ""
    yield "suspension", _suspension(line, tr)


def _suspension(line: RegisterLine, tr: Translator) -> str:
    if line.suspended_from is None:
        return ""
    return tr.text(
        N_("Suspended from %(first)s until %(last)s"),
        first=line.suspended_from,
        last=line.suspended_until,
    )
