"""Pages told by a person; what differs between versions; for whom copies are made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk import assets
from mediadesk.domain.codes import ReceiverKind
from mediadesk.domain.document_copies import receivers
from mediadesk.domain.document_facts import facts_of
from mediadesk.domain.document_groups import groups_from_toml
from mediadesk.domain.page_ranges import pages_told
from mediadesk.domain.paper_versions import compare
from mediadesk.domain.types import DocumentKind, Stage
from mediadesk.domain.word_diff import Mark
from mediadesk.errors import InputProblem
from tests.export.document_cases import complete

LINES = st.lists(st.tuples(st.just(""), st.text("абв іқ,. 12", max_size=30)), max_size=6)


def test_nothing_told_means_all_pages() -> None:
    assert pages_told("  ", 3) == (1, 2, 3)
    assert pages_told("1-2, 5;2", 9) == (1, 2, 5)
    assert pages_told("3–99", 4) == (3, 4)


@pytest.mark.parametrize("told", ["0", "x", "3-1", "1,,2", "7", "-", "1-2-3"])
def test_pages_that_are_none_are_refused(told: str) -> None:
    with pytest.raises(InputProblem):
        pages_told(told, 5)


@given(st.lists(st.integers(1, 40), min_size=1), st.integers(40, 60))
def test_told_pages_are_those_pages_once_in_order(pages: list[int], total: int) -> None:
    told = ",".join(map(str, pages))
    assert pages_told(told, total) == tuple(sorted(set(pages)))


@given(LINES, LINES)
def test_a_comparison_holds_both_texts_whole(old: list, new: list) -> None:
    clauses = compare("ru", old, new)
    for clause in clauses:
        before = "".join(r.text for r in clause.runs if r.mark is not Mark.NEW)
        after = "".join(r.text for r in clause.runs if r.mark is not Mark.OLD)
        assert before in {text for _, text in old} | {""}
        assert after in {text for _, text in new} | {""}
    assert compare("ru", old, old) == ()
    assert bool(clauses) is ([text for _, text in old] != [text for _, text in new])


@pytest.mark.parametrize("stage", [Stage.PRE_COURT, Stage.COURT, Stage.APPEAL])
@pytest.mark.parametrize("kind", [DocumentKind.CONTRACT, DocumentKind.AGREEMENT])
def test_copies_are_those_of_article_176(kind: DocumentKind, stage: Stage) -> None:
    facts = facts_of(complete(stage), kind)
    usual = [
        each
        for each in receivers(facts, groups_from_toml(assets.load_toml("documents.toml")))
        if each.is_usual
    ]
    assert len(usual) == facts.copies
    with_body = kind is DocumentKind.AGREEMENT and stage is not Stage.PRE_COURT
    assert (ReceiverKind.BODY in {each.kind for each in usual}) is with_body
