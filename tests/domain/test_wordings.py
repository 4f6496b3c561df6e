"""Wordings as drafts: read and written alike, problems named, differences taken over one by one."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from mediadesk import assets
from mediadesk.domain import wordings as w
from mediadesk.domain.types import DocumentKind
from mediadesk.domain.wording_differences import ClauseChange, differences, taken
from mediadesk.domain.wording_problems import (
    LIMITS,
    Problem,
    ProblemKind,
    Vocabulary,
    law_problems,
    problems,
)
from mediadesk.domain.wording_tree import BadShape, draft_of, tree_of
from mediadesk.export import paper_packs

KINDS = ProblemKind
WORDS: Vocabulary = paper_packs.vocabulary()


def supplied(kind: DocumentKind = DocumentKind.CONTRACT) -> w.Draft:
    return draft_of(assets.load_toml(f"templates/{paper_packs.latest(kind)}.toml"))


def with_words(ru: str, kk: str, **more: Any) -> w.Draft:
    clause = w.DraftClause(id="own_1", parts=(w.DraftPart(words={"ru": ru, "kk": kk}),), **more)
    return w.added(supplied(), "parties", "", clause)


def found(draft: w.Draft) -> set[tuple[ProblemKind, str, str]]:
    return {(p.kind, p.lang, p.word) for p in problems(draft, WORDS)}


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_supplied_wording_is_sound_and_comes_back_alike(kind: DocumentKind) -> None:
    draft = supplied(kind)
    assert [p for p in problems(draft, WORDS) if not p.is_warning] == []
    assert draft_of(tomllib.loads(tomli_w.dumps(tree_of(draft)))) == draft


def test_a_placeholder_in_one_language_is_named_with_its_clause() -> None:
    wrong = problems(with_words("{office.name}", "мәтін"), WORDS)
    assert wrong == (
        Problem(kind=KINDS.ONE_LANGUAGE, clause="own_1", lang="ru", word="office.name"),
    )


@pytest.mark.parametrize(
    ("ru", "kk", "problem"),
    [
        ("{office.nme}", "{office.nme}", (KINDS.UNKNOWN_PLACEHOLDER, "ru", "office.nme")),
        ("{party.name}", "{party.name}", (KINDS.OTHER_EACH, "kk", "party.name")),
        ("a {", "b", (KINDS.BRACE, "ru", "")),
        ("a", "b }", (KINDS.BRACE, "kk", "")),
        ("a", " ", (KINDS.EMPTY, "kk", "")),
        ("a\x07", "b", (KINDS.SIGN, "ru", "U+0007")),
        ("a\ud800", "b", (KINDS.SIGN, "ru", "U+D800")),
        ("a", "b" * 8001, (KINDS.TOO_LONG, "kk", str(LIMITS["text"]))),
        ("**a", "b", (KINDS.BOLD, "ru", "")),
    ],
)
def test_a_mistake_in_the_words(ru: str, kk: str, problem: tuple[ProblemKind, str, str]) -> None:
    assert problem in found(with_words(ru, kk))


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"when": ("case.moon",)}, (KINDS.UNKNOWN_CONDITION, "", "case.moon")),
        ({"each": "people"}, (KINDS.UNKNOWN_EACH, "", "people")),
        ({"style": "heading"}, (KINDS.UNKNOWN_STYLE, "", "heading")),
        ({"style": "table"}, (KINDS.TABLE, "", "")),
    ],
)
def test_a_mistake_in_the_build(
    more: dict[str, Any], problem: tuple[ProblemKind, str, str]
) -> None:
    assert problem in found(with_words("a", "b", **more))


def test_a_mistake_in_the_head() -> None:
    draft = supplied()
    nameless = replace(draft, title={**draft.title, "kk": " "})
    assert (KINDS.EMPTY, "kk", "") in found(nameless)
    first = draft.sections[0]
    title = {"ru": "Стороны", "kk": ""}
    half = replace(draft, sections=(replace(first, title=title), *draft.sections[1:]))
    told = [(p.kind, p.lang, p.clause) for p in problems(half, WORDS)]
    assert told == [(KINDS.EMPTY, "kk", first.clauses[0].id)]
    bare = replace(draft, sections=(replace(first, title=title, clauses=()), *draft.sections[1:]))
    assert (KINDS.EMPTY, "kk", "") in [(p.kind, p.lang, p.clause) for p in problems(bare, WORDS)]


def test_too_many_clauses_a_bad_name_and_a_clause_without_words() -> None:
    draft, words = supplied(), ({"ru": "a", "kk": "b"},)
    for number in range(LIMITS["clauses"]):
        part = w.DraftPart(words=words[0])
        draft = w.added(draft, "parties", "", w.DraftClause(id=f"own_{number}", parts=(part,)))
    assert (KINDS.TOO_MANY, "", str(LIMITS["clauses"])) in found(draft)
    odd = w.DraftClause(id="Своё имя", parts=(w.DraftPart(words=words[0]),))
    assert (KINDS.BAD_ID, "", "Своё имя") in found(w.added(supplied(), "parties", "", odd))
    empty = w.added(supplied(), "parties", "", w.DraftClause(id="own_1"))
    assert (KINDS.EMPTY, "", "") in found(empty)


def test_two_clauses_of_one_name_and_no_clause_at_all() -> None:
    twice = with_words("a", "b")
    twice = w.added(twice, "parties", "", w.DraftClause(id="own_1", parts=twice.clauses[0].parts))
    assert (KINDS.TWICE, "", "own_1") in found(twice)
    off = supplied()
    for clause in off.clauses:
        off = w.with_clause(off, clause.id, replace(clause, is_off=True))
    assert (KINDS.NO_CLAUSES, "", "") in found(off)


def test_a_clause_of_the_law_that_is_off_is_told_with_its_article() -> None:
    draft = supplied()
    items = [
        (i.article, i.clauses) for i in paper_packs.law_items().items if i.document == "contract"
    ]
    ids = [clause.id for clause in draft.clauses]
    assert law_problems(draft, ids, items) == ()
    subject = draft.clause("subject")
    assert subject is not None
    off = w.with_clause(draft, "subject", replace(subject, is_off=True))
    told = law_problems(off, ids, items)
    assert [(p.clause, p.word, p.is_warning) for p in told] == [("subject", "21(2)(3)", True)]
    assert [p.word for p in law_problems(w.removed(draft, "subject"), ids, items)] == [
        "21(2)(3) (subject)"
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "x"},
        {"section": "x"},
        {"section": [{"id": "a", "clause": "x"}]},
        {"section": [{"id": 5, "clause": []}]},
        {"section": [{"id": "a", "ru": "", "kk": "", "clause": [{"id": "b", "when": "x"}]}]},
        {"section": [{"id": "a", "clause": [{"id": "b", "off": "yes"}]}]},
        {"section": [{"id": "a", "clause": [{"id": "b", "column": [{"share": "x"}]}]}]},
        {"section": [{"id": "a", "clause": [{"id": "b", "column": [{"align": "x"}]}]}]},
        {"section": [{"id": "a", "clause": []}] * 501},
        {"languages": "ru"},
        {"languages": [1]},
        {"deep": [[[[[[[[[[[[1]]]]]]]]]]]]},
    ],
)
def test_a_tree_of_another_shape_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(BadShape):
        draft_of({**tree_of(supplied()), **change})


def test_moving_goes_over_the_edges_of_sections() -> None:
    draft = supplied()
    first, second = draft.sections[0], draft.sections[1]
    last = first.clauses[-1].id
    down = w.moved(draft, last, 1)
    assert down.sections[1].clauses[0].id == last
    assert w.moved(down, last, -1) == draft
    assert w.moved(draft, first.clauses[0].id, -1) == draft
    assert [c.id for c in down.sections[1].clauses][1:] == [c.id for c in second.clauses]


def test_own_clauses_get_names_of_their_own() -> None:
    draft = with_words("a", "b")
    assert w.new_id(draft) == "own_2"
    assert w.new_id(supplied()) == "own_1"


def test_differences_are_taken_one_by_one() -> None:
    theirs = supplied()
    subject, term = theirs.clause("subject"), theirs.clause("term")
    assert subject is not None
    assert term is not None
    ours = with_words("свой", "өзіміздікі")
    ours = w.with_clause(ours, "subject", replace(subject, is_off=True))
    ours = w.removed(ours, "term")
    ours = w.with_title(ours, "", "ru", "Наш договор")
    told = {
        d.clause: d.change for d in differences(ours, theirs) if d.change is not ClauseChange.SAME
    }
    assert told == {
        w.HEAD: ClauseChange.CHANGED,
        "own_1": ClauseChange.GONE,
        "subject": ClauseChange.SWITCHED,
        "term": ClauseChange.NEW,
    }
    back = taken(ours, theirs, {"term"})
    section = w.section_of(back, "term")
    assert section is not None
    assert [c.id for c in section.clauses] == [
        c.id for s in theirs.sections if s.id == section.id for c in s.clauses
    ]
    assert taken(ours, theirs, set(told)) == theirs


def test_a_clause_of_a_section_we_do_not_have_brings_its_section() -> None:
    theirs = supplied()
    ours = replace(theirs, sections=theirs.sections[:1] + theirs.sections[2:])
    lost = theirs.sections[1].clauses[0].id
    got = taken(ours, theirs, {lost})
    assert [s.id for s in got.sections] == [s.id for s in theirs.sections]
    assert [c.id for c in got.sections[1].clauses] == [lost]


TEXT = st.text(
    alphabet=st.one_of(st.sampled_from("{}*. №«»аәқ\n"), st.characters(exclude_categories=())),
    max_size=40,
)
NAME = st.sampled_from(["{office.name}", "{party.name}", "{x}", "{case.subject}", ""])
EDITS = st.one_of(
    st.tuples(st.just("text"), st.integers(0, 30), st.sampled_from(["ru", "kk"]), TEXT, NAME),
    st.tuples(st.just("off"), st.integers(0, 30)),
    st.tuples(st.just("move"), st.integers(0, 30), st.sampled_from([-1, 1])),
    st.tuples(st.just("drop"), st.integers(0, 30)),
    st.tuples(st.just("add"), st.integers(0, 30), TEXT, NAME),
    st.tuples(st.just("title"), st.sampled_from(["ru", "kk"]), TEXT),
)


def edited(draft: w.Draft, edit: tuple[Any, ...]) -> w.Draft:
    """Do one edit as the window does it."""
    name, *rest = edit
    if name == "title":
        return w.with_title(draft, "", rest[0], rest[1])
    if not draft.clauses:
        return draft
    clause = draft.clauses[rest[0] % len(draft.clauses)]
    if name == "text" and clause.parts:
        words = {**clause.parts[0].words, rest[1]: rest[2] + rest[3]}
        parts = (replace(clause.parts[0], words=words), *clause.parts[1:])
        return w.with_clause(draft, clause.id, replace(clause, parts=parts))
    if name == "off":
        return w.with_clause(draft, clause.id, replace(clause, is_off=not clause.is_off))
    if name == "move":
        return w.moved(draft, clause.id, rest[1])
    if name == "drop":
        return w.removed(draft, clause.id)
    if name == "add":
        words = {"ru": rest[1] + rest[2], "kk": rest[1] + rest[2]}
        made = w.DraftClause(id=w.new_id(draft), parts=(w.DraftPart(words=words),))
        section = w.section_of(draft, clause.id)
        return w.added(draft, section.id, clause.id, made) if section else draft
    return draft


@given(st.lists(EDITS, max_size=6))
def test_any_edit_is_told_in_words_or_can_be_read_again(edits: list[tuple[Any, ...]]) -> None:
    draft = supplied()
    for edit in edits:
        draft = edited(draft, edit)
    wrong = [p for p in problems(draft, WORDS) if not p.is_warning]
    assert all(p.text % {"word": p.word} for p in wrong)
    if not wrong:
        written = tomllib.loads(tomli_w.dumps(tree_of(draft)))
        assert draft_of(written) == draft
        template = paper_packs.read("contract/test", written)
        printed = [c.id for c in draft.clauses if not c.is_off]
        assert [c.id for c in template.clauses] == printed


def test_titles_are_put_language_by_language() -> None:
    draft = w.with_title(supplied(), "", "kk", "Шарт")
    assert (draft.title["kk"], draft.title["ru"]) == ("Шарт", supplied().title["ru"])
    section = draft.sections[0].id
    assert w.with_title(draft, section, "ru", "Люди").sections[0].title["ru"] == "Люди"


def test_a_clause_that_is_not_there_is_not_moved() -> None:
    draft = supplied()
    assert w.moved(draft, "no_such", 1) == draft


def test_a_clause_of_the_centre_is_its_own() -> None:
    own = with_words("a", "b").clause("own_1")
    subject = supplied().clause("subject")
    assert own is not None
    assert subject is not None
    assert w.is_own(own)
    assert not w.is_own(subject)


def test_a_clause_with_other_words_is_changed() -> None:
    ours, theirs = with_words("a", "b"), with_words("a", "c")
    found = {each.clause: each.change for each in differences(ours, theirs)}
    assert found["own_1"] is ClauseChange.CHANGED
