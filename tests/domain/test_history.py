"""Changes of rows in words: labels, old and new, and silence about the screening."""

from datetime import date

import pytest

from mediadesk.domain.history import ENTITY_NAMES, SECRET, FieldChange, row_change
from mediadesk.domain.model import (
    ENTITIES,
    Case,
    Party,
    Payment,
    Person,
    Screening,
    ScreeningAnswer,
    Task,
)
from mediadesk.domain.types import DisputeKind, Tiyn


def nobody(_field: str, _id: int) -> str:
    return ""


def told(found: tuple[FieldChange, ...]) -> list[tuple[str, object, object]]:
    return [(each.label, each.old, each.new) for each in found]


def test_every_entity_has_a_name() -> None:
    assert set(ENTITY_NAMES) == set(ENTITIES)


def test_a_changed_row_tells_only_what_differs() -> None:
    found = row_change(
        Task,
        {"due_on": date(2026, 11, 1), "rev": 1},
        {"due_on": date(2026, 11, 5), "rev": 2},
        nobody,
    )
    assert found.verb == "changed"
    assert [(old, new) for _label, old, new in told(found.fields)] == [
        (date(2026, 11, 1), date(2026, 11, 5))
    ]


def test_a_new_row_tells_what_was_filled() -> None:
    found = row_change(Task, None, {"title": "Позвонить", "note": "", "due_on": None}, nobody)
    assert (found.verb, found.name) == ("made", "Позвонить")
    assert [(f.old, f.new) for f in found.fields] == [(None, "Позвонить")]


def test_a_row_taken_out_tells_what_it_was() -> None:
    found = row_change(Task, {"title": "Позвонить", "note": "к 5"}, None, nobody)
    assert found.verb == "removed"
    assert [(f.old, f.new) for f in found.fields] == [("Позвонить", None), ("к 5", None)]


def test_money_and_codes_keep_their_types() -> None:
    paid = row_change(Payment, {"amount_tiyn": 100}, {"amount_tiyn": 200}, nobody)
    assert [(f.type, f.old, f.new) for f in paid.fields] == [(Tiyn, 100, 200)]
    kind = row_change(
        Case, {"kind": DisputeKind.FAMILY}, {"kind": DisputeKind.LABOUR}, nobody
    ).fields[0]
    assert (kind.old, kind.new) == (DisputeKind.FAMILY, DisputeKind.LABOUR)


def test_what_a_row_points_to_is_named() -> None:
    names = {("mediator_id", 3): "Ким О. В.", ("person_id", 7): "Қасымов А."}
    found = row_change(
        Case, {"mediator_id": None}, {"mediator_id": 3}, lambda f, i: names.get((f, i), "")
    )
    assert [(f.old, f.new) for f in found.fields] == [("", "Ким О. В.")]
    party = row_change(Party, None, {"person_id": 7}, lambda f, i: names.get((f, i), ""))
    assert party.name == "Қасымов А."


@pytest.mark.parametrize("cls", sorted(SECRET, key=lambda cls: cls.__name__))
def test_the_screening_is_never_told(cls: type) -> None:
    row = {"answer": "yes", "note": "тайна", "result": "go", "safeguards": "тайна"}
    for before, after in ((None, row), (row, None), (row, {**row, "note": "x"})):
        found = row_change(cls, before, after, nobody)
        assert found.is_secret
        assert (found.fields, found.name) == ((), "")
    assert {Screening, ScreeningAnswer} == SECRET


def test_a_switch_that_is_off_says_nothing() -> None:
    found = row_change(Payment, None, {"is_return": False, "note": ""}, nobody)
    assert found.fields == ()
    on = row_change(Payment, {"is_return": False}, {"is_return": True}, nobody)
    assert [(f.old, f.new) for f in on.fields] == [(False, True)]


def test_a_person_is_named_in_every_change_that_knows_the_name() -> None:
    assert row_change(Person, None, {"name_ru": "А", "name_kk": "Ә"}, nobody).name == "А"
