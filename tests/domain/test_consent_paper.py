"""The paper of a consent says what was entered of it: its term, its list, to whom (94-V, art. 8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from mediadesk import assets
from mediadesk.domain import document_facts as df
from mediadesk.domain import document_rules, fact_json
from mediadesk.domain.facts_intake import ConsentRecord, consent_record
from mediadesk.domain.facts_papers import Counted
from mediadesk.domain.model import Consent, Person
from mediadesk.domain.personal_law import FILE, PersonalLaw, personal_law_from_toml
from mediadesk.domain.retention import retention_from_toml
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import ConsentId, DocumentKind, Languages, PersonId
from mediadesk.export import paper_packs, paper_text, papers
from tests.export import document_cases as cases

K = DocumentKind.CONSENT
TODAY = date(2026, 12, 10)
GIVEN = date(2026, 11, 20)
ALL = "name,identifier,birth,document,contacts,dispute"


def law() -> PersonalLaw:
    return personal_law_from_toml(assets.load_toml(FILE, None))


def subject() -> tuple[CaseFile, Person]:
    """Give a case whose paper is about a natural person, who comes last."""
    file = cases.fitting(K)
    body, natural = file.parties
    assert natural.person is not None
    who = replace(natural.person, id=PersonId(5))
    return replace(file, parties=(body, replace(natural, person=who))), who


def consent(**facts: Any) -> Consent:
    made = Consent(
        id=ConsentId(1), person_id=PersonId(5), given_on=GIVEN, categories=ALL, purposes="mediation"
    )
    return replace(made, **facts)


def stands(*consents: Consent) -> ConsentRecord | None:
    return consent_record(subject()[1], consents, law(), TODAY)


def facts(record: ConsentRecord | None) -> df.DocumentFacts:
    file, who = subject()
    told = {who.id: record} if record else {}
    keep = retention_from_toml({"storage": {"keep_years": 5}})
    counted = Counted(retention=keep, consents=told)
    return df.facts_of(file, K, today=TODAY, counted=counted)


def codes(record: ConsentRecord | None) -> dict[str, Any]:
    found = document_rules.check(facts(record), paper_packs.law_items(), today=TODAY)
    return {each.code: each.params for each in found}


def text(record: ConsentRecord | None, lang: str = "ru") -> str:
    template = paper_packs.load(paper_packs.latest(K))
    made = papers.build(facts(record), template, Languages(lang))
    return "\n".join(" ".join(map(str, line)) for line in paper_text.lines(made, lang)).replace(
        "\xa0", " "
    )


def test_without_a_consent_the_usual_list_is_named_and_it_is_said() -> None:
    assert stands() is None
    assert consent_record(None, [consent()], law(), TODAY) is None
    assert stands(consent(person_id=PersonId(9))) is None
    assert set(codes(None)) == {"doc_consent_none"}
    assert "5 лет" in text(None).replace("(пять) ", "")
    assert facts(None).document_date == TODAY


def test_art_8_the_paper_has_term_list_purposes_and_receivers_of_the_record() -> None:
    given = stands(
        consent(until=date(2027, 5, 31), third_persons="Палата", cross_border=True, is_public=True)
    )
    assert codes(given) == {}
    assert facts(given).document_date == GIVEN
    told = text(given)
    assert "31 мая 2027" in told
    assert "индивидуальный идентификационный номер" in told
    assert "организация и проведение медиации" in told
    assert "Палата" in told
    assert told.count("допускается") == 2
    assert "имуществе" not in told
    kazakh = text(given, "kk")
    assert "2027" in kazakh
    assert kazakh.count("рұқсат етіледі") == 2
    plain = text(stands(consent()))
    assert plain.count("не осуществляется") == 2
    assert "после её окончания" in plain


def test_art_12_data_that_are_held_and_not_covered_are_told() -> None:
    _file, who = subject()
    assert who.iin
    found = codes(stands(consent(categories="name,birth,document,contacts")))
    assert set(found) == {"doc_consent_scope"}
    assert "идентификационный" in found["doc_consent_scope"]["what"].ru


def test_art_8_2_a_withdrawn_or_ended_consent_is_for_a_new_paper() -> None:
    gone = consent(withdrawn_on=date(2026, 12, 1))
    assert set(codes(stands(gone))) == {"doc_consent_withdrawn"}
    over = consent(id=ConsentId(2), until=date(2026, 12, 9))
    assert set(codes(stands(over))) == {"doc_consent_ended"}
    assert facts(stands(over)).document_date == TODAY
    new = consent(id=ConsentId(3), given_on=GIVEN)
    assert codes(stands(over, gone, new)) == {}


def test_a_code_that_the_list_lost_is_left_out() -> None:
    given = stands(consent(categories=f"{ALL},lost", purposes="mediation,lost"))
    assert given is not None
    assert given.given is not None
    assert len(given.given.data) == 6
    assert len(given.given.purposes) == 1


def test_facts_come_back_and_marks_of_earlier_papers_stay_true() -> None:
    new, old = facts(stands(consent())), facts(None)
    assert fact_json.from_json(fact_json.to_json(new)) == new
    assert fact_json.from_json(fact_json.to_json(old)) == old
    assert "consent_record" not in fact_json.to_json(old)


def test_what_was_not_compared_with_the_law_is_named() -> None:
    known = law()
    assert len(known.unchecked) == len(known.terms)
    seen = {code: replace(each, is_checked=True) for code, each in known.terms.items()}
    assert replace(known, terms=seen).unchecked == ()


def test_who_acts_for_an_organisation_needs_no_record() -> None:
    file, who = subject()
    body = replace(file, parties=file.parties[:1])
    made = df.facts_of(body, K, today=TODAY)
    assert document_rules.check(made, paper_packs.law_items(), today=TODAY) == ()
    nobody = df.facts_of(replace(file, parties=()), K, today=TODAY)
    assert nobody.paper.consent is None
    assert who.id == 5
