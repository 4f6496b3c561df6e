"""Versions of an agreement compared line by line and word by word."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.agreement_versions import Version, compare, lines
from mediadesk.domain.clauses import AgreementClause
from mediadesk.domain.model import Agreement, Obligation
from mediadesk.domain.types import ObligationId, Tiyn
from mediadesk.domain.word_diff import Mark, runs

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
    named = {line.name: line.text for line in lines(version(settled_tiyn=Tiyn(100_00)))}
    assert named["settled"].ru == named["settled"].kk == "100.00"
    assert "уплатить; 100.00" in named["obligation.1"].ru


def test_a_lost_clause_stands_behind_its_neighbour_and_empty_lines_are_left_out() -> None:
    old = version(clause("a", "раз"), clause("b", "два"), clause("c", "три"))
    new = version(clause("a", "раз"), clause("c", "три четыре"))
    found = compare(old, new)
    assert [each.name for each in found] == ["obligation.1", "clause.a", "clause.b", "clause.c"]
    assert [each.is_same for each in found] == [True, True, False, False]
    gone = found[2]
    assert [(run.mark, run.text) for run in gone.ru] == [(Mark.OLD, "два")]


def test_a_first_line_that_was_lost_stays_first() -> None:
    old = version(clause("a", "раз"))
    new = replace(version(clause("b", "два")), obligations=())
    assert next(each.name for each in compare(old, new)) == "obligation.1"
