"""Own Word templates: values, rows, pieces; mistakes are named, harmful files are refused."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.document_facts import DocumentFacts
from mediadesk.domain.types import DocumentKind
from mediadesk.export import own_docx, paper_sample
from mediadesk.export.document_words import Source
from mediadesk.export.docx_guard import BYTES, TemplateKind
from mediadesk.usecases.own_templates import _aliases
from tests.export.own_docx_files import changed, made, part, with_link, words

ALIASES = _aliases()


@pytest.fixture(scope="module")
def facts() -> DocumentFacts:
    return paper_sample.facts(DocumentKind.CONTRACT)


def filled(data: bytes, facts: DocumentFacts, lang: Any = "ru") -> list[str]:
    assert own_docx.check(data, ALIASES) == ()
    return words(own_docx.fill(data, Source(facts), lang, ALIASES).data)


def kinds(data: bytes) -> set[TemplateKind]:
    return {each.kind for each in own_docx.check(data, ALIASES)}


def test_values_stand_by_name_and_by_words_of_people(facts: DocumentFacts) -> None:
    data = made(
        "№ {{ document.number }}",
        "{{Номер дела}} / {{ номер_дела }} / {{ Істің нөмірі }}",
        "{{ office.name }} & <b>",
    )
    text = filled(data, facts)
    assert text[:2] == ["№ 2026/0001", "2026/0001 / 2026/0001 / 2026/0001"]
    assert text[2] == "Центр медиации (образец) & <b>"
    assert filled(data, facts, "kk")[2] == "Медиация орталығы (үлгі) & <b>"


def test_a_placeholder_that_word_cut_into_runs(facts: DocumentFacts) -> None:
    document: Any = docx.Document()
    paragraph = document.add_paragraph("Дело {")
    for piece in ("{ docu", "ment.", "number", " }", "} конец"):
        paragraph.add_run(piece).bold = True
    out = BytesIO()
    document.save(out)
    assert filled(out.getvalue(), facts) == ["Дело 2026/0001 конец"]


def test_a_row_is_repeated_for_each_party(facts: DocumentFacts) -> None:
    data = made(rows=(("Сторона", "Имя"), ("{{ party.label }}", "{{ party.name }}"), ("Итог", "")))
    assert filled(data, facts) == [
        "Сторона | Имя",
        "Первая сторона | Үлгілі Асан Серікұлы",
        "Вторая сторона | ТОО «Пример»",
        "Итог | ",
    ]


def test_a_piece_is_repeated_and_stands_under_its_condition(facts: DocumentFacts) -> None:
    data = made(
        "{{#party}}",
        "{{ party.name }}",
        "{{?party.person}}",
        "человек",
        "{{/party.person}}",
        "{{?!party.person}}",
        "организация",
        "{{/}}",
        "{{/party}}",
        "конец",
    )
    assert filled(data, facts) == [
        "Үлгілі Асан Серікұлы",
        "человек",
        "ТОО «Пример»",
        "организация",
        "конец",
    ]


def test_a_value_that_is_not_there_leaves_room_and_is_told(facts: DocumentFacts) -> None:
    bare = replace(facts, mediator=None, subject=replace(facts.subject, ru="", kk=""))
    made_ = own_docx.fill(made("{{ case.subject }}."), Source(bare), "ru", ALIASES)
    assert words(made_.data) == [f"{own_docx.BLANK}."]
    assert made_.missing == ("case.subject",)


def test_a_value_of_several_lines_gets_breaks(facts: DocumentFacts) -> None:
    lines = replace(facts, subject=replace(facts.subject, ru="один\nдва\x07"))
    assert filled(made("<{{ case.subject }}>"), lines) == ["<один\nдва>"]


def test_the_same_values_give_the_same_bytes(facts: DocumentFacts) -> None:
    data = made("{{ office.name }}")
    one, two = (own_docx.fill(data, Source(facts), "ru", ALIASES).data for _ in range(2))
    assert one == two


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("{{ party.nme }}",), TemplateKind.UNKNOWN),
        (("{{ party.name }}",), TemplateKind.OTHER_EACH),
        (("{{ ''.__class__.__mro__ }}",), TemplateKind.CODE),
        (("{{ office.__init__ }}",), TemplateKind.CODE),
        (("{% for x in y %}",), TemplateKind.CODE),
        (("{{ office.name }",), TemplateKind.BRACE),
        (("office.name }}",), TemplateKind.BRACE),
        (("{{#party}}", "x"), TemplateKind.UNCLOSED),
        (("{{?case.court}}",), TemplateKind.UNCLOSED),
        (("x", "{{/}}"), TemplateKind.NOT_OPENED),
        (("{{#people}}", "{{/}}"), TemplateKind.UNKNOWN_EACH),
        (("{{?case.moon}}", "{{/}}"), TemplateKind.UNKNOWN_CONDITION),
        (("a {{?case.court}} b", "{{/}}"), TemplateKind.ALONE),
        (("{{#party}}", "{{#obligation}}", "{{/}}", "{{/}}"), TemplateKind.NESTED),
    ],
)
def test_a_mistake_is_named(lines: tuple[str, ...], kind: TemplateKind) -> None:
    found = own_docx.check(made(*lines), ALIASES)
    assert kind in {each.kind for each in found}
    assert all(each.place for each in found)


def test_a_mistake_in_a_header_and_a_cell_is_found() -> None:
    document: Any = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ no.such }}"
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "{{ nor.this }}"
    out = BytesIO()
    document.save(out)
    assert {each.word for each in own_docx.check(out.getvalue(), ALIASES)} == {
        "no.such",
        "nor.this",
    }


TYPES = "[Content_Types].xml"
PLAIN = made("x")
FIELD = (
    '<w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE "http://x/y"'
    "</w:instrText></w:r></w:p></w:body>"
)
HARMFUL = {
    "macros": (
        changed(PLAIN, {"word/vbaProject.bin": b"x"}),
        TemplateKind.MACROS,
    ),
    "macro type": (
        changed(
            PLAIN,
            {
                TYPES: part(PLAIN, TYPES).replace(
                    b"wordprocessingml.document.main+xml",
                    b"wordprocessingml.document.macroEnabled.main+xml",
                )
            },
        ),
        TemplateKind.MACROS,
    ),
    "remote template": (
        with_link(PLAIN, "attachedTemplate", "http://evil.example/t.dotm"),
        TemplateKind.EXTERNAL,
    ),
    "remote picture": (with_link(PLAIN, "image", "\\\\host\\share\\x.png"), TemplateKind.EXTERNAL),
    "hidden mode": (
        with_link(PLAIN, "attachedTemplate", "http://evil.example/t", "Internal"),
        TemplateKind.EXTERNAL,
    ),
    "script link": (with_link(PLAIN, "hyperlink", "javascript:x"), TemplateKind.EXTERNAL),
    "object": (changed(PLAIN, {"word/embeddings/oleObject1.bin": b"x"}), TemplateKind.OBJECT),
    "chunk": (with_link(PLAIN, "aFChunk", "afchunk.htm", "Internal"), TemplateKind.OBJECT),
    "field": (
        changed(
            PLAIN,
            {
                "word/document.xml": part(PLAIN, "word/document.xml").replace(
                    b"</w:body>", FIELD.encode()
                )
            },
        ),
        TemplateKind.FIELD,
    ),
    "entities": (
        changed(
            PLAIN,
            {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'},
        ),
        TemplateKind.NOT_DOCX,
    ),
    "no document": (changed(PLAIN, {"word/document.xml": None}), TemplateKind.NOT_DOCX),
    "broken part": (changed(PLAIN, {"word/document.xml": b"<w:p"}), TemplateKind.NOT_DOCX),
    "path": (changed(PLAIN, {"../evil": b"x"}), TemplateKind.NOT_DOCX),
    "no zip": (b"PK nothing", TemplateKind.NOT_DOCX),
    "empty": (b"", TemplateKind.NOT_DOCX),
    "large": (b"x" * (BYTES + 1), TemplateKind.TOO_BIG),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_file_is_refused(name: str, facts: DocumentFacts) -> None:
    data, kind = HARMFUL[name]
    assert kinds(data) == {kind}
    with pytest.raises(ValueError, match=kind.value):
        own_docx.fill(data, Source(facts), "ru", ALIASES)


def test_a_bomb_is_not_unpacked() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (TYPES, "word/document.xml"):
            archive.writestr(name, b"<a/>")
        archive.writestr("word/media/zeros.bin", bytes(60_000_000))
    assert kinds(out.getvalue()) == {TemplateKind.TOO_BIG}


@pytest.mark.parametrize("way", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_file_packed_as_word_never_packs_is_refused(way: int) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        for name in (TYPES, "word/document.xml"):
            archive.writestr(name, part(PLAIN, name))
    assert kinds(out.getvalue()) == {TemplateKind.NOT_DOCX}


@given(st.integers(0, len(PLAIN) - 1), st.integers(0, 255))
def test_a_damaged_file_is_told_and_never_an_accident(place: int, byte: int) -> None:
    damaged = bytearray(PLAIN)
    damaged[place] = byte
    assert kinds(bytes(damaged)) <= set(TemplateKind)


def test_a_link_to_a_page_may_stand() -> None:
    assert kinds(with_link(PLAIN, "hyperlink", "https://adilet.zan.kz/")) == set()


@given(st.lists(st.text(alphabet="{}#?/! ._%()[]abofficeparty.nm", max_size=30), max_size=5))
def test_any_text_is_told_or_filled(lines: list[str]) -> None:
    data = made(*lines)
    if not own_docx.check(data, ALIASES):
        given_ = paper_sample.facts(DocumentKind.CONTRACT)
        assert words(own_docx.fill(data, Source(given_), "kk", ALIASES).data) is not None
