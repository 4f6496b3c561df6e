"""People of the centre: added, let in, shut out; each by a passphrase of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mediadesk.db import check, keys
from mediadesk.domain import commands as c
from mediadesk.domain.model import Task, User
from mediadesk.errors import Code, MediaDeskError
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import new_file_key, open_desk, people_at_door, restore_backup
from tests.desks import PASSPHRASE, CountedIds, SetClock, appeal, do

FIRST = "for the first time"
HEAD = "Руководитель"
AIGUL = "Секретарь"


def enter(folder: Path, passphrase: str = PASSPHRASE, user: str = HEAD, **more: str) -> Desk:
    """Open the centre as one of its people."""
    ids = CountedIds(50_000)
    return open_desk(folder, passphrase, clock=SetClock(), ids=ids, user=user, **more)


def refused(call: object, *args: object, **more: object) -> Code:
    """Give the code of the error that a call must raise."""
    with pytest.raises(MediaDeskError) as caught:
        call(*args, **more)
    return caught.value.code


def with_secretary(
    desk: Desk, role: str = "secretary", login: str = AIGUL, **facts: object
) -> Path:
    """Add a person to the centre of one, and close it."""
    person = User(login=login, role=role, **facts)
    desk.add_person(person, FIRST, HEAD).result()
    folder = desk.centre
    desk.close()
    return folder


def test_a_centre_of_one_needs_no_name_and_keeps_its_key_file(desk: Desk) -> None:
    assert desk.is_alone()
    assert [user.role for user in desk.people_of_centre()] == ["head"]
    assert people_at_door(desk.centre) == ()
    before = keys.read(desk.centre)
    desk.close()
    enter(desk.centre, user="").close()
    enter(desk.centre, user="whoever").close()
    assert keys.read(desk.centre) == before


def test_two_people_open_with_their_own_passphrases(desk: Desk) -> None:
    folder = with_secretary(desk)
    assert people_at_door(folder) == (HEAD, AIGUL)
    assert refused(enter, folder, user="") is Code.PERSON_MISSING
    assert refused(enter, folder, user="Никто") is Code.PERSON_UNKNOWN
    assert refused(enter, folder, user=AIGUL) is Code.WRONG_PASSPHRASE
    assert refused(enter, folder, FIRST) is Code.WRONG_PASSPHRASE
    head = enter(folder)
    assert (head.user.login, head.user.role, head.user.must_change) == (HEAD, "head", False)
    head.close()
    hers = enter(folder, FIRST, AIGUL)
    assert (hers.user.login, hers.user.role, hers.user.must_change) == (AIGUL, "secretary", True)
    hers.renew_passphrase("her own passphrase").result()
    assert not hers.user.must_change
    appeal(hers)
    hers.close()
    assert refused(enter, folder, FIRST, AIGUL) is Code.WRONG_PASSPHRASE
    head = enter(folder)
    entries = head.journal(3)
    assert [(e.command, e.operator) for e in entries] == [
        ("RegisterAppeal", AIGUL),
        ("ChangePassphrase", AIGUL),
        ("AddUser", HEAD),
    ]
    assert check.run(head.store) == ()
    head.close()


def test_the_recovery_key_opens_for_the_head(desk: Desk) -> None:
    key = desk.new_recovery_key()
    desk.take_recovery_key(key).result()
    folder = with_secretary(desk)
    again = enter(folder, "", user="", recovery_key=key.lower().replace("-", " "))
    assert again.user.login == HEAD
    again.renew_passphrase("another passphrase").result()
    again.close()
    assert refused(enter, folder) is Code.WRONG_PASSPHRASE
    enter(folder, "another passphrase").close()


def test_two_of_three_parts_open_it_and_one_does_not(desk: Desk) -> None:
    assert not desk.has_key_parts()
    parts = desk.new_key_parts()
    desk.take_key_parts(parts).result()
    assert desk.has_key_parts()
    folder = with_secretary(desk)
    for pair in ((0, 1), (0, 2), (2, 1)):
        typed = "\n".join(parts[n].lower() for n in pair)
        enter(folder, "", user="", recovery_key=typed).close()
    assert refused(enter, folder, "", recovery_key=parts[0]) is Code.WRONG_RECOVERY_KEY
    twice = f"{parts[0]}\n{parts[0]}"
    assert refused(enter, folder, "", recovery_key=twice) is Code.KEY_PART_BAD
    head = enter(folder)
    head.drop_key_parts().result()
    assert not head.has_key_parts()
    head.close()
    two = f"{parts[0]}\n{parts[1]}"
    assert refused(enter, folder, "", recovery_key=two) is Code.WRONG_RECOVERY_KEY


def test_who_is_shut_out_does_not_come_in_until_let_in_again(desk: Desk) -> None:
    folder = with_secretary(desk)
    head = enter(folder)
    hers = head.people_of_centre()[1]
    head.shut_out(hers.id).result()
    assert people_at_door(folder) == ()
    head.close()
    assert refused(enter, folder, FIRST, AIGUL) is Code.WRONG_PASSPHRASE
    head = enter(folder)
    head.reset_passphrase(hers.id, "a second first one").result()
    head.close()
    again = enter(folder, "a second first one", AIGUL)
    assert again.user.must_change
    again.close()


def test_an_old_key_file_lets_nobody_in_who_was_shut_out_and_is_told(desk: Desk) -> None:
    folder = with_secretary(desk)
    old = keys.read(folder)
    head = enter(folder)
    head.shut_out(head.people_of_centre()[1].id).result()
    head.close()
    old.save(folder)
    assert refused(enter, folder, FIRST, AIGUL) is Code.PERSON_SHUT_OUT
    head = enter(folder)
    assert [finding.code for finding in head.check()] == ["keys"]
    head.close()


def test_the_last_head_stays_and_names_are_not_taken_twice(desk: Desk) -> None:
    folder = with_secretary(desk)
    head = enter(folder)
    own, hers = head.people_of_centre()
    assert refused(head.shut_out(own.id).result) is Code.LAST_HEAD
    assert refused(head.save_person(replace(own, role="viewer")).result) is Code.LAST_HEAD
    assert refused(head.save_person(replace(hers, login=HEAD.lower())).result) is Code.NAME_TAKEN
    assert refused(head.save_person(replace(hers, role="king")).result) is Code.BAD_VALUE
    assert refused(head.save_person(replace(hers, login="")).result) is Code.REQUIRED
    short = head.add_person(User(login="Новый", role="viewer"), "short")
    assert refused(short.result) is Code.PASSPHRASE_SHORT
    assert len(head.people_of_centre()) == len(people_at_door(folder)) == 2
    head.save_person(replace(hers, login="Айгүл", role="head")).result()
    assert people_at_door(folder) == (HEAD, "Айгүл")
    head.save_person(replace(head.user, role="viewer")).result()
    assert refused(head.people_of_centre) is Code.NOT_ALLOWED
    assert refused(head.shut_out, own.id) is Code.NOT_ALLOWED
    head.close()


def test_the_only_person_may_give_themselves_a_name(desk: Desk) -> None:
    desk.save_person(User(login="Ким", name="Ким Олег Викторович")).result()
    assert desk.user.shown == desk.store.operator == "Ким Олег Викторович"
    assert refused(desk.reset_passphrase(99, FIRST).result) is Code.NOT_FOUND
    folder = desk.centre
    desk.close()
    enter(folder, user="").close()


def test_a_new_file_key_gives_everybody_else_a_first_passphrase(desk: Desk) -> None:
    parts = desk.new_key_parts()
    desk.take_key_parts(parts).result()
    old_key = desk.store.key
    case_id = appeal(desk)
    folder = with_secretary(desk)
    clock, ids = SetClock(), CountedIds(90_000)
    recovery, firsts = new_file_key(folder, PASSPHRASE, clock=clock, ids=ids, user=HEAD)
    assert [name for name, _ in firsts] == [AIGUL]
    assert refused(enter, folder, FIRST, AIGUL) is Code.WRONG_PASSPHRASE
    two = "\n".join(parts[:2])
    assert refused(enter, folder, "", recovery_key=two) is Code.WRONG_RECOVERY_KEY
    hers = enter(folder, firsts[0][1], AIGUL)
    assert hers.user.must_change
    assert hers.store.key != old_key
    assert hers.case_file(case_id).case.id == case_id
    assert check.run(hers.store) == ()
    hers.close()
    head = enter(folder)
    assert head.journal(1)[0].command == "RekeyFile"
    assert [path for path in head.backups() if "rekey" in path.name]
    head.close()
    enter(folder, "", recovery_key=recovery).close()


def test_a_draft_is_seen_by_its_writer_alone(desk: Desk) -> None:
    desk.keep_draft("appeal", {"note": "before"})
    folder = with_secretary(desk)
    hers = enter(folder, FIRST, AIGUL)
    assert hers.drafts() == ()
    hers.keep_draft("appeal", {"note": "hers"})
    assert (hers.drafts(), hers.draft("appeal")) == (("appeal",), {"note": "hers"})
    hers.close()
    head = enter(folder)
    assert head.draft("appeal") is None
    head.keep_draft("party", {})
    head.drop_draft("party")
    assert head.drafts() == ()
    head.close()


def test_steps_of_another_person_are_undone_by_the_head_alone(desk: Desk) -> None:
    do(desk, c.SaveRecord(record=Task(title="Позвонить")))
    seq = desk.journal(1)[0].seq
    folder = with_secretary(desk)
    hers = enter(folder, FIRST, AIGUL)
    assert refused(do, hers, c.Undo(seq=seq)) is Code.NOT_ALLOWED
    do(hers, c.SaveRecord(record=Task(title="Написать")))
    hers.undo().result()
    hers.redo().result()
    hers.close()
    head = enter(folder)
    do(head, c.Undo(seq=seq))
    head.close()


def test_a_backup_is_put_back_by_whoever_may(desk: Desk, tmp_path: Path) -> None:
    desk.bind_role("viewer", own_cases=True).result()  # the table of roles is the centre's own
    folder = with_secretary(desk)
    head = enter(folder)
    path = head.backup(tmp_path / "all.mdbackup")
    head.close()
    other = tmp_path / "other"
    assert refused(restore_backup, other, path, FIRST) is Code.NOT_ALLOWED
    assert not (other / "centre.db").exists()
    assert restore_backup(other, path, PASSPHRASE).cases == 0
    enter(other).close()
