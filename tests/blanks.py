"""Blanks of reports as ministries make them, made by openpyxl for the tests."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from PIL import Image as Picture

THIN = Side(style="thin")
MEDIUM = Side(style="medium")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
BELOW = Border(bottom=THIN)
HEAD = PatternFill("solid", fgColor="DDE6F0")
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
WRAP = Alignment(vertical="center", wrap_text=True)


def _box(page: Any, area: str, *, head: bool = False) -> None:
    for row in page[area]:
        for cell in row:
            cell.border = BOX
            cell.alignment = CENTRE
            if head:
                cell.fill = HEAD
                cell.font = Font(name="Times New Roman", size=10, bold=True)


def _join(page: Any, area: str, text: str) -> None:
    page.merge_cells(area)
    page[area.split(":")[0]] = text


def _bytes(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table() -> bytes:
    """A table in Russian: headings on two levels, totals by formula, a recipient, a signature."""
    book = Workbook()
    page = book.active
    page.title = "Форма 1-М"
    _join(page, "A1:H1", "Отчёт о деятельности медиаторов")
    page["A1"].font = Font(name="Times New Roman", size=14, bold=True)
    page["A1"].alignment = CENTRE
    page["A2"], page["A3"] = "Наименование организации", "Отчётный период"
    for area in ("B2:H2", "B3:H3"):
        page.merge_cells(area)
        for cell in page[area][0]:
            cell.border = BELOW
    _join(page, "A5:A6", "Вид спора")
    _join(page, "B5:B6", "Поступило обращений")
    _join(page, "C5:C6", "Заключено соглашений")
    _join(page, "D5:F5", "Окончено без соглашения")
    page["D6"], page["E6"], page["F6"] = "Отказ сторон", "Прекращено медиатором", "Истёк срок"
    _join(page, "G5:G6", "Доля соглашений, %")
    _join(page, "H5:H6", "Всего окончено")
    _box(page, "A5:H6", head=True)
    kinds = ("Гражданские", "Предпринимательские", "Трудовые", "Семейные", "Уголовные", "Иные")
    _box(page, "A7:H13")
    for n, kind in enumerate(kinds, 7):
        page.cell(n, 1, kind).alignment = WRAP
        page.cell(n, 7).number_format = "0.0%"
        page.cell(n, 8, f"=SUM(C{n}:F{n})")
    page["A13"] = "Итого"
    for column in "BCDEFH":
        page[f"{column}13"] = f"=SUM({column}7:{column}12)"
        page[f"{column}13"].font = Font(bold=True)
    page["G13"] = '=IF(H13=0,"",C13/H13)'
    page["G13"].number_format = "0.0%"
    page["A15"], page["A16"] = "Руководитель", "Дата составления"
    for place in ("B15", "B16"):
        page[place].border = BELOW
    page.column_dimensions["A"].width = 30
    for column in "BCDEFGH":
        page.column_dimensions[column].width = 14
    page.row_dimensions[6].height = 36
    page.print_title_rows = "5:6"
    page.print_area = "A1:H16"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.oddFooter.center.text = "Стр. &P из &N"
    page.freeze_panes = "B7"
    picture = io.BytesIO()
    Picture.new("RGB", (16, 16), "navy").save(picture, "PNG")
    picture.seek(0)
    page.add_image(Image(picture), "J1")
    return _bytes(book)


LINES = (
    ("1", "Барлық өтініштер саны"),
    ("2", "Медиация туралы шарттар"),
    ("3", "Жасалған келісімдер"),
    ("4", "Кеңес беру"),
    ("5", "Сот жіберген өтініштер"),
    ("6", "Мерзімі ұзартылған"),
    ("7", "Отбасылық даулар бойынша өтініштер"),
    ("8", "Кәсіпкерлік даулар бойынша келісімдер"),
    ("9", "Орташа мерзімі, күн"),
    ("10", "Даулардың сомасы, теңге"),
    ("11", "Келісімдер үлесі, %"),
)


def labels() -> bytes:
    """A form in Kazakh: labels and values over two pages, signature lines."""
    book = Workbook()
    page = book.active
    page.title = "Нысан"
    _join(page, "A1:D1", "Медиация орталығының есебі")
    page["A1"].font = Font(bold=True, size=13)
    _join(page, "A3:B3", "Ұйымның атауы")
    _join(page, "A4:B4", "Кезең")
    _join(page, "A5:B5", "Алушы")
    for row in (3, 4, 5):
        page.merge_cells(start_row=row, end_row=row, start_column=3, end_column=4)
        page.cell(row, 3).border = BELOW
    page["A7"], page["B7"], page["C7"], page["D7"] = "№", "Көрсеткіш", "Мәні", "Ескертпе"
    _box(page, "A7:D7", head=True)
    _box(page, f"A8:D{7 + len(LINES)}")
    for n, (number, text) in enumerate(LINES, 8):
        page.cell(n, 1, number)
        page.cell(n, 2, text).alignment = WRAP
        page.cell(n, 4).fill = PatternFill("lightGray")
    page.cell(17, 3).number_format = "#,##0"
    page["B45"], page["B47"] = "Басшы", "Толтырылған күні"
    for place in ("C45", "C47"):
        page[place].border = BELOW
    page["B49"] = "Келісімдердің өтініштерге қатынасы:"
    page["C49"] = "=IF(C8=0,0,C10/C8)"
    page["C49"].number_format = "0%"
    page.column_dimensions["A"].width = 5
    page.column_dimensions["B"].width = 46
    page.column_dimensions["C"].width = 22
    page.column_dimensions["D"].width = 18
    page.row_breaks.append(Break(id=30))
    page.page_setup.orientation = "portrait"
    page.page_setup.paperSize = 9
    page.oddHeader.right.text = "Есеп нысаны"
    return _bytes(book)


MATRIX_KINDS = (
    "Азаматтық / Гражданские", "Кәсіпкерлік / Предпринимательские", "Еңбек / Трудовые",
    "Отбасылық / Семейные", "Әкімшілік / Административные", "Қылмыстық / Уголовные",
    "Атқарушылық / Исполнительное производство",
)  # fmt: skip
MATRIX_ENDS = (
    "Келісім / Соглашение", "Кеңес беру / Консультация", "Тараптардың бас тартуы / Отказ сторон",
    "Бір тараптың бас тартуы / Отказ одной стороны", "Медиатор тоқтатты / Прекращено медиатором",
    "Мерзімі өтті / Истёк срок", "Шақыру қабылданбады / Приглашение отклонено",
    "Медиация жүргізілуде / Медиация идёт",
)  # fmt: skip


def matrix() -> bytes:
    """A wide matrix in both languages; a hidden sheet of codes feeds a list to choose from."""
    book = Workbook()
    page = book.active
    page.title = "Матрица"
    codes = book.create_sheet("Справочник")
    for n, code in enumerate(("Астана", "Алматы", "Шымкент", "Ақмола"), 1):
        codes.cell(n, 1, code)
    codes.sheet_state = "hidden"
    last = get_column_letter(len(MATRIX_ENDS) + 2)
    _join(page, f"A1:{last}1", "Даулардың түрлері мен нәтижелері / Виды споров и итоги")
    page["A1"].font = Font(bold=True, size=12)
    page["A2"] = "Өңір / Регион"
    page["B2"].border = BELOW
    rule = DataValidation(type="list", formula1="'Справочник'!$A$1:$A$4", allow_blank=True)
    page.add_data_validation(rule)
    rule.add("B2")
    page["A4"] = "Дау түрі / Вид спора"
    for n, text in enumerate(MATRIX_ENDS, 2):
        page.cell(4, n, text)
    page[f"{last}4"] = "Барлығы / Всего"
    _box(page, f"A4:{last}{5 + len(MATRIX_KINDS)}")
    _box(page, f"A4:{last}4", head=True)
    before = get_column_letter(len(MATRIX_ENDS) + 1)
    for n, text in enumerate(MATRIX_KINDS, 5):
        page.cell(n, 1, text).alignment = WRAP
        page[f"{last}{n}"] = f"=SUM(B{n}:{before}{n})"
    end = 5 + len(MATRIX_KINDS)
    page.cell(end, 1, "Жиыны / Итого")
    for column in range(2, len(MATRIX_ENDS) + 3):
        letter = get_column_letter(column)
        page[f"{letter}{end}"] = f"=SUM({letter}5:{letter}{end - 1})"
    page.column_dimensions["A"].width = 34
    for column in range(2, len(MATRIX_ENDS) + 3):
        page.column_dimensions[get_column_letter(column)].width = 15
    page.row_dimensions[4].height = 60
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins.left = 0.3
    return _bytes(book)


BLANKS = {"table": table, "labels": labels, "matrix": matrix}
