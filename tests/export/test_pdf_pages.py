"""Pages of every kind of paper: marks, structure, outline, foot, parting of clauses and tables."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from mediadesk.domain.page_marks import Mark, read_mark
from mediadesk.domain.types import Languages
from mediadesk.export import pdf
from mediadesk.export.document import Document
from mediadesk.export.page_mark import content_hash
from tests.export import made_documents as made

LANGUAGES = list(Languages)
MADE: dict[str, Callable[[Languages], Document]] = {
    "letter": made.letter,
    "form": made.form,
    "table": made.long_table,
    "contract": lambda languages: made.contract(languages, 40, 6),
}
ALL = [(name, languages) for name in MADE for languages in LANGUAGES]
HEADING = re.compile(r"(\d\. )?(Раздел \d|\d-бөлім|Part \d|Подписи|Қолдары|Signatures)")


def tool(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")


def kept(folder: Path, document: Document, *, draft: bool = False) -> Path:
    path = folder / "a.pdf"
    path.write_bytes(pdf.render(document, draft=draft))
    return path


def page_texts(path: Path) -> list[str]:
    """Give the text of each page without soft ends of lines."""
    raw = tool("pdftotext", "-raw", path, "-").replace("\u00a0", " ")
    return raw.split("\f")[:-1]


def whole(pages: list[str]) -> str:
    return " ".join(re.sub(r"-\n", "", "\n".join(pages)).split())


def scanned(folder: Path, path: Path, dots: int) -> list[Mark]:
    tool("pdftoppm", "-r", str(dots), "-gray", "-png", path, folder / "page")
    images = sorted(folder.glob("page*.png"))
    said = [tool("zbarimg", "-q", "--raw", "--nodbus", image).splitlines() for image in images]
    marks = [read_mark(line) for lines in said for line in lines]
    assert all(len(lines) == 1 for lines in said)
    assert all(marks)
    return [mark for mark in marks if mark]


@pytest.mark.parametrize(("name", "languages"), ALL)
def test_other_programs_find_nothing_wrong(tmp_path: Path, name: str, languages: Languages) -> None:
    path = kept(tmp_path, MADE[name](languages))
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", path)
    info = tool("pdfinfo", path)
    assert re.search(r"Tagged:\s+yes", info)
    assert "595.276 x 841.89 pts (A4)" in info
    fonts = [row.split() for row in tool("pdffonts", path).splitlines()[2:]]
    assert fonts
    assert all("+Tinos" in row[0] and row[-5:-2] == ["yes"] * 3 for row in fonts)


@pytest.mark.parametrize("dots", [150, 200])
@pytest.mark.parametrize("languages", [Languages.BOTH, Languages.EN])
def test_every_page_has_its_mark(tmp_path: Path, languages: Languages, dots: int) -> None:
    document = replace(made.contract(languages, 12, 3), version=2)
    marks = scanned(tmp_path, kept(tmp_path, document), dots)
    assert len(marks) >= 2
    assert [mark.page for mark in marks] == [*range(1, len(marks) + 1)]
    assert {mark.pages for mark in marks} == {len(marks)}
    assert {mark.content for mark in marks} == {content_hash(document)[:12]}
    assert {(mark.number, mark.version) for mark in marks} == {("2026/0118", 2)}


def test_a_number_in_letters_of_ours_and_no_number_are_marked_too(tmp_path: Path) -> None:
    for number in ("ӨҢ-2026/0118-Ү", ""):
        document = made.made(
            Languages.KK, [made.sample(1, Languages.KK, "a", "plain")], number=number
        )
        (mark,) = scanned(tmp_path, kept(tmp_path, document), 200)
        assert mark.number == number


def test_a_draft_is_no_version(tmp_path: Path) -> None:
    path = kept(tmp_path, made.letter(Languages.BOTH), draft=True)
    (mark,) = scanned(tmp_path, path, 200)
    assert mark.is_draft


@pytest.mark.parametrize(("name", "languages"), ALL)
def test_every_word_can_be_copied_out(tmp_path: Path, name: str, languages: Languages) -> None:
    document = MADE[name](languages)
    said = whole(page_texts(kept(tmp_path, document)))
    assert "\u00ad" not in said
    for lang in document.langs:
        for block in document.blocks:
            if block.grid is None:
                words = "".join(span.text for span in block.texts[lang]).strip()
                first = " ".join(words.split()[:6])
                assert first in said, block.id
    if name in {"letter", "form"} and languages is not Languages.BOTH:
        for lang in document.langs:
            assert made.SAMPLE[lang].strip() in said
            assert "₸" in said


def test_foot_tells_page_number_version_and_copy(tmp_path: Path) -> None:
    wanted = {
        Languages.RU: ("стр. 1 из 1", "№ 2026/0118 · версия 2 · экземпляр 2 из 3"),
        Languages.KK: ("1-бет (барлығы 1)", "№ 2026/0118 · 2-нұсқа · 3 дананың 2-данасы"),
        Languages.EN: ("page 1 of 1", "No. 2026/0118 · version 2 · copy 2 of 3"),
        Languages.BOTH: (
            "1-бет (барлығы 1) / стр. 1 из 1",
            "№ 2026/0118 · 2-нұсқа / версия 2 · 3 дананың 2-данасы / экземпляр 2 из 3",
        ),
    }
    for languages, lines in wanted.items():
        document = made.numbered(made.letter(languages), 2, 3, 2)
        (page,) = page_texts(kept(tmp_path, document))
        assert [line for line in page.splitlines() if line in lines] == [*lines]


@pytest.mark.parametrize("languages", LANGUAGES)
def test_what_is_empty_leaves_no_trace(tmp_path: Path, languages: Languages) -> None:
    blocks = [made.sample(1, languages, "a", "plain")]
    document = made.made(languages, blocks, number="", dated=False)
    (page,) = page_texts(kept(tmp_path, document))
    assert "№" not in page
    assert "(подпись)" not in page
    assert not any(line.strip() in {"/", "·"} for line in page.splitlines())
    nothing = replace(document, blocks=())
    assert len(page_texts(kept(tmp_path, nothing))) == 1


@pytest.mark.parametrize("languages", LANGUAGES)
@pytest.mark.parametrize("times", [1, 2, 3, 4])
def test_clauses_part_well(tmp_path: Path, languages: Languages, times: int) -> None:
    document = made.contract(languages, 40, 6, times)
    pages = page_texts(kept(tmp_path, document))
    assert len(pages) >= 3
    text = [[line for line in page.splitlines() if line.strip()][:-2] for page in pages]
    for lines in text[:-1]:
        assert not HEADING.fullmatch(lines[-1]), lines[-1]
    numbers = re.findall(r"(?m)^(\d\.\d\.) ", "\n".join(pages))
    columns = len(document.langs)
    assert len(numbers) == 40 * columns
    sign = {"kk": "қолы", "ru": "подпись", "en": "signature"}
    last = " / ".join(sign[lang] for lang in document.langs)
    assert sum(page.count(f"({last})") for page in pages) == 6
    assert pages[-1].count(f"({last})") == 6
    assert len(text[-1]) > 12


def boxes(path: Path) -> list[tuple[int, float, float, str]]:
    """Give page, left edge, top and text of every word."""
    said = tool("pdftotext", "-bbox", path, "-")
    pattern = r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)<'
    return [
        (number, float(x), round(float(y), 3), word.replace("\u00a0", " "))
        for number, page in enumerate(said.split("<page ")[1:])
        for x, y, word in re.findall(pattern, page)
    ]


def test_a_clause_begins_in_both_columns_at_one_height(tmp_path: Path) -> None:
    found: dict[str, list[tuple[int, float, float]]] = {}
    for page, x, y, word in boxes(kept(tmp_path, made.contract(Languages.BOTH, 40, 6))):
        number = re.match(r"\d\.\d\.(?= |$)", word)
        if number:
            found.setdefault(number[0], []).append((page, y, x))
    assert len(found) == 40
    for number, spots in found.items():
        (page, y, x), (other_page, other_y, other_x) = sorted(spots)
        assert (page, y) == (other_page, other_y), number
        assert other_x - x > 200


@pytest.mark.parametrize("languages", LANGUAGES)
def test_a_clause_longer_than_a_page_parts_in_every_column(
    tmp_path: Path, languages: Languages
) -> None:
    first = made.sample(1, languages, "a", "clause", "1.")
    document = made.made(languages, [first, made.sample(60, languages, "b", "clause", "2.")],
                         made.people(2))  # fmt: skip
    path = kept(tmp_path, document)
    pages = page_texts(path)
    assert len(pages) >= 3
    assert whole(pages).count("1 250 000 ₸") == 61 * len(document.langs)
    assert "2. " in pages[0]
    assert len([word for page, _x, _y, word in boxes(path) if page == 0]) > 250


@pytest.mark.parametrize("languages", LANGUAGES)
def test_headings_of_a_table_stand_on_every_page(tmp_path: Path, languages: Languages) -> None:
    document = made.long_table(languages)
    pages = page_texts(kept(tmp_path, document))
    assert len(pages) >= 3
    heads = {"kk": "Құжаттың атауы", "ru": "Наименование документа", "en": "Name of the document"}
    for page in pages:
        for lang in document.langs:
            assert page.count(heads[lang]) == 1
    assert [*map(int, re.findall(r"(?m)\b(\d+) 250 000,00", "\n".join(pages)))] == [*range(1, 91)]


def test_a_row_of_a_table_higher_than_a_page_is_printed_whole(tmp_path: Path) -> None:
    document = made.long_table(Languages.BOTH)
    grid = made.grid(Languages.BOTH, 3)
    tall = (grid.rows[0][0], made.sample(40, Languages.BOTH, "t").texts, *grid.rows[0][2:])
    block = replace(document.blocks[1], grid=replace(grid, rows=(*grid.rows, tall)))
    pages = page_texts(kept(tmp_path, replace(document, blocks=(document.blocks[0], block))))
    assert whole(pages).count("1 250 000") >= 80


def test_a_letter_goes_to_the_right_half(tmp_path: Path) -> None:
    spots = boxes(kept(tmp_path, made.letter(Languages.RU)))
    court = next(x for _page, x, _y, word in spots if word == "Алмалинский")
    number, title = (next(y for _p, _x, y, w in spots if w.startswith(start))
                     for start in ("№", "УВЕДОМЛЕНИЕ"))  # fmt: skip
    assert court > 595 / 2
    assert number < title


@pytest.mark.parametrize("languages", LANGUAGES)
def test_squares_are_drawn_once_for_all_languages(tmp_path: Path, languages: Languages) -> None:
    path = kept(tmp_path, made.form(languages))
    bare = tmp_path / "bare.pdf"
    tool("qpdf", "--stream-data=uncompress", path, bare)
    assert len(re.findall(rb" re S\b", bare.read_bytes())) == 3


@pytest.mark.parametrize("languages", LANGUAGES)
def test_sections_are_bookmarks_in_their_order(tmp_path: Path, languages: Languages) -> None:
    document = made.contract(languages, 40, 6)
    path = kept(tmp_path, document)
    with pypdfium2.PdfDocument(path) as opened:
        entries = [(mark.get_title(), mark.get_dest().get_index()) for mark in opened.get_toc()]
    names = [
        f"{block.number} {' / '.join(made.plain(block, lang) for lang in document.langs)}"
        for block in document.blocks
        if block.style == "heading"
    ]
    assert [title for title, _page in entries][:-1] == names
    assert len(names) == 7
    pages = page_texts(path)
    for title, page in entries[:-1]:
        assert title.split(" / ")[0] in pages[page]
    assert [page for _title, page in entries] == sorted(page for _title, page in entries)


def test_the_structure_tells_what_is_what_and_in_which_language(tmp_path: Path) -> None:
    path = kept(tmp_path, made.form(Languages.BOTH))
    tree = tool("pdfinfo", "-struct-text", path).replace("\u00a0", " ")
    kinds = re.findall(r"(?m)^ *(\w+)(?: \"|$|\s\()", tree)
    assert kinds[0] == "Document"
    assert (kinds.count("Table"), kinds.count("TR"), kinds.count("TH")) == (1, 5, 4)
    assert tree.index("Тараптар дауды") < tree.index("Стороны договорились")
    assert "1-бет" not in tree
    data = path.read_bytes()
    for wanted in (b"/Lang (kk-KZ)", b"/Lang (ru-KZ)", b"/DisplayDocTitle true", b"/Marked true"):
        assert wanted in data


def test_the_structure_holds_every_word_once(tmp_path: Path) -> None:
    path = kept(tmp_path, made.contract(Languages.BOTH, 14, 3))
    tree = tool("pdfinfo", "-struct-text", path).replace("\u00a0", " ")
    assert tree.count("1 250 000 ₸") == whole(page_texts(path)).count("1 250 000 ₸")


@pytest.mark.parametrize(
    ("languages", "tag"),
    [(Languages.BOTH, "kk-KZ"), (Languages.KK, "kk-KZ"), (Languages.RU, "ru-KZ"),
     (Languages.EN, "en-GB")],
)  # fmt: skip
def test_the_file_says_its_language(languages: Languages, tag: str) -> None:
    data = pdf.render(made.letter(languages))
    assert re.search(rb"/Lang \(" + tag.encode() + rb"\)[^>]*/MarkInfo", data, re.DOTALL)


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    code = (
        "import sys; from tests.export import made_documents as m;"
        "from mediadesk.domain.types import Languages; from mediadesk.export import docx, pdf;"
        "d = m.form(Languages.BOTH); sys.stdout.buffer.write(pdf.render(d) + docx.render(d))"
    )
    root = Path(__file__).parents[2]
    given = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=root, capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert given[0] == given[1]
    assert given[0].startswith(pdf.render(made.form(Languages.BOTH)))
