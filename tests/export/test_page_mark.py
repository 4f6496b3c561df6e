"""The text of the QR mark and the hash of what a document says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.page_marks import Mark, read_mark
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.export.document import Document, Span
from mediadesk.export.page_mark import content_hash, mark_text
from tests.export import made_documents as made

DIGITS = st.text("0123456789abcdef", min_size=12, max_size=12)
NUMBERS = st.text(
    st.characters(min_codepoint=32, exclude_characters="|\x7f", exclude_categories=["Cs"]),
    max_size=40,
)
LANGUAGES = list(Languages)


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    pages = draw(st.integers(1, 99_999))
    return Mark(
        number=draw(NUMBERS),
        day=draw(st.none() | st.dates(date(1000, 1, 1))),
        facts=draw(DIGITS),
        version=draw(st.integers(0, 99_999)),
        page=draw(st.integers(1, pages)),
        pages=pages,
        content=draw(DIGITS),
        kind=draw(st.sampled_from(["", "evidence", *DocumentKind])),
    )


@given(marks())
def test_a_mark_is_read_as_it_was_written(mark: Mark) -> None:
    assert read_mark(mark.text) == mark


@given(st.text())
def test_the_text_of_another_is_no_mark(text: str) -> None:
    assert read_mark(text) is None


GOOD = "MD2|2026/0118|contract|2026-12-01|0123456789ab|v1|p1/3|ba9876543210"


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("MD2", "MD1"),
        GOOD.replace("MD2", "MD3"),
        GOOD.replace("|contract", ""),
        GOOD.replace("contract", ""),
        GOOD.replace("contract", "Договор"),
        GOOD.replace("2026-12-01", "2026-13-01"),
        GOOD.replace("2026-12-01", "2026-02-30"),
        GOOD.replace("2026-12-01", ""),
        GOOD.replace("p1/3", "p4/3"),
        GOOD.replace("p1/3", "p0/3"),
        GOOD.replace("p1/3", "p01/3"),
        GOOD.replace("v1", "v01"),
        GOOD.replace("v1", "v-1"),
        GOOD.replace("v1", "v\u0661"),
        GOOD.replace("0123456789ab", "0123456789AB"),
        GOOD.replace("0123456789ab", "0123456789a"),
        f"{GOOD}\n",
        f" {GOOD}",
        f"{GOOD}|more",
        "MD2|2026/0118|contract|2026-12-01|0123456789ab",
        "https://egov.kz/cms/ru",
        "",
    ],
)
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    assert read_mark(GOOD) is not None
    assert read_mark(text) is None


def test_a_page_of_an_earlier_program_is_still_read() -> None:
    old = "MD1|2026/0118|2026-12-01|0123456789ab|v1|p1/3|ba9876543210"
    mark = read_mark(old)
    assert mark == Mark(
        "2026/0118", date(2026, 12, 1), "0123456789ab", 1, 1, 3, "ba9876543210", kind=""
    )
    assert mark.text == old


@pytest.mark.parametrize("languages", LANGUAGES)
def test_the_mark_of_a_page_tells_its_document(languages: Languages) -> None:
    document = replace(made.letter(languages), version=3)
    content = content_hash(document)
    mark = read_mark(mark_text(document, content, 2, 5, draft=False))
    assert mark == Mark("2026/0118", date(2026, 11, 21), "0123456789ab", 3, 2, 5, content[:12],
                        "invitation")  # fmt: skip
    draft = read_mark(mark_text(document, content, 2, 5, draft=True))
    assert draft is not None
    assert draft.is_draft


@pytest.mark.parametrize("languages", LANGUAGES)
def test_the_hash_is_over_what_is_said_and_nothing_else(languages: Languages) -> None:
    document = made.form(languages)
    same = [
        replace(document, copy=2, copies=3),
        replace(document, version=7),
        replace(document, template="other/2027-01"),
        replace(document, code="MD2||act|-|ffffffffffff"),
    ]
    assert {content_hash(each) for each in same} == {content_hash(document)}
    assert len(content_hash(document)) == 64


@pytest.mark.parametrize("languages", LANGUAGES)
def test_how_a_text_is_cut_into_runs_does_not_count(languages: Languages) -> None:
    document = made.letter(languages)
    cut = tuple(
        replace(
            block,
            texts={
                lang: tuple(Span(c, bold=n % 2 == 0) for t in text for n, c in enumerate(t.text))
                for lang, text in block.texts.items()
            },
        )
        for block in document.blocks
    )
    assert content_hash(replace(document, blocks=cut)) == content_hash(document)


def _changed(document: Document) -> list[Document]:
    """Give documents that each say one thing otherwise."""
    lang = document.langs[-1]
    odd = [
        replace(document, number="2026/0119"),
        replace(document, title=made.people(1)[0].role),
        replace(document, letterhead=made.people(1)[0].role),
        replace(document, place={**document.place, lang: made.text("Астана")}),
        replace(document, date={**document.date, lang: made.text("1")}),
        replace(document, signers=()),
        replace(document, signers=tuple(made.people(2))),
        replace(document, blocks=document.blocks[:-1]),
        replace(document, blocks=document.blocks[::-1]),
    ]
    for place, block in enumerate(document.blocks):
        changed = [replace(block, number=f"{block.number}1"), replace(block, style="clause")]
        if block.texts:
            changed.append(replace(block, texts={**block.texts, lang: made.text("1")}))
        if block.grid:
            first, *rest = block.grid.rows
            cell = {**first[1], lang: made.text("Договор о медиации, лист 7")}
            rows = ((first[0], cell, *first[2:]), *rest)
            changed.append(replace(block, grid=replace(block.grid, rows=rows)))
            changed.append(replace(block, grid=replace(block.grid, rows=tuple(rest))))
            changed.append(replace(block, grid=replace(block.grid, columns=block.grid.columns[:3])))
        for each in changed:
            blocks = (*document.blocks[:place], each, *document.blocks[place + 1 :])
            odd.append(replace(document, blocks=blocks))
    return odd


@pytest.mark.parametrize("languages", LANGUAGES)
def test_whatever_is_said_otherwise_changes_the_hash(languages: Languages) -> None:
    document = made.form(languages)
    hashes = [content_hash(each) for each in (document, *_changed(document))]
    assert len(set(hashes)) == len(hashes)
