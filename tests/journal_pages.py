"""Sheets of journals to write, and lines under the usual headings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import openpyxl

from tests.journal_truth import WORDS, Matter

Row = list[object]
RU_MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
KK_MONTHS = [
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйек",
    "қазан",
    "қараша",
    "желтоқсан",
]
NAMES = [
    "Январь",
    "Февраль",
    "Март",
    "Апрель",
    "Май",
    "Июнь",
    "Июль",
    "Август",
    "Сентябрь",
    "Октябрь",
    "Ноябрь",
    "Декабрь",
]
ROMAN = ("I", "II", "III", "IV")


@dataclass
class Page:
    """A sheet to write: rows, merged ranges, what is hidden."""

    name: str
    rows: list[Row]
    merges: list[str] = field(default_factory=list)
    is_hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Shape:
    """A journal: its sheets and what it does not tell."""

    make: Callable[[], list[Page]]
    untold: tuple[str, ...] = ()


def write(pages: Sequence[Page], path: Path) -> Path:
    """Write the sheets as a workbook."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        sheet = book.create_sheet(page.name)
        for row in page.rows:
            sheet.append(row)
        for merged in page.merges:
            sheet.merge_cells(merged)
        for number in page.hidden_rows:
            sheet.row_dimensions[number].hidden = True
        if page.is_hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    return path


def short(day: date | None) -> str:
    """Write a day as most do."""
    return f"{day:%d.%m.%Y}" if day else ""


HEAD: Row = [
    "№", "Дата обращения", "Дата договора", "Дата окончания", "Сторона 1", "ИИН", "Сторона 2", "ИИН/БИН",
    "Категория спора", "Стадия", "Кем направлено", "Медиатор", "Сумма спора", "Сумма соглашения", "Результат",
]  # fmt: skip


def usual(m: Matter, lang: str = "ru") -> Row:
    """Write a matter under the usual headings."""
    say = WORDS[lang]
    return [
        m.number, short(m.received), short(m.contract), short(m.ended), m.first, m.first_id, m.second,
        m.second_id, say[m.kind], say[m.stage], say[m.source], m.mediator, m.claim, m.settled, say[m.outcome],
    ]  # fmt: skip
