"""Whatever the order in which packages come, go and come again: the file depends on which are in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediadesk.db.package_read import live
from mediadesk.db.package_shape import KINDS
from mediadesk.domain import commands as c
from mediadesk.domain.commands_packages import MergePackages, TakeOutPackage
from mediadesk.domain.model import Case, Party, Person, ReceivedPackage
from mediadesk.domain.packages import MergeChoices
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.merging import Part, merge_packages, take_out_package
from tests.desks import appeal, do, in_mediation, mediator, signed
from tests.offices import SECRET, changed_subject, office_desk, sent

Picture = dict[str, Any]


@dataclass(frozen=True)
class World:
    """A coordinator's desk and packages of two offices, four of each."""

    desk: Desk
    parts: tuple[Part, ...]


def _first_office(desk: Desk, folder: Path) -> Iterator[Path]:
    """Cases are made, changed and closed; one comes and goes, its number is used again."""
    first = appeal(desk)
    in_mediation(desk)
    yield sent(desk, folder)
    gone = do(desk, c.RegisterAppeal(case=Case(received_on=date(2026, 11, 5))))
    changed_subject(desk, first, "Раз")
    yield sent(desk, folder)
    do(desk, c.Undo(seq=gone.changes.seq))
    signed(desk)
    who = desk.case_file(first).parties[0].person
    assert who is not None
    do(desk, c.SavePerson(person=replace(who, phone="+7 701 000 00 01")))
    yield sent(desk, folder)
    changed_subject(desk, first, "Два")
    yield sent(desk, folder, is_full=True)


def _second_office(desk: Desk, folder: Path) -> Iterator[Path]:
    """Nothing is sent twice with other content; a party goes and comes, a mediator is changed."""
    yield sent(desk, folder)
    case_id = appeal(desk)
    mediator(desk)
    yield sent(desk, folder, is_full=True)
    gone = do(desk, c.RemoveParty(party_id=desk.case_file(case_id).parties[1].party.id))
    yield sent(desk, folder)
    do(desk, c.Undo(seq=gone.changes.seq))
    changed_subject(desk, case_id, "Три")
    signed(desk)
    yield sent(desk, folder)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Make the packages once; each example is rolled back."""
    folder = tmp_path_factory.mktemp("world")
    paths: list[Path] = []
    makers: tuple[Callable[[Desk, Path], Iterator[Path]], ...] = (_first_office, _second_office)
    for number, make in enumerate(makers, 1):
        desk = office_desk(folder / str(number), number)
        paths += list(make(desk, folder))
        desk.close()
    centre = office_desk(folder / "centre", 9)
    appeal(centre)
    boxes = [centre.open_package(path, SECRET) for path in paths]
    yield World(centre, tuple(Part(centre._package_facts(box), box) for box in boxes))
    centre.close()


class _Undone(Exception):
    pass


class Try:
    """Merges and takes out within one transaction that is rolled back in the end."""

    def __init__(self, world: World, unit: Any) -> None:
        self.world = world
        self.unit = unit

    def merge(self, *which: int) -> None:
        """Merge some packages together."""
        parts = sorted(
            (self.world.parts[each] for each in which),
            key=lambda part: (part.facts.card.office_uid, part.facts.number),
        )
        trusted = frozenset(part.facts.card.office_uid for part in parts)
        cmd = MergePackages(packages=(), parts=tuple(parts), choices=MergeChoices(trusted=trusted))
        merge_packages(cmd, self.unit, self.world.desk.law)
        self.unit.finish()

    def take_out(self, which: int) -> None:
        """Take one package out."""
        uid = self.world.parts[which].facts.package_uid
        (found,) = (
            each for each in self.unit.find(ReceivedPackage, package_uid=uid) if not each.is_undone
        )
        take_out_package(TakeOutPackage(package_id=found.id), self.unit, self.world.desk.law)
        self.unit.finish()

    def picture(self) -> Picture:
        """Tell what stands here and which versions wait, without the keys of this file."""
        conn = self.unit._conn
        found: Picture = {}
        for kind, tables in KINDS.items():
            ids = [id_ for (id_,) in conn.execute(f"SELECT id FROM {tables[0]}").fetchall()]
            for each in live(conn, kind, ids).values():
                root = each.bundle[tables[0]][0]
                found[root["uid"]] = json.dumps(each.bundle, sort_keys=True, ensure_ascii=False)
        found["versions"] = sorted(
            conn.execute(
                "SELECT uid, number, kind, digest, shown, stood FROM package_version"
            ).fetchall()
        )
        found["bodies"] = sorted(conn.execute("SELECT uid, digest FROM package_body").fetchall())
        found["lines"] = sorted(
            conn.execute(
                "SELECT o.uid, c.year, c.seq, i.first_party, i.second_party, i.mediator"
                " FROM case_index i JOIN cases c ON c.id = i.case_id JOIN office o ON o.id = c.office_id"
            ).fetchall()
        )
        return found


def tried(world: World, work: Callable[[Try], Any]) -> Any:
    """Do something in a transaction and roll it back; gives what it found."""
    found: list[Any] = []

    def inside(unit: Any) -> None:
        found.append(work(Try(world, unit)))
        raise _Undone

    with pytest.raises(_Undone):
        world.desk.store.submit(inside, command="X", params={}, undoable=False).result()
    return found[0]


ALL = range(8)
CALM = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _merged(world: World, groups: list[list[int]]) -> Picture:
    def work(here: Try) -> Picture:
        for group in groups:
            here.merge(*group)
        return here.picture()

    picture: Picture = tried(world, work)
    return picture


@CALM
@given(data=st.data())
def test_the_order_of_packages_does_not_matter(world: World, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(ALL), unique=True, min_size=1))
    order = data.draw(st.permutations(chosen))
    cuts = sorted({0, len(order), *data.draw(st.sets(st.integers(0, len(order))))})
    groups = [order[a:b] for a, b in pairwise(cuts)]
    assert _merged(world, groups) == _merged(world, [sorted(chosen)])


@CALM
@given(data=st.data())
def test_taken_out_is_as_if_it_had_never_come(world: World, data: st.DataObject) -> None:
    order = data.draw(st.permutations(ALL).map(lambda all_: all_[:6]))
    gone = data.draw(st.sets(st.sampled_from(order), min_size=1))

    def work(here: Try) -> Picture:
        for each in order:
            here.merge(each)
        for each in data.draw(st.permutations(sorted(gone))):
            here.take_out(each)
        return here.picture()

    rest = [[each] for each in sorted(set(order) - gone)]
    assert tried(world, work) == _merged(world, rest)


@CALM
@given(data=st.data())
def test_merged_again_changes_nothing(world: World, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(ALL), unique=True, min_size=1))
    again = data.draw(st.lists(st.sampled_from(chosen)))

    def work(here: Try) -> tuple[Picture, Picture]:
        here.merge(*chosen)
        once = here.picture()
        for each in again:
            here.merge(each)
        return once, here.picture()

    once, twice = tried(world, work)
    assert once == twice


@CALM
@given(data=st.data())
def test_out_and_in_again_is_the_same(world: World, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(ALL), unique=True, min_size=1))
    again = data.draw(st.sampled_from(chosen))

    def work(here: Try) -> tuple[Picture, Picture]:
        here.merge(*chosen)
        once = here.picture()
        here.take_out(again)
        here.merge(again)
        return once, here.picture()

    once, twice = tried(world, work)
    assert once == twice


def test_whoever_came_again_with_a_package_goes_with_it(world: World) -> None:
    """The person was in an earlier package too, and in the one between no party."""

    def work(here: Try) -> Picture:
        here.merge(5, 6, 7)
        here.take_out(7)
        return here.picture()

    assert tried(world, work) == _merged(world, [[5, 6]])


def test_people_whom_no_case_names_are_not_in_the_tables(world: World) -> None:
    def work(here: Try) -> list[Person]:
        here.merge(*ALL)
        named = {party.person_id for party in here.unit.find(Party)}
        return [each for each in here.unit.find(Person) if each.id not in named]

    assert tried(world, work) == []
