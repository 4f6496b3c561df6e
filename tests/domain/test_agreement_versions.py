"""Versions of an agreement compared line by line and word by word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.agreement_versions import SaidWords, Version, compare, lines
from mediadesk.domain.bilingual import Words
from mediadesk.domain.clauses import AgreementClause
from mediadesk.domain.model import Agreement, Obligation
from mediadesk.domain.types import ObligationId, PartySide, Tiyn
from mediadesk.domain.word_diff import Mark, runs

SIDES = {side: Words(f"{side} ru", f"{side} kk") for side in PartySide}
SAID = SaidWords(SIDES, Words("есть", "бар"))
TEXTS = st.text("аб ін,. 12", max_size=30)


def version(*clauses: AgreementClause, **facts: object) -> Version:
    duty = Obligation(id=ObligationId(1), ord=1, what_ru="уплатить", amount_tiyn=Tiyn(100_00))
    agreement = Agreement(**facts)
    return Version(1, "2026-11-21T10:00", "", "SaveAgreement", agreement, (duty,), clauses)


def clause(key: str, text: str) -> AgreementClause:
    return AgreementClause(key=key, text_ru=text, text_kk=text)


@given(TEXTS, TEXTS)
def test_a_comparison_holds_both_texts_whole(before: str, after: str) -> None:
    found = runs(before, after)
    assert "".join(run.text for run in found if run.mark is not Mark.NEW) == before
    assert "".join(run.text for run in found if run.mark is not Mark.OLD) == after


def test_each_line_is_named_and_says_its_sum_once() -> None:
    named = {line.name: line.text for line in lines(version(settled_tiyn=Tiyn(100_00)), SAID)}
    assert named["settled"].ru == named["settled"].kk == "100,00"
    assert named["obligation.1"].ru == "second ru; уплатить; 100,00"
    assert named["obligation.1"].kk == "second kk; 100,00"


def test_every_field_of_the_agreement_is_compared() -> None:
    old = version(signed_on=date(2026, 11, 21), is_partial=True, settled_tiyn=Tiyn(123_456_705))
    new = version(children_ru="Али", children_kk="Әли", has_email_copies=False, costs_ru="поровну")
    changed = {each.name: each for each in compare(old, new, SAID) if not each.is_same}
    assert {*changed} == {
        "signed_on", "is_partial", "settled", "children", "costs", "has_email_copies",
    }  # fmt: skip
    told = {name: "".join(run.text for run in each.kk) for name, each in changed.items()}
    assert told["signed_on"] == "21.11.2026"
    assert told["settled"] == "1\u00a0234\u00a0567,05"
    assert told["is_partial"] == told["has_email_copies"] == "бар"
    assert told["children"] == "Әли"


def test_a_lost_clause_stands_behind_its_neighbour_and_empty_lines_are_left_out() -> None:
    old = version(clause("a", "раз"), clause("b", "два"), clause("c", "три"))
    new = version(clause("a", "раз"), clause("c", "три четыре"))
    *found, email, eds = compare(old, new, SAID)
    assert (email.name, eds.name) == ("has_email_copies", "has_eds")
    assert [each.name for each in found] == ["obligation.1", "clause.a", "clause.b", "clause.c"]
    assert [each.is_same for each in found] == [True, True, False, False]
    gone = found[2]
    assert [(run.mark, run.text) for run in gone.ru] == [(Mark.OLD, "два")]


def test_a_first_line_that_was_lost_stays_first() -> None:
    old = version(clause("a", "раз"))
    new = replace(version(clause("b", "два")), obligations=())
    assert next(each.name for each in compare(old, new, SAID)) == "obligation.1"
