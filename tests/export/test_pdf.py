"""Printed documents, judged by poppler and a QR reader: letters, fonts, columns, pages, bytes."""

from __future__ import annotations

import re
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from mediadesk.domain import document_facts as df
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import DocumentKind, Languages, PartySide
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export import paper_packs, papers, pdf
from mediadesk.export.document import Block, Span
from tests.export import document_cases as cases
from tests.export import made_documents as made

KINDS = [DocumentKind.CONTRACT, DocumentKind.AGREEMENT]
LANGUAGES = [Languages.BOTH, Languages.KK, Languages.RU]


def printed(
    file: CaseFile,
    kind: DocumentKind,
    languages: Languages = Languages.BOTH,
    *,
    draft: bool = False,
) -> bytes:
    facts = df.facts_of(file, kind, term=cases.term() if file.contract else None)
    document = papers.build(facts, paper_packs.load(paper_packs.latest(kind)), languages)
    return pdf.render(document, draft=draft)


def tool(folder: Path, data: bytes, *command: str) -> str:
    path = folder / "a.pdf"
    path.write_bytes(data)
    line = [str(path) if part == "PDF" else part for part in command]
    return subprocess.run(line, capture_output=True, check=True).stdout.decode("utf-8")


def text_of(folder: Path, data: bytes) -> str:
    raw = tool(folder, data, "pdftotext", "-raw", "PDF", "-")
    return " ".join(re.sub(r"[-\u00ad]\n", "", raw).replace("\u00a0", " ").split())


def pages(folder: Path, data: bytes) -> int:
    found = re.search(r"Pages:\s+(\d+)", tool(folder, data, "pdfinfo", "PDF"))
    assert found
    return int(found[1])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("languages", LANGUAGES)
def test_same_facts_give_the_same_bytes(kind: DocumentKind, languages: Languages) -> None:
    file = cases.complete()
    assert printed(file, kind, languages) == printed(file, kind, languages)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("languages", LANGUAGES)
def test_fonts_are_embedded_and_only_ours(
    tmp_path: Path, kind: DocumentKind, languages: Languages
) -> None:
    rows = tool(tmp_path, printed(cases.complete(), kind, languages), "pdffonts", "PDF")
    fonts = [row.split() for row in rows.splitlines()[2:]]
    assert fonts
    for font in fonts:
        assert "+Tinos" in font[0]
        assert font[-5:-2] == ["yes", "yes", "yes"]


def test_every_kazakh_letter_and_the_names_can_be_read_out(tmp_path: Path) -> None:
    data = printed(cases.complete(), DocumentKind.CONTRACT)
    text, total = text_of(tmp_path, data), pages(tmp_path, data)
    assert cases.LETTERS in text
    for words in ("Һәкімов", "«Өңір & <Құрылыс>»", "МЕДИАЦИЯ ТУРАЛЫ ШАРТ", "ДОГОВОР О МЕДИАЦИИ"):
        assert words in text
    assert f"1-бет (барлығы {total}) / стр. 1 из {total}" in text


@pytest.mark.parametrize("kind", KINDS)
def test_clauses_of_both_columns_begin_at_the_same_height(
    tmp_path: Path, kind: DocumentKind
) -> None:
    data = printed(cases.complete(), kind)
    boxes = tool(tmp_path, data, "pdftotext", "-bbox", "PDF", "-")
    found: dict[str, list[tuple[int, float, float]]] = {}
    for number, page in enumerate(boxes.split("<page ")[1:]):
        for x, y, word in re.findall(
            r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(\d+\.(?:\d+\.)?)(?=[\s\u00a0<])', page
        ):
            found.setdefault(word, []).append((number, round(float(y), 3), float(x)))
    clauses = {word: spots for word, spots in found.items() if word.count(".") == 2}
    assert len(clauses) >= 10
    for word, spots in clauses.items():
        (left_page, left_y, left_x), (right_page, right_y, right_x) = sorted(spots)
        assert (left_page, left_y) == (right_page, right_y), word
        assert right_x - left_x > 200, word


def test_a_draft_says_so_on_every_page(tmp_path: Path) -> None:
    data = printed(cases.bare(), DocumentKind.CONTRACT, draft=True)
    text = tool(tmp_path, data, "pdftotext", "PDF", "-")
    assert text.count("ЖОБА / ПРОЕКТ") == pages(tmp_path, data)
    final = tool(tmp_path, printed(cases.bare(), DocumentKind.CONTRACT), "pdftotext", "PDF", "-")
    assert "ПРОЕКТ" not in final


@pytest.mark.parametrize("languages", LANGUAGES)
def test_a_clause_longer_than_a_page_is_printed_whole(tmp_path: Path, languages: Languages) -> None:
    data = printed(cases.complete(subject=160), DocumentKind.AGREEMENT, languages)
    assert pages(tmp_path, data) >= 3
    text = text_of(tmp_path, data)
    assert text.count("№ 15") == 160 * (2 if languages is Languages.BOTH else 1)


@pytest.mark.parametrize("subject", [1, 4, 9, 13, 20, 31, 47])
@pytest.mark.parametrize("languages", LANGUAGES)
def test_signatures_never_stand_alone(tmp_path: Path, subject: int, languages: Languages) -> None:
    data = printed(cases.complete(subject=subject), DocumentKind.CONTRACT, languages)
    last = tool(tmp_path, data, "pdftotext", "-f", str(pages(tmp_path, data)), "PDF", "-")
    assert re.search(r"(?m)^\d\.\d\.", last)
    assert "подпись)" in last or "қолы)" in last


def test_long_names_and_many_parties_do_not_break_the_page(tmp_path: Path) -> None:
    file = cases.complete()
    first, second = file.parties
    assert first.person is not None
    endless = replace(first.person, name_ru="Құдайбергенов" * 20)
    crowd = tuple(
        replace(first, party=replace(first.party, ord=n, side=PartySide.FIRST), person=endless)
        for n in range(3, 12)
    )
    data = printed(replace(file, parties=(first, second, *crowd)), DocumentKind.CONTRACT)
    assert pages(tmp_path, data) >= 4
    assert text_of(tmp_path, data).count("(қолы / подпись)") == 12


def test_a_sign_without_glyph_is_named_and_not_printed() -> None:
    file = cases.complete()
    odd = replace(file, case=replace(file.case, subject_ru="Долг 漢"))
    with pytest.raises(WorldTrouble) as caught:
        printed(odd, DocumentKind.CONTRACT)
    assert caught.value.code is Code.GLYPH_MISSING
    assert caught.value.params == {"signs": "漢 (U+6F22)"}


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    info = tool(tmp_path, printed(cases.complete(), DocumentKind.CONTRACT), "pdfinfo", "PDF")
    assert re.search(r"Title:\s+Медиация туралы шарт №\s2026/0118 / Договор о медиации", info)
    assert re.search(r"Author:\s+Центр медиации «Татулық»", info)
    assert "595.276 x 841.89 pts (A4)" in info


def test_a_space_before_bold_words_stays(tmp_path: Path) -> None:
    said = (Span("Сообщает информационной организационной "), Span("Жирный", bold=True), Span("."))
    block = Block("a", "plain", "", {"ru": said})
    data = pdf.render(replace(made.letter(Languages.RU), blocks=(block,)))
    assert "организационной Жирный." in text_of(tmp_path, data)


def test_papers_made_at_the_same_time_do_not_spoil_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A font is read from one place for all files: its letters are cut out for one at a time."""
    file, inside, most = cases.complete(), [0], [0]
    cut, pause = TTFontFile.makeSubset, threading.Event()

    def watched(*args: Any) -> Any:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        pause.wait(0.005)  # lets the other threads go on
        made = cut(*args)
        inside[0] -= 1
        return made

    monkeypatch.setattr(TTFontFile, "makeSubset", watched)
    wanted = printed(file, KINDS[0])
    with ThreadPoolExecutor(max_workers=4) as pool:
        made = [pool.submit(printed, file, KINDS[0]) for _ in range(4)]
        assert all(each.result() == wanted for each in made)
    assert most == [1]
