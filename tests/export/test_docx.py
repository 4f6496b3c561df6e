"""The Word copy: everything the PDF says, real numbers, headings, tables; opened by LibreOffice."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx as word
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from mediadesk.domain import document_facts as df
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.export import docx, paper_packs, papers
from mediadesk.export.document import Block, Document, langs_of
from tests.export import document_cases as cases
from tests.export import made_documents as made
from tests.personas import QASYMOV

KINDS = [DocumentKind.CONTRACT, DocumentKind.AGREEMENT]
LANGUAGES = [Languages.BOTH, Languages.KK, Languages.RU]
MADE: dict[str, Callable[[Languages], Document]] = {
    "letter": made.letter,
    "form": made.form,
    "table": made.long_table,
    "contract": lambda languages: made.contract(languages, 14, 3),
}
ALL = [(name, languages) for name in MADE for languages in Languages]
TAGS = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}


def built(kind: DocumentKind, languages: Languages, *, bare: bool = False) -> Document:
    file = cases.bare() if bare else cases.complete()
    facts = df.facts_of(file, kind, term=None if bare else cases.term())
    return papers.build(facts, paper_packs.load(paper_packs.latest(kind)), languages)


def opened(document: Document, *, draft: bool = False) -> Any:
    return word.Document(BytesIO(docx.render(document, draft=draft)))


def paragraphs(made_file: Any) -> list[Any]:
    """Give all paragraphs, those of tables too, in the order they are read in."""
    body = made_file.element.body
    return [word.text.paragraph.Paragraph(each, made_file) for each in body.iter(qn("w:p"))]


def words_of(made_file: Any) -> str:
    parts = [*paragraphs(made_file)]
    for section in made_file.sections:
        parts += [*section.header.paragraphs, *section.footer.paragraphs]
    return "\n".join(each.text for each in parts).replace("\u00a0", " ")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u00ad", "")


def labels(made_file: Any) -> list[tuple[str, str]]:
    """Count the numbers of all paragraphs as a word processor does; "" for those without one."""
    numbering = made_file.part.numbering_part.element
    lists: dict[str, tuple[dict[int, int], dict[int, str]]] = {}
    for num in numbering.findall(qn("w:num")):
        abstract = num.find(qn("w:abstractNumId")).get(qn("w:val"))
        (shape,) = (
            a for a in numbering.findall(qn("w:abstractNum"))
            if a.get(qn("w:abstractNumId")) == abstract
        )  # fmt: skip
        starts, texts = {}, {}
        for level in shape.findall(qn("w:lvl")):
            place = int(level.get(qn("w:ilvl")))
            start = level.find(qn("w:start"))
            starts[place] = 1 if start is None else int(start.get(qn("w:val")))
            texts[place] = level.find(qn("w:lvlText")).get(qn("w:val"))
        for override in num.findall(qn("w:lvlOverride")):
            start = override.find(qn("w:startOverride")).get(qn("w:val"))
            starts[int(override.get(qn("w:ilvl")))] = int(start)
        lists[num.get(qn("w:numId"))] = (starts, texts)
    counts: dict[str, dict[int, int]] = {}
    found = []
    for paragraph in paragraphs(made_file):
        own = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None
        if own is None:
            found.append(("", paragraph.text))
            continue
        name, level = str(own.numId.val), own.ilvl.val
        starts, texts = lists[name]
        count = counts.setdefault(name, {})
        count[level] = count.get(level, starts[level] - 1) + 1
        for deeper in [n for n in count if n > level]:
            del count[deeper]
        label = texts[level]
        for n in range(level + 1):
            label = label.replace(f"%{n + 1}", str(count.get(n, starts[n])))
        found.append((label, paragraph.text))
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("languages", LANGUAGES)
def test_every_clause_stands_in_its_language(kind: DocumentKind, languages: Languages) -> None:
    document = built(kind, languages)
    said = words_of(opened(document))
    for block in document.blocks:
        for lang in document.langs:
            assert plain("".join(span.text for span in block.texts[lang])) in said
    assert QASYMOV.surname in said
    assert "ПРОЕКТ" not in said


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("languages", LANGUAGES)
def test_numbers_count_themselves(kind: DocumentKind, languages: Languages) -> None:
    document = built(kind, languages)
    numbered = [label for label, _text in labels(opened(document)) if label]
    wanted = [block.number for block in document.blocks for _lang in document.langs]
    assert numbered == wanted
    assert len(wanted) > 10


NUMBERS = st.lists(st.integers(1, 30), min_size=1, max_size=4).map(
    lambda parts: "".join(f"{part}." for part in parts)
)


@settings(max_examples=25, deadline=None)
@given(st.lists(NUMBERS, max_size=12), st.sampled_from([Languages.BOTH, Languages.EN]))
def test_whatever_the_numbers_are_the_list_gives_them(
    numbers: list[str], languages: Languages
) -> None:
    blocks = [made.sample(1, languages, f"b{n}", "clause", x) for n, x in enumerate(numbers)]
    given_labels = [x for x, _text in labels(opened(made.made(languages, blocks))) if x]
    assert given_labels == [x for x in numbers for _lang in langs_of(languages)]


@pytest.mark.parametrize("number", ["a)", "1", "1.2", "IV.", "1.2.3.4.5.", "1..2."])
def test_a_number_of_another_kind_is_written_out(number: str) -> None:
    block = made.sample(1, Languages.RU, "a", "clause", number)
    found = labels(opened(made.made(Languages.RU, [block])))
    assert any(text.startswith(f"{number}\u00a0Стороны") and not x for x, text in found)


def test_clauses_stand_beside_their_translation() -> None:
    document = built(DocumentKind.AGREEMENT, Languages.BOTH)
    made_file = opened(document)
    rows = [
        [plain(cell.text) for cell in row.cells] for table in made_file.tables for row in table.rows
    ]
    for block in document.blocks:
        beside = [plain("".join(s.text for s in block.texts[lang])) for lang in document.langs]
        assert beside in rows


@pytest.mark.parametrize(("name", "languages"), ALL)
def test_every_run_has_its_font_and_its_language(name: str, languages: Languages) -> None:
    document = MADE[name](languages)
    made_file = opened(document)
    tags = {TAGS[lang] for lang in document.langs}
    seen = set()
    for run in made_file.element.body.iter(qn("w:r")):
        fonts = run.rPr.find(qn("w:rFonts"))
        names = {fonts.get(qn(f"w:{slot}")) for slot in ("ascii", "hAnsi", "cs", "eastAsia")}
        box = "".join(t.text or "" for t in run.iter(qn("w:t"))) == "☐"
        assert names == {"Segoe UI Symbol" if box else "Times New Roman"}
        seen.add(run.rPr.find(qn("w:lang")).get(qn("w:val")))
    assert seen == tags
    for paragraph in paragraphs(made_file):
        text = paragraph.text
        run_tags = {r.find(f".//{qn('w:lang')}").get(qn("w:val")) for r in paragraph._p.r_lst}
        if "Стороны договорились" in text and "Тараптар" not in text:
            assert run_tags == {"ru-RU"}
        if "Тараптар дауды" in text and "Стороны" not in text:
            assert run_tags == {"kk-KZ"}


@pytest.mark.parametrize("languages", list(Languages))
def test_sections_are_headings(languages: Languages) -> None:
    document = made.contract(languages, 14, 3)
    found = [p.text for p in paragraphs(opened(document)) if p.style.name == "Heading 1"]
    wanted = [
        made.plain(block, lang)
        for block in document.blocks
        if block.style == "heading"
        for lang in document.langs
    ]
    assert found == wanted


@pytest.mark.parametrize("languages", list(Languages))
def test_a_table_repeats_its_headings_and_keeps_its_rows(languages: Languages) -> None:
    document = made.long_table(languages)
    table = opened(document).tables[-1]
    assert len(table.rows) == 91
    marks = [[mark.tag for mark in row._tr.trPr] for row in table.rows]
    assert qn("w:tblHeader") in marks[0]
    assert not any(qn("w:tblHeader") in row for row in marks[1:])
    assert all(qn("w:cantSplit") in row for row in marks)
    cell = table.rows[1].cells[1].text.split("\n")
    said = {"kk": "Медиация туралы шарт, 1-парақ", "ru": "Договор о медиации, лист 1",
            "en": "Mediation contract, sheet 1"}  # fmt: skip
    assert cell == [said[lang] for lang in document.langs]
    assert table.rows[1].cells[2].text == "21.11.2026"


def test_no_two_tables_touch() -> None:
    for name, languages in ALL:
        tags = [child.tag for child in opened(MADE[name](languages)).element.body]
        assert all(not (a == b == qn("w:tbl")) for a, b in pairwise(tags)), name


def test_pages_are_fields_and_the_foot_names_the_copy() -> None:
    document = made.numbered(made.letter(Languages.BOTH), 2, 3, 2)
    footer = opened(document).sections[0].footer
    fields = [each.text.strip() for each in footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES", "PAGE", "NUMPAGES"]
    said = "\n".join(p.text for p in footer.paragraphs).replace("\u00a0", " ")
    assert said == (
        "1-бет (барлығы 1) / стр. 1 из 1\n"
        "№ 2026/0118 · 2-нұсқа / версия 2 · 3 дананың 2-данасы / экземпляр 2 из 3"
    )


def test_a_draft_says_so_and_marks_what_is_missing() -> None:
    document = built(DocumentKind.CONTRACT, Languages.BOTH, bare=True)
    data = docx.render(document, draft=True)
    assert "ЖОБА / ПРОЕКТ" in words_of(word.Document(BytesIO(data)))
    assert b"yellow" in zipfile.ZipFile(BytesIO(data)).read("word/document.xml")


def test_the_same_document_gives_the_same_bytes_and_names_nobody_outside() -> None:
    document = built(DocumentKind.CONTRACT, Languages.BOTH)
    data = docx.render(document)
    assert data == docx.render(document)
    core = zipfile.ZipFile(BytesIO(data)).read("docProps/core.xml").decode()
    assert QASYMOV.surname not in core
    assert "python-docx" not in core


def test_signs_that_xml_cannot_hold_are_left_out() -> None:
    odd = made.block("a", "plain", "", made.Words("а\x00б\ufffeв\u00adг", "", ""), Languages.RU)
    assert "абвг" in words_of(opened(made.made(Languages.RU, [odd])))


def test_a_word_processor_opens_it(tmp_path: Path) -> None:
    for name, languages in ALL:
        data = docx.render(MADE[name](languages), draft=True)
        (tmp_path / f"{name}-{languages.value}.docx").write_bytes(data)
    contract = built(DocumentKind.AGREEMENT, Languages.BOTH)
    (tmp_path / "agreement.docx").write_bytes(docx.render(contract))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", tmp_path, *sorted(tmp_path.glob("*.docx"))],
        check=True, capture_output=True, timeout=150,
    )  # fmt: skip

    def printed(name: str) -> str:
        path = tmp_path / f"{name}.pdf"
        line = ["pdftotext", "-raw", path, "-"]
        return plain(subprocess.run(line, capture_output=True, check=True).stdout.decode())

    said = printed("agreement")
    for wanted in (QASYMOV.surname, "СОГЛАШЕНИЕ", "КЕЛІСІМ", "1-бет (барлығы "):
        assert wanted in said
    for _name, languages in ALL:
        text = printed(f"contract-{languages.value}")
        numbers = re.findall(r"(?m)^(\d\.\d\.) ", text)
        columns = len(langs_of(languages))
        assert sorted(numbers) == sorted(
            [f"{1 + n // 6}.{1 + n % 6}." for n in range(14)] * columns
        )
        pages = printed(f"table-{languages.value}").split("\f")[:-1]
        head = {"kk": "Құжаттың атауы", "ru": "Наименование документа",
                "en": "Name of the document"}[langs_of(languages)[-1]]  # fmt: skip
        assert len(pages) > 1
        assert all(head in page for page in pages)


def block_of(style: str) -> Block:
    return made.sample(1, Languages.BOTH, "a", style)


@pytest.mark.parametrize("style", ["clause", "block", "plain", "note", "centred", "addressee"])
def test_every_style_stands_in_both_columns(style: str) -> None:
    start = made.sample(1, Languages.BOTH, "first", "plain")
    made_file = opened(made.made(Languages.BOTH, [start, block_of(style)]))
    row = made_file.tables[-1].rows[-1]
    assert [cell.text.split()[0] for cell in row.cells] == ["Тараптар", "Стороны"]
