"""Whatever a document holds, every word of it is printed once, in its order, and nothing breaks."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediadesk.domain.bilingual import Words
from mediadesk.domain.types import Languages
from mediadesk.export import docx, pdf
from mediadesk.export.document import STYLES, Block, Document, Span, langs_of
from mediadesk.export.wording import Lang
from tests.export import made_documents as made

LETTERS: dict[Lang, str] = {"kk": "Қ", "ru": "Я", "en": "Q"}
LENGTHS = st.one_of(st.integers(0, 12), st.sampled_from([40, 260, 900]))
SHORT = frozenset({"heading", "centred", "addressee"})


@st.composite
def documents(draw: st.DrawFn) -> Document:
    languages = draw(st.sampled_from(list(Languages)))
    langs = langs_of(languages)
    blocks: list[Block] = []
    for n in range(draw(st.integers(0, 12))):
        style = draw(st.sampled_from(sorted(STYLES)))
        if style == "table":
            grid = made.grid(languages, draw(st.integers(0, 40)))
            blocks.append(Block(f"b{n}", style, "", {}, grid))
            continue
        texts = {}
        for lang in langs:
            length = draw(st.integers(0, 12) if style in SHORT else LENGTHS)
            words = f"{LETTERS[lang]}{n:03}{LETTERS[lang]}" + " слово текст" * length
            texts[lang] = (Span(words, draw(st.booleans())),)
        number = draw(st.sampled_from(["", f"{n}.", f"{n}.1."]))
        blocks.append(Block(f"b{n}", style, number, texts))
    signers = made.people(draw(st.integers(0, 9)))
    document = made.made(
        languages,
        blocks,
        signers,
        number=draw(st.sampled_from(["", "1"])),
        dated=draw(st.booleans()),
    )
    if draw(st.booleans()):
        nobody = Words("", "", "")
        document = replace(document, letterhead=nobody, contacts=nobody, title=nobody)
    return document


@settings(max_examples=40, deadline=None)
@given(documents(), st.booleans())
def test_every_block_is_printed_once(document: Document, draft: bool) -> None:
    with pypdfium2.PdfDocument(pdf.render(document, draft=draft)) as opened:
        said = "\n".join(page.get_textpage().get_text_bounded() for page in opened)
    for lang in document.langs:
        letter = LETTERS[lang]
        found = re.findall(rf"{letter}(\d\d\d){letter}", said)
        wanted = [block.id[1:].zfill(3) for block in document.blocks if block.grid is None]
        assert sorted(found) == sorted(wanted)
    words = sum(
        "".join(span.text for span in block.texts[lang]).count("текст")
        for block in document.blocks
        for lang in document.langs
        if block.grid is None
    )
    assert said.count("текст") == words


@settings(max_examples=10, deadline=None)
@given(documents())
def test_every_document_is_a_word_file_too(document: Document) -> None:
    assert docx.render(document) == docx.render(document)


@pytest.mark.parametrize("languages", list(Languages))
def test_nothing_but_signatures(languages: Languages) -> None:
    nobody = Words("", "", "")
    document = replace(
        made.made(languages, [], made.people(3), number="", dated=False),
        letterhead=nobody, contacts=nobody, title=nobody,
    )  # fmt: skip
    with pypdfium2.PdfDocument(pdf.render(document)) as opened:
        assert len(opened) == 1


@pytest.mark.parametrize("style", ["heading", "item", "centred", "addressee", "note"])
@pytest.mark.parametrize("languages", [Languages.BOTH, Languages.KK])
def test_even_what_should_stay_whole_parts_when_it_is_longer_than_a_page(
    languages: Languages, style: str
) -> None:
    start = made.sample(1, languages, "start", "plain")
    document = made.made(languages, [start, made.sample(60, languages, "long", style)])
    with pypdfium2.PdfDocument(pdf.render(document)) as opened:
        said = "".join(page.get_textpage().get_text_bounded() for page in opened)
    assert said.replace("\u00a0", " ").count("1 250 000 ₸") >= 60


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("languages", list(Languages))
def test_all_that_is_drawn_is_text_of_the_structure_or_an_artifact(
    tmp_path: Path, languages: Languages, draft: bool
) -> None:
    for document in (made.form(languages), made.letter(languages),
                     made.contract(languages, 14, 3)):  # fmt: skip
        path, bare = tmp_path / "a.pdf", tmp_path / "bare.pdf"
        path.write_bytes(pdf.render(document, draft=draft))
        subprocess.run(["qpdf", "--stream-data=uncompress", path, bare], check=True)
        streams = re.findall(rb"stream\n(1 0 0 1 .*?)endstream", bare.read_bytes(), re.DOTALL)
        assert streams
        for stream in streams:
            depth = shown = 0
            for found in re.finditer(rb"\b(BDC|BMC|EMC|Tj|f|S)(?=\s)", stream):
                word = found[1]
                if word in {b"BDC", b"BMC"}:
                    depth += 1
                elif word == b"EMC":
                    depth -= 1
                else:
                    assert depth == 1
                    shown += 1
                assert 0 <= depth <= 1
            assert depth == 0
            assert shown > 3


def bare(document: Document, *blocks: Block) -> Document:
    """Leave nothing but these blocks."""
    none = Words("", "")
    document = replace(document, title=none, letterhead=none, contacts=none, number="")
    return replace(document, date={}, place={}, blocks=blocks, signers=())


def test_a_paper_may_begin_with_its_table() -> None:
    document = made.long_table(Languages.RU)
    only = bare(document, document.blocks[-1])
    assert only.blocks[0].grid is not None
    assert docx.render(only) == docx.render(only)


def test_a_paper_may_say_nothing() -> None:
    nothing = bare(made.long_table(Languages.RU))
    with pypdfium2.PdfDocument(pdf.render(nothing)) as opened:
        assert len(opened) == 1
