"""One case comes back from a backup: looked at first, whole, undone as one step, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mediadesk.db.codecs import TABLES, names
from mediadesk.domain import commands as c
from mediadesk.domain.case_parts import LINKS, PARTS
from mediadesk.domain.changes import Severity
from mediadesk.domain.model import Attachment, Party, Payment, Person, Session, Task, Waiver
from mediadesk.domain.types import PartyId, Tiyn
from mediadesk.errors import Code, MediaDeskError
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import restore_backup
from tests.desks import PASSPHRASE, TODAY, SetClock, appeal, do, full

NUMBER = "2026/0001"


def picture(desk: Desk) -> dict[str, list[object]]:
    """Give all rows of the centre, revisions apart."""
    with desk.store.reader() as reader:
        return {
            TABLES[cls]: [replace(row, rev=0) for row in reader.find(cls)]
            for cls in TABLES
            if cls.__name__ != "ReceivedPackage"
        }


def spoiled(desk: Desk, case_id: int) -> None:
    """Change, remove and add in a case."""
    file = desk.case_file(case_id)
    do(desk, c.EditCase(case=replace(file.case, subject_ru="Другое", note="испорчено")))
    payment = next(iter(file.all(Payment)))
    do(desk, c.RemoveRecord(record=payment))
    do(desk, c.SaveRecord(record=Payment(case_id=case_id, paid_on=TODAY, amount_tiyn=Tiyn(7))))
    person = file.parties[0].person
    assert person is not None
    do(desk, c.SavePerson(person=replace(person, phone="+77010000000")))


def code_of(work) -> Code:
    with pytest.raises(MediaDeskError) as caught:
        work()
    return caught.value.code


@pytest.fixture
def backed_up(desk: Desk, clock: SetClock, tmp_path: Path) -> Path:
    case_id = full(desk)
    desk.attach_bytes(case_id, "scan.pdf", b"a paper").result()
    paper = desk.case_file(case_id).agreements[0]
    waived = Waiver(case_id=case_id, code="x", about=paper.id, reason="y")
    elsewhere = replace(waived, about=777)  # about a record that is gone
    for each in (waived, elsewhere):
        desk.store.submit(
            lambda unit, each=each: unit.add(each), command="Test", params={}, undoable=False
        ).result()
    do(desk, c.SaveRecord(record=Task(title="Позвонить", case_id=case_id, due_on=TODAY)))
    appeal(desk)
    return desk.backup(tmp_path / "before.mdbackup")


def test_everything_a_case_is_made_of_is_known() -> None:
    hanging = {cls for cls in TABLES if "case_id" in names(cls)}
    below = {cls for cls in TABLES for key in names(cls) if LINKS.get(key) in hanging}
    assert hanging | below <= set(PARTS)
    for cls in PARTS:
        place = PARTS.index(cls)
        for name in names(cls):
            above = LINKS.get(name)
            assert above not in PARTS or PARTS.index(above) < place, (cls, name)


def test_a_spoiled_case_comes_back_and_undoing_spoils_it_again(desk: Desk, backed_up: Path) -> None:
    case_id = desk.case_id(NUMBER)
    assert case_id is not None
    before = picture(desk)
    spoiled(desk, case_id)
    after = picture(desk)
    look = desk.case_in_backup(backed_up, NUMBER)
    assert look.is_here
    assert {change.verb for change in look.changes} == {"changed", "made", "removed"}
    outcome = desk.bring_case_back(backed_up, look).result()
    assert outcome.params == {"number": NUMBER}
    here = picture(desk)
    # people belong to other cases too: they stay as they are now
    assert here["person"] == after["person"]
    moved = {row.uid for row in before["payment"]}  # type: ignore[attr-defined]  # a payment
    assert {row.uid for row in here["payment"]} == moved  # type: ignore[attr-defined]  # a payment
    for table in set(before) - {"person", "payment", "waiver"}:
        assert here[table] == before[table], table
    assert {row.about for row in here["waiver"]} == {1, 0}  # type: ignore[attr-defined]  # waivers
    assert desk.case_in_backup(backed_up, NUMBER).changes == ()
    assert [path for path in desk.backups() if "-case" in path.name]
    assert desk.undo_label() == "BringCaseBack"
    desk.undo().result()
    assert picture(desk) == after
    desk.redo().result()
    assert {row.uid for row in picture(desk)["payment"]} == moved  # type: ignore[attr-defined]  # a payment
    assert [each for each in desk.check() if each.severity is not Severity.INFO] == []


def test_a_case_that_is_gone_comes_back_with_its_people(
    desk: Desk, backed_up: Path, tmp_path: Path
) -> None:
    """A file that never had it: the earlier backup is put in place, then the case is fetched."""
    conn = desk.store._writer()
    conn.execute("PRAGMA foreign_keys = OFF")
    case_id = desk.case_id(NUMBER)
    whole = picture(desk)
    for table in ("instalment", "obligation", "agreement_clause", "screening_answer"):
        conn.execute(f"DELETE FROM {table}")
    for cls in PARTS:
        if "case_id" in names(cls):
            conn.execute(f"DELETE FROM {TABLES[cls]} WHERE case_id = ?", (case_id,))
    conn.execute("DELETE FROM cases WHERE id = ?", (case_id,))
    conn.execute("DELETE FROM attachment_chunk")
    first = whole["person"][0]
    conn.execute("DELETE FROM person WHERE id = ?", (first.id,))  # type: ignore[attr-defined]  # a person
    for table in ("case_index", "search_key"):
        conn.execute(f"DELETE FROM {table} WHERE case_id = ?", (case_id,))
    conn.execute("DELETE FROM search_words WHERE rowid = ?", (case_id,))
    conn.execute("PRAGMA foreign_keys = ON")
    look = desk.case_in_backup(backed_up, NUMBER)
    assert (look.is_here, look.case_rev) == (False, 0)
    assert {change.verb for change in look.changes} == {"made"}
    desk.bring_case_back(backed_up, look).result()
    back = desk.case_id(NUMBER)
    assert back is not None
    file = desk.case_file(back)
    assert [row.name_ru for row in file.parties] == [
        row.name_ru
        for row in whole["person"][:2]  # type: ignore[attr-defined]  # people
    ]
    (kept,) = file.all(Attachment)
    assert desk.attachment_bytes(kept.id) == b"a paper"
    assert desk.search(file.parties[0].name_ru)


def test_undoing_a_replacement_of_parties(desk: Desk, tmp_path: Path) -> None:
    case_id = appeal(desk)
    made = desk.backup(tmp_path / "b.mdbackup")
    first = desk.case_file(case_id).parties[0]
    do(desk, c.RemoveParty(party_id=first.party.id))
    new = Party(case_id=case_id, side=first.party.side)
    person = Person(name_ru="Новая Анна")
    do(desk, c.SaveParty(case_id=case_id, entry=c.PartyEntry(party=new, person=person)))
    party = desk.case_file(case_id).parties[-1].party.id
    held = Session(case_id=case_id, held_on=date(2026, 11, 9), party_id=PartyId(party))
    desk.store.submit(
        lambda unit: unit.add(held), command="Test", params={}, undoable=False
    ).result()
    before = picture(desk)
    look = desk.case_in_backup(made, NUMBER)
    desk.bring_case_back(made, look).result()
    assert desk.case_file(case_id).parties[0].party.uid == first.party.uid
    assert desk.case_file(case_id).sessions == ()
    desk.undo().result()
    assert picture(desk) == before


def test_what_stands_against_it(desk: Desk, backed_up: Path) -> None:
    assert code_of(lambda: desk.case_in_backup(backed_up, "2026/0099")) is Code.NOT_FOUND
    assert code_of(lambda: desk.case_in_backup(backed_up, "nonsense")) is Code.NOT_FOUND
    look = desk.case_in_backup(backed_up, NUMBER)
    case_id = desk.case_id(NUMBER)
    assert case_id is not None
    spoiled(desk, case_id)
    assert code_of(lambda: desk.bring_case_back(backed_up, look).result()) is Code.STALE
    gone = replace(look, case_rev=0)
    assert code_of(lambda: desk.bring_case_back(backed_up, gone).result()) is Code.STALE
    assert (
        code_of(lambda: desk.case_in_backup(backed_up, NUMBER, "wrong horse"))
        is Code.WRONG_PASSPHRASE
    )
    assert desk.case_in_backup(backed_up, NUMBER, PASSPHRASE).is_here


def test_nothing_of_the_backup_stays_behind(desk: Desk, backed_up: Path) -> None:
    look = desk.case_in_backup(backed_up, NUMBER)
    desk.bring_case_back(backed_up, look).result()
    left = {path.name.split("-")[-1] for path in (desk.centre / "backups").iterdir()}
    assert left == {"case.mdbackup", "proven.json"}
    assert restore_backup(desk.centre.with_name("other"), backed_up, PASSPHRASE).cases == 2
