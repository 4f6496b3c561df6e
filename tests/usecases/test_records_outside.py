"""Records outside of case files have terms of their own and are destroyed as truly as cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from mediadesk.db import backup, search_index
from mediadesk.db.connection import Connection
from mediadesk.db.reads_stat import stat_rows
from mediadesk.domain import commands as c
from mediadesk.domain.case_parts import PARTS
from mediadesk.domain.commands_personal import DestroyCases
from mediadesk.domain.depersonal import KEPT_APART, WITH_THE_JOURNAL
from mediadesk.domain.fields import specs
from mediadesk.domain.model import (
    ENTITIES,
    Breach,
    Consent,
    PersonRequest,
    Remark,
    Task,
)
from mediadesk.domain.personal_data import Decision
from mediadesk.domain.powers import years_later
from mediadesk.domain.remark_records import RemarkState
from mediadesk.domain.retention import RecordKind
from mediadesk.domain.rows import DueKind
from mediadesk.errors import Code, InputProblem, NeedsConfirmation
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import open_desk, restore_backup
from tests.desks import (
    PASSPHRASE,
    TODAY,
    CountedIds,
    SetClock,
    appeal,
    do,
    mediator,
    trashed,
)
from tests.personas import QASYMOV
from tests.usecases.test_destroying import everything

SECRET = "Тайнозаписано"
YEARS = {
    RecordKind.BREACH: 5, RecordKind.REQUEST: 3, RecordKind.CONSENT: 3, RecordKind.PERSON: 1,
    RecordKind.TASK: 1, RecordKind.REMARK: 3, RecordKind.MEDIATOR: 5, RecordKind.DRAFT: 1,
    RecordKind.REMOVED: 1,
}  # fmt: skip


def nobodys(desk: Desk) -> int:
    """Give a person whom no case names any more, as programs before left them."""
    case_id = appeal(desk)
    person = desk.case_file(case_id).parties[0].person
    assert person is not None
    do(desk, c.SavePerson(person=replace(person, identity_document=SECRET)))

    def leave(conn: Connection) -> None:
        conn.execute("DELETE FROM party WHERE person_id = ?", (person.id,))
        search_index.refresh(conn, {int(case_id)})

    desk.store.apart(leave).result()
    return int(person.id)


def breach(desk: Desk) -> None:
    told = Breach(
        found_on=TODAY - timedelta(days=9), what=SECRET, what_kk=SECRET, measures=SECRET,
        contact=SECRET, categories="name", people=3, body_told_on=TODAY,
    )  # fmt: skip
    do(desk, c.SaveRecord(record=told))


def request(desk: Desk) -> None:
    asked = PersonRequest(
        person_id=nobodys(desk), received_on=TODAY, what=SECRET, answer=SECRET,
        decision=Decision.GRANTED, answered_on=TODAY,
    )  # fmt: skip
    do(desk, c.SaveRecord(record=asked))


def consent(desk: Desk) -> None:
    given = Consent(
        person_id=nobodys(desk), given_on=TODAY - timedelta(days=9), categories="name",
        purposes="mediation", withdrawn_on=TODAY, withdrawal=SECRET,
    )  # fmt: skip
    do(desk, c.SaveRecord(record=given))


def person(desk: Desk) -> None:
    assert nobodys(desk)


def task(desk: Desk) -> None:
    do(desk, c.SaveRecord(record=Task(title=SECRET, done_on=TODAY)))


def remark(desk: Desk) -> None:
    """Leave a remark on a case that is not here, answered today."""
    told = Remark(
        case_uid="ab" * 16, office_uid="cd" * 16, text=SECRET, answer=SECRET,
        answered_on=TODAY, state=RemarkState.ANSWERED,
    )  # fmt: skip
    desk.store.submit(
        lambda unit: unit.add(told), command="SaveRemark", params={}, undoable=False
    ).result()


def left(desk: Desk) -> None:
    made = mediator(desk)
    stored = next(each for each in desk.mediators() if each.id == made)
    gone = replace(
        stored, iin="900101300017", address_ru=SECRET, phone=SECRET, email=SECRET,
        contacts=SECRET, born_on=date(1990, 1, 1), left_on=TODAY,
    )  # fmt: skip
    do(desk, c.SaveMediator(mediator=gone))


def draft(desk: Desk) -> None:
    desk.keep_draft("party.0.0", {"name": SECRET})


def removed(desk: Desk) -> None:
    made = do(desk, c.SaveRecord(record=Task(title=SECRET)))
    with desk.store.reader() as reader:
        stored = next(each for each in reader.find(Task) if each.id == made.id)
    do(desk, c.RemoveRecord(record=stored))


MADE: dict[RecordKind, Callable[[Desk], None]] = {
    RecordKind.BREACH: breach, RecordKind.REQUEST: request, RecordKind.CONSENT: consent,
    RecordKind.PERSON: person, RecordKind.TASK: task, RecordKind.REMARK: remark,
    RecordKind.MEDIATOR: left, RecordKind.DRAFT: draft, RecordKind.REMOVED: removed,
}  # fmt: skip


def over(desk: Desk, kind: RecordKind | None = None) -> tuple[str, ...]:
    found = (each.record for each in desk.records_over())
    return tuple(each.key for each in found if kind in (None, each.kind))


def test_of_every_record_with_personal_data_it_is_known_how_long_it_is_kept() -> None:
    personal = {cls for cls in ENTITIES if any(spec.field.personal for spec in specs(cls))}
    assert personal - {*PARTS} - {*KEPT_APART} == WITH_THE_JOURNAL
    kinds = {*KEPT_APART.values(), RecordKind.DRAFT, RecordKind.TRASH, RecordKind.REMOVED}
    assert kinds == {*RecordKind}


def test_every_kind_has_a_term_and_is_proven_here(desk: Desk) -> None:
    records = desk.retention().records
    assert {kind: keep.years for kind, keep in records.items() if kind in YEARS} == YEARS
    assert set(MADE) == set(RecordKind) - {RecordKind.TRASH}
    assert all(keep.is_own and keep.words.ru and keep.words.kk for keep in records.values())


@pytest.mark.parametrize("kind", MADE)
def test_the_last_day_and_the_day_after(desk: Desk, clock: SetClock, kind: RecordKind) -> None:
    MADE[kind](desk)
    last = years_later(TODAY, YEARS[kind])
    clock.day = last + timedelta(days=1)
    (key,) = over(desk, kind)
    clock.day = last
    assert over(desk, kind) == ()
    early = desk.destruction_act([], records=[key])
    assert {each.code for each in early.findings} == {"doc_record_kept_longer"}
    command = DestroyCases(case_ids=(), records=(key,), reason="Срок")
    with pytest.raises(NeedsConfirmation):
        do(desk, command)
    clock.day = last + timedelta(days=1)
    act = desk.destruction_act([], records=[key])
    assert (act.findings, act.is_draft) == ((), False)
    assert do(desk, command).id
    assert over(desk, kind) == ()
    with pytest.raises(InputProblem):
        do(desk, command)
    assert desk.check() == ()


def test_a_case_in_the_trash_that_never_ended_has_a_term_too(desk: Desk, clock: SetClock) -> None:
    case_id = appeal(desk)
    trashed(desk, case_id)
    clock.day = years_later(TODAY, 1)
    assert desk.storage_over() == ()
    with pytest.raises(NeedsConfirmation):
        do(desk, DestroyCases(case_ids=(case_id,), reason="Срок"))
    clock.day += timedelta(days=1)
    (found,) = desk.storage_over()
    assert (found.id, found.ended_on) == (case_id, TODAY)
    assert desk.destruction_act([case_id]).findings == ()
    do(desk, DestroyCases(case_ids=(case_id,), reason="Срок"))
    assert desk.storage_over() == ()


def test_what_somebody_still_waits_for_is_not_destroyed(desk: Desk, clock: SetClock) -> None:
    do(desk, c.SaveRecord(record=Breach(found_on=TODAY, what="x", categories="name")))
    do(desk, c.SaveRecord(record=Task(title="x")))
    who = nobodys(desk)
    do(desk, c.SaveRecord(record=PersonRequest(person_id=who, received_on=TODAY)))
    clock.day = date(2060, 1, 1)
    assert over(desk) == ()
    with pytest.raises(InputProblem) as caught:
        do(desk, DestroyCases(case_ids=(), records=("ab" * 16,), reason="Срок"))
    assert caught.value.code is Code.NOT_FOUND


def test_records_of_people_who_are_in_a_case_stay_with_it(desk: Desk, clock: SetClock) -> None:
    case_id = appeal(desk)
    someone = desk.case_file(case_id).parties[0].person
    assert someone is not None
    given = Consent(
        person_id=someone.id, given_on=TODAY, until=TODAY, categories="name", purposes="mediation"
    )
    do(desk, c.SaveRecord(record=given))
    do(desk, c.SaveRecord(record=Task(case_id=case_id, title="x", done_on=TODAY)))
    clock.day = date(2060, 1, 1)
    assert over(desk) == ()


def test_a_mistaken_appeal_that_was_undone_is_in_the_journal_alone(
    desk: Desk, clock: SetClock
) -> None:
    appeal(desk)
    desk.undo().result()
    assert QASYMOV.full_name.encode() in everything(desk.centre, desk.store.key)
    appeal(desk, parties=0)  # takes the keys of what is gone
    clock.day = date(2030, 1, 1)
    (key,) = over(desk, RecordKind.REMOVED)
    desk.destroy([], "Срок", records=[key])
    assert QASYMOV.full_name.encode() not in everything(desk.centre, desk.store.key)
    assert over(desk) == ()
    assert desk.check() == ()


def filled(desk: Desk) -> None:
    for kind, make in MADE.items():
        make(desk)
        assert kind in YEARS


def searched(folder: Path, key: bytes) -> list[str]:
    found = everything(folder, key)
    words = (SECRET, SECRET.lower(), QASYMOV.full_name, "900101300017", "1990-01-01")
    return [word for word in words if word.encode() in found]


def test_nothing_of_them_is_left_in_the_file_and_in_its_copies(
    desk: Desk, clock: SetClock, tmp_path: Path
) -> None:
    filled(desk)
    with desk.store.reader() as reader:
        before = reader.apart(lambda conn: list(stat_rows(conn, date(2026, 1, 1), TODAY, "")))
        (found,) = reader.find(Breach)
    desk.backup()
    drawer = desk.backup(tmp_path / "drawer.mdbackup")
    assert {SECRET, "900101300017", "1990-01-01"} <= set(searched(desk.centre, desk.store.key))
    clock.day = date(2040, 1, 1)
    assert len(over(desk)) >= len(MADE)
    for _round in range(3):  # what only these had kept comes up after them
        if keys := over(desk):
            assert desk.destroy([], "Срок", records=keys).holding == ()
    assert over(desk) == ()
    assert searched(desk.centre, desk.store.key) == []
    with desk.store.reader() as reader:
        assert (
            reader.apart(lambda conn: list(stat_rows(conn, date(2026, 1, 1), TODAY, ""))) == before
        )
    (stays,) = desk.breaches()
    assert (stays.found_on, stays.body_told_on, stays.people, stays.categories) == (
        found.found_on, found.body_told_on, 3, "name",
    )  # fmt: skip
    assert stays.what == "–"
    assert [each.name_ru for each in desk.mediators()]
    for path in desk.backups():
        work = tmp_path / "opened"
        work.mkdir()
        with backup.unpacked(path, tmp_path) as (copy, _key, _manifest):
            copy.rename(work / "centre.db")
        assert searched(work, desk.store.key) == []
        (work / "centre.db").unlink()
        work.rmdir()
    key = desk.store.key
    desk.close()
    restore_backup(desk.centre, drawer, PASSPHRASE)
    again = open_desk(desk.centre, PASSPHRASE, clock=SetClock(), ids=CountedIds(9_000))
    try:
        assert searched(desk.centre, key) == []
        assert again.check() == ()
    finally:
        again.close()


def test_the_start_page_counts_them(desk: Desk, clock: SetClock) -> None:
    breach(desk)
    task(desk)
    clock.day = years_later(TODAY, 1) + timedelta(days=1)

    def told() -> list[str]:
        page = desk.start_page()
        return [row.detail for row in page.waiting if row.kind is DueKind.RECORDS_OVER]

    assert told() == ["1"]
    clock.day = years_later(TODAY, 5) + timedelta(days=1)
    assert told() == ["2"]
    clock.day = TODAY
    assert told() == []


def test_an_older_edition_of_the_centre_is_filled_up(desk: Desk, clock: SetClock) -> None:
    own = desk.centre / "custom" / "law" / "keeping.toml"
    own.parent.mkdir(parents=True)
    row = '[[record]]\ncode = "task"\nyears = 4\nru = "а"\nkk = "а"\n'
    own.write_text("[storage]\nkeep_years = 7\n" + row, "utf-8")
    records = desk.retention().records
    assert (records[RecordKind.TASK].years, records[RecordKind.BREACH].years) == (4, 5)
    task(desk)
    clock.day = years_later(TODAY, 4)
    assert over(desk) == ()
    clock.day += timedelta(days=1)
    assert len(over(desk)) == 1


def test_the_annex_names_them_by_kind_and_mark(desk: Desk, clock: SetClock, tmp_path: Path) -> None:
    task(desk)
    clock.day = date(2030, 1, 1)
    desk.destroy([], "Срок", records=over(desk))
    (done,) = desk.destructions()
    assert (done.numbers, {kind: len(uids) for kind, uids in done.records.items()}) == (
        "", {"task": 1},
    )  # fmt: skip
    desk.write_destroyed(done.id, tmp_path / "annex.pdf")
    assert (tmp_path / "annex.pdf").stat().st_size > 1000


def taken_out(desk: Desk, title: str) -> int:
    made = do(desk, c.SaveRecord(record=Task(title=title)))
    with desk.store.reader() as reader:
        stored = next(each for each in reader.find(Task) if each.id == made.id)
    do(desk, c.RemoveRecord(record=stored))
    return made.id


def test_a_successor_under_the_same_key_is_not_touched(desk: Desk, clock: SetClock) -> None:
    assert len({taken_out(desk, title) for title in ("Первая", "Вторая", "Третья")}) == 1
    clock.day = date(2030, 1, 1)
    _first, second, _third = over(desk, RecordKind.REMOVED)
    desk.destroy([], "Срок", records=[second])
    found = everything(desk.centre, desk.store.key)
    assert [word.encode() in found for word in ("Первая", "Вторая", "Третья")] == [
        True, False, True,
    ]  # fmt: skip
    assert desk.check() == ()


def test_a_copy_that_holds_it_in_its_journal_alone_is_cleaned(
    desk: Desk, clock: SetClock, tmp_path: Path
) -> None:
    taken_out(desk, SECRET)
    drawer = desk.backup(tmp_path / "drawer.mdbackup")
    clock.day = date(2030, 1, 1)
    done = desk.destroy([], "Срок", (tmp_path,), records=over(desk))
    assert done.holding == ()
    with backup.unpacked(drawer, tmp_path) as (copy, _key, _manifest):
        copy.rename(tmp_path / "centre.db")
    assert searched(tmp_path, desk.store.key) == []
