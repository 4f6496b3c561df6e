"""Lists sort as Kazakh does, filters combine, search forgives how a name was typed."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from mediadesk.db.store import Store
from mediadesk.db.unit import Unit
from mediadesk.domain.model import (
    Agreement,
    Case,
    Contract,
    Mediator,
    Obligation,
    Office,
    Organisation,
    Party,
    Person,
    Session,
)
from mediadesk.domain.queries import SORTS, CaseQuery
from mediadesk.domain.rows import DueKind
from mediadesk.domain.text import sort_key
from mediadesk.domain.types import CaseState, DisputeKind, Outcome, PartySide, Source, Tiyn
from tests.personas import ABDRAKHMANOVA, QASYMOV
from tests.worlds import TODAY

NAMES = (
    "Әбілов Ержан",
    "Абаев Олжас",
    "Қасымова Ұлжан",
    "Кабанов Пётр",
    "Яшин Лев",
    "Ғалиев Һаким",
)


def populate(unit: Unit, first: Case) -> list[Case]:
    made = []
    for i, name in enumerate(NAMES):
        person = unit.add(Person(name_ru=name))
        case = unit.add(
            replace(
                first,
                id=0, uid=b"", rev=0,
                seq=unit.next_seq(first.office_id, 2026),
                received_on=TODAY - dt.timedelta(days=i),
                kind=DisputeKind.FAMILY if i % 2 else DisputeKind.BUSINESS,
                source=Source.COURT if i == 1 else Source.SELF,
                claim_tiyn=Tiyn(i * 100),
                subject_ru="", subject_kk="",
            )
        )  # fmt: skip
        unit.add(Party(case_id=case.id, ord=1, side=PartySide.FIRST, person_id=person.id))
        made.append(case)
    return made


@pytest.fixture
def many(store: Store, case: Case) -> list[Case]:
    return store.submit(
        lambda u: populate(u, case), command="P", params={}, undoable=True
    ).result()[0]


def numbers(store: Store, **query: Any) -> list[str]:
    with store.reader() as reader:
        return [r.number for r in reader.cases(CaseQuery(**query), 0, 100)]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("descending", [True, False])
def test_every_column_sorts(store: Store, many: list[Case], sort: str, descending: bool) -> None:
    with store.reader() as reader:
        query = CaseQuery(sort=((sort, descending),))
        found = reader.cases(query, 0, 100)
        assert len(found) == reader.count(query) == 7
    values = [getattr(r, sort) for r in found]
    if sort in ("first_party", "second_party", "mediator"):
        values = [sort_key(v) for v in values]
    known = [v for v in values if v is not None]
    for a, b in pairwise(known):
        assert (a >= b) if descending else (a <= b)


def test_names_sort_by_the_kazakh_alphabet(store: Store, many: list[Case]) -> None:
    with store.reader() as reader:
        found = reader.cases(CaseQuery(sort=(("first_party", False),)), 0, 100)
    shown = [r.first_party.split()[0] for r in found]
    assert shown == ["Абаев", "Әбілов", "Ғалиев", "Кабанов", "Қасымов", "Қасымова", "Яшин"]


def test_pages_join_without_overlap(store: Store, many: list[Case]) -> None:
    with store.reader() as reader:
        pages = [reader.cases(CaseQuery(), offset, 3) for offset in (0, 3, 6)]
    joined = [r.number for page in pages for r in page]
    assert joined == [f"2026/{n:04d}" for n in range(7, 0, -1)]


def test_filters_combine(store: Store, many: list[Case], case: Case) -> None:
    assert len(numbers(store, kinds=(DisputeKind.FAMILY,))) == 3
    assert numbers(store, kinds=(DisputeKind.FAMILY,), sources=(Source.COURT,)) == ["2026/0003"]
    assert numbers(store, received=((TODAY, TODAY),)) == ["2026/0002", "2026/0001"]
    assert numbers(store, mediators=(case.mediator_id,), text="Яшин") == ["2026/0006"]
    assert numbers(store, ids=()) == []
    assert numbers(store, ids=(case.id,)) == ["2026/0001"]
    assert numbers(store, outcomes=(Outcome.EXPIRED,), states=(CaseState.CLOSED,)) == []
    with store.reader() as reader:
        assert reader.case_ids(CaseQuery(ids=(case.id,))) == (case.id,)


@pytest.mark.parametrize(
    "typed",
    [
        "Қасымов", "касымов", "КАСЫМОВ", "kasymov", "rfcsvjd", "qasymov", "касимов",
        "Ерлан Қасымов", "2026/0001", "2026/1", "№ 2026/1", QASYMOV.iin, QASYMOV.iin[:6],
        "991231 500016", "8 700 000 00 01", "+7 (700) 000-00-01", "щебня", "долг за", "жоқ жер",
    ],
)  # fmt: skip
def test_search_finds_the_case(store: Store, case: Case, typed: str) -> None:
    with store.reader() as reader:
        hits = reader.search(typed)
    assert [h.number for h in hits][-1:] == ["2026/0001"], typed
    assert not hits[-1].is_similar


def test_a_misspelt_name_is_shown_as_similar(store: Store, case: Case) -> None:
    with store.reader() as reader:
        hits = reader.search("Касыймоф")
        assert [h.is_similar for h in hits] == [True]
        assert reader.search("Вжцюкгаб") == ()


@pytest.mark.parametrize(
    "typed", ["", "   ", '"', "'; DROP", "*", "(", "AND", "a:b", "2026/", "/", "%_", "\0"]
)
def test_strange_text_finds_nothing_and_breaks_nothing(
    store: Store, case: Case, typed: str
) -> None:
    with store.reader() as reader:
        for hit in reader.search(typed):
            assert hit.number
        assert isinstance(reader.count(CaseQuery(text=typed)), int)


def test_search_follows_changes(store: Store, case: Case) -> None:
    def work(unit: Unit) -> None:
        person = next(p for p in unit.find(Person) if p.iin == QASYMOV.iin)
        unit.save(replace(person, name_ru="Совсем Другой", phone=""))

    store.submit(work, command="X", params={}, undoable=True).result()
    with store.reader() as reader:
        assert reader.search("Қасымов") == ()
        assert reader.search("8 700 000 00 01") == ()
        assert [h.number for h in reader.search("совсем")] == ["2026/0001"]
        assert reader.cases(CaseQuery(), 0, 1)[0].first_party == "Совсем Другой"


def test_search_knows_the_agreement(store: Store, case: Case) -> None:
    def work(unit: Unit) -> None:
        agreement = unit.add(Agreement(case_id=case.id, terms_ru="Примирение полное"))
        unit.add(Obligation(agreement_id=agreement.id, what_kk="Шөпті қайтару"))

    store.submit(work, command="X", params={}, undoable=True).result()
    with store.reader() as reader:
        for typed in ("примирение", "шөпті", "шопти"):
            assert [h.where for h in reader.search(typed)] == ["words"]


def test_the_picker_finds_people_not_cases(store: Store, case: Case) -> None:
    with store.reader() as reader:
        (person,) = reader.participants("kasym")
        (firm,) = reader.participants("жоқ жер")
        assert isinstance(person, Person)
        assert person.iin == QASYMOV.iin
        assert isinstance(firm, Organisation)
        assert reader.participants("щебня") == ()
        assert reader.participants(QASYMOV.iin[:8]) == (person,)


def test_numbers_are_found_and_others_are_not(store: Store, case: Case) -> None:
    with store.reader() as reader:
        assert reader.case_id_of("2026/1") == reader.case_id_of(" 2026/0001 ") == case.id
        for wrong in ("2026/2", "", "x", "2026", "2026/x", "9" * 30 + "/1"):
            assert reader.case_id_of(wrong) is None


def test_a_case_file_holds_everything(store: Store, case: Case) -> None:
    def work(unit: Unit) -> None:
        unit.add(Contract(case_id=case.id, concluded_on=TODAY))
        unit.add(Session(case_id=case.id, held_on=TODAY, result="b"))
        unit.add(Session(case_id=case.id, held_on=TODAY - dt.timedelta(1), result="a"))
        agreement = unit.add(Agreement(case_id=case.id))
        unit.add(Obligation(agreement_id=agreement.id, ord=2, what_ru="b"))
        unit.add(Obligation(agreement_id=agreement.id, ord=1, what_ru="a"))

    store.submit(work, command="X", params={}, undoable=True).result()
    with store.reader() as reader:
        file = reader.case_file(case.id)
        assert reader.case_file(999) is None
    assert file is not None
    assert [p.name_ru for p in file.parties] == [QASYMOV.full_name, "ТОО «Жоқ Жер»"]
    assert [s.result for s in file.sessions] == ["a", "b"]
    assert [o.what_ru for o in file.obligations] == ["a", "b"]
    assert file.mediator
    assert file.contract


def test_the_start_page_gets_terms_sessions_duties_and_the_undecided(
    store: Store, case: Case
) -> None:
    def work(unit: Unit) -> None:
        stored = unit.get(Case, case.id)
        assert stored is not None
        unit.save(replace(stored, state=CaseState.MEDIATION, outcome=Outcome.RUNNING))
        unit.add(Contract(case_id=case.id, concluded_on=TODAY - dt.timedelta(days=40)))
        unit.add(Session(case_id=case.id, held_on=TODAY + dt.timedelta(days=2)))
        unit.add(Agreement(case_id=case.id))
        populate(unit, stored)
        other = unit.find(Case, seq=2)[0]
        signed = unit.add(Agreement(case_id=other.id, is_signed=True, signed_on=TODAY))
        unit.save(replace(other, state=CaseState.CLOSED, outcome=Outcome.AGREEMENT))
        unit.add(Obligation(agreement_id=signed.id, due_on=TODAY, amount_tiyn=Tiyn(500)))

    store.submit(work, command="X", params={}, undoable=True).result()
    with store.reader() as reader:
        found = reader.due_rows(TODAY)
    by_kind = {kind: [r for r in found if r.kind is kind] for kind in DueKind}
    assert [r.on for r in by_kind[DueKind.MEDIATION_TERM]][:1] == [TODAY - dt.timedelta(days=10)]
    assert [r.detail for r in by_kind[DueKind.OBLIGATION]] == ["500"]
    assert len(by_kind[DueKind.SESSION]) == 1
    assert [r.on for r in by_kind[DueKind.UNSIGNED]] == [None]


def test_statistics_rows_hold_no_party(store: Store, many: list[Case]) -> None:
    with store.reader() as reader:
        found = list(reader.stat_rows(TODAY - dt.timedelta(days=2), TODAY))
        assert list(reader.stat_rows(TODAY, TODAY, "11")) == []
        assert len(list(reader.stat_rows(TODAY, TODAY, "43"))) == 2
    assert len(found) == 4
    assert {r.region for r in found} == {"43"}
    assert QASYMOV.surname not in repr(found)
    assert ABDRAKHMANOVA.iin not in repr(found)


def test_renaming_a_mediator_reaches_the_lists(store: Store, case: Case) -> None:
    def work(unit: Unit) -> None:
        unit.save(replace(unit.find(Mediator)[0], name_ru="Цой В. В."))
        unit.save(replace(unit.find(Office)[0], phone="1"))

    store.submit(work, command="X", params={}, undoable=True).result()
    with store.reader() as reader:
        assert reader.cases(CaseQuery(), 0, 1)[0].mediator == "Цой В. В."


def test_import_keys(store: Store, case: Case) -> None:
    def work(unit: Unit) -> frozenset[str]:
        stored = unit.get(Case, case.id)
        assert stored is not None
        unit.save(replace(stored, import_key="k1"))
        return unit.import_keys(case.office_id)

    assert store.submit(work, command="X", params={}, undoable=True).result()[0] == {"k1"}
    with store.reader() as reader:
        assert reader.import_keys() == {"k1"}
