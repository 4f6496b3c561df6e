"""Words spelled nearly like a typed one: within a mistake or two, nearest first, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediadesk.db.near_words import near_words
from mediadesk.db.store import Store
from mediadesk.db.unit import Unit
from mediadesk.domain.model import Case, Party, Person
from mediadesk.domain.text import fold
from mediadesk.domain.types import CaseId, PartyId, Uid


def near(store: Store, typed: str) -> dict[str, int]:
    with store.reader() as reader:
        return dict(near_words(reader._conn, fold(typed)))


@pytest.mark.parametrize(
    ("typed", "mistakes"),
    [("касимов", 0), ("касиимов", 0), ("кассимофа", 2), ("касомов", 1), ("каисмов", 2),
     ("гасымов", 1), ("касмо", 1)],
)  # fmt: skip
def test_a_misspelt_name_is_near(store: Store, case: Case, typed: str, mistakes: int) -> None:
    assert near(store, typed)["касимов"] == mistakes


@pytest.mark.parametrize("typed", ["вахитов", "каримжанов", "мосимок", "щщщщщщ", "кас"])
def test_another_name_is_not(store: Store, case: Case, typed: str) -> None:
    assert "касимов" not in near(store, typed)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(place=st.integers(1, 6), letter=st.sampled_from("абвгдежзклмнопрст"))
def test_any_one_wrong_letter_but_the_first_is_forgiven(
    store: Store, case: Case, place: int, letter: str
) -> None:
    typed = "касимов"[:place] + letter + "касимов"[place + 1 :]
    assert near(store, typed).get("касимов", 9) <= 1


def test_the_nearest_spelling_is_shown_alone(store: Store, case: Case) -> None:
    def add(unit: Unit) -> None:
        (party, *_others) = unit.find(Party, case_id=case.id)
        for name in ("Ташенов Ирек", "Тошенов Ирек"):
            person = unit.add(Person(name_ru=name))
            new = unit.add(
                replace(case, id=CaseId(0), uid=Uid(b""), seq=unit.next_seq(1, case.year))
            )
            unit.add(
                replace(
                    party, id=PartyId(0), uid=Uid(b""), case_id=new.id, person_id=person.id,
                    organisation_id=None,
                )
            )  # fmt: skip

    store.submit(add, command="X", params={}, undoable=True).result()
    with store.reader() as reader:
        hits = reader.search("Ташинов Ирек", 10)
    assert [(h.is_similar, "Ташенов" in h.title) for h in hits] == [(True, True)]
