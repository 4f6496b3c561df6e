"""Each kind of case has its own clauses in contract and agreement, and never those of others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest

from mediadesk.domain import document_facts as df
from mediadesk.domain.codes import (
    AssignmentRole,
    DrawnInRole,
    HarmState,
    ProceduralStatus,
    ReleasePart,
)
from mediadesk.domain.model import Assignment, CriminalFacts, DrawnIn, Entity
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import (
    DisputeKind,
    DocumentKind,
    FundingKind,
    Languages,
    MediatorId,
    MediatorKind,
    OrganisationKind,
    Stage,
    Tiyn,
)
from mediadesk.export import paper_packs, papers
from mediadesk.export.document import Document
from tests.export import document_cases as cases

AGREEMENT = DocumentKind.AGREEMENT
CONTRACT = DocumentKind.CONTRACT
K = DisputeKind
PRE, COURT, TRIAL, BAILIFF = Stage.PRE_COURT, Stage.COURT, Stage.PRE_TRIAL, Stage.ENFORCEMENT

OF_KINDS: Final = {
    AGREEMENT: {
        *("deal", "civil", "business", "labour", "family", "administrative", "court"),
        *("court_effects", "court_administrative", "court_costs", "enforcement", "criminal"),
        *("criminal_release", "offence", "no_guilt", "body_crime", "body_offence"),
        *("body_enforcement", "body"),
    },
    CONTRACT: {
        *("court", "criminal", "offence", "no_guilt", "minors", "enforcement", "administrative"),
        *("labour", "business", "family", "extension", "term_process", "body"),
        *("body_enforcement", "body_criminal"),
    },
}
COURT_OF_LAW: Final = {"body", "court", "court_effects", "court_costs"}
CASES: Final[list[tuple[DocumentKind, DisputeKind, Stage, set[str]]]] = [
    (AGREEMENT, K.CIVIL, PRE, {"body", "deal", "civil"}),  # art. 27(4)
    (AGREEMENT, K.CIVIL, COURT, {*COURT_OF_LAW, "civil"}),  # art. 27(5)
    (AGREEMENT, K.BUSINESS, PRE, {"body", "deal", "business"}),
    (AGREEMENT, K.BUSINESS, COURT, {*COURT_OF_LAW, "business"}),
    (AGREEMENT, K.LABOUR, PRE, {"body", "deal", "labour"}),
    (AGREEMENT, K.FAMILY, PRE, {"body", "deal", "family"}),  # art. 25
    (AGREEMENT, K.FAMILY, COURT, {*COURT_OF_LAW, "family"}),
    (
        AGREEMENT,
        K.ADMINISTRATIVE,
        COURT,
        {"body", "administrative", "court_administrative", "court_costs"},
    ),  # art. 27-1
    (AGREEMENT, K.OFFENCE, COURT, {"body_offence", "offence", "no_guilt"}),  # art. 27(6)
    (AGREEMENT, K.CRIMINAL, TRIAL, {"body_crime", "criminal", "criminal_release", "no_guilt"}),
    (AGREEMENT, K.CRIMINAL, COURT, {"body_crime", "criminal", "criminal_release", "no_guilt"}),
    (AGREEMENT, K.ENFORCEMENT, BAILIFF, {"body_enforcement", "enforcement"}),  # art. 25-1
    (AGREEMENT, K.CIVIL, BAILIFF, {"body_enforcement", "enforcement", "civil"}),
    (AGREEMENT, K.OTHER, PRE, {"body", "deal"}),
    (CONTRACT, K.CIVIL, PRE, {"body", "extension"}),  # art. 20(9)
    (CONTRACT, K.CIVIL, COURT, {"body", "extension", "court"}),  # art. 23
    (CONTRACT, K.BUSINESS, PRE, {"body", "extension", "business"}),
    (CONTRACT, K.LABOUR, COURT, {"body", "extension", "court", "labour"}),
    (CONTRACT, K.FAMILY, PRE, {"body", "extension", "family"}),
    (CONTRACT, K.ADMINISTRATIVE, COURT, {"body", "extension", "court", "administrative"}),
    (
        CONTRACT,
        K.OFFENCE,
        COURT,
        {"body_criminal", "term_process", "offence", "no_guilt", "minors"},
    ),
    (
        CONTRACT,
        K.CRIMINAL,
        TRIAL,
        {"body_criminal", "term_process", "criminal", "no_guilt", "minors"},
    ),  # art. 24
    (CONTRACT, K.ENFORCEMENT, BAILIFF, {"body_enforcement", "enforcement"}),  # art. 25-1
]


def of(kind: DisputeKind, stage: Stage = PRE, **agreement: Any) -> CaseFile:
    file = cases.complete(stage)
    assert file.agreement is not None
    file = replace(file, case=replace(file.case, kind=kind))
    return replace(file, agreement=replace(file.agreement, **agreement))


def beside(file: CaseFile, *records: Entity) -> CaseFile:
    more: dict[type, tuple[Any, ...]] = {}
    for each in records:
        more[type(each)] = (*more.get(type(each), ()), each)
    return replace(file, records={**file.records, **more})


def made(file: CaseFile, paper: DocumentKind) -> Document:
    facts = df.facts_of(file, paper, term=cases.term(), today=date(2026, 12, 1))
    return papers.build(facts, paper_packs.load(paper_packs.latest(paper)), Languages.BOTH)


def ids(file: CaseFile, paper: DocumentKind) -> set[str]:
    return {block.id for block in made(file, paper).blocks if block.style != "heading"}


def said(file: CaseFile, paper: DocumentKind, lang: str, clause: str = "") -> str:
    blocks = [b for b in made(file, paper).blocks if clause in ("", b.id)]
    spans = (s.text for b in blocks for key, text in b.texts.items() if key == lang for s in text)
    return "".join(spans).replace("\u00a0", " ")


@pytest.mark.parametrize(("paper", "kind", "stage", "wanted"), CASES)
def test_a_kind_of_case_has_its_clauses_and_no_others(
    paper: DocumentKind, kind: DisputeKind, stage: Stage, wanted: set[str]
) -> None:
    """Law on mediation, arts. 20 to 27-1."""
    assert ids(of(kind, stage), paper) & OF_KINDS[paper] == wanted


@pytest.mark.parametrize("paper", [AGREEMENT, CONTRACT])
def test_every_kind_of_case_is_in_the_table(paper: DocumentKind) -> None:
    assert {kind for each, kind, _, _ in CASES if each is paper} >= set(DisputeKind) - {K.OTHER}


@pytest.mark.parametrize(
    ("choice", "clause"),
    [
        ({"has_email_copies": True}, "copies_digital"),
        ({"has_eds": True}, "eds"),
        ({"has_eds": True}, "signature_warning"),
        ({"has_notary": True}, "notary"),
        ({"has_singapore": True}, "singapore"),
        ({"property_ru": "дом", "property_kk": "үй"}, "registration"),
    ],
)
def test_a_clause_is_there_only_where_it_was_chosen(choice: dict[str, Any], clause: str) -> None:
    """Art. 27(1), art. 18(3), Singapore Convention art. 8, art. 27(7-1)."""
    none = {"has_email_copies": False, "has_eds": False}
    assert clause in ids(of(K.BUSINESS, **(none | choice)), AGREEMENT)
    assert clause not in ids(of(K.BUSINESS, **none), AGREEMENT)


@pytest.mark.parametrize(
    ("kind", "choice", "expected"),
    [
        (K.FAMILY, {"children_ru": "А", "children_kk": "А"}, {"children"}),
        (K.FAMILY, {"has_alimony": True}, {"alimony"}),
        (K.FAMILY, {}, set()),
        (K.CIVIL, {"children_ru": "А", "children_kk": "А", "has_alimony": True}, set()),
    ],
)
def test_children_and_alimony_are_of_families(
    kind: DisputeKind, choice: dict[str, Any], expected: set[str]
) -> None:
    """Art. 25; Marriage and Family Code, art. 158."""
    assert ids(of(kind, **choice), AGREEMENT) & {"children", "alimony"} == expected


def test_a_topic_of_alimony_is_enough() -> None:
    file = of(K.FAMILY)
    file = replace(file, case=replace(file.case, topic="alimony"))
    assert "alimony" in ids(file, AGREEMENT)


def test_costs_of_the_court_are_as_agreed() -> None:
    """Civil Procedure Code, art. 176: the agreement says who bears the costs."""
    own = of(K.CIVIL, COURT, costs_ru="поровну", costs_kk="тең бөліп")
    assert ids(own, AGREEMENT) & {"court_costs", "court_costs_own"} == {"court_costs_own"}
    assert "поровну" in said(own, AGREEMENT, "ru")
    assert "court_costs_own" not in ids(of(K.CIVIL, PRE, costs_ru="поровну"), AGREEMENT)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (HarmState.FULLY, "заглажен полностью (30 ноября 2026 года)"),
        (HarmState.PARTLY, "заглажен частично"),
        (HarmState.NOT_YET, "заглаживается на условиях настоящего соглашения"),
    ],
)
def test_the_harm_stands_as_it_was_entered(state: HarmState, expected: str) -> None:
    """Criminal Code, art. 68; law on mediation, art. 27(6)."""
    facts = CriminalFacts(
        erdr_number="0026",
        article="188 ч. 1",
        release_part=ReleasePart.PART_1,
        harm_tiyn=Tiyn(5_000_000),
        harm_state=state,
        harm_made_good_on=date(2026, 11, 30),
    )
    file = beside(of(K.CRIMINAL, TRIAL), facts)
    harm = said(file, AGREEMENT, "ru", "criminal")
    assert expected in harm
    assert harm.count("заглаж") == (2 if state is HarmState.PARTLY else 1)
    assert "часть 1 статьи 188" in said(file, AGREEMENT, "ru", "body_crime")
    assert "188-баптың 1-бөлігі" in said(file, AGREEMENT, "kk", "body_crime")
    assert "68-бабының 1-бөлігі" in said(file, AGREEMENT, "kk", "criminal_release")


@pytest.mark.parametrize("paper", [AGREEMENT, CONTRACT])
def test_co_mediators_are_named_sign_and_get_a_copy(paper: DocumentKind) -> None:
    """Art. 20(7): one or several mediators."""
    lead = Assignment(mediator_id=MediatorId(1), from_on=date(2026, 11, 20))
    helper = replace(lead, mediator_id=MediatorId(2), role=AssignmentRole.CO)
    alone, two = of(K.CIVIL), beside(of(K.CIVIL), lead, helper)
    assert "co_mediator" in ids(two, paper)
    assert "co_mediator" not in ids(alone, paper)
    assert "Бұрынғы Адам" in said(two, paper, "kk", "co_mediator")
    assert len(made(two, paper).signers) == len(made(alone, paper).signers) + 1
    copies = [df.facts_of(file, paper).copies for file in (alone, two)]
    assert copies[1] == copies[0] + 1


def test_a_psychologist_beside_a_minor_is_named() -> None:
    """Art. 24(3)."""
    file = beside(of(K.CRIMINAL, TRIAL), DrawnIn(role=DrawnInRole.PSYCHOLOGIST, name="Айна"))
    assert "психолог: Айна" in said(file, CONTRACT, "ru", "beside")
    alone = replace(file, records={**file.records, DrawnIn: ()})
    assert "beside" not in ids(alone, CONTRACT)


@pytest.mark.parametrize(
    ("funding", "mediator", "expected"),
    [
        (FundingKind.PAID, MediatorKind.PROFESSIONAL, "fee"),
        (FundingKind.FREE, MediatorKind.PROFESSIONAL, "free"),
        (FundingKind.FREE, MediatorKind.PUBLIC, "free_public"),
    ],
)
def test_the_contract_says_who_pays(
    funding: FundingKind, mediator: MediatorKind, expected: str
) -> None:
    """Art. 22, art. 22(6)."""
    file = of(K.CIVIL)
    assert file.contract is not None
    assert file.mediator is not None
    file = replace(
        file,
        contract=replace(file.contract, funding=funding),
        mediator=replace(file.mediator, kind=mediator),
    )
    assert ids(file, CONTRACT) & {"fee", "free", "free_public"} == {expected}


def test_shares_of_the_costs_are_told_instead_of_equal_ones() -> None:
    """Art. 22: equal shares unless agreed otherwise."""
    file = of(K.CIVIL)
    rows = tuple(
        replace(row, party=replace(row.party, cost_share=share))
        for row, share in zip(file.parties, (30, 70), strict=True)
    )
    shared = replace(file, parties=rows)
    assert ids(shared, CONTRACT) & {"costs", "shares"} == {"shares"}
    assert ids(file, CONTRACT) & {"costs", "shares"} == {"costs"}
    assert "70 %" in said(shared, CONTRACT, "ru", "shares")


@pytest.mark.parametrize("paper", [AGREEMENT, CONTRACT, DocumentKind.REFUSAL])
def test_a_sole_trader_has_no_position_to_name(paper: DocumentKind) -> None:
    file = of(K.BUSINESS)
    first, second = file.parties
    assert second.organisation is not None
    trader = replace(second.organisation, kind=OrganisationKind.SOLE_TRADER, head_post_ru="")
    file = replace(file, parties=(first, replace(second, organisation=trader)))
    assert made(file, paper).missing == ()
    assert "в лице: Һәкімов Ұлан Үсенұлы" in said(file, paper, "ru")


@pytest.mark.parametrize(
    ("paper", "kind", "stage", "copies"),
    [
        (AGREEMENT, K.CIVIL, PRE, 3),
        (AGREEMENT, K.CIVIL, COURT, 4),  # Civil Procedure Code, art. 176
        (AGREEMENT, K.CRIMINAL, TRIAL, 4),  # art. 27(7)
        (AGREEMENT, K.ENFORCEMENT, BAILIFF, 4),  # art. 25-1
        (CONTRACT, K.CRIMINAL, TRIAL, 3),
    ],
)
def test_a_copy_goes_to_the_court_or_body(
    paper: DocumentKind, kind: DisputeKind, stage: Stage, copies: int
) -> None:
    assert df.facts_of(of(kind, stage), paper).copies == copies


@pytest.mark.parametrize("status", list(ProceduralStatus))
def test_the_status_of_a_party_is_told_in_both_languages(status: ProceduralStatus) -> None:
    file = of(K.CIVIL, COURT)
    first, second = file.parties
    file = replace(
        file, parties=(replace(first, party=replace(first.party, status=status)), second)
    )
    for lang, words in (("ru", "процессуальное положение: "), ("kk", "процестік мәртебесі: ")):
        assert said(file, AGREEMENT, lang, "party").count(words) == 1
