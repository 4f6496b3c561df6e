"""The Word copy: everything the PDF says, in both languages, opened by LibreOffice."""

from __future__ import annotations

import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import docx as word
import pytest

from mediadesk.domain import document_facts as df
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.export import docx, paper_packs, papers
from mediadesk.export.document import Document
from tests.export import document_cases as cases
from tests.personas import QASYMOV

KINDS = [DocumentKind.CONTRACT, DocumentKind.AGREEMENT]
LANGUAGES = [Languages.BOTH, Languages.KK, Languages.RU]


def built(kind: DocumentKind, languages: Languages, *, bare: bool = False) -> Document:
    file = cases.bare() if bare else cases.complete()
    facts = df.facts_of(file, kind, term=None if bare else cases.term())
    return papers.build(facts, paper_packs.load(paper_packs.latest(kind)), languages)


def words_of(data: bytes) -> str:
    made = word.Document(BytesIO(data))
    cells = (cell.text for table in made.tables for row in table.rows for cell in row.cells)
    return "\n".join(cells).replace("\u00a0", " ")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u00ad", "")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("languages", LANGUAGES)
def test_every_clause_stands_in_its_language(kind: DocumentKind, languages: Languages) -> None:
    document = built(kind, languages)
    said = words_of(docx.render(document))
    for block in document.blocks:
        for lang in document.langs:
            assert plain("".join(span.text for span in block.texts[lang])) in said
    assert QASYMOV.surname in said
    assert "ПРОЕКТ" not in said


def test_clauses_stand_beside_their_translation() -> None:
    document = built(DocumentKind.AGREEMENT, Languages.BOTH)
    made = word.Document(BytesIO(docx.render(document)))
    rows = [[cell.text for cell in table.rows[0].cells] for table in made.tables]
    for block in document.blocks:
        if block.number:
            beside = [row for row in rows if row[0].startswith(f"{block.number} ")]
            assert any(row[1].startswith(f"{block.number} ") for row in beside)


def test_a_draft_says_so_and_marks_what_is_missing() -> None:
    data = docx.render(built(DocumentKind.CONTRACT, Languages.BOTH, bare=True), draft=True)
    said = words_of(data)
    assert "ПРОЕКТ" in said
    assert "ЖОБА" in said
    assert b"yellow" in zipfile.ZipFile(BytesIO(data)).read("word/document.xml")


def test_the_same_document_gives_the_same_bytes_and_names_nobody_outside() -> None:
    document = built(DocumentKind.CONTRACT, Languages.BOTH)
    data = docx.render(document)
    assert data == docx.render(document)
    core = zipfile.ZipFile(BytesIO(data)).read("docProps/core.xml").decode()
    assert QASYMOV.surname not in core
    assert "python-docx" not in core


def test_a_word_processor_opens_it(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx.render(built(DocumentKind.AGREEMENT, Languages.BOTH)))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "a.docx")],
        check=True, capture_output=True, timeout=150,
    )  # fmt: skip
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True
    ).stdout.decode()
    for wanted in (QASYMOV.surname, "СОГЛАШЕНИЕ", "КЕЛІСІМ", "1 / "):
        assert wanted in text
