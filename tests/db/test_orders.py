"""An order that is kept is the one the file would give, whatever was changed meanwhile."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from mediadesk.db import reads_cases
from mediadesk.db.orders import Orders
from mediadesk.domain import commands as c
from mediadesk.domain.model import Case, Mediator, Party, Person
from mediadesk.domain.queries import SORTS, CaseQuery
from mediadesk.domain.rows_people import WhoKind
from mediadesk.domain.types import (
    CaseId,
    CaseState,
    DisputeKind,
    MediatorId,
    PartySide,
    Source,
    Tiyn,
)
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import create_desk
from tests.desks import PASSPHRASE, CountedIds, SetClock, do, office, trashed

NAMES = (("Яковлева Анна", "Әбдіқызы Анна"), ("Бекенова Роза", ""), ("Қасымов Ерлан", ""))
FIRST = date(2026, 11, 2)
FILTERS = (
    CaseQuery(),
    CaseQuery(names_in="kk"),
    CaseQuery(kinds=(DisputeKind.FAMILY, DisputeKind.BUSINESS)),
    CaseQuery(states=(CaseState.APPEAL,), received=((FIRST, FIRST + timedelta(days=3)),)),
    CaseQuery(ids=tuple(CaseId(n) for n in range(3, 20))),
)


def entered(desk: Desk, chance: random.Random) -> CaseId:
    """Register an appeal whose facts often equal those of others, or are left out."""
    entries = []
    for side in PartySide:
        name_ru, name_kk = chance.choice(NAMES)
        person = Person(name_ru=name_ru, name_kk=name_kk)
        entries.append(c.PartyEntry(party=Party(side=side), person=person))
    case = Case(
        received_on=FIRST + timedelta(days=chance.randrange(6)),
        kind=chance.choice(list(DisputeKind)),
        source=chance.choice(list(Source)[:3]),
        claim_tiyn=chance.choice((None, Tiyn(100), Tiyn(200))),
        topic=chance.choice(("", "loan", "work")),
        mediator_id=chance.choice((None, MediatorId(1), MediatorId(2))),
    )
    return CaseId(do(desk, c.RegisterAppeal(case=case, parties=tuple(entries))).id)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Make a centre of forty cases."""
    folder: Path = tmp_path_factory.mktemp("orders") / "c"
    desk, _key = create_desk(
        folder, PASSPHRASE, clock=SetClock(), ids=CountedIds(), office=office(), immediate=False
    )
    for name, name_kk in (("Ящук Ия", "Айбек Ия"), ("Бекова Ия", "")):
        mediator = Mediator(name_ru=name, name_kk=name_kk, certificate="1")
        do(desk, c.SaveMediator(mediator=mediator))
    chance = random.Random(4)
    for _ in range(40):
        entered(desk, chance)
    yield desk
    desk.close()


def plain(desk: Desk, query: CaseQuery) -> list[int]:
    """Give the order as the file itself gives it."""
    with desk.store.reader() as reader:
        found = reader.apart(lambda conn: reads_cases.case_revs(conn, query, None))
    return [id_ for id_, _rev in found]


def paged(desk: Desk, query: CaseQuery) -> list[int]:
    """Give the order as the list reads it, page by page."""
    offsets = range(0, desk.count(query), 7)
    return [row.id for offset in offsets for row in desk.cases(query, offset, 7)]


def some_orders(chance: random.Random, count: int) -> list[CaseQuery]:
    """Make queries of two or three keys."""
    made = []
    for _ in range(count):
        keys = chance.sample(SORTS, chance.choice((2, 2, 3)))
        sort = tuple((key, chance.random() < 0.5) for key in keys)
        made.append(replace(chance.choice(FILTERS), sort=sort))
    return made


def test_every_key_is_ordered_as_the_file_does(many: Desk) -> None:
    for key in SORTS:
        for other in ("number", "first_party"):
            for ways in ((False, True), (True, False)):
                sort = ((key, ways[0]), (other, ways[1]))
                for query in FILTERS[:3]:
                    asked = replace(query, sort=sort, names_in=query.names_in or "ru")
                    assert paged(many, asked) == plain(many, asked), (key, other)


def change(desk: Desk, chance: random.Random) -> None:
    """Do one of the things that move a case in the list."""
    shown = [row.id for row in desk.all_cases(CaseQuery(sort=(("number", False),)))]
    case = desk.case_file(chance.choice(shown)).case
    what = chance.randrange(6)
    if what == 0:
        entered(desk, chance)
    elif what == 1:
        do(desk, c.EditCase(case=replace(case, kind=chance.choice(list(DisputeKind)))))
    elif what == 2:
        do(desk, c.EditCase(case=replace(case, claim_tiyn=chance.choice((None, Tiyn(150))))))
    elif what == 3 and len(shown) > 30:
        trashed(desk, case.id)
    elif what == 4:
        person = desk.person_or_body(WhoKind.PERSON, chance.randint(1, 60))
        assert isinstance(person, Person)
        changed = replace(person, name_ru=chance.choice(("Ааа", "Яяя")), name_kk="Әәә")
        do(desk, c.SavePerson(person=changed))
    elif desk.undo_label():
        desk.undo().result()


def test_a_kept_order_follows_every_change(many: Desk) -> None:
    chance = random.Random(11)
    asked = [replace(q, names_in=q.names_in or "ru") for q in some_orders(chance, 6)]
    for _ in range(60):
        change(many, chance)
        for query in asked:
            assert paged(many, query) == plain(many, query), query


def test_first_cases_are_the_same_before_and_after_an_order_is_kept(many: Desk) -> None:
    chance = random.Random(7)
    for query in some_orders(chance, 25):
        asked = replace(query, names_in=query.names_in or "ru")
        do(many, c.SaveMediator(mediator=Mediator(name_ru=f"Новый {chance.random()}")))
        with many.store.reader() as reader:
            reader.orders = Orders()
            early = reader.cases(asked, 0, 20)
            reader.orders.ids(reader.apart(lambda conn: conn), asked)
            assert reader.cases(asked, 0, 20) == early
        assert [row.id for row in early] == plain(many, asked)[:20], asked


def test_many_changes_at_once_make_the_order_anew(many: Desk) -> None:
    query = CaseQuery(sort=(("mediator", False), ("number", True)), names_in="ru")
    before = paged(many, query)
    (mediator,) = [m for m in many.mediators() if m.name_ru == "Ящук Ия"]
    do(many, c.SaveMediator(mediator=replace(mediator, name_ru="Абаева Ия")))
    after = paged(many, query)
    assert after == plain(many, query)
    assert sorted(after) == sorted(before)
    assert after != before


def test_a_reader_of_an_earlier_moment_sees_the_order_of_then(many: Desk) -> None:
    query = CaseQuery(sort=(("kind", False), ("number", True)), names_in="ru")
    with many.store.reader(snapshot=True) as reader:
        before = [row.id for row in reader.cases(query, 0, 200)]
        made = entered(many, random.Random(1))
        assert [row.id for row in reader.cases(query, 0, 200)] == before
    assert made in paged(many, query)
