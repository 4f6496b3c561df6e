"""The last look over a document: columns, own clauses, days, minors, conditions, others' rights."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from mediadesk import assets
from mediadesk.domain import document_facts as df
from mediadesk.domain import document_rules as dr
from mediadesk.domain import fact_json
from mediadesk.domain.changes import Severity
from mediadesk.domain.clause_fields import Used, fields_in, is_known, renumbered
from mediadesk.domain.clauses import AgreementClause, ClauseSection
from mediadesk.domain.document_lint import lint
from mediadesk.domain.lint_texts import LINT_TEXTS
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import DisputeKind, DocumentKind, Stage
from tests.domain.column_pairs import vocabulary
from tests.export import document_cases as cases

ITEMS = dr.items_from_toml(assets.load_toml("law/document-items.toml"), 18)
TODAY = date(2026, 11, 21)
AGREEMENT = DocumentKind.AGREEMENT


def clause(ru: str, kk: str, key: str = "c1", **more: str) -> AgreementClause:
    return AgreementClause(key=key, text_ru=ru, text_kk=kk, **more)


def found(
    file: CaseFile, *clauses: AgreementClause, kind: DocumentKind = AGREEMENT, today: date = TODAY
) -> dict[str, str]:
    facts = df.facts_of(replace(file, clauses=clauses), kind, term=cases.term())
    findings = lint(facts, ITEMS, vocabulary(), today=today)
    assert all(each.source and each.place for each in findings)
    return {each.code: each.place for each in findings}


@pytest.mark.parametrize("kind", [DocumentKind.CONTRACT, AGREEMENT])
def test_a_complete_case_is_clean(kind: DocumentKind) -> None:
    assert found(cases.complete(), kind=kind) == {}
    assert found(cases.bare(), kind=kind) == {}


def test_every_weight_is_told_and_what_differs_blocks() -> None:
    for code in LINT_TEXTS:
        assert code in ITEMS.severity
        if code.startswith("doc_columns") and code not in {"doc_columns_name", "doc_columns_order"}:
            assert ITEMS.severity[code] is Severity.BLOCKS


def test_obligations_and_the_subject_are_compared_too() -> None:
    file = cases.complete()
    first, *rest = file.obligations
    wrong = replace(first, what_ru="долг 5 000 тенге", what_kk="6 000 теңге қарыз")
    assert found(replace(file, obligations=(wrong, *rest))) == {
        "doc_columns_number": "obligation.1.what_ru"
    }
    other = replace(file.case, subject_kk="2026 жылғы 13 наурыздағы № 15 шарт бойынша берешек.")
    for kind in (DocumentKind.CONTRACT, AGREEMENT):
        assert found(replace(file, case=other), kind=kind) == {
            "doc_columns_date": "case.subject_ru"
        }


def test_numbers_of_a_power_of_attorney_are_compared() -> None:
    file = cases.complete()
    first, second = file.parties
    party = replace(
        first.party, representative_name="Өкіл Адам", authority_ru="доверенность № 5",
        authority_kk="№ 6 сенімхат",
    )  # fmt: skip
    spoilt = replace(file, parties=(replace(first, party=party), second))
    assert found(spoilt)["doc_columns_number"] == "party.1.authority_ru"


def test_gaps_days_and_fields_of_clauses() -> None:
    file = cases.complete()
    assert found(file, clause("Вещь: […]", "Зат: […]")) == {"doc_clause_blank": "clause.c1"}
    past = "{date:2026-11-20}"
    assert found(file, clause(past, past)) == {"doc_clause_past": "clause.c1"}
    for field in ("{party.3.name}", "{obligation.0.due}", "{date:32}", "{name:один}", "{x}", "{}"):
        assert found(file, clause(field, field)) == {"doc_clause_field": "clause.c1"}
    gone = "{clause:c9}"
    assert found(file, clause(gone, gone)) == {"doc_clause_reference": "clause.c1"}
    kept = "{clause:c1} {clause:obligation.2}"
    assert found(file, clause("a", "b"), clause(kept, kept, "c2")) == {}


def test_a_field_in_one_language_only_blocks() -> None:
    both = found(cases.complete(), clause("{party.1.name}", "екінші"))
    assert both == {"doc_columns_field": "clause.c1"}


def test_a_clause_without_one_language_is_named() -> None:
    file = replace(cases.complete(), clauses=(clause("Текст", ""),))
    facts = df.facts_of(file, AGREEMENT, term=cases.term())
    assert {f.code: f.place for f in dr.check(facts, ITEMS)} == {
        "doc_no_kazakh": "clause.c1.text_kk"
    }


def test_what_is_due_already_warns_until_the_agreement_is_signed() -> None:
    file = cases.complete()
    late = date(2027, 1, 5)
    assert file.agreement is not None
    unsigned = replace(file, agreement=replace(file.agreement, signed_on=None))
    assert found(unsigned, today=late)["doc_due_passed"].endswith("due_on")
    assert "doc_due_passed" not in found(file, today=late)


def test_a_minor_needs_a_representative() -> None:
    file = cases.complete()
    first, second = file.parties
    assert first.person is not None
    child = replace(first, person=replace(first.person, iin="150101500010"))
    codes = found(replace(file, parties=(child, second)))
    assert codes == {"doc_minor": "party.1.representative_name"}
    guarded = replace(child, party=replace(child.party, representative_name="Ана"))
    assert "doc_minor" not in found(replace(file, parties=(guarded, second)))


def test_an_agreement_for_the_court_has_no_condition() -> None:
    words = clause("Платит при условии продажи дома", "Үй сатылған жағдайда ғана төлейді")
    assert found(cases.complete(Stage.COURT), words)["doc_condition"] == "clause.c1"
    assert "doc_condition" not in found(cases.complete(), words)


def test_property_asks_for_the_rights_of_others() -> None:
    file = cases.complete()
    words = clause("Квартира остаётся", "Пәтер қалады")
    assert found(file, words) == {"doc_third_rights": "clause.c1"}
    said = clause("Прав нет", "Құқық жоқ", "c2", code="third_rights")
    assert found(file, words, said) == {}
    criminal = replace(file, case=replace(file.case, kind=DisputeKind.CRIMINAL))
    assert found(criminal, words) == {}


def test_old_facts_without_clauses_are_read() -> None:
    facts = df.facts_of(cases.complete(), AGREEMENT, term=cases.term())
    plain = json.loads(fact_json.to_json(facts))
    del plain["agreement"]["clauses"]
    assert fact_json.from_json(json.dumps(plain)) == facts
    own = replace(cases.complete(), clauses=(clause("a", "b", section=ClauseSection.FINAL),))
    more = df.facts_of(own, AGREEMENT, term=cases.term())
    assert fact_json.from_json(fact_json.to_json(more)) == more


def test_fields_follow_moved_obligations() -> None:
    text = "{obligation.1.amount}, {clause:obligation.2}, {party.1.name}, {obligation.3.due}"
    assert renumbered(text, {1: 2, 2: 1, 3: 0}) == (
        "{obligation.2.amount}, {clause:obligation.1}, {party.1.name}, {obligation.0.due}"
    )


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("{sum:1 000,50}", True), ("{sum:1.005}", False), ("{sum:-1}", False), ("{sum:x}", False),
        ("{days:10}", True), ("{days:ten}", False), ("{number:A-1}", True), ("{name:А|Б}", True),
        ("{agreement.settled}", True), ("{agreement.secret}", False), ("{party.1.iin}", False),
        ("{clause:obligation.x}", False),
    ],
)  # fmt: skip
def test_the_list_of_fields_is_closed(text: str, known: bool) -> None:
    (used,) = fields_in(text)
    assert isinstance(used, Used)
    assert is_known(used, parties=1, obligations=1, keys=frozenset()) is known
