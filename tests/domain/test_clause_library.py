"""The library of clauses: found by the beginnings of words, folded, for a kind of dispute."""

from __future__ import annotations

from mediadesk import assets
from mediadesk.domain.clause_library import found, library_from_toml, taken
from mediadesk.domain.types import DisputeKind

LIBRARY = library_from_toml(assets.load_toml("clauses.toml"))


def test_words_are_found_by_their_beginnings_in_both_languages() -> None:
    clause = LIBRARY[0]
    for title in (clause.title.ru, clause.title.kk):
        typed = " ".join(word[:4].upper() for word in title.split())
        assert clause in found(LIBRARY, None, typed)
    assert found(LIBRARY, None, "нетакогослова") == ()
    assert found(LIBRARY, None) == LIBRARY


def test_a_kind_of_dispute_keeps_its_own_clauses_and_those_for_all() -> None:
    family = found(LIBRARY, DisputeKind.FAMILY)
    assert {c for c in LIBRARY if not c.kinds} <= set(family)
    assert all(not c.kinds or DisputeKind.FAMILY in c.kinds for c in family)
    assert set(family) < set(LIBRARY)


def test_a_clause_that_is_taken_keeps_its_words_and_where_it_came_from() -> None:
    clause = LIBRARY[0]
    made = taken(clause, "k1")
    assert (made.key, made.text_ru, made.text_kk) == ("k1", clause.text.ru, clause.text.kk)
