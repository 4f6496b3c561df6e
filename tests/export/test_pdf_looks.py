"""What a reader of a paper would dislike: lonely words of titles, torn names, dates and tables."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from mediadesk.domain.bilingual import Words
from mediadesk.domain.types import Languages
from mediadesk.export import docx, pdf
from mediadesk.export.document import Document, Signer, Span
from mediadesk.export.pdf_fonts import BOLD, drawing
from mediadesk.export.pdf_titles import balanced
from mediadesk.export.wording import NBSP
from tests.export import made_documents as made

CONSENT = "СОГЛАСИЕ НА СБОР И ОБРАБОТКУ ПЕРСОНАЛЬНЫХ ДАННЫХ"
TITLES = st.lists(st.text("АБВГД-", min_size=1, max_size=14), min_size=1, max_size=12)
measured = drawing(balanced)


def page_texts(document: Document, folder: Path) -> list[str]:
    path = folder / "a.pdf"
    path.write_bytes(pdf.render(document))
    said = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return said.stdout.decode("utf-8").replace(NBSP, " ").split("\f")[:-1]


def test_a_title_leaves_no_word_alone() -> None:
    assert measured(CONSENT, BOLD, 15.5, 480).split("\n") == [
        "СОГЛАСИЕ НА СБОР И ОБРАБОТКУ",
        "ПЕРСОНАЛЬНЫХ ДАННЫХ",
    ]
    assert measured("ПРОТОКОЛ ВСТРЕЧИ В ПРОЦЕДУРЕ МЕДИАЦИИ", BOLD, 13.5, 255).split("\n") == [
        "ПРОТОКОЛ ВСТРЕЧИ",
        "В ПРОЦЕДУРЕ МЕДИАЦИИ",
    ]
    assert measured("СЧЁТ\n№ 1", BOLD, 13.5, 255) == "СЧЁТ\n№ 1"


@given(TITLES, st.integers(60, 400))
def test_a_title_keeps_its_words_and_needs_no_more_lines(words: list[str], width: int) -> None:
    text = " ".join(words)
    lines = measured(text, BOLD, 12, width).split("\n")
    assert " ".join(lines) == text
    greedy: list[str] = []
    for word in words:
        longer = f"{greedy[-1]} {word}" if greedy else word
        if greedy and stringWidth(longer, BOLD, 12) <= width:
            greedy[-1] = longer
        else:
            greedy.append(word)
    assert len(lines) == len(greedy)
    assert all(stringWidth(each, BOLD, 12) <= width or " " not in each for each in lines)


@pytest.mark.parametrize("languages", [Languages.RU, Languages.BOTH])
def test_a_long_name_beside_its_line_keeps_its_initials_whole(
    languages: Languages, tmp_path: Path
) -> None:
    long = f"Сейтахметова-Бекмухамбетова{NBSP}Ж.{NBSP}С."
    names = [f"Смирнова-Петренко{NBSP}Г.{NBSP}С.", f"Воробьёв{NBSP}С.{NBSP}С.", long]
    signers = [Signer(Words("Сторона", "Тарап"), Words(name, name)) for name in names]
    document = made.made(languages, [made.sample(1, languages, "a")], signers)
    text = " ".join(" ".join(page_texts(document, tmp_path)).split())
    assert text.count("Г. С.") == text.count("Ж. С.") == text.count("Воробьёв С. С.") == 1
    assert "Смирнова-Петренко" in text or languages is Languages.RU


def test_a_short_table_goes_to_the_next_page_as_a_whole(tmp_path: Path) -> None:
    table = made.form(Languages.RU).blocks[-2]
    assert table.grid is not None
    for count in range(8, 30):
        filling = [made.sample(1, Languages.RU, f"c{n}") for n in range(count)]
        document = made.made(Languages.RU, [*filling, table, made.sample(1, Languages.RU, "z")])
        pages = page_texts(document, tmp_path)
        assert [page for page in pages if "250 000,00" in page] == [
            page for page in pages if page.count("250 000,00") == 4
        ]
        assert sum(page.count("Наименование документа") for page in pages) == 1


def test_a_date_in_a_narrow_column_parts_before_its_year_only(tmp_path: Path) -> None:
    words = Words(
        "слово " * 3 + "от 10 октября 2026 года. ", "сөз " * 3 + "2026 жылғы 10 қазанда. "
    )
    blocks = [
        made.block(
            f"c{n}", "clause", "", Words(f"{'а' * n} {words.ru}" * 3, f"{'а' * n} {words.kk}" * 3),
            Languages.BOTH,
        )
        for n in range(1, 24)
    ]  # fmt: skip
    (tmp_path / "a.pdf").write_bytes(pdf.render(made.made(Languages.BOTH, blocks)))
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as opened:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in opened)
    lines = [line.replace(NBSP, " ").strip() for line in text.splitlines()]
    assert any(line.endswith("октября") for line in lines)
    assert any(line.endswith("жылғы") for line in lines)
    for line in lines:
        assert not re.search(r"(?<!\d)10$|(?<=октября )2026$|^года|^жылғы|^қазанда", line), line


def test_english_papers_number_in_english(tmp_path: Path) -> None:
    (page,) = page_texts(made.made(Languages.EN, [made.sample(1, Languages.EN, "a")]), tmp_path)
    assert page.count("No. 2026/0118") == 2
    assert "№" not in page


def test_a_word_copy_glues_what_stands_in_several_runs() -> None:
    from docx import Document as Opened

    block = made.block("a", "clause", "", Words("x", "x"), Languages.RU)
    text = (Span("договор № "), Span("2026/0001"), Span(" от ", bold=True), Span("5 мая"))
    document = made.made(Languages.RU, [replace(block, texts={"ru": text})])
    said = [p.text for p in Opened(BytesIO(docx.render(document))).paragraphs]
    assert f"договор №{NBSP}2026/0001 от 5{NBSP}мая" in said
