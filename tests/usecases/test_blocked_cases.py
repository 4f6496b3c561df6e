"""While data of a person are blocked, texts, files and papers of the cases tell nobody of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.commands_personal import BlockPerson, DestroyCases, LiftBlock
from mediadesk.domain.model import (
    Attachment,
    CaseTerm,
    PersonBlock,
    PersonRequest,
    Session,
    Task,
    User,
)
from mediadesk.domain.open_copy import OpenKind
from mediadesk.domain.types import CaseId, DocumentKind, Languages, PersonId, UserId
from mediadesk.errors import Code, MediaDeskError
from mediadesk.ui.wording import DUE_KINDS
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.paper_batch import Wanted
from tests.desks import PASSPHRASE, TODAY, appeal, close, do, full
from tests.personas import QASYMOV

WORD = "Торғайбек"
"""What the texts, the file and the paper of the case tell of its first party."""


def code_of(work: Callable[..., Any], *args: Any, **named: Any) -> Code | None:
    try:
        work(*args, **named)
    except MediaDeskError as error:
        return error.code
    return None


def holds(data: bytes, secret: str) -> bool:
    """Tell whether bytes hold a word, as it is or as JSON writes it."""
    return secret.encode() in data or json.dumps(secret)[1:-1].encode() in data


def sit(desk: Desk, role: str) -> None:
    desk.user = User(id=UserId(7), login="Кто-то", role=role)


def person_of(desk: Desk, case_id: int) -> PersonId:
    found = desk.case_file(case_id).parties[0].person
    assert found is not None
    return found.id


def block(desk: Desk, case_id: int, reason: str = WORD) -> None:
    made = PersonBlock(person_id=person_of(desk, case_id), blocked_on=TODAY, reason=reason)
    do(desk, BlockPerson(block=made))


def lift(desk: Desk) -> None:
    (stored,) = (each for each in desk.blocks_of() if each.lifted_on is None)
    do(desk, LiftBlock(block_id=stored.id, rev=stored.rev))


def file_of(desk: Desk, case_id: int) -> Attachment:
    (found,) = desk.case_file(case_id).all(Attachment)
    return found


@pytest.fixture
def case_id(desk: Desk) -> CaseId:
    """Give a case whose texts, file, paper, task and term tell of its first party."""
    found = full(desk)
    case = desk.case_file(found).case
    do(desk, c.EditCase(case=replace(case, subject_ru=f"Долг {WORD}", subject_kk=WORD)))
    do(desk, c.SaveRecord(record=Task(case_id=found, title=f"Позвонить {WORD}", due_on=TODAY)))
    do(desk, c.SaveRecord(record=CaseTerm(case_id=found, title=f"Ответ {WORD}", ends_on=TODAY)))
    desk.attach_bytes(found, f"{WORD}.txt", WORD.encode()).result()
    desk.register_copy(found, desk.document(found, DocumentKind.COVER)).result()
    asked = PersonRequest(person_id=person_of(desk, found), received_on=TODAY, what=WORD)
    do(desk, c.SaveRecord(record=asked))
    return found


def test_the_case_is_shut_to_those_who_do_not_keep_personal_data(
    desk: Desk, case_id: CaseId, tmp_path: Path
) -> None:
    attached, task = file_of(desk, case_id), desk.tasks()[0].task
    (copy,) = desk.copies(case_id)
    block(desk, case_id)
    entry = desk.journal(1)[0].seq
    sit(desk, "mediator")
    for ask in (desk.case_file, desk.case_history, desk.copies, desk.papers, desk.case_due):
        assert code_of(ask, case_id) is Code.CASE_SHUT
    for ask in (desk.attachment, desk.attachment_bytes):
        assert code_of(ask, attached.id) is Code.CASE_SHUT
    assert code_of(desk.document, case_id, DocumentKind.COVER) is Code.CASE_SHUT
    assert code_of(desk.reprint, copy.id) is Code.CASE_SHUT
    assert code_of(desk.save_attachment_to, attached.id, tmp_path / "a") is Code.CASE_SHUT
    assert desk.why_not_case(case_id) is not None
    session = Session(case_id=case_id, held_on=TODAY)
    assert code_of(do, desk, c.RecordSession(session=session)) is Code.CASE_SHUT
    changed = c.SaveRecord(record=replace(task, title="–"))
    assert code_of(do, desk, changed) is Code.CASE_SHUT
    sit(desk, "viewer")
    assert code_of(desk.history_entry, entry) is Code.CASE_SHUT
    sit(desk, "secretary")
    assert desk.case_file(case_id).case.subject_ru == f"Долг {WORD}"
    assert desk.attachment_bytes(attached.id) == WORD.encode()
    assert do(desk, changed).id == task.id


def test_lists_search_and_terms_show_nothing_of_its_words(desk: Desk, case_id: CaseId) -> None:
    last = TODAY + timedelta(days=40)

    def told() -> str:
        sheet = desk.terms_sheet(TODAY, last, language="ru", words=DUE_KINDS, has_names=True)
        lists = (desk.all_cases(), desk.tasks(), desk.agenda(TODAY, last), desk.start_page())
        return repr((*lists, sheet, desk.search(QASYMOV.iin)))

    assert WORD in told()
    assert QASYMOV.surname in told()
    assert [hit.case_id for hit in desk.search(WORD)] == [case_id]
    block(desk, case_id)
    assert desk.search(WORD) == ()
    sit(desk, "mediator")
    assert WORD not in told()
    assert QASYMOV.surname not in told()
    assert [row.id for row in desk.all_cases()] == [case_id]
    number = desk.all_cases()[0].number
    assert [hit.case_id for hit in desk.search(number)] == [case_id]
    sit(desk, "head")
    lift(desk)
    sit(desk, "mediator")
    assert WORD in told()
    assert [hit.case_id for hit in desk.search(WORD)] == [case_id]
    assert desk.why_not_case(case_id) is None


def test_nothing_of_it_goes_out_whoever_asks(desk: Desk, case_id: CaseId, tmp_path: Path) -> None:
    attached, (copy,) = file_of(desk, case_id), desk.copies(case_id)
    other = appeal(desk)
    block(desk, case_id)
    assert desk.case_file(case_id).case.subject_kk == WORD
    for work in (
        lambda: desk.reprint(copy.id),
        lambda: desk.save_attachment_to(attached.id, tmp_path / "a.txt"),
        lambda: desk.write_case_file(case_id, tmp_path / "b.pdf"),
        lambda: desk.exchange_letter(copy.id, Languages.RU),
    ):
        assert code_of(work) is Code.PERSON_BLOCKED
    assert list(tmp_path.glob("*.*")) == []
    wanted = Wanted(kinds=(DocumentKind.COVER,), languages=Languages.RU, path=tmp_path / "papers")
    report = desk.write_documents((case_id, other), wanted)
    assert report.made == 1
    assert [each.number for each in report.left] == [desk.case_file(case_id).case.number]


def test_a_package_waits_for_the_case(desk: Desk, case_id: CaseId, tmp_path: Path) -> None:
    first = desk.make_package(tmp_path / "1.mdpack", passphrase=PASSPHRASE)
    other = appeal(desk)
    block(desk, case_id)
    assert code_of(desk.make_package, tmp_path / "x", passphrase=PASSPHRASE, is_full=True) is (
        Code.PACKAGE_BLOCKED
    )
    assert not (tmp_path / "x").exists()
    second = desk.make_package(tmp_path / "2.mdpack", passphrase=PASSPHRASE)
    assert (first.cases, second.cases, second.gone) == (1, 1, 0)
    assert desk.plan_package().changed == 0
    lift(desk)
    assert desk.plan_package().changed == 1
    assert other != case_id


@pytest.mark.parametrize("kind", OpenKind)
def test_the_open_copy_has_the_figures_and_no_words(
    desk: Desk, case_id: CaseId, tmp_path: Path, kind: OpenKind
) -> None:
    block(desk, case_id)
    target = tmp_path / "out"
    given = desk.give_out(target, kind, PASSPHRASE, "ru")
    paths = [p for p in target.rglob("*") if p.is_file()] if target.is_dir() else [target]
    for path in paths:
        data = path.read_bytes()
        for secret in (WORD, QASYMOV.full_name, QASYMOV.iin):
            assert not holds(data, secret)
    assert given.files == 0
    lift(desk)
    whole = desk.give_out(tmp_path / "whole", kind, PASSPHRASE, "ru")
    assert whole.files == 2
    assert whole.records >= given.records


def test_taking_the_person_out_does_not_open_the_case(desk: Desk) -> None:
    case_id = appeal(desk)
    party = desk.case_file(case_id).parties[0].party
    block(desk, case_id)
    command = c.RemoveParty(party_id=party.id)
    assert code_of(do, desk, command) is Code.PERSON_BLOCKED
    lift(desk)
    assert code_of(do, desk, command) is Code.IN_USE


def test_blocked_data_are_not_destroyed_either(desk: Desk) -> None:
    case_id = appeal(desk)
    close(desk, case_id)
    block(desk, case_id)
    command = DestroyCases(case_ids=(case_id,), reason="Срок", acknowledged=("destroyed_early",))
    assert code_of(do, desk, command) is Code.PERSON_BLOCKED
    lift(desk)
    assert do(desk, command).id


def test_a_name_the_person_had_before_a_joining_is_not_told(desk: Desk, tmp_path: Path) -> None:
    kept, gone = appeal(desk), appeal(desk)
    first, second = (desk.case_file(each).parties[0].person for each in (kept, gone))
    assert first is not None
    assert second is not None
    do(desk, c.SavePerson(person=replace(second, name_ru=f"{WORD} {QASYMOV.full_name}")))
    drop = desk.case_file(gone).parties[0].person
    joined = do(desk, c.JoinPeople(record=first, drop=drop))
    assert joined.id == first.id
    entry = desk.journal(1)[0].seq
    assert WORD in repr(desk.joins(first))
    assert WORD in repr(desk.case_history(gone))
    block(desk, kept, "Заявление")
    shown = desk.person_of_data(first.id)
    assert desk.joins(shown) == ()
    assert WORD not in repr(desk.case_history(gone))
    assert WORD not in repr(desk.history_entry(entry))
    for kind in OpenKind:
        assert desk.give_out(tmp_path / kind.value, kind, PASSPHRASE, "ru").records
    given = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(given) > len(OpenKind)
    assert [data for data in given if holds(data, WORD)] == []
    assert code_of(do, desk, c.SplitPeople(seq=entry)) is Code.PERSON_BLOCKED
    lift(desk)
    assert WORD in repr(desk.joins(first))
