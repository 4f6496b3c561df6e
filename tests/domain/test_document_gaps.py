"""More of what a document can lack, and facts that are none."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediadesk.domain import document_facts as df
from mediadesk.domain import document_rules as dr
from mediadesk.domain import fact_json
from mediadesk.domain.codes import NoticeKind
from mediadesk.domain.model import Notice
from mediadesk.domain.types import (
    DocumentKind,
    FundingKind,
    Languages,
    NoticeId,
    OrganisationKind,
    Outcome,
)
from tests.domain.test_document_facts import ITEMS, codes
from tests.export import document_cases as cases


def test_a_check_of_no_item_has_no_article() -> None:
    assert ITEMS.article(DocumentKind.CONTRACT, "doc_identifier_doubtful") == ""
    assert ITEMS.article(DocumentKind.CONTRACT, "doc_term")


def test_items_that_name_an_unknown_check_are_refused() -> None:
    table: dict[str, Any] = {"item": [], "severity": {"doc_nonsense": "warns"}}
    with pytest.raises((ValueError, KeyError)):
        dr.items_from_toml(table, 18)


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
    facts = json.loads(fact_json.to_json(df.facts_of(cases.complete(), DocumentKind.CONTRACT)))
    facts.pop("number", None)
    for text in ("[]", "null", '"x"', "{}", json.dumps(facts)):
        with pytest.raises((KeyError, TypeError, ValueError)):
            fact_json.from_json(text)


def test_another_town_is_not_taken_for_the_offices() -> None:
    file = cases.complete()
    assert file.contract is not None
    away = replace(file, contract=replace(file.contract, place_ru="село Жоқ", place_kk=""))
    assert df.facts_of(away, DocumentKind.CONTRACT).place.kk == ""


def test_a_professional_mediator_names_the_organisation() -> None:
    file = cases.complete()
    assert file.mediator is not None
    alone = replace(
        file,
        mediator=replace(file.mediator, organisation_ru="", organisation_kk=""),
        office=replace(file.office, organisation_ru="", organisation_kk=""),
    )
    assert "doc_organisation" in codes(alone, DocumentKind.CONTRACT)


def test_a_sole_trader_has_an_iin_or_a_joint_bin() -> None:
    file = cases.complete()
    first, second = file.parties
    assert second.organisation is not None
    trader = replace(second.organisation, kind=OrganisationKind.SOLE_TRADER, head_name="Өкіл Адам")
    for number, is_doubtful in (("991231500016", False), ("991231500017", True)):
        party = replace(second, organisation=replace(trader, bin=number))
        found = codes(replace(file, parties=(first, party)), DocumentKind.CONTRACT)
        assert ("doc_identifier_doubtful" in found) is is_doubtful


def test_a_term_that_ends_on_no_day_is_not_past() -> None:
    facts = df.facts_of(cases.complete(), DocumentKind.CONTRACT, term=None)
    found = {f.code for f in dr.check(facts, ITEMS, today=date(2030, 1, 1))}
    assert "doc_term_past" not in found


def test_a_notice_of_the_end_waits_for_the_end() -> None:
    file = cases.fitting(DocumentKind.NOTICE_COURT)
    running = replace(file, case=replace(file.case, outcome=Outcome.RUNNING, ended_on=None))
    notice = Notice(
        id=NoticeId(9), kind=NoticeKind.TERMINATION, addressee="Суд", sent_on=date(2026, 12, 1)
    )
    told = replace(running, agreement=None, records={**running.records, Notice: (notice,)})
    facts = df.facts_of(told, DocumentKind.NOTICE_COURT, about=notice.id, term=cases.term())
    assert "doc_not_ended" in {each.code for each in dr.check(facts, ITEMS)}


def test_a_paper_in_english_asks_for_the_mediators_latin_name() -> None:
    file = cases.fitting(DocumentKind.ATTESTATION)
    assert file.mediator is not None
    office = replace(file.office, head_name="Сейітов А. Қ.", head_latin="")
    nameless = replace(file, mediator=replace(file.mediator, name_latin=""), office=office)
    facts = df.facts_of(nameless, DocumentKind.ATTESTATION, term=cases.term())
    places = {f.place for f in dr.check(facts, ITEMS, languages=Languages.EN)}
    assert {"mediator.name_latin", "office.head_latin"} <= places
