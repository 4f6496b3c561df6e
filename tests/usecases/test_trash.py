"""The trash: cases in and out of it, what was taken out comes back, closed cases stay as they are."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.model import (
    Approval,
    Case,
    CaseTerm,
    Contract,
    CriminalFacts,
    Disclosure,
    DrawnIn,
    FollowUp,
    Invitation,
    Notice,
    Obligation,
    Party,
    Payment,
    Task,
)
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.types import CaseId, Outcome, Tiyn
from mediadesk.errors import Code, Conflict, MediaDeskError, NeedsConfirmation, RuleBroken
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.records import RECORDS
from tests.desks import (
    SIGNED,
    TODAY,
    appeal,
    close,
    do,
    drafted,
    entry,
    full,
    in_mediation,
    obligation,
    rev_of,
    signed,
    trashed,
)

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def seen(desk: Desk) -> tuple[int, ...]:
    """Count a centre's cases by every way they are shown."""
    page = desk.start_page()
    with desk.store.reader() as reader:
        statistics = len(list(reader.stat_rows(*YEAR)))
    return (
        desk.count(),
        len(desk.all_cases()),
        len(desk.search("Касымов")),
        len(desk.search("2026/0001")),
        page.cases,
        len(page.waiting) + len(page.soon) + len(page.today) + len(page.overdue),
        statistics,
        int(desk.case_id("2026/0001") is not None),
    )


def test_a_case_in_the_trash_is_nowhere_but_keeps_its_number(desk: Desk) -> None:
    case_id = appeal(desk)
    before = seen(desk)
    assert all(before)
    trashed(desk, case_id)
    assert not any(seen(desk))
    (told,) = desk.trashed_cases()
    assert (told.number, told.reason, told.trashed_on) == (
        "2026/0001",
        "Внесено дважды",
        TODAY.isoformat(),
    )
    assert "Абдрахманова" in told.parties or told.parties
    assert desk.case_file(case_id).case.number == "2026/0001"
    second = appeal(desk)
    assert desk.case_file(second).case.number == "2026/0002"
    assert desk.check() == ()
    do(desk, c.TakeFromTrash(case_id=case_id))
    assert desk.count() == 2
    assert desk.search("2026/0001")
    assert desk.trashed_cases() == ()
    assert desk.check() == ()


def test_into_the_trash_and_out_of_it_is_undone(desk: Desk) -> None:
    case_id = appeal(desk)
    trashed(desk, case_id)
    assert desk.undo_label() == "MoveToTrash"
    desk.undo().result()
    assert desk.count() == 1
    desk.redo().result()
    assert desk.count() == 0
    do(desk, c.TakeFromTrash(case_id=case_id))
    desk.undo().result()
    assert desk.count() == 0
    assert desk.check() == ()


def test_the_trash_wants_a_reason_and_a_second_look_at_a_mediation(desk: Desk) -> None:
    case_id = in_mediation(desk)
    rev = rev_of(desk, case_id)
    with pytest.raises(MediaDeskError) as told:
        do(desk, c.MoveToTrash(case_id=case_id, case_rev=rev, reason="  "))
    assert told.value.code is Code.REQUIRED
    with pytest.raises(NeedsConfirmation):
        do(desk, c.MoveToTrash(case_id=case_id, case_rev=rev, reason="Ошибка"))
    trashed(desk, case_id, "trash_of_mediation")
    assert desk.count(CaseQuery()) == 0
    with pytest.raises(Conflict):
        do(desk, c.TakeFromTrash(case_id=appeal(desk)))


_KNOWN = ("not_a_criminal_case", "approval_without_agreement")
RECORD_OF: dict[type, Callable[[CaseId], Any]] = {
    Invitation: lambda case: Invitation(case_id=case, sent_on=TODAY),
    DrawnIn: lambda case: DrawnIn(case_id=case, name="Учебный Педагог"),
    Approval: lambda case: Approval(case_id=case, submitted_on=TODAY),
    CaseTerm: lambda case: CaseTerm(case_id=case, title="Срок", ends_on=TODAY),
    FollowUp: lambda case: FollowUp(case_id=case, due_on=TODAY),
    Notice: lambda case: Notice(case_id=case, addressee="Суд", sent_on=TODAY),
    CriminalFacts: lambda case: CriminalFacts(case_id=case, article="190"),
    Task: lambda case: Task(case_id=case, title="Позвонить"),
    Disclosure: lambda case: Disclosure(case_id=case, given_on=TODAY, scope="x", addressee="y"),
    Payment: lambda case: Payment(case_id=case, paid_on=TODAY, amount_tiyn=Tiyn(5)),
}


@pytest.mark.parametrize("cls", list(RECORD_OF), ids=lambda cls: cls.__name__)
def test_records_of_a_closed_case_follow_their_kind(desk: Desk, cls: type) -> None:
    case_id = full(desk)
    close(desk, case_id, Outcome.AGREEMENT, SIGNED)
    cmd = c.SaveRecord(record=RECORD_OF[cls](case_id), acknowledged=_KNOWN)
    if RECORDS[cls].goes_on:
        assert do(desk, cmd).id
    else:
        with pytest.raises(RuleBroken):
            do(desk, cmd)


@pytest.mark.parametrize("cls", list(RECORD_OF), ids=lambda cls: cls.__name__)
def test_what_was_taken_out_comes_back_from_the_trash(desk: Desk, cls: type) -> None:
    case_id = appeal(desk)
    do(desk, c.SaveRecord(record=RECORD_OF[cls](case_id), acknowledged=_KNOWN))
    (kept,) = desk.case_file(case_id).all(cls)
    do(desk, c.RemoveRecord(record=kept))
    (gone,) = desk.removed()
    assert (gone.entity, gone.case_id, gone.number) == (cls, case_id, "2026/0001")
    do(desk, c.RestoreRemoved(seq=gone.seq))
    (back,) = desk.case_file(case_id).all(cls)
    assert replace(back, rev=kept.rev) == kept
    assert desk.removed() == ()
    with pytest.raises((Conflict, RuleBroken)):
        do(desk, c.RestoreRemoved(seq=gone.seq))
    desk.undo().result()
    assert desk.case_file(case_id).all(cls) == ()
    assert desk.check() == ()


@pytest.mark.parametrize(
    "cls", [cls for cls in RECORD_OF if not RECORDS[cls].goes_on], ids=lambda cls: cls.__name__
)
def test_what_does_not_go_on_does_not_come_back_into_a_closed_case(desk: Desk, cls: type) -> None:
    case_id = full(desk)
    saved = do(desk, c.SaveRecord(record=RECORD_OF[cls](case_id), acknowledged=_KNOWN))
    record = next(each for each in desk.case_file(case_id).all(cls) if each.id == saved.id)
    seq = do(desk, c.RemoveRecord(record=record)).changes.seq
    close(desk, case_id, Outcome.AGREEMENT, SIGNED)
    with pytest.raises(RuleBroken):
        do(desk, c.RestoreRemoved(seq=seq))


def test_a_party_comes_back_with_its_person(desk: Desk) -> None:
    case_id = appeal(desk)
    first = desk.case_file(case_id).parties[0]
    do(desk, c.RemoveParty(party_id=first.party.id))
    (gone,) = desk.removed()
    assert (gone.entity, gone.name) == (Party, first.name_ru)
    do(desk, c.RestoreRemoved(seq=gone.seq))
    assert next(p.name_ru for p in desk.case_file(case_id).parties) == first.name_ru
    assert desk.search("Касымов")
    assert desk.check() == ()


def test_a_row_whose_key_was_taken_meanwhile_comes_back_under_another(desk: Desk) -> None:
    case_id = appeal(desk)
    last = desk.case_file(case_id).parties[1]
    do(desk, c.RemoveParty(party_id=last.party.id))
    do(desk, c.SaveParty(case_id=case_id, entry=replace(entry(), party=last.party.__class__())))
    assert desk.case_file(case_id).parties[1].party.id == last.party.id
    gone = desk.removed()[0]
    do(desk, c.RestoreRemoved(seq=gone.seq))
    names = {p.name_ru for p in desk.case_file(case_id).parties}
    assert last.name_ru in names
    assert len(desk.case_file(case_id).parties) == 3
    assert desk.check() == ()


def test_only_one_criminal_case_comes_back(desk: Desk) -> None:
    case_id = appeal(desk)
    facts = CriminalFacts(case_id=case_id, article="190")
    do(desk, c.SaveRecord(record=facts, acknowledged=_KNOWN))
    do(desk, c.RemoveRecord(record=desk.case_file(case_id).all(CriminalFacts)[0]))
    do(desk, c.SaveRecord(record=facts, acknowledged=_KNOWN))
    with pytest.raises(RuleBroken):
        do(desk, c.RestoreRemoved(seq=desk.removed()[0].seq))


def test_an_entry_that_took_nothing_out_restores_nothing(desk: Desk) -> None:
    appeal(desk)
    for seq in (desk.journal(1)[0].seq, 999):
        with pytest.raises(Conflict):
            do(desk, c.RestoreRemoved(seq=seq))


def test_what_was_taken_out_of_a_case_in_the_trash_waits_for_it(desk: Desk) -> None:
    case_id = appeal(desk)
    do(desk, c.SaveRecord(record=Task(case_id=case_id, title="Позвонить")))
    do(desk, c.RemoveRecord(record=desk.case_file(case_id).all(Task)[0]))
    trashed(desk, case_id)
    assert desk.removed() == ()
    do(desk, c.TakeFromTrash(case_id=case_id))
    assert len(desk.removed()) == 1


def test_the_key_of_an_imported_row_is_free_while_its_case_is_in_the_trash(desk: Desk) -> None:
    case_id = appeal(desk)
    told: list[frozenset[str]] = []

    def work(unit: Any) -> None:
        case = unit.get(Case, case_id)
        if not case.import_key:
            unit.save(replace(case, import_key="row 1"))
        told.append(unit.import_keys(case.office_id))

    def keys() -> None:
        desk.store.submit(work, command="EditCase", params={}, undoable=False).result()
        with desk.store.reader() as reader:
            assert reader.import_keys() == told[-1]

    keys()
    assert told.pop() == {"row 1"}
    trashed(desk, case_id)
    keys()
    assert told.pop() == frozenset()


def test_an_edit_cannot_smuggle_a_case_into_the_trash(desk: Desk) -> None:
    case_id = signed(desk)
    case = desk.case_file(case_id).case
    do(desk, c.EditCase(case=replace(case, trashed_on=TODAY, note="x")))
    assert desk.case_file(case_id).case.trashed_on is None
    assert desk.case_file(case_id).contract is not None
    assert isinstance(desk.case_file(case_id).contract, Contract)


def test_an_obligation_dropped_from_the_draft_comes_back_while_it_is_a_draft(desk: Desk) -> None:
    case_id = drafted(desk, obligation(), obligation(what_ru="Передать ключи"))
    first, second = desk.case_file(case_id).obligations
    draft = desk.case_file(case_id).agreement
    do(desk, c.SaveAgreement(agreement=draft, obligations=(first,)))
    (gone,) = desk.removed()
    assert (gone.entity, gone.case_id) == (Obligation, case_id)
    do(desk, c.RestoreRemoved(seq=gone.seq))
    assert [o.what_ru for o in desk.case_file(case_id).obligations][1] == second.what_ru
    assert desk.removed() == ()
    desk.undo().result()
    rev = desk.case_file(case_id).agreement.rev
    signing = c.SignAgreement(case_id=case_id, agreement_rev=rev, signed_on=date(2026, 11, 20))
    do(desk, signing)
    with pytest.raises(RuleBroken):
        do(desk, c.RestoreRemoved(seq=gone.seq))
    assert desk.check() == ()
