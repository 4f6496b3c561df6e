"""More of what a document can lack, and facts that are none."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from mediadesk.domain import document_facts as df
from mediadesk.domain import document_rules as dr
from mediadesk.domain.types import DocumentKind, FundingKind, Languages
from tests.domain.test_document_facts import ITEMS, codes
from tests.export import document_cases as cases


def test_a_check_of_no_item_has_no_article() -> None:
    assert ITEMS.article(DocumentKind.CONTRACT, "doc_identifier_doubtful") == ""
    assert ITEMS.article(DocumentKind.CONTRACT, "doc_term")


def test_items_that_name_an_unknown_check_are_refused() -> None:
    table: dict[str, Any] = {"item": [], "severity": {"doc_nonsense": "warns"}}
    with pytest.raises((ValueError, KeyError)):
        dr.items_from_toml(table)


def test_a_mistyped_number_of_a_representative_warns() -> None:
    file = cases.complete()
    first, second = file.parties
    party = replace(
        first.party,
        representative_name="Өкіл Адам",
        representative_iin="991231500017",
        authority_ru="доверенность № 1 от 01.02.2026",
        authority_kk="01.02.2026 № 1 сенімхат",
        may_settle=True,
    )
    found = codes(
        replace(file, parties=(replace(first, party=party), second)), DocumentKind.AGREEMENT
    )
    assert found == {"doc_identifier_doubtful": "party.1.representative_iin"}


def test_a_paid_contract_names_its_price_and_a_contract_its_term() -> None:
    file = cases.complete()
    assert file.contract is not None
    paid = replace(file, contract=replace(file.contract, funding=FundingKind.PAID, fee_tiyn=None))
    assert codes(paid, DocumentKind.CONTRACT) == {"doc_fee": "contract.fee_tiyn"}
    facts = df.facts_of(file, DocumentKind.CONTRACT, term=None)
    assert "doc_term" in {f.code for f in dr.check(facts, ITEMS)}


def test_an_agreement_without_duties_and_an_action_without_words() -> None:
    file = cases.complete()
    assert file.agreement is not None
    bare = replace(
        file,
        obligations=(),
        agreement=replace(file.agreement, settled_tiyn=None, terms_ru="", terms_kk=""),
    )
    assert "doc_obligations" in codes(bare, DocumentKind.AGREEMENT)
    money, action = file.obligations
    silent = replace(file, obligations=(money, replace(action, what_ru="", what_kk="")))
    found = codes(silent, DocumentKind.AGREEMENT)
    assert found["doc_obligation_what"] == "obligation.2.what_ru"


def test_russian_text_is_asked_for_only_where_it_is_printed() -> None:
    file = cases.complete()
    silent = replace(file, case=replace(file.case, subject_ru=""))
    contract = DocumentKind.CONTRACT
    assert codes(silent, contract)["doc_no_russian"] == "case.subject_ru"
    assert "doc_no_russian" not in codes(silent, contract, languages=Languages.KK)


def test_the_town_of_the_office_is_the_place_where_none_is_entered() -> None:
    file = cases.complete()
    assert file.contract is not None
    nowhere = replace(file, contract=replace(file.contract, place_ru="", place_kk=""))
    facts = df.facts_of(nowhere, DocumentKind.CONTRACT)
    assert (facts.place.ru, facts.place.kk) == (file.office.city_ru, file.office.city_kk)
    russian = replace(
        file, contract=replace(file.contract, place_ru=file.office.city_ru, place_kk="")
    )
    assert df.facts_of(russian, DocumentKind.CONTRACT).place.kk == file.office.city_kk


def test_facts_of_something_else_are_refused() -> None:
    facts = json.loads(df.to_json(df.facts_of(cases.complete(), DocumentKind.CONTRACT)))
    facts.pop("number", None)
    for text in ("[]", "null", '"x"', "{}", json.dumps(facts)):
        with pytest.raises((KeyError, TypeError, ValueError)):
            df.from_json(text)
