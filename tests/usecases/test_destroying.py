"""Destroyed is destroyed: in the file, in the journal, in every backup that opens; figures stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from mediadesk.db import backup, check, erasing, erasing_copies
from mediadesk.db.connection import open_connection
from mediadesk.db.reads_stat import stat_rows
from mediadesk.domain import commands as c
from mediadesk.domain.case_parts import PARTS
from mediadesk.domain.commands_personal import DestroyCases
from mediadesk.domain.depersonal import SHELL
from mediadesk.domain.model import Attachment, Case, Remark, Screening, Task
from mediadesk.domain.personal_data import CopyStanding
from mediadesk.domain.rules import RULES
from mediadesk.domain.types import DocumentKind, Outcome
from mediadesk.errors import Code, InputProblem, NeedsConfirmation, RuleBroken
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import open_desk, restore_backup
from tests.desks import (
    PASSPHRASE,
    TODAY,
    CountedIds,
    SetClock,
    appeal,
    close,
    do,
    full,
    person,
    rev_of,
)
from tests.personas import ABDRAKHMANOVA, QASYMOV

SECRET = "Тайнозаписано"
PAGE, RESERVED = 4096, 80
"""Pages of SQLCipher 4, and how much of each holds the vector and the seal."""
EARLY = ("destroyed_early",)


def test_of_everything_a_case_is_made_of_it_is_known_whether_it_goes() -> None:
    assert {*SHELL, *erasing._GO} == {*PARTS, Remark}
    assert not set(SHELL) & set(erasing._GO)


def filled(desk: Desk) -> int:
    """Bring a case to its end with everything that may hold words of people."""
    case_id = full(desk)
    do(desk, c.EditCase(case=replace(desk.case_file(case_id).case, topic="loan")))
    do(desk, c.SaveScreening(screening=Screening(case_id=case_id, decided_on=TODAY), answers=()))
    do(desk, c.SaveRecord(record=Task(case_id=case_id, title=SECRET)))
    desk.attach_bytes(case_id, f"{SECRET}.txt", b"bytes of " + SECRET.encode()).result()
    removed = desk.case_file(case_id).all(Attachment)
    assert removed
    printed = desk.document(case_id, DocumentKind.COVER)
    desk.register_copy(case_id, printed).result()
    desk.keep_draft(f"task.{case_id}.0", {"title": SECRET})
    desk.store.put_draft("wide", f"{SECRET} " * 2_000).result()
    desk.store.forget_pages().result()  # they are in the file, not in its log alone
    desk.store.drop_draft("wide").result()  # its pages are free, and hold what they held
    owner = desk.case_file(case_id).case.mediator_id
    desk.set_note_phrase(owner, "фраза медиатора")
    desk.add_note(case_id, owner, SECRET)
    known = tuple(RULES)
    close(desk, case_id, Outcome.AGREEMENT, acknowledged=known)
    return case_id


def decrypted(page: bytes, key: bytes, start: int) -> bytes:
    """Decrypt a page as it lies in the file, whatever it is in use for: before its end are IV and HMAC."""
    end = len(page) - RESERVED
    cipher = Cipher(AES(key), CBC(page[end : end + 16])).decryptor()
    return cipher.update(page[start:end])


def everything(folder: Path, key: bytes, name: str = "centre.db") -> bytes:
    """Give every value of every table and the decrypted bytes of every page, as one text."""
    conn = open_connection(folder / name, key)
    try:
        tables = [t for (t,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        parts = [
            value if isinstance(value, bytes) else str(value).encode()
            for table in tables
            for row in conn.execute(f'SELECT * FROM "{table}"')
            for value in row
        ]
    finally:
        conn.close()
    data = (folder / name).read_bytes()
    log = (folder / f"{name}-wal").read_bytes() if (folder / f"{name}-wal").exists() else b""
    parts += [
        decrypted(data[at : at + PAGE], key, 16 * (at == 0)) for at in range(0, len(data), PAGE)
    ]
    frames = range(32 + 24, len(log), 24 + PAGE)
    parts += [decrypted(log[at : at + PAGE], key, 0) for at in frames]
    assert any(b"CREATE TABLE cases" in each for each in parts), "the pages were decrypted"
    return b"\n".join(parts)


def words_of_people() -> list[bytes]:
    """Name what must be found nowhere."""
    found = [SECRET, SECRET.lower()]
    for who in (QASYMOV, ABDRAKHMANOVA):
        found += [
            who.full_name,
            who.iin,
            who.full_name.split()[0],
            who.full_name.split()[0].lower(),
        ]
    return [word.encode() for word in found]


def figures(conn) -> list:
    """Give what reports of the year are counted from."""
    return list(stat_rows(conn, date(2026, 1, 1), date(2026, 12, 31), ""))


def test_nothing_of_the_people_is_left_in_the_file(desk: Desk) -> None:
    case_id = filled(desk)
    desk.backup()
    before = everything(desk.centre, desk.store.key)
    assert [
        w.decode() for w in words_of_people() if w not in before and not w.decode().islower()
    ] == []
    done = desk.destroy([case_id], "Срок хранения истёк", acknowledged=EARLY)
    assert done.holding == ()
    after = everything(desk.centre, desk.store.key)
    assert [word for word in words_of_people() if word in after] == []
    assert desk.check() == ()
    assert desk.search(QASYMOV.full_name.split()[0]) == ()
    assert desk.history_entry(1) is not None


def test_figures_of_reports_stay(desk: Desk) -> None:
    case_id = filled(desk)
    with desk.store.reader() as reader:
        before = reader.apart(figures)
    assert before[0].topic
    desk.destroy([case_id], "Срок", acknowledged=EARLY)
    with desk.store.reader() as reader:
        assert reader.apart(figures) == before
    page = desk.start_page()
    assert (page.soon, page.waiting, desk.case_due(case_id)) == ((), (), ())


def test_backups_are_made_again_without_it(desk: Desk, tmp_path: Path) -> None:
    case_id = filled(desk)
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.backup(None, "", stick)
    desk.backup(stick / "hand.mdbackup")
    away = tmp_path / "other stick"
    done = desk.destroy([case_id], "Срок", (stick, away), EARLY)
    assert {each.standing for each in done.copies} == {CopyStanding.CLEAN, CopyStanding.AWAY}
    assert [each.name for each in done.holding] == ["other stick"]
    for path in (*desk.backups(), *stick.glob("*.mdbackup")):
        facts = desk.verify_backup(path)
        assert facts.cases == 1
        work = tmp_path / "opened"
        work.mkdir()
        with backup.unpacked(path, tmp_path) as (copy, _key, _manifest):
            copy.rename(work / "centre.db")
        found = everything(work, desk.store.key)
        (work / "centre.db").unlink()
        work.rmdir()
        assert [word for word in words_of_people() if word in found] == []


def test_a_backup_put_back_from_elsewhere_is_cleaned_at_sight(desk: Desk, tmp_path: Path) -> None:
    case_id = filled(desk)
    other = desk.backup(tmp_path / "drawer.mdbackup")
    desk.destroy([case_id], "Срок", acknowledged=EARLY)
    key = desk.store.key
    desk.close()
    restore_backup(desk.centre, other, PASSPHRASE)
    again = open_desk(desk.centre, PASSPHRASE, clock=SetClock(), ids=CountedIds(9_000))
    try:
        assert [w for w in words_of_people() if w in everything(desk.centre, key)] == []
        assert again.check() == ()
    finally:
        again.close()


def test_only_closed_cases_are_destroyed_and_with_a_reason(desk: Desk) -> None:
    case_id = appeal(desk)
    with pytest.raises(RuleBroken) as caught:
        desk.destroy([case_id], "Срок")
    assert caught.value.code is Code.WRONG_STATE
    close(desk, case_id)
    with pytest.raises(InputProblem):
        desk.destroy([case_id], " ")
    with pytest.raises(NeedsConfirmation):
        desk.destroy([case_id], "Срок")
    assert not desk.case_file(case_id).case.destroyed_on
    desk.destroy([case_id], "Срок", acknowledged=EARLY)
    with pytest.raises(RuleBroken) as caught:
        desk.destroy([case_id], "Срок", acknowledged=EARLY)
    assert caught.value.code is Code.CASE_DESTROYED
    with pytest.raises(RuleBroken):
        do(desk, c.SaveRecord(record=Task(case_id=case_id, title="x")))


def test_people_of_other_cases_stay(desk: Desk) -> None:
    first = appeal(desk)
    close(desk, first)
    person = desk.case_file(first).parties[0].person
    second = appeal(desk)
    party = desk.case_file(second).parties[0]
    do(desk, c.JoinPeople(record=person, drop=party.person))
    desk.destroy([first], "Срок", acknowledged=EARLY)
    kept = desk.case_file(second).parties[0].person
    assert kept is not None
    assert kept.name_ru == QASYMOV.full_name
    assert rev_of(desk, second) == 1
    assert desk.check() == ()
    assert desk.storage_over() == ()


def test_a_redacted_entry_that_is_altered_is_told(desk: Desk) -> None:
    case_id = appeal(desk)
    close(desk, case_id)
    desk.destroy([case_id], "Срок", acknowledged=EARLY)
    assert check.run(desk.store) == ()

    def forge(conn) -> None:
        conn.execute("DROP TRIGGER journal_stays")
        conn.execute("UPDATE journal SET operator = 'nobody' WHERE command = 'RegisterAppeal'")

    desk.store.apart(forge).result()
    assert "journal" in {finding.code for finding in check.run(desk.store)}


def test_the_command_names_cases(desk: Desk) -> None:
    with pytest.raises(InputProblem):
        do(desk, DestroyCases(case_ids=(), reason="x"))
    assert Case.__name__ == "Case"


def test_what_was_destroyed_does_not_come_back_as_a_single_case(desk: Desk, tmp_path: Path) -> None:
    case_id = appeal(desk)
    close(desk, case_id)
    drawer = desk.backup(tmp_path / "drawer.mdbackup")
    number = desk.case_file(case_id).case.number
    look = desk.case_in_backup(drawer, number)
    desk.destroy([case_id], "Срок", acknowledged=EARLY)
    with pytest.raises(RuleBroken) as caught:
        desk.case_in_backup(drawer, number)
    assert caught.value.code is Code.CASE_DESTROYED
    with pytest.raises(RuleBroken):
        desk.bring_case_back(drawer, replace(look, case_rev=rev_of(desk, case_id))).result()
    assert desk.case_file(case_id).case.destroyed_on


def test_who_was_taken_out_of_the_case_before_goes_with_it(desk: Desk) -> None:
    case_id = appeal(desk)
    first = desk.case_file(case_id).parties[0].party
    instead = c.PartyEntry(party=replace(first, person_id=None), person=person(ABDRAKHMANOVA))
    do(desk, c.SaveParty(case_id=case_id, entry=instead))
    assert QASYMOV.full_name.encode() in everything(desk.centre, desk.store.key)
    close(desk, case_id)
    desk.backup()
    assert desk.destroy([case_id], "Срок", acknowledged=EARLY).holding == ()
    assert QASYMOV.full_name.encode() not in everything(desk.centre, desk.store.key)
    assert desk.check() == ()


def test_what_an_old_backup_does_not_know_of_stays_in_the_list(desk: Desk, tmp_path: Path) -> None:
    first, second = filled(desk), appeal(desk)
    close(desk, second)
    drawer = desk.backup(tmp_path / "drawer.mdbackup")
    desk.destroy([first], "Срок", acknowledged=EARLY)
    centre, key = desk.centre, desk.store.key
    desk.close()
    for turn in range(2):
        restore_backup(centre, drawer, PASSPHRASE)
        again = open_desk(centre, PASSPHRASE, clock=SetClock(), ids=CountedIds(9_000 + turn))
        try:
            assert SECRET.encode() not in everything(centre, key)
            if not turn:
                again.destroy([second], "Срок", acknowledged=EARLY)
        finally:
            again.close()
    assert len(erasing_copies.doomed_of_list(centre).cases) == 2
