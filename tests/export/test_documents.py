"""Wordings say the same in both languages, carry the items of the law, and fill in every value."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mediadesk import assets
from mediadesk.domain import document_facts as df
from mediadesk.domain import fact_json
from mediadesk.domain.document_facts import DocumentFacts
from mediadesk.domain.types import DisputeKind, DocumentKind, Languages, Stage
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export import paper_packs, papers
from mediadesk.export.document import Document
from mediadesk.export.paper_words import CONDITIONS, PLACEHOLDERS
from tests.export import document_cases as cases

KINDS = list(DocumentKind)
LAW_PAPERS = [DocumentKind.CONTRACT, DocumentKind.AGREEMENT]


def facts(kind: DocumentKind, stage: Stage = Stage.PRE_COURT) -> DocumentFacts:
    file = cases.fitting(kind, stage)
    return df.facts_of(
        file, kind, term=cases.term(), today=date(2026, 12, 10), counted=cases.counted()
    )


def built(given: DocumentFacts, languages: Languages = Languages.BOTH) -> Document:
    return papers.build(given, paper_packs.load(paper_packs.latest(given.kind)), languages)


def plain(document: Document, lang: str) -> str:
    texts = [text for block in document.blocks for key, text in block.texts.items() if key == lang]
    grids = [block.grid for block in document.blocks if block.grid is not None]
    texts += [cell[lang] for grid in grids for row in grid.rows for cell in row]
    return "\n".join("".join(span.text for span in text) for text in texts).replace("\u00a0", " ")


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_have_the_same_clauses_and_placeholders(kind: DocumentKind) -> None:
    template = paper_packs.load(paper_packs.latest(kind))
    ids = [clause.id for clause in template.clauses]
    assert len(ids) == len(set(ids))
    for clause in template.clauses:
        assert clause.source
        for part in clause.parts:
            ru, kk = (sorted(re.findall(r"\{(.*?)\}", w)) for w in (part.words.ru, part.words.kk))
            assert ru == kk
            assert set(ru) <= PLACEHOLDERS.keys()
            assert part.words.ru.count("**") == part.words.kk.count("**")
            assert {word.lstrip("!") for word in part.when} <= CONDITIONS.keys()
            assert part.words.ru
            assert part.words.kk


@pytest.mark.parametrize("kind", KINDS)
def test_every_item_of_the_law_has_its_clause(kind: DocumentKind) -> None:
    ids = {clause.id for clause in paper_packs.load(paper_packs.latest(kind)).clauses}
    items = [item for item in paper_packs.law_items().items if item.document is kind]
    assert items
    for item in items:
        assert set(item.clauses) <= ids, item.article
        assert item.clauses or item.checks, item.article


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stage", [Stage.PRE_COURT, Stage.COURT])
def test_a_complete_case_leaves_no_blank_and_no_brace(kind: DocumentKind, stage: Stage) -> None:
    document = built(facts(kind, stage))
    assert document.missing == ()
    for lang in ("kk", "ru"):
        text = plain(document, lang)
        assert not re.search(r"[{}]|\*\*|__", text)


@pytest.mark.parametrize("kind", LAW_PAPERS)
def test_a_bare_case_has_marked_blanks_and_names_them(kind: DocumentKind) -> None:
    document = built(df.facts_of(cases.bare(), kind))
    assert {"party.1.identifier", "mediator.name", "case.subject"} <= set(document.missing)
    blanks = [s for b in document.blocks for t in b.texts.values() for s in t if s.missing]
    assert blanks
    assert {span.text for span in blanks} == {papers.BLANK}


def test_sums_and_dates_stand_in_both_languages() -> None:
    document = built(facts(DocumentKind.AGREEMENT))
    assert "20 000 (двадцать тысяч) тенге 50 тиын" in plain(document, "ru")
    assert "20 000 (жиырма мың) теңге 50 тиын" in plain(document, "kk")
    assert "10 декабря 2026 года" in plain(document, "ru")
    assert "2026 жылғы 10 желтоқсан" in plain(document, "kk")


def test_conditions_choose_the_clauses() -> None:
    ids = {block.id for block in built(facts(DocumentKind.AGREEMENT)).blocks}
    in_court = {block.id for block in built(facts(DocumentKind.AGREEMENT, Stage.COURT)).blocks}
    assert {"court", "court_costs"} <= in_court - ids
    assert "family" in ids
    moved = df.facts_of(
        cases.complete(), DocumentKind.CONTRACT, term=cases.term(end_on=date(2026, 12, 22))
    )
    assert "22 декабря 2026 года" in plain(built(moved), "ru")
    assert "22 декабря" not in plain(built(facts(DocumentKind.CONTRACT)), "ru")


def test_an_extended_term_is_the_whole_term() -> None:
    file = cases.complete()
    assert file.contract is not None
    longer = replace(file, contract=replace(file.contract, extended_days=15))
    text = plain(built(df.facts_of(longer, DocumentKind.CONTRACT, term=cases.term())), "ru")
    assert "45 (сорок пять) календарных дней" in text
    assert "продление: 15 (пятнадцать) календарных дней" in text


def test_clauses_are_numbered_without_gaps() -> None:
    numbers = [block.number for block in built(facts(DocumentKind.CONTRACT)).blocks]
    expected: list[str] = []
    section = clause = 0
    for block in built(facts(DocumentKind.CONTRACT)).blocks:
        if block.style == "heading":
            section, clause = section + 1, 0
            expected.append(f"{section}.")
        else:
            clause += 1
            expected.append(f"{section}.{clause}.")
    assert numbers == expected


def test_many_on_one_side_are_numbered_and_all_sign() -> None:
    file = cases.complete()
    first, second = file.parties
    third = replace(first, party=replace(first.party, ord=3))
    given = df.facts_of(replace(file, parties=(first, second, third)), DocumentKind.CONTRACT)
    roles = [signer.role.ru for signer in built(given).signers]
    assert roles == ["Первая сторона (1)", "Первая сторона (2)", "Вторая сторона", "Медиатор"]


def test_the_code_holds_no_name() -> None:
    given = facts(DocumentKind.CONTRACT)
    assert (
        built(given).code
        == f"MD2|2026/0118|{given.kind.value}|2026-11-21|{fact_json.fact_hash(given)[:12]}"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{document.copies}", "{document.cop}"),
        ('when = ["case.family"]', 'when = ["case.__class__"]'),
        ("Язык проведения медиации: {case.language}.", "Язык проведения медиации."),
        ("Язык проведения медиации: {case.language}.", "{party.name} {case.language}"),
    ],
)
def test_a_centres_own_wording_is_checked_when_it_is_read(
    tmp_path: Path, old: str, new: str
) -> None:
    name = paper_packs.latest(DocumentKind.CONTRACT)
    text = assets.find(f"templates/{name}.toml").read_text("utf-8")
    own = tmp_path / "custom" / "templates" / f"{name}.toml"
    own.parent.mkdir(parents=True)
    assert old in text
    own.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(WorldTrouble) as caught:
        paper_packs.load(name, tmp_path)
    assert caught.value.code is Code.RESOURCE_BAD


@pytest.mark.parametrize(
    ("kind", "in_court", "in_criminal"),
    [
        (
            DocumentKind.CONTRACT,
            "основанием для приостановления",
            "не приостанавливает производство",
        ),
        (DocumentKind.AGREEMENT, "представляется суду для утверждения", "Стороны примирились"),
    ],
)
def test_a_criminal_case_in_court_has_the_clause_of_its_own(
    kind: DocumentKind, in_court: str, in_criminal: str
) -> None:
    """Law on mediation, art. 24(4) against art. 23(3): one clause or the other, never both."""
    for dispute, expected, other in (
        (DisputeKind.CRIMINAL, in_criminal, in_court),
        (DisputeKind.CIVIL, in_court, in_criminal),
    ):
        file = cases.complete(stage=Stage.COURT)
        file = replace(file, case=replace(file.case, kind=dispute))
        facts = df.facts_of(file, kind, term=cases.term())
        made = papers.build(facts, paper_packs.load(paper_packs.latest(kind)), Languages.RU)
        text = repr(made).replace("\\xa0", " ").replace("\\xad", "")
        assert expected in text
        assert other not in text


def test_a_value_that_ends_a_sentence_takes_the_full_stop_away() -> None:
    text = plain(built(facts(DocumentKind.INVITATION)), "ru")
    assert "от 12 марта 2026 г. Сторонам" in text
    assert ".." not in text
