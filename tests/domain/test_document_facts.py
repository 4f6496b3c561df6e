"""Facts of documents go to JSON and back; the law's items are watched one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mediadesk import assets
from mediadesk.domain import document_facts as df
from mediadesk.domain import document_rules as dr
from mediadesk.domain import fact_json
from mediadesk.domain.changes import Severity
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import DocumentKind, Languages, PartySide, Stage, Tiyn
from tests.export import document_cases as cases

ITEMS = dr.items_from_toml(assets.load_toml("law/document-items.toml"), 18)


def codes(file: CaseFile, kind: DocumentKind, **more: object) -> dict[str, str]:
    term = cases.term() if file.contract else None
    facts = df.facts_of(file, kind, term=term, counted=cases.counted())
    found = dr.check(facts, ITEMS, **more)
    assert all(each.source and each.place for each in found)
    return {each.code: each.place for each in found}


@pytest.mark.parametrize("kind", list(DocumentKind))
@pytest.mark.parametrize("file", [cases.complete(), cases.bare()], ids=["complete", "bare"])
def test_facts_survive_json(file: CaseFile, kind: DocumentKind) -> None:
    facts = df.facts_of(file, kind, term=cases.term() if file.contract else None)
    assert fact_json.from_json(fact_json.to_json(facts)) == facts
    assert fact_json.to_json(fact_json.from_json(fact_json.to_json(facts))) == fact_json.to_json(
        facts
    )


def test_one_more_tiyn_is_another_hash() -> None:
    file = cases.complete()
    assert file.agreement is not None
    dearer = replace(file, agreement=replace(file.agreement, settled_tiyn=Tiyn(2_000_051)))
    hashes = {
        fact_json.fact_hash(df.facts_of(each, DocumentKind.AGREEMENT)) for each in (file, dearer)
    }
    assert len(hashes) == 2


def test_copies_count_parties_mediator_and_court() -> None:
    agreement = DocumentKind.AGREEMENT
    assert df.facts_of(cases.complete(), agreement).copies == 3
    assert df.facts_of(cases.complete(Stage.COURT), agreement).copies == 4
    assert df.facts_of(cases.complete(Stage.COURT), DocumentKind.CONTRACT).copies == 3


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_a_complete_case_has_nothing_to_find(kind: DocumentKind) -> None:
    """Only a consent is not there before its paper is signed: that is told, and hinders nothing."""
    told = {"doc_consent_none": "consent"} if kind is DocumentKind.CONSENT else {}
    assert codes(cases.fitting(kind), kind) == told


def test_a_bare_case_names_what_the_law_wants() -> None:
    found = codes(cases.bare(), DocumentKind.CONTRACT)
    assert found["doc_no_contract"] == "contract"
    assert found["doc_parties"] == "party.second"
    assert found["doc_identifier"] == "party.1.iin"
    assert found["doc_subject"] == "case.subject_ru"
    assert {"doc_date", "doc_mediator", "doc_language", "doc_address", "doc_phone"} <= set(found)
    assert "doc_no_agreement" in codes(cases.bare(), DocumentKind.AGREEMENT)


def test_every_watched_item_of_the_contract_can_be_found_missing() -> None:
    assert len([i for i in ITEMS.items if i.document is DocumentKind.CONTRACT]) == 14
    named = {code for item in ITEMS.items for code in item.checks}
    assert named <= set(dr.TEXTS)


def test_sums_must_add_up() -> None:
    file = cases.complete()
    assert file.agreement is not None
    wrong = replace(file, agreement=replace(file.agreement, settled_tiyn=Tiyn(1)))
    facts = df.facts_of(wrong, DocumentKind.AGREEMENT)
    (finding,) = dr.check(facts, ITEMS)
    assert (finding.code, finding.severity) == ("doc_sums_differ", Severity.BLOCKS)


def test_obligations_need_date_way_and_sum() -> None:
    file = cases.complete()
    money, action = file.obligations
    broken = (
        replace(money, due_on=None, amount_tiyn=None, way_ru="", way_kk=""),
        replace(action, due_on=date(2026, 1, 1)),
    )
    found = codes(replace(file, obligations=broken), DocumentKind.AGREEMENT)
    assert found == {
        "doc_obligation_sum": "obligation.1.amount_tiyn",
        "doc_obligation_date": "obligation.1.due_on",
        "doc_obligation_way": "obligation.1.way_ru",
        "doc_obligation_past": "obligation.2.due_on",
    }


def test_kazakh_text_is_asked_for_only_where_it_is_printed() -> None:
    file = cases.complete()
    silent = replace(file, case=replace(file.case, subject_kk=""))
    contract = DocumentKind.CONTRACT
    assert codes(silent, contract) == {"doc_no_kazakh": "case.subject_kk"}
    assert codes(silent, contract, languages=Languages.KK) == {"doc_no_kazakh": "case.subject_kk"}
    assert codes(silent, contract, languages=Languages.RU) == {}


def test_the_same_party_on_both_sides_is_noticed() -> None:
    file = cases.complete()
    first, _ = file.parties
    twin = replace(first, party=replace(first.party, ord=2, side=PartySide.SECOND))
    found = codes(replace(file, parties=(first, twin)), DocumentKind.CONTRACT)
    assert found == {"doc_same_party": "party.2.name_ru"}


def test_a_representative_needs_a_named_power() -> None:
    file = cases.complete()
    first, second = file.parties
    sent = replace(first, party=replace(first.party, representative_name="Өкіл Адам"))
    found = codes(replace(file, parties=(sent, second)), DocumentKind.AGREEMENT)
    assert found == {
        "doc_authority": "party.1.authority_ru",
        "doc_power_to_settle": "party.1.may_settle",
    }


def test_an_organisation_needs_somebody_who_signs() -> None:
    file = cases.complete()
    first, second = file.parties
    assert second.organisation is not None
    headless = replace(second, organisation=replace(second.organisation, head_name=""))
    found = codes(replace(file, parties=(first, headless)), DocumentKind.CONTRACT)
    assert found == {"doc_signer": "party.2.head_name"}


def test_terms_over_the_limit_or_over_already() -> None:
    file = cases.complete()
    assert file.contract is not None
    long = replace(file, contract=replace(file.contract, term_days=40, extended_days=30))
    assert codes(long, DocumentKind.CONTRACT) == {"doc_term_limit": "contract.term_days"}
    late = codes(file, DocumentKind.CONTRACT, today=date(2027, 1, 1))
    assert late == {"doc_term_past": "contract.term_days"}


def test_a_mistyped_number_only_warns() -> None:
    file = cases.complete()
    first, second = file.parties
    assert first.person is not None
    typo = replace(first, person=replace(first.person, iin="991231500017"))
    facts = df.facts_of(
        replace(file, parties=(typo, second)), DocumentKind.CONTRACT, term=cases.term()
    )
    (finding,) = dr.check(facts, ITEMS)
    assert (finding.code, finding.severity) == ("doc_identifier_doubtful", Severity.WARNS)
