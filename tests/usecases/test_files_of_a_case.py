"""Files of a case: taken in, told apart, given out, undone; with clear words where they are not."""

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from mediadesk.db.connection import rows
from mediadesk.domain import commands as c
from mediadesk.domain.attachments import FileRules, clean_name, judge_file
from mediadesk.domain.codes import AttachmentKind
from mediadesk.domain.model import Attachment
from mediadesk.domain.types import CaseId
from mediadesk.errors import (
    Cancelled,
    Code,
    InputProblem,
    MediaDeskError,
    NeedsConfirmation,
    RuleBroken,
)
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import open_desk
from tests.desks import PASSPHRASE, TODAY, CountedIds, SetClock, appeal, close, do


def files_of(desk: Desk, case_id: CaseId) -> tuple[Attachment, ...]:
    return desk.case_file(case_id).all(Attachment)


def a_file(folder: Path, name: str = "расписка.txt", data: bytes = b"paid") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def attached(desk: Desk, case_id: CaseId, folder: Path, **told: str) -> Attachment:
    desk.attach(case_id, a_file(folder), AttachmentKind.EVIDENCE, **told).result()
    return files_of(desk, case_id)[-1]


def with_rules(desk: Desk, **rules: int) -> None:
    desk.law = replace(desk.law, files=replace(desk.law.files, **rules))


def chunks(desk: Desk) -> int:
    with desk.store.reader() as reader:
        found: int = rows(reader._conn, "SELECT count(*) FROM attachment_chunk")[0][0]
        return found


def test_a_file_is_kept_and_given_out_to_the_byte(desk: Desk, tmp_path: Path) -> None:
    case_id = appeal(desk)
    data = os.urandom(600_000)
    path = a_file(tmp_path, "Скан расписки.PDF", data)
    desk.attach(case_id, path, AttachmentKind.SCAN, "Расписка").result()
    (kept,) = files_of(desk, case_id)
    assert (kept.name, kept.title, kept.version) == ("Скан расписки.PDF", "Расписка", 1)
    assert (kept.size, kept.media_type) == (600_000, "application/pdf")
    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    assert kept.added_at.startswith(TODAY.isoformat())
    assert desk.attachment_bytes(kept.id) == data
    desk.save_attachment_to(kept.id, tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == data
    assert desk.check() == ()


def test_the_journal_keeps_no_bytes_and_no_path(desk: Desk, tmp_path: Path) -> None:
    attached(desk, appeal(desk), tmp_path)
    with desk.store.reader() as reader:
        entry = reader._conn.execute(
            "SELECT params || changes FROM journal WHERE command = 'AttachFile'"
        ).fetchone()[0]
    assert "paid" not in entry
    assert str(tmp_path) not in entry


def test_nothing_plain_lies_in_the_folder_of_the_centre(desk: Desk, tmp_path: Path) -> None:
    word = b"A word that must not be found" * 40
    desk.attach_bytes(appeal(desk), "a.txt", word).result()
    places = [each for each in desk.centre.rglob("*") if each.is_file()]
    assert places
    assert not any(word[:29] in each.read_bytes() for each in places)


def test_a_new_version_joins_the_series(desk: Desk, tmp_path: Path) -> None:
    case_id = appeal(desk)
    first = attached(desk, case_id, tmp_path, title="Расписка")
    desk.attach(case_id, a_file(tmp_path, data=b"paid twice"), series=first.series).result()
    old, new = files_of(desk, case_id)
    assert (old.version, new.version) == (1, 2)
    assert (new.series, new.title) == (old.series, "Расписка")
    assert desk.attachment_bytes(old.id) == b"paid"


def test_a_series_of_another_case_is_not_joined(desk: Desk, tmp_path: Path) -> None:
    first = attached(desk, appeal(desk), tmp_path)
    with pytest.raises(InputProblem):
        desk.attach(appeal(desk), a_file(tmp_path), series=first.series).result()


@pytest.mark.parametrize(
    ("size", "code"), [(0, Code.FILE_EMPTY), (100, None), (101, Code.FILE_TOO_BIG)]
)
def test_sizes_at_their_limits(desk: Desk, tmp_path: Path, size: int, code: Code | None) -> None:
    with_rules(desk, largest=100)
    path = a_file(tmp_path, data=b"a" * size)
    future = desk.attach(appeal(desk), path)
    if code is None:
        assert future.result().id
        return
    with pytest.raises(InputProblem) as told:
        future.result()
    assert told.value.code is code
    assert chunks(desk) == 0


def test_all_files_together_have_a_limit_and_a_warning_before_it(
    desk: Desk, tmp_path: Path
) -> None:
    with_rules(desk, total=100)
    case_id = appeal(desk)
    assert desk.attach(case_id, a_file(tmp_path, "a", b"a" * 79)).result().findings == ()
    near = desk.attach(case_id, a_file(tmp_path, "b", b"b" * 21)).result()
    assert [(f.code, f.params["share"]) for f in near.findings] == [("files_near_limit", "100 %")]
    with pytest.raises(InputProblem) as told:
        desk.attach(case_id, a_file(tmp_path, "c", b"c")).result()
    assert told.value.code is Code.FILES_TOO_MANY
    assert desk.attach(case_id, a_file(tmp_path, "d", b"a" * 79)).result().id  # it is there once


def test_a_folder_and_a_missing_file_are_refused(desk: Desk, tmp_path: Path) -> None:
    case_id = appeal(desk)
    for path, code in ((tmp_path, Code.NOT_A_FILE), (tmp_path / "no", Code.FILE_MISSING)):
        with pytest.raises(MediaDeskError) as told:
            desk.attach(case_id, path).result()
        assert told.value.code is code
    assert files_of(desk, case_id) == ()


def test_a_program_is_kept_only_when_somebody_confirms(desk: Desk, tmp_path: Path) -> None:
    case_id = appeal(desk)
    path = a_file(tmp_path, "счёт.PDF.EXE")
    with pytest.raises(NeedsConfirmation) as told:
        desk.attach(case_id, path).result()
    codes = tuple(f.code for f in told.value.findings)
    assert codes == ("file_is_program",)
    assert desk.attach(case_id, path, acknowledged=codes).result().id


def test_the_same_content_again_is_pointed_at(desk: Desk, tmp_path: Path) -> None:
    case_id = appeal(desk)
    attached(desk, case_id, tmp_path)
    again = desk.attach(case_id, a_file(tmp_path, "copy.txt")).result()
    assert [f.code for f in again.findings] == ["file_is_there"]


def test_a_file_that_changes_while_it_is_read_is_refused(desk: Desk) -> None:
    class Changing:
        told = 0

        def pieces(self):
            self.told += 1
            yield b"%d" % self.told

    cmd = c.AttachFile(case_id=appeal(desk), name="log.txt", content=Changing())
    with pytest.raises(MediaDeskError) as told:
        do(desk, cmd)
    assert told.value.code is Code.STALE
    assert chunks(desk) == 0


def test_stopping_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    class Stop:
        steps = 0

        def step(self, done: int, total: int, what: str = "") -> None:
            self.steps += 1
            if done > total // 2:
                raise Cancelled

    case_id, stop = appeal(desk), Stop()
    with pytest.raises(Cancelled):
        desk.attach(case_id, a_file(tmp_path, data=b"a" * 700_000), progress=stop).result()
    assert stop.steps > 3
    assert files_of(desk, case_id) == ()
    assert chunks(desk) == 0
    kept = attached(desk, case_id, tmp_path)
    with pytest.raises(Cancelled):
        desk.save_attachment_to(kept.id, tmp_path / "out.txt", progress=stop)
    assert not (tmp_path / "out.txt").exists()


def test_only_what_is_said_of_a_file_can_be_changed(desk: Desk, tmp_path: Path) -> None:
    case_id = appeal(desk)
    kept = attached(desk, case_id, tmp_path)
    told = replace(kept, title="Чек", name="a/b\x07.pdf", sha256="0" * 64, size=1, version=9)
    do(desk, c.SaveRecord(record=told))
    (now,) = files_of(desk, case_id)
    assert (now.title, now.name, now.media_type) == ("Чек", "b.pdf", "application/pdf")
    assert (now.sha256, now.size, now.version) == (kept.sha256, kept.size, 1)
    with pytest.raises(InputProblem):
        do(desk, c.SaveRecord(record=replace(told, id=0)))


def test_adding_and_taking_out_are_undone_and_done_again(desk: Desk, tmp_path: Path) -> None:
    case_id = appeal(desk)
    kept = attached(desk, case_id, tmp_path)
    desk.undo().result()
    assert files_of(desk, case_id) == ()
    desk.redo().result()
    do(desk, c.RemoveRecord(record=files_of(desk, case_id)[0]))
    desk.undo().result()
    assert desk.attachment_bytes(kept.id) == b"paid"
    assert desk.check() == ()


def test_bytes_go_at_the_end_of_the_sitting_but_for_the_trash(
    desk: Desk, tmp_path: Path, clock: SetClock
) -> None:
    case_id = appeal(desk)
    kept = attached(desk, case_id, tmp_path)
    desk.attach_bytes(case_id, "other.txt", b"undone").result()
    desk.undo().result()
    do(desk, c.RemoveRecord(record=kept))
    assert chunks(desk) == 2
    desk.close()
    again = open_desk(desk.centre, PASSPHRASE, clock=clock, ids=CountedIds(5_000))
    assert chunks(again) == 1
    (gone,) = again.removed()
    do(again, c.RestoreRemoved(seq=gone.seq))
    assert again.attachment_bytes(files_of(again, case_id)[0].id) == b"paid"
    do(again, c.RemoveRecord(record=files_of(again, case_id)[0]))
    clock.day = TODAY.replace(year=2027)
    again.close()
    last = open_desk(desk.centre, PASSPHRASE, clock=clock, ids=CountedIds(9_000))
    assert chunks(last) == 0
    assert last.removed() == ()
    assert last.check() == ()
    last.close()


def test_a_closed_case_takes_files_in_but_gives_none_away(desk: Desk, tmp_path: Path) -> None:
    case_id = appeal(desk)
    kept = attached(desk, case_id, tmp_path)
    close(desk, case_id)
    assert desk.attach_bytes(case_id, "ruling.pdf", b"%PDF").result().id
    for cmd in (c.RemoveRecord(record=kept), c.SaveRecord(record=replace(kept, title="x"))):
        with pytest.raises(RuleBroken):
            do(desk, cmd)


def test_a_backup_holds_the_files(desk: Desk, tmp_path: Path) -> None:
    from mediadesk.usecases.opening import restore_backup

    kept = attached(desk, appeal(desk), tmp_path)
    path = desk.backup()
    restore_backup(tmp_path / "other", path, PASSPHRASE)
    other = open_desk(tmp_path / "other", PASSPHRASE, clock=SetClock(), ids=CountedIds(7_000))
    assert other.attachment_bytes(kept.id) == b"paid"
    other.close()


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("C:\\Users\\a\\scan.pdf", "scan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\x00b\n.txt", "ab.txt"),
        ("...", "file"),
        ('он: "да"?.txt', "он_ _да__.txt"),
        ("я" * 300 + ".jpeg", "я" * 195 + ".jpeg"),
    ],
)
def test_names_are_made_clean(told: str, name: str) -> None:
    found = clean_name(told)
    assert found.replace(" .", ".").replace(" ", "") == name.replace(" ", "")
    assert len(found) <= 200


def test_rules_of_the_program_are_those_of_the_issue(desk: Desk) -> None:
    rules = desk.file_rules
    assert (rules.largest, rules.total, rules.warn_percent) == (25 * 2**20, 2 * 2**30, 80)
    assert list(judge_file("a.txt", 1, FileRules())) == []
