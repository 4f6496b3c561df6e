"""Replies: a coordinator asks and corrects, the office decides, the answer comes back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.commands_remarks import AnswerRemark, SaveRemark
from mediadesk.domain.model import Partner, Remark
from mediadesk.domain.packages import MergeChoices, PackageState, Sender
from mediadesk.domain.remark_records import RemarkKind, RemarkState
from mediadesk.domain.types import Source
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.export.package_box import write_box
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import create_desk, open_desk
from tests.desks import PASSPHRASE, CountedIds, SetClock, appeal, do, office

SECRET = "a passphrase of both offices"


@pytest.fixture
def coordinator(tmp_path: Path) -> Iterator[Desk]:
    """Give a second centre, with identities of its own."""
    ids = CountedIds(9_000_000)
    own = replace(office(), name_ru="Координатор", name_kk="Үйлестіруші", bin="", region="71")
    desk, _ = create_desk(tmp_path / "k", PASSPHRASE, clock=SetClock(), ids=ids, office=own)
    yield desk
    desk.close()


def partner(of: Desk, to: Desk) -> Partner:
    """Make an office known to another one."""
    card = of.office_card()
    do_know = to.know_office(card)
    do_know.result()
    return to.find_office(card.office_uid)


def merged(desk: Desk, coordinator: Desk, path: Path) -> None:
    desk.make_package(path, passphrase=SECRET)
    preview = coordinator.preview_packages([path], SECRET)
    trusted = frozenset({desk.office_card().office_uid})
    coordinator.merge_packages(preview, MergeChoices(trusted=trusted)).result()


@pytest.fixture
def asked(desk: Desk, coordinator: Desk, tmp_path: Path) -> Path:
    """Send a case, ask about it, suggest a correction; give the reply package."""
    appeal(desk)
    merged(desk, coordinator, tmp_path / "1.mdpack")
    (case,) = (coordinator.case_file(row.id).case for row in coordinator.cases(_all(), 0, 9))
    uid = case.uid.hex()
    do(coordinator, SaveRemark(remark=Remark(case_uid=uid, text="Где договор?")))
    fix = Remark(case_uid=uid, kind=RemarkKind.CORRECTION, field="source", wanted="court")
    do(coordinator, SaveRemark(remark=replace(fix, text="Направил суд")))
    path = tmp_path / "reply.mdpack"
    coordinator.make_reply(partner(desk, coordinator), path)
    return path


def _all() -> Any:
    from mediadesk.domain.queries import CaseQuery

    return CaseQuery()


def states(desk: Desk) -> dict[str, RemarkState]:
    return {each.kind.value: each.state for each in desk.remarks()}


def test_remarks_go_to_the_office_and_answers_come_back(
    desk: Desk, coordinator: Desk, asked: Path, tmp_path: Path
) -> None:
    assert set(states(coordinator).values()) == {RemarkState.SENT}
    preview = desk.preview_reply(asked)
    assert (preview.state, preview.new, preview.strange) == (PackageState.READY, 2, 0)
    assert preview.facts.sender is Sender.UNKNOWN
    with pytest.raises(WorldTrouble) as told:
        desk.take_in_reply(preview)
    assert told.value.code is Code.PACKAGE_UNKNOWN_OFFICE
    assert desk.remarks() == ()
    desk.take_in_reply(preview, [coordinator.office_card().office_uid]).result()
    assert set(states(desk).values()) == {RemarkState.WAITING}
    by_kind = {each.kind: each for each in desk.remarks()}
    question, fix = by_kind[RemarkKind.QUESTION], by_kind[RemarkKind.CORRECTION]
    do(desk, AnswerRemark(remark_id=fix.id, rev=1, state=RemarkState.APPLIED))
    told_answer = "Подписан 4 ноября"
    answered = AnswerRemark(
        remark_id=question.id, rev=1, state=RemarkState.ANSWERED, answer=told_answer
    )
    do(desk, answered)
    merged(desk, coordinator, tmp_path / "2.mdpack")
    assert states(coordinator) == {
        "question": RemarkState.ANSWERED,
        "correction": RemarkState.APPLIED,
    }
    assert told_answer in {each.answer for each in coordinator.remarks()}
    (row,) = coordinator.cases(_all(), 0, 9)
    assert coordinator.case_file(row.id).case.source is Source.COURT
    assert coordinator.is_foreign(row.id)
    assert len(coordinator.remarks_of(row.id)) == 2
    assert coordinator.to_send(desk.office_card().office_uid) == ()


def test_a_reply_twice_changes_nothing(desk: Desk, coordinator: Desk, asked: Path) -> None:
    trusted = [coordinator.office_card().office_uid]
    desk.take_in_reply(desk.preview_reply(asked), trusted).result()
    before = desk.remarks()
    again = desk.preview_reply(asked)
    assert (again.state, again.new) == (PackageState.ALREADY, 0)
    assert desk.take_in_reply(again).result().message == "This reply was taken in already"
    assert desk.remarks() == before


def test_unanswered_remarks_go_again(desk: Desk, coordinator: Desk, asked: Path) -> None:
    second = asked.with_name("reply2.mdpack")
    made = coordinator.make_reply(partner(desk, coordinator), second)
    assert (made.number, made.cases) == (2, 2)
    trusted = [coordinator.office_card().office_uid]
    desk.take_in_reply(desk.preview_reply(second), trusted).result()
    desk.take_in_reply(desk.preview_reply(asked)).result()
    assert len(desk.remarks()) == 2


def test_nothing_to_send_leaves_no_file(desk: Desk, coordinator: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputProblem) as told:
        coordinator.make_reply(partner(desk, coordinator), tmp_path / "r.mdpack")
    assert told.value.code is Code.NOTHING_TO_SEND
    assert not (tmp_path / "r.mdpack").exists()


def test_a_reply_of_a_known_office_under_another_key_is_refused(
    desk: Desk, coordinator: Desk, asked: Path
) -> None:
    card = coordinator.office_card()
    desk.know_office(replace(card, sign_key="11" * 32)).result()
    preview = desk.preview_reply(asked)
    assert preview.state is PackageState.FORGED
    with pytest.raises(WorldTrouble) as told:
        desk.take_in_reply(preview)
    assert told.value.code is Code.PACKAGE_FORGED


def test_a_reply_is_for_its_office_only(coordinator: Desk, asked: Path) -> None:
    with pytest.raises(WorldTrouble) as told:
        coordinator.preview_reply(asked)
    assert told.value.code is Code.PACKAGE_NOT_FOR_US


def test_own_reply_and_cases_are_no_replies(
    desk: Desk, coordinator: Desk, asked: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.mdpack"
    coordinator.make_reply(partner(desk, coordinator), own, SECRET)
    preview = coordinator.preview_reply(own, SECRET)
    assert preview.state is PackageState.OWN
    with pytest.raises(WorldTrouble) as told:
        coordinator.take_in_reply(preview)
    assert told.value.code is Code.PACKAGE_OWN
    with pytest.raises(WorldTrouble) as cases:
        coordinator.preview_reply(tmp_path / "1.mdpack", SECRET)
    assert cases.value.code is Code.PACKAGE_BAD
    assert coordinator.preview_packages([own], SECRET).packages[0].state is PackageState.NOT_CASES


def forged(coordinator: Desk, path: Path, *records: Any, cases: int) -> None:
    """Write a reply with a right signature and wrong contents."""
    manifest = coordinator._reply_manifest(coordinator.office_card(), 7, cases)
    write_box(path, [manifest, *records], sign_secret=coordinator._keys()[0], passphrase=SECRET)


@pytest.mark.parametrize(
    ("records", "cases"),
    [
        (({"record": {}},), 1),
        (({"remark": {"uid": "x"}},), 1),
        ((b"bytes",), 1),
        ((), 3),
    ],
)
def test_contents_that_make_no_sense_are_refused(
    desk: Desk, coordinator: Desk, tmp_path: Path, records: tuple[Any, ...], cases: int
) -> None:
    path = tmp_path / "bad.mdpack"
    forged(coordinator, path, *records, cases=cases)
    with pytest.raises(WorldTrouble) as told:
        desk.preview_reply(path, SECRET)
    assert told.value.code is Code.PACKAGE_BAD
    assert desk.remarks() == ()


def test_same_number_of_another_reply_is_told(
    desk: Desk, coordinator: Desk, asked: Path, tmp_path: Path
) -> None:
    trusted = [coordinator.office_card().office_uid]
    desk.take_in_reply(desk.preview_reply(asked), trusted).result()
    twin = tmp_path / "twin.mdpack"
    manifest = coordinator._reply_manifest(coordinator.office_card(), 1, 0)
    write_box(twin, [manifest], sign_secret=coordinator._keys()[0], passphrase=SECRET)
    preview = desk.preview_reply(twin, SECRET)
    assert preview.state is PackageState.NUMBER_TWICE
    with pytest.raises(WorldTrouble) as told:
        desk.take_in_reply(preview)
    assert told.value.code is Code.PACKAGE_NUMBER_TWICE


@pytest.mark.parametrize("answers", ["x", [{}], [1], [{"uid": "1"}] * 3])
def test_wrong_answers_of_a_package_merge_nothing(
    desk: Desk,
    coordinator: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: Any,
) -> None:
    appeal(desk)
    monkeypatch.setattr(desk, "_answers", lambda: answers)
    with pytest.raises(WorldTrouble) as told:
        merged(desk, coordinator, tmp_path / "1.mdpack")
    assert told.value.code is Code.PACKAGE_BAD
    assert coordinator.cases(_all(), 0, 9) == ()


def test_a_remark_on_a_case_that_is_not_here_is_kept_and_told(
    desk: Desk, coordinator: Desk, asked: Path, tmp_path: Path, make_other: Callable[[], Desk]
) -> None:
    other = make_other()
    again = tmp_path / "again.mdpack"
    coordinator.make_reply(partner(desk, coordinator), again, SECRET)
    preview = other.preview_reply(again, SECRET)
    assert (preview.new, preview.strange) == (2, 2)
    other.take_in_reply(preview, [coordinator.office_card().office_uid]).result()
    fix = next(each for each in other.remarks() if each.kind is RemarkKind.CORRECTION)
    assert other.case_of_remark(fix) == 0
    with pytest.raises(InputProblem) as told:
        do(other, AnswerRemark(remark_id=fix.id, rev=1, state=RemarkState.APPLIED))
    assert told.value.code is Code.NOT_FOUND
    assert not other.is_foreign(5)
    assert other.remarks_of(5) == ()


@pytest.fixture
def make_other(tmp_path: Path, empty_centre: Path) -> Iterator[Callable[[], Desk]]:
    """Open a third centre, in which the case is not."""
    made: list[Desk] = []

    def make() -> Desk:
        folder = tmp_path / "other"
        shutil.copytree(empty_centre, folder)
        made.append(open_desk(folder, PASSPHRASE, clock=SetClock(), ids=CountedIds(5_000_000)))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_office_may_be_renamed_in_between(desk: Desk, coordinator: Desk, asked: Path) -> None:
    own = desk.office()
    assert own is not None
    do(desk, c.SaveOffice(office=replace(own, name_ru="Новое имя")))
    assert desk.preview_reply(asked).new == 2
