"""Courts, bodies and officers have two names; what is missing in one language is found and said."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from mediadesk import assets
from mediadesk.domain import document_facts as df
from mediadesk.domain import document_lint, document_rules, fact_json
from mediadesk.domain.bilingual import Words, spoken
from mediadesk.domain.bodies import bodies_from_toml, in_both, known_names, other_name
from mediadesk.domain.document_rules_end import NAMES_BODY, NAMES_OFFICER
from mediadesk.domain.facts_end import body_of
from mediadesk.domain.model import Approval, Case, Disclosure, Notice, Obligation
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.export import paper_packs
from mediadesk.usecases.document_findings import vocabulary
from tests.export import document_cases as cases

TODAY = date(2026, 12, 10)
COURT = Words("Алмалинский районный суд", "Алмалы аудандық соты")
OTHER = Words("Районный суд № 2", "№ 2 аудандық сот")
K = DocumentKind


def test_each_name_knows_its_partner_and_the_last_one_entered_counts() -> None:
    newer = Words(COURT.ru, "Алмалы аудандық соты (жаңа)")
    known = known_names([newer, Words("Полиция", "")], [COURT, OTHER, Words("", "")])
    assert known == (newer, OTHER, Words("Полиция", ""))
    assert other_name(known, "алмалинский  районный суд", "kk") == newer.kk
    assert other_name(known, OTHER.kk, "ru") == OTHER.ru
    assert [other_name(known, name, "kk") for name in ("Полиция", "", "Никто")] == ["", "", ""]


def test_a_name_without_partner_gives_way_to_the_pair_that_was_entered_elsewhere() -> None:
    alone = Words("", COURT.kk)
    assert known_names([alone, Words(COURT.ru, "")], [COURT]) == (COURT,)


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        (COURT.ru, COURT),
        (COURT.kk, COURT),
        ("Новый районный суд", Words("Новый районный суд", "")),
        ("Жаңа аудандық сот", Words("", "Жаңа аудандық сот")),
        ("Алматы соты", Words("", "Алматы соты")),
    ],
)
def test_a_journal_names_a_court_in_either_language(told: str, meant: Words) -> None:
    assert in_both([COURT], told) == meant


def test_the_directory_names_every_body_twice() -> None:
    found = bodies_from_toml(assets.load_toml("bodies.toml"))
    assert len(found) > 5
    assert all(each.ru and each.kk and each.ru != each.kk for each in found)
    assert known_names(found) == found


def test_what_is_shown_is_the_language_asked_for_or_the_other_one() -> None:
    case = Case(received_on=TODAY, body_name=COURT.ru, body_name_kk=COURT.kk, subject_kk="Дау")
    assert [spoken(case, "body_name", lang) for lang in ("ru", "kk", "en")] == [
        COURT.ru, COURT.kk, COURT.ru,
    ]  # fmt: skip
    assert spoken(case, "subject_ru", "ru") == "Дау"
    assert spoken(case, "received_on", "kk") == TODAY
    assert spoken(Obligation(what_ru="Долг"), "what_ru", "kk") == "Долг"
    notice = Notice(addressee=COURT.ru, sent_on=TODAY)
    given = Disclosure(given_on=TODAY, addressee="Банк", addressee_kk="Банк (қаз.)")
    handed = Approval(submitted_on=TODAY, name_kk=COURT.kk)
    assert notice.to == Words(COURT.ru, COURT.ru)
    assert given.to == Words("Банк", "Банк (қаз.)")
    assert handed.court == Words(COURT.kk, COURT.kk)


def test_a_letter_to_the_court_names_it_in_kazakh_only_where_all_of_it_is_entered() -> None:
    case = Case(
        received_on=TODAY, body_name=COURT.ru, body_name_kk=COURT.kk, body_officer="Судья А. Б."
    )
    assert body_of(case) == Words(f"{COURT.ru}, Судья А. Б.", "")
    whole = replace(case, body_officer_kk="Судья Ә. Б.")
    assert body_of(whole) == Words(f"{COURT.ru}, Судья А. Б.", f"{COURT.kk}, Судья Ә. Б.")
    assert body_of(Case(received_on=TODAY)) == Words("", "")


def told(file: CaseFile, kind: K, languages: Languages = Languages.BOTH) -> set[tuple[str, str]]:
    facts = df.facts_of(file, kind, term=cases.term(), today=TODAY, counted=cases.counted())
    found = document_rules.check(facts, paper_packs.law_items(), languages=languages, today=TODAY)
    return {(each.code, each.place) for each in found}


@pytest.mark.parametrize("kind", sorted(NAMES_BODY))
def test_art_19_a_court_without_its_kazakh_name_is_told_where_the_paper_names_it(kind: K) -> None:
    file = cases.fitting(kind)
    missing = ("doc_body_kazakh", "case.body_name_kk")
    assert missing not in told(file, kind)
    bare = replace(file, case=replace(file.case, body_name_kk=""))
    assert missing in told(bare, kind)
    assert missing in told(bare, kind, Languages.KK)
    assert missing not in told(bare, kind, Languages.RU)
    kazakh = replace(file, case=replace(file.case, body_name=""))
    assert ("doc_body_russian", "case.body_name") in told(kazakh, kind)


def test_art_19_the_addressee_of_a_notice_and_of_a_permission_is_told_too() -> None:
    file = cases.fitting(K.NOTICE_COURT)
    assert not told(file, K.NOTICE_COURT)
    notices = tuple(replace(each, addressee_kk="") for each in file.all(Notice))
    bare = replace(
        file,
        case=replace(file.case, body_name_kk=""),
        records={**file.records, Notice: notices},
    )
    assert ("doc_body_kazakh", "notice.addressee_kk") in told(bare, K.NOTICE_COURT)
    paper = cases.fitting(K.DISCLOSURE)
    given = replace(paper.all(Disclosure)[0], addressee_kk="")
    bare = replace(paper, records={**paper.records, Disclosure: (given,)})
    assert ("doc_body_kazakh", "disclosure.addressee_kk") in told(bare, K.DISCLOSURE)


def test_two_names_of_one_court_with_other_numbers_are_told() -> None:
    file = cases.fitting(K.CONTRACT)
    case = replace(file.case, body_name=OTHER.ru, body_name_kk="№ 3 аудандық сот")
    facts = df.facts_of(replace(file, case=case), K.CONTRACT, term=cases.term(), today=TODAY)
    found = document_lint.lint(facts, paper_packs.law_items(), vocabulary(None))
    assert ("doc_columns_number", "case.body_name_kk") in {(f.code, f.place) for f in found}


def wordings_with(name: str) -> set[K]:
    field = re.compile(r"\{" + re.escape(name) + r"\}")
    found = set()
    for kind in K:
        text = assets.find(f"templates/{paper_packs.latest(kind)}.toml").read_text("utf-8")
        if field.search(text):
            found.add(kind)
    return found


def test_the_papers_that_name_the_court_are_those_whose_wording_does() -> None:
    assert wordings_with("case.body") == NAMES_BODY
    assert wordings_with("case.body_officer") == NAMES_OFFICER


def test_the_mark_of_a_paper_registered_by_an_older_program_stays_the_same() -> None:
    file = cases.fitting(K.CONTRACT)
    case = replace(file.case, body_name_kk="", body_officer_kk="")
    facts = df.facts_of(replace(file, case=case), K.CONTRACT, term=cases.term(), today=TODAY)
    older = fact_json.to_json(facts)
    assert '_kk": ""' not in older
    assert fact_json.fact_hash(fact_json.from_json(older)) == fact_json.fact_hash(facts)
    named = replace(facts, body_name_kk=COURT.kk)
    assert fact_json.from_json(fact_json.to_json(named)) == named
    assert fact_json.fact_hash(named) != fact_json.fact_hash(facts)
