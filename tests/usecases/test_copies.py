"""Registered copies: bytes kept, versions counted, given again to the byte, compared, never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mediadesk.db.connection import rows
from mediadesk.domain import commands as c
from mediadesk.domain.codes import CopyWay, ReceiverKind
from mediadesk.domain.model import Attachment, PrintedCopy
from mediadesk.domain.types import CaseId, DocumentKind, Languages
from mediadesk.domain.word_diff import Mark
from mediadesk.errors import Code, Conflict, WorldTrouble
from mediadesk.export import paper_packs, pdf
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import open_desk
from mediadesk.usecases.printed import Printed
from tests.desks import PASSPHRASE, CountedIds, SetClock, do, in_mediation

KIND = DocumentKind.CONTRACT


def ready(desk: Desk) -> CaseId:
    """Give a case whose contract lacks nothing that blocks."""
    case_id = in_mediation(desk)
    say(desk, case_id, "Долг по договору", "Шарт бойынша борыш")
    return case_id


def say(desk: Desk, case_id: CaseId, ru: str, kk: str) -> None:
    case = desk.case_file(case_id).case
    do(desk, c.EditCase(case=replace(case, subject_ru=ru, subject_kk=kk)))


def printed(desk: Desk, case_id: CaseId, **how: int) -> Printed:
    made = desk.document(case_id, KIND, Languages.BOTH, **how)
    assert not made.is_draft
    return made


def stored(desk: Desk) -> int:
    with desk.store.reader() as reader:
        found: int = rows(reader._conn, "SELECT count(DISTINCT sha256) FROM attachment_chunk")[0][0]
        return found


def test_the_bytes_are_given_again_though_everything_changed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = ready(desk)
    made = printed(desk, case_id)
    copy = desk.register_copy(case_id, made, CopyWay.SAVED, "Касымов").result()
    monkeypatch.setattr(pdf, "render", lambda *_a, **_k: b"%PDF other fonts")
    monkeypatch.setattr(paper_packs, "load", lambda *_a: pytest.fail("the wording is not needed"))
    assert desk.reprint(copy.id) == made.pdf
    kept = desk.copy(copy.id)
    assert (kept.version, kept.way, kept.for_whom) == (1, CopyWay.SAVED, "Касымов")
    assert kept.size == len(made.pdf)
    assert kept.printed_at.startswith("2026-11-21T")


def test_what_says_the_same_is_the_same_version_to_the_byte(desk: Desk) -> None:
    case_id = ready(desk)
    first = printed(desk, case_id)
    assert (first.version, first.is_registered) == (1, False)
    desk.register_copy(case_id, first).result()
    case = desk.case_file(case_id).case
    do(desk, c.EditCase(case=replace(case, note="не для печати")))
    again = printed(desk, case_id)
    assert (again.version, again.is_registered, again.pdf) == (1, True, first.pdf)
    assert stored(desk) == 1


def test_a_later_change_makes_a_new_version_and_the_older_one_stays(desk: Desk) -> None:
    case_id = ready(desk)
    first = printed(desk, case_id)
    one = desk.register_copy(case_id, first).result()
    say(desk, case_id, "Долг по расписке", "Шарт бойынша борыш")
    second = printed(desk, case_id)
    assert (second.version, second.is_registered) == (2, False)
    two = desk.register_copy(case_id, second).result()
    assert desk.reprint(one.id) == first.pdf
    assert desk.reprint(two.id) == second.pdf
    say(desk, case_id, "Долг по договору", "Шарт бойынша борыш")
    assert printed(desk, case_id).pdf == first.pdf
    assert desk.earlier_version(desk.copy(two.id)) == desk.copy(one.id)


def test_versions_are_counted_for_each_language(desk: Desk) -> None:
    case_id = ready(desk)
    desk.register_copy(case_id, printed(desk, case_id)).result()
    assert desk.document(case_id, KIND, Languages.RU).version == 1


def test_two_versions_are_compared_word_by_word_in_each_language(desk: Desk) -> None:
    case_id = ready(desk)
    one = desk.register_copy(case_id, printed(desk, case_id)).result()
    say(desk, case_id, "Долг по расписке", "Шарт бойынша борыш")
    two = desk.register_copy(case_id, printed(desk, case_id)).result()
    found = desk.compare_copies(one.id, two.id)
    assert (found.older, found.newer, found.is_exact) == (1, 2, True)
    (clause,) = found.clauses
    assert clause.lang == "ru"
    gone = "".join(run.text for run in clause.runs if run.mark is Mark.OLD)
    come = "".join(run.text for run in clause.runs if run.mark is Mark.NEW)
    assert "договору" in gone
    assert "расписке" in come
    assert desk.compare_copies(one.id, one.id).clauses == ()


def test_each_numbered_copy_has_bytes_of_its_own(desk: Desk) -> None:
    case_id = ready(desk)
    made = desk.numbered(case_id, printed(desk, case_id), 3)
    assert [(each.copy, each.copies, each.version) for each in made] == [
        (1, 3, 1), (2, 3, 1), (3, 3, 1),
    ]  # fmt: skip
    names = ("Первая", "Вторая", "Медиатор")
    desk.register_copies(case_id, list(zip(made, names, strict=True))).result()
    copies = desk.copies(case_id)
    assert [each.for_whom for each in copies] == ["Медиатор", "Вторая", "Первая"]
    assert [desk.reprint(each.id) for each in reversed(copies)] == [each.pdf for each in made]
    assert printed(desk, case_id, copy=2, copies=3).pdf == made[1].pdf


def test_receivers_are_parties_and_mediator_and_the_court_by_article_176(desk: Desk) -> None:
    case_id = ready(desk)
    usual = [r for r in desk.document_receivers(case_id, KIND) if r.is_usual]
    assert [r.kind for r in usual] == [
        ReceiverKind.PARTY,
        ReceiverKind.PARTY,
        ReceiverKind.MEDIATOR,
    ]


def test_the_same_bytes_for_somebody_else_are_another_copy_stored_once(desk: Desk) -> None:
    case_id = ready(desk)
    made = printed(desk, case_id)
    ids = {desk.register_copy(case_id, made, way).result().id for way in CopyWay}
    ids |= {desk.register_copy(case_id, made, way).result().id for way in CopyWay}
    assert len(ids) == len(CopyWay)
    assert stored(desk) == 1


def test_a_copy_made_before_another_version_is_refused(desk: Desk) -> None:
    case_id = ready(desk)
    early = printed(desk, case_id)
    say(desk, case_id, "Иное", "Басқа")
    desk.register_copy(case_id, printed(desk, case_id)).result()
    with pytest.raises(Conflict) as error:
        desk.register_copy(case_id, early).result()
    assert error.value.code is Code.STALE


def test_a_registered_copy_is_not_undone_and_its_case_not_taken_out_with_it(desk: Desk) -> None:
    case_id = ready(desk)
    desk.register_copy(case_id, printed(desk, case_id)).result()
    assert desk.undo_label() is None
    with pytest.raises(Conflict):
        desk.undo()


def test_backup_and_the_end_of_a_sitting_lose_no_copy(
    desk: Desk, tmp_path: Path, clock: SetClock
) -> None:
    case_id = ready(desk)
    made = printed(desk, case_id)
    copy = desk.register_copy(case_id, made).result()
    do(desk, c.MoveToTrash(
        case_id=case_id, case_rev=desk.case_file(case_id).case.rev, reason="дважды",
        acknowledged=("trash_of_mediation",),
    ))  # fmt: skip
    desk.close()
    clock.day = date(2027, 11, 21)
    again = open_desk(desk.centre, PASSPHRASE, clock=clock, ids=CountedIds(5000))
    again.close()
    last = open_desk(desk.centre, PASSPHRASE, clock=clock, ids=CountedIds(6000))
    assert last.reprint(copy.id) == made.pdf
    assert last.check() == ()
    last.close()


def test_damaged_bytes_are_found_by_the_check_and_made_anew_if_that_is_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = ready(desk)
    made = printed(desk, case_id)
    copy = desk.register_copy(case_id, made).result()
    desk.store.apart(lambda conn: conn.execute("UPDATE attachment_chunk SET data = x'00'")).result()
    assert [f.code for f in desk.check()] == ["copy"]
    assert desk.reprint(copy.id) == made.pdf
    monkeypatch.setattr(pdf, "render", lambda *_a, **_k: b"%PDF other fonts")
    with pytest.raises(WorldTrouble) as error:
        desk.reprint(copy.id)
    assert error.value.code is Code.ATTACHMENT_DAMAGED


def test_an_attachment_and_a_copy_share_equal_bytes(desk: Desk) -> None:
    case_id = ready(desk)
    made = printed(desk, case_id)
    copy = desk.register_copy(case_id, made).result()
    desk.attach_bytes(case_id, "договор.pdf", made.pdf).result()
    (file,) = desk.case_file(case_id).all(Attachment)
    do(desk, c.RemoveRecord(record=file))
    since = date(2030, 1, 1).isoformat()
    desk.store.clean(since).result()
    assert desk.reprint(copy.id) == made.pdf


def test_the_history_tells_of_a_copy_without_hashes(desk: Desk) -> None:
    case_id = ready(desk)
    desk.register_copy(case_id, printed(desk, case_id)).result()
    entry = desk.case_history(case_id)[0]
    told = {field.label for row in entry.rows for field in row.fields}
    assert "Version of the document" in told
    assert all(len(str(f.new)) < 60 for row in entry.rows for f in row.fields)


def test_copies_of_the_first_schema_are_still_there(desk: Desk) -> None:
    case_id = ready(desk)
    made = printed(desk, case_id)
    older = c.RegisterCopy(
        case_id=case_id, kind=KIND, languages=made.languages, template=made.template,
        facts=made.facts, sha256=made.sha256,
    )  # fmt: skip
    copy = do(desk, older)
    kept: PrintedCopy = desk.copy(copy.id)
    assert (kept.size, kept.version) == (0, 1)
    assert desk.reprint(copy.id) == made.pdf
    done = desk.register_copy(case_id, made).result()
    assert desk.copy(done.id).size
