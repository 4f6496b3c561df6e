"""Own clauses in the printed agreement: their sections, fields and numbers; none is lost."""

from __future__ import annotations

import io
import subprocess
import zipfile
from dataclasses import replace

import pytest

from mediadesk.domain import document_facts as df
from mediadesk.domain import fact_json
from mediadesk.domain.clauses import AgreementClause, ClauseSection
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.export import docx, paper_packs, papers, pdf
from mediadesk.export.document import Document
from mediadesk.export.paper_clauses import OWN
from tests.export import document_cases as cases

KIND = DocumentKind.AGREEMENT


def clause(key: str, section: ClauseSection, ru: str, kk: str = "") -> AgreementClause:
    return AgreementClause(key=key, section=section, text_ru=ru, text_kk=kk or ru)


def made(*clauses: AgreementClause, without: str = "") -> Document:
    facts = df.facts_of(replace(cases.complete(), clauses=clauses), KIND, term=cases.term())
    facts = fact_json.from_json(fact_json.to_json(facts))
    template = paper_packs.load(paper_packs.latest(KIND))
    kept = tuple(each for each in template.sections if each.id != without)
    return papers.build(facts, replace(template, sections=kept), Languages.BOTH)


def words(document: Document, key: str, lang: str) -> str:
    block = next(each for each in document.blocks if each.id == f"{OWN}{key}")
    return "".join(span.text for span in block.texts[lang])


@pytest.mark.parametrize("section", list(ClauseSection))
def test_a_clause_stands_in_its_section_and_is_counted(section: ClauseSection) -> None:
    document = made(clause("c1", section, "Свой текст"))
    ids = [each.id for each in document.blocks]
    at = ids.index(f"{OWN}c1")
    heading = next(b for b in reversed(document.blocks[:at]) if b.style == "heading")
    assert heading.id == section.value
    assert document.blocks[at].number.startswith(heading.number)
    assert document.blocks[at].number != document.blocks[at - 1].number


def test_a_clause_of_a_section_the_wording_lacks_is_printed_last() -> None:
    document = made(clause("c1", ClauseSection.SPECIAL, "Свой текст"), without="special")
    assert words(document, "c1", "ru") == "Свой текст"


@pytest.mark.parametrize(
    ("field", "ru", "kk"),
    [
        ("{side.second}", "Вторая сторона", "Екінші тарап"),
        ("{party.1.label}", "Первая сторона", "Бірінші тарап"),
        ("{obligation.1.amount}", "20\u00a0000 (двадцать тысяч)", "20\u00a0000 (жиырма мың)"),
        ("{sum:1,5}", "1 (один) тенге 50\u00a0тиын", "1 (бір) теңге 50\u00a0тиын"),
        ("{days:10}", "10\u00a0(десять) календарных дней", "күнтізбелік 10\u00a0(он) күн"),
        ("{date:2027-03-01}", "1\u00a0марта\u00a02027\u00a0года", "2027\u00a0жылғы\u00a01\u00a0наурыз"),
        ("{name:Иванов|Йванов}", "Иванов", "Йванов"),
        ("{number:12-А}", "12-А", "12-А"),
        ("{contract.date}", "21\u00a0ноября\u00a02026\u00a0года", "2026\u00a0жылғы\u00a021\u00a0қараша"),
    ],
)  # fmt: skip
def test_a_field_is_said_in_each_language(field: str, ru: str, kk: str) -> None:
    document = made(clause("c1", ClauseSection.FINAL, f"до {field} после"))
    assert words(document, "c1", "ru").startswith(f"до {ru}")
    assert words(document, "c1", "kk").startswith(f"до {kk}")
    assert words(document, "c1", "kk").endswith(" после")


def test_what_nobody_knows_is_a_marked_blank() -> None:
    document = made(clause("c1", ClauseSection.FINAL, "{party.7.name} {clause:c5}"))
    block = next(each for each in document.blocks if each.id == f"{OWN}c1")
    assert [span.missing for span in block.texts["ru"]] == [True, False, True]
    assert "clause.c1.party.7.name" in document.missing


def test_the_printed_files_hold_the_clauses() -> None:
    document = made(
        clause("c1", ClauseSection.FINAL, "Особенное {clause:c1}", "Ерекше {clause:c1}")
    )
    number = next(b for b in document.blocks if b.id == f"{OWN}c1").number.rstrip(".")
    assert words(document, "c1", "kk") == f"Ерекше {number}"
    data = pdf.render(document)
    shown = subprocess.run(
        ["pdftotext", "-", "-"],  # the tool of the other tests
        input=data,
        capture_output=True,
        check=True,
    ).stdout.decode()
    assert f"Особенное {number}" in shown
    assert f"Ерекше {number}" in shown
    with zipfile.ZipFile(io.BytesIO(docx.render(document))) as whole:
        assert "Особенное " in whole.read("word/document.xml").decode()
