"""What papers call codes is data: whole as supplied, changed by a centre word by word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mediadesk.assets import Shelf
from mediadesk.domain import document_facts as df
from mediadesk.domain.codes import (
    DrawnInRole,
    ExtensionGround,
    ProceduralStatus,
    RepresentativeKind,
    SendWay,
    SessionKind,
)
from mediadesk.domain.types import (
    Channel,
    DisputeKind,
    DocumentKind,
    Labelled,
    Languages,
    MediatorKind,
    Outcome,
    PartySide,
    ProcessLanguage,
    Way,
)
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export import document_words, page_words, paper_packs, papers, pdf_text, values_money
from tests.export import document_cases as cases

CODES: list[tuple[str, type[Labelled]]] = [
    ("dispute", DisputeKind),
    ("language", ProcessLanguage),
    ("way", Way),
    ("status", ProceduralStatus),
    ("mediator", MediatorKind),
    ("side", PartySide),
    ("creditor", PartySide),
    ("channel", Channel),
    ("sent", SendWay),
    ("right", RepresentativeKind),
    ("extension", ExtensionGround),
    ("session", SessionKind),
    ("drawn_in", DrawnInRole),
    ("beside", DrawnInRole),
    ("outcome", Outcome),
]
OWN = 'edition = "2026-12"\n[side]\nfirst = { ru = "Заявитель" }\n'


@pytest.mark.parametrize(("table", "codes"), CODES, ids=[table for table, _codes in CODES])
def test_every_code_that_a_paper_may_say_has_words(table: str, codes: type[Labelled]) -> None:
    known = document_words.supplied().tables[table]
    assert {str(code) for code in codes} == known.keys() - {"none"}
    assert all(words.ru.strip() and words.kk.strip() for words in known.values())


def shelves(folder: Path, text: str) -> list[Path | Shelf]:
    """Give a centre with a file of its own, and one that keeps the text."""
    own = folder / "custom" / document_words.NAME
    own.parent.mkdir()
    own.write_text(text, encoding="utf-8")
    return [folder, Shelf(folder / "empty", {document_words.NAME: text})]


def test_a_centre_changes_one_word_and_all_others_stay(tmp_path: Path) -> None:
    facts = df.facts_of(cases.complete(), DocumentKind.CONTRACT, term=cases.term())
    name = paper_packs.latest(DocumentKind.CONTRACT)
    supplied = papers.build(facts, paper_packs.load(name), Languages.BOTH)
    for centre in shelves(tmp_path, OWN):
        made = papers.build(facts, paper_packs.load(name, centre), Languages.BOTH)
        roles = [each.role for each in supplied.signers]
        told = [replace(role, ru=role.ru.replace("Первая сторона", "Заявитель")) for role in roles]
        assert [each.role for each in made.signers] == told != roles


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[sides]\nfirst = { ru = "Заявитель" }', "sides.first"),
        ('[side]\nthird = { ru = "Третья" }', "side.third"),
        ('[side]\nfirst = { de = "Erste" }', "side.first"),
        ('[side]\nfirst = { ru = " " }', "side.first"),
        ("[side]\nfirst = { ru = 1 }", "side.first"),
        ('[side]\nfirst = "Заявитель"', "side.first"),
        ('side = "Заявитель"', "side."),
        ("[side", ""),
    ],
)
def test_a_wrong_word_of_a_centre_is_named(tmp_path: Path, text: str, place: str) -> None:
    for centre in shelves(tmp_path, text):
        with pytest.raises(WorldTrouble) as error:
            document_words.load(centre)
        assert error.value.code is Code.RESOURCE_BAD
        told = f"{document_words.NAME}: {place}" if place else document_words.NAME
        assert error.value.params["name"] == told


def made_with(text: str, tmp_path: Path) -> tuple[papers.Document, paper_packs.Template]:
    shelf = Shelf(tmp_path, {document_words.NAME: text})
    template = paper_packs.load(paper_packs.latest(DocumentKind.CONTRACT), shelf)
    facts = df.facts_of(cases.complete(), DocumentKind.CONTRACT, term=cases.term())
    return papers.build(facts, template, Languages.RU), template


def test_what_every_page_says_is_the_words_of_the_centre(tmp_path: Path) -> None:
    text = '[page]\nof_pages = { ru = "л. {0}/{1} {2}" }\nsigned = { ru = "роспись" }\n'
    made, _template = made_with(text, tmp_path)
    assert page_words.in_all(made, "of_pages", 1, 3) == "л. 1/3 {2}"
    assert page_words.in_all(made, "signed") == "роспись"
    shown = pdf_text.all_text(made)
    assert "роспись" in shown


def test_words_of_papers_part_at_the_end_of_a_line_as_the_centre_says(tmp_path: Path) -> None:
    _made, template = made_with('[parted]\ncalled = { ru = "Заявител" }\n', tmp_path)
    called = pdf_text.called_in(template.words)
    assert "Заявител" in called
    assert "Тарап" in called
    assert "Сторон" not in called


@pytest.mark.parametrize(
    ("typed", "kazakh"),
    [
        (
            "ИИК KZ00 0000, АО «Учебный банк», БИК EDUCKZKA, Кбе 18",
            "ЖСК KZ00 0000, «Учебный банк» АҚ, БСК EDUCKZKA, Бек 18",
        ),
        ("ИИК KZ00 в АО  «Банк», КБЕ 17", "ЖСК KZ00 «Банк» АҚ, Бек 17"),
        ("КБИК 1, АОК «Банк»", "КБИК 1, АОК «Банк»"),
    ],
)
def test_bank_details_are_said_in_kazakh(typed: str, kazakh: str, tmp_path: Path) -> None:
    words = document_words.supplied()
    assert values_money.bank_words(words, typed, "kk") == kazakh
    assert values_money.bank_words(words, typed, "ru") == typed
    own = document_words.load(
        Shelf(tmp_path, {document_words.NAME: '[bank]\niik = { kk = "Шот" }\n'})
    )
    assert values_money.bank_words(own, typed, "kk") == kazakh.replace("ЖСК", "Шот")
