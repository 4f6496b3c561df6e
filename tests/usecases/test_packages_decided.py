"""Conflicts, people who may be the same, files, numbers: what somebody decides and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.model import Attachment, Case, Partner, Party, Person, Task
from mediadesk.domain.packages import (
    MergeChoices,
    ObstacleKind,
    PackageState,
    Sender,
    Verdict,
)
from mediadesk.domain.types import PartySide
from mediadesk.errors import Cancelled, Code, Conflict, InputProblem, WorldTrouble
from mediadesk.usecases.desk import Desk
from tests.desks import appeal, do, entry, signed
from tests.offices import SECRET, changed_subject, contents, merged, office_desk, sent, trusting
from tests.personas import ABDRAKHMANOVA


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Desk]:
    """Give the desk of an office with two cases."""
    desk = office_desk(tmp_path / "first", 1)
    appeal(desk)
    signed(desk)
    yield desk
    desk.close()


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Desk]:
    """Give the desk of a coordinator that has nothing yet."""
    desk = office_desk(tmp_path / "coordinator", 2)
    yield desk
    desk.close()


def _foreign(centre: Desk, number: int = 1) -> int:
    """Give the key of a case of another office."""
    with centre.store.reader() as reader:
        (found,) = (e for e in reader.find(Case) if e.office_id != 1 and e.seq == number)
    return found.id


def test_a_case_changed_on_both_sides_is_a_conflict_the_owner_wins_and_it_can_go_back(
    first: Desk, centre: Desk, tmp_path: Path
) -> None:
    merged(centre, sent(first, tmp_path))
    case_id = _foreign(centre)
    changed_subject(centre, case_id, "Здесь")
    changed_subject(first, 1, "Там")
    before = contents(centre)
    path = sent(first, tmp_path)
    preview = centre.preview_packages([path], SECRET)
    (item,) = preview.conflicts
    assert (item.number, item.verdict) == ("2026/0001", Verdict.CONFLICT)
    (change,) = centre.differences(item)
    assert ("Здесь", "Там") in [(f.old, f.new) for f in change.fields]
    centre.merge_packages(preview).result()
    assert centre.case_file(case_id).case.subject_ru == "Там"
    centre.take_out_package(centre.packages_received()[0].id).result()
    assert contents(centre) == before


def test_what_is_here_stays_if_somebody_says_so_and_a_later_package_finds_it_changed(
    first: Desk, centre: Desk, tmp_path: Path
) -> None:
    merged(centre, sent(first, tmp_path))
    case_id = _foreign(centre)
    changed_subject(centre, case_id, "Здесь")
    changed_subject(first, 1, "Там")
    before = contents(centre)
    preview = centre.preview_packages([sent(first, tmp_path)], SECRET)
    keep = frozenset(item.uid for item in preview.conflicts)
    centre.merge_packages(preview, MergeChoices(keep=keep)).result()
    assert centre.case_file(case_id).case.subject_ru == "Здесь"
    assert centre.packages_received()[0].kept == 1
    changed_subject(first, 1, "Ещё")
    later = centre.preview_packages([sent(first, tmp_path)], SECRET)
    assert dict(later.packages[0].counts) == {Verdict.CHANGED: 1}
    centre.merge_packages(later).result()
    assert centre.case_file(case_id).case.subject_ru == "Ещё"
    for each in centre.packages_received()[:2]:
        centre.take_out_package(each.id).result()
    assert contents(centre) == before


def test_what_was_entered_here_since_stands_against_taking_out(
    first: Desk, centre: Desk, tmp_path: Path
) -> None:
    merged(centre, sent(first, tmp_path))
    (received,) = centre.packages_received()
    case_id = _foreign(centre)
    do(centre, c.SaveRecord(record=Task(case_id=case_id, title="Спросить офис")))
    (found,) = centre.package_obstacles(received.id)
    assert (found.kind, found.number) == (ObstacleKind.IN_USE, "2026/0001")
    with pytest.raises(Conflict) as refused:
        centre.take_out_package(received.id).result()
    assert refused.value.code is Code.PACKAGE_STAYS
    task = centre.case_file(case_id).all(Task)[0]
    do(centre, c.RemoveRecord(record=task))
    changed_subject(centre, case_id, "Здесь")
    assert [each.kind for each in centre.package_obstacles(received.id)] == [ObstacleKind.EDITED]
    centre.undo().result()
    assert centre.package_obstacles(received.id) == ()
    centre.take_out_package(received.id).result()
    assert centre.cases() == ()
    with pytest.raises(Conflict):
        centre.take_out_package(received.id).result()


def test_a_case_with_our_task_stays_when_its_office_says_it_is_gone(
    first: Desk, centre: Desk, tmp_path: Path
) -> None:
    made = do(first, c.RegisterAppeal(case=Case(received_on=date(2026, 11, 5))))
    merged(centre, sent(first, tmp_path))
    case_id = _foreign(centre, 3)
    do(centre, c.SaveRecord(record=Task(case_id=case_id, title="Спросить")))
    do(first, c.Undo(seq=made.changes.seq))
    merged(centre, sent(first, tmp_path))
    assert centre.case_file(case_id).case.seq == 3
    assert centre.packages_received()[0].kept == 1


def test_people_with_one_iin_are_one_only_if_somebody_says_so(
    first: Desk, centre: Desk, tmp_path: Path
) -> None:
    appeal(centre)
    before = contents(centre)
    preview = centre.preview_packages([sent(first, tmp_path)], SECRET)
    assert all(twin.is_by_number and twin.ours.cases == ("2026/0001",) for twin in preview.twins)
    twin = preview.twins[0]
    choices = trusting(preview, same={twin.theirs.uid: twin.ours.uid})
    centre.merge_packages(preview, choices).result()
    with centre.store.reader() as reader:
        (own,) = reader.find(Person, uid=bytes.fromhex(twin.ours.uid))
        assert reader.find(Person, uid=bytes.fromhex(twin.theirs.uid)) == ()
        assert len(reader.find(Party, person_id=own.id)) > 1
    changed_subject(first, 1, "Там")
    again = centre.preview_packages([sent(first, tmp_path)], SECRET)
    assert dict(again.packages[0].counts) == {Verdict.CHANGED: 1}
    assert twin.theirs.uid not in [each.theirs.uid for each in again.twins]
    centre.merge_packages(again).result()
    assert centre.check() == ()
    for each in centre.packages_received():
        centre.take_out_package(each.id).result()
    assert contents(centre) == before


def test_files_come_only_if_they_are_wanted(first: Desk, centre: Desk, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.4 " + b"x" * 300_000)
    first.attach(1, path).result()
    merged(centre, sent(first, tmp_path))
    case_id = _foreign(centre)
    (shown,) = centre.case_file(case_id).all(Attachment)
    with pytest.raises(WorldTrouble) as missing:
        centre.attachment_bytes(shown.id)
    assert missing.value.code is Code.FILE_NOT_HERE
    assert centre.check() == ()
    plan = first.plan_package(is_full=True, with_files=True)
    assert (plan.files, plan.file_bytes) == (1, path.stat().st_size)
    merged(centre, sent(first, tmp_path, is_full=True, with_files=True))
    assert centre.attachment_bytes(shown.id) == path.read_bytes()


def test_a_number_used_again_wants_the_package_that_freed_it(
    first: Desk, centre: Desk, tmp_path: Path
) -> None:
    made = do(first, c.RegisterAppeal(case=Case(received_on=date(2026, 11, 5))))
    one = sent(first, tmp_path)
    do(first, c.Undo(seq=made.changes.seq))
    two = sent(first, tmp_path)
    appeal(first)
    three = sent(first, tmp_path)
    merged(centre, one)
    before = contents(centre)
    with pytest.raises(Conflict) as refused:
        merged(centre, three)
    assert refused.value.code is Code.PACKAGE_NUMBERS
    assert contents(centre) == before
    merged(centre, three, two)
    assert centre.check() == ()


def test_who_is_not_known_is_not_merged_and_another_key_is_refused(
    first: Desk, centre: Desk, tmp_path: Path
) -> None:
    path = sent(first, tmp_path)
    preview = centre.preview_packages([path], SECRET)
    with pytest.raises(WorldTrouble) as unknown:
        centre.merge_packages(preview)
    assert unknown.value.code is Code.PACKAGE_UNKNOWN_OFFICE
    card = first.save_office_card(tmp_path / "first.mdcard")
    assert preview.unknown == (centre.read_office_card(tmp_path / "first.mdcard"),)
    centre.know_office(replace(card, sign_key=centre.office_card().sign_key)).result()
    (forged,) = centre.preview_packages([path], SECRET).packages
    assert (forged.state, forged.facts.sender) == (PackageState.FORGED, Sender.OTHER_KEY)
    refusal = centre.package_refusal(centre.preview_packages([path], SECRET))
    assert refusal is not None
    assert refusal.code is Code.PACKAGE_FORGED
    centre.know_office(card).result()
    merged(centre, path)
    assert [each.office_uid for each in centre.known_offices()] == [card.office_uid]
    (own,) = first.preview_packages([path], SECRET).packages
    assert own.state is PackageState.OWN


def test_two_packages_with_one_number_are_told(first: Desk, centre: Desk, tmp_path: Path) -> None:
    """An office went back to an old backup: its number comes again with other content."""
    merged(centre, sent(first, tmp_path))
    with first.store.reader() as reader:
        (kept,) = reader.find(type(first.packages_sent()[0]))

    def forget(unit: Any) -> None:
        unit.remove(kept)

    first.store.submit(forget, command="X", params={}, undoable=False).result()
    changed_subject(first, 1, "Снова")
    (found,) = centre.preview_packages([sent(first, tmp_path)], SECRET).packages
    assert found.state is PackageState.NUMBER_TWICE


class Impatient:
    """Asks to stop at the first news."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Stop."""
        raise Cancelled


def test_stopping_leaves_nothing(first: Desk, centre: Desk, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        first.make_package(tmp_path / "x.mdpack", passphrase=SECRET, progress=Impatient())
    assert list(tmp_path.glob("*x.mdpack*")) == []
    assert first.packages_sent() == ()
    path = sent(first, tmp_path)
    with pytest.raises(Cancelled):
        centre.preview_packages([path], SECRET, Impatient())
    preview = centre.preview_packages([path], SECRET)
    before = contents(centre)
    with pytest.raises(Cancelled):
        centre.merge_packages(preview, trusting(preview), Impatient()).result()
    assert contents(centre) == before
    assert centre.known_offices() == ()


def test_a_package_wants_somebody_who_can_open_it(
    first: Desk, centre: Desk, tmp_path: Path
) -> None:
    with pytest.raises(InputProblem):
        first.make_package(tmp_path / "x.mdpack")
    with pytest.raises(InputProblem):
        first.make_package(tmp_path / "x.mdpack", passphrase="short")
    partner = Partner(name_ru="Центр", box_key=centre.office_card().box_key)
    first.make_package(tmp_path / "x.mdpack", receivers=[partner])
    assert centre.inspect_package(tmp_path / "x.mdpack").cases == 2
    with pytest.raises(WorldTrouble) as refused:
        first.inspect_package(tmp_path / "x.mdpack", SECRET)
    assert refused.value.code is Code.PACKAGE_NOT_FOR_US


def test_names_born_on_one_day_may_be_one_person(first: Desk, centre: Desk, tmp_path: Path) -> None:
    for desk in (first, centre):
        who = replace(entry(ABDRAKHMANOVA), party=Party(side=PartySide.FIRST))
        nameless = replace(who, person=Person(name_ru="Сейітова Әсел", born_on=date(1990, 1, 2)))
        do(desk, c.RegisterAppeal(case=Case(received_on=date(2026, 11, 6)), parties=(nameless,)))
    twins = centre.preview_packages([sent(first, tmp_path)], SECRET).twins
    assert [(t.theirs.name_ru, t.is_by_number) for t in twins] == [("Сейітова Әсел", False)]
