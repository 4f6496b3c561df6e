"""Every change is journaled and chained; undo brings back what was; nothing is rewritten."""

from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediadesk.db import check, journal
from mediadesk.db.codecs import TABLES
from mediadesk.db.connection import open_connection, rows
from mediadesk.db.store import DATABASE, Store
from mediadesk.db.unit import Unit
from mediadesk.domain.model import Case, Mediator, Organisation, Party, Person
from mediadesk.domain.types import CaseId, Uid
from mediadesk.errors import Code, Conflict
from tests.worlds import furnish, reopen


def edit(store: Store, case: Case, **changes: Any) -> Case:
    def work(unit: Unit) -> Case:
        stored = unit.get(Case, case.id)
        assert stored is not None
        return unit.save(replace(stored, **changes))

    return store.submit(work, command="Edit", params={"id": case.id}, undoable=True).result()[0]


def undo(store: Store, seq: int) -> int:
    return (
        store.submit(lambda unit: unit.invert(seq), command="Undo", params={}, undoable=True)
        .result()[1]
        .seq
    )


def picture(store: Store) -> dict[str, list[Any]]:
    """All rows without their revisions, and what search and lists know."""
    found: dict[str, list[Any]] = {}
    with store.reader() as reader:
        for cls, table in TABLES.items():
            found[table] = [replace(e, rev=0) for e in reader.find(cls)]
        for table in ("case_index", "search_key"):
            found[table] = rows(reader._conn, f"SELECT * FROM {table} ORDER BY 1, 2")
        found["hits"] = [h.number for h in reader.search("Қасымов")]
    return found


def test_a_change_is_one_entry_with_before_and_after(store: Store, case: Case) -> None:
    edit(store, case, note="x")
    with store.reader() as reader:
        entry, first = reader.journal()
        raw = journal.entries(reader._conn)[0]
    assert (entry.seq, entry.command, entry.changes, entry.is_undoable) == (2, "Edit", 1, True)
    assert first.seq == 1
    (change,) = raw.change_list()
    assert (change.before or {})["note"] == ""
    assert (change.after or {})["note"] == "x"
    assert raw.prev_hash != journal.GENESIS


@pytest.mark.parametrize("note", ["mine", "left"])
def test_what_a_save_left_is_not_believed_when_the_file_holds_another_revision(
    store: Store, case: Case, note: str
) -> None:
    left = edit(store, case, note="left")
    with closing(open_connection(store.folder / DATABASE, store.key)) as conn:
        conn.execute("UPDATE cases SET rev = rev + 1, note = 'theirs' WHERE id = ?", (case.id,))
    with pytest.raises(Conflict) as stale:
        store.submit(
            lambda unit: unit.save(replace(left, note=note)), command="E", params={}, undoable=True
        ).result()
    assert stale.value.code is Code.STALE
    with store.reader() as reader:
        now = reader.get(Case, case.id)
        entries = reader.journal()
    assert now == replace(left, rev=left.rev + 1, note="theirs")
    assert entries[0].seq == 2
    assert edit(store, case, note="again").rev == left.rev + 2


def test_no_change_leaves_no_entry(store: Store, case: Case) -> None:
    with store.reader() as reader:
        before = reader.journal_head()
    _saved, changes = store.submit(
        lambda unit: unit.save(unit.get(Case, case.id) or case),
        command="Edit",
        params={},
        undoable=True,
    ).result()
    assert changes.changes == ()
    with store.reader() as reader:
        assert reader.journal_head() == before


def test_a_noted_work_leaves_an_entry_without_changes(store: Store) -> None:
    def work(unit: Unit) -> None:
        unit.is_noted = True

    assert store.submit(work, command="Sent", params={}, undoable=False).result()[1].seq == 1


def test_a_bulk_entry_keeps_counts_and_a_hash(store: Store) -> None:
    def work(unit: Unit) -> None:
        unit.is_bulk = True
        furnish(unit)

    seq = store.submit(work, command="Import", params={}, undoable=True).result()[1].seq
    with store.reader() as reader:
        (shown,) = reader.journal()
        raw = journal.entry(reader._conn, seq)
    assert raw is not None
    assert shown.changes == 8
    assert not shown.is_undoable
    assert raw.change_list() == ()


@pytest.mark.parametrize("sql", ["UPDATE journal SET operator = 'x'", "DELETE FROM journal"])
def test_the_journal_refuses_to_be_rewritten(store: Store, case: Case, sql: str) -> None:
    conn = open_connection(store.folder / DATABASE, store.key)
    try:
        with pytest.raises(Exception, match="append-only"):
            conn.execute(sql)
    finally:
        conn.close()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal SET params = '{}' WHERE seq = 2",
        "DELETE FROM journal WHERE seq = 2",
        "UPDATE journal SET at = '2020' WHERE seq = 3",
        "INSERT INTO journal SELECT 9, at, operator, command, params, changes, undoable, undoes,"
        " prev_hash, hash FROM journal WHERE seq = 3",
    ],
)
def test_altering_or_cutting_the_journal_is_told(store: Store, case: Case, sql: str) -> None:
    for note in ("a", "b", "c"):
        edit(store, case, note=note)
    assert check.run(store) == ()
    conn = open_connection(store.folder / DATABASE, store.key)
    for trigger in ("journal_stays", "journal_is_kept"):
        conn.execute(f"DROP TRIGGER {trigger}")
    conn.execute(sql)
    conn.close()
    assert {f.code for f in check.run(store)} == {"journal"}


def test_undo_and_redo_bring_back_the_whole_picture(store: Store, case: Case) -> None:
    before = picture(store)

    def work(unit: Unit) -> None:
        stored = unit.get(Case, case.id)
        assert stored is not None
        unit.save(replace(stored, subject_ru="Другое"))
        party = unit.find(Party, case_id=case.id)[0]
        unit.remove(party)
        person = unit.add(Person(name_ru="Новый Человек"))
        unit.add(replace(party, id=0, uid=b"", rev=0, person_id=person.id))

    seq = store.submit(work, command="Many", params={}, undoable=True).result()[1].seq
    after = picture(store)
    assert after != before
    back = undo(store, seq)
    assert picture(store) == before
    undo(store, back)
    assert picture(store) == after
    assert check.run(store) == ()


def test_undoing_a_creation_removes_it_from_lists_and_search(store: Store) -> None:
    seq = store.submit(furnish, command="F", params={}, undoable=True).result()[1].seq
    undo(store, seq)
    with store.reader() as reader:
        assert reader.search("Қасымов") == ()
        assert reader.find(Case) == ()
    assert check.run(store) == ()


def test_undo_is_refused_once_the_row_was_changed_again(store: Store, case: Case) -> None:
    edit(store, case, note="one")
    with store.reader() as reader:
        seq = reader.journal_head()
    edit(store, case, note="two")
    with pytest.raises(Conflict) as caught:
        undo(store, seq)
    assert caught.value.code is Code.UNDO_NOT_POSSIBLE
    with store.reader() as reader:
        assert (reader.get(Case, case.id) or case).note == "two"
    with pytest.raises(Conflict):
        undo(store, 999)


def test_a_stale_revision_is_refused(store: Store, case: Case) -> None:
    edit(store, case, note="one")
    for act in (lambda unit: unit.save(replace(case, note="two")), lambda unit: unit.remove(case)):
        with pytest.raises(Conflict) as caught:
            store.submit(act, command="X", params={}, undoable=True).result()
        assert caught.value.code is Code.STALE


def test_an_exception_rolls_everything_back(store: Store, case: Case) -> None:
    before = picture(store)

    def work(unit: Unit) -> None:
        unit.add(Mediator(name_ru="Тень"))
        unit.save(replace(unit.find(Organisation)[0], name_ru="Другая"))
        raise KeyError("stop")

    with pytest.raises(KeyError):
        store.submit(work, command="X", params={}, undoable=True).result()
    assert picture(store) == before
    with store.reader() as reader:
        assert reader.journal_head() == 1


def test_a_field_that_is_not_there_is_our_mistake(store: Store) -> None:
    with store.reader() as reader, pytest.raises(KeyError):
        reader.find(Case, nonsense=1)


def test_numbers_have_no_gaps(store: Store, case: Case) -> None:
    def another(unit: Unit) -> Case:
        seq = unit.next_seq(case.office_id, 2026)
        return unit.add(replace(case, id=CaseId(0), uid=Uid(b""), rev=0, seq=seq))

    def failing(unit: Unit) -> None:
        another(unit)
        raise KeyError

    store.submit(another, command="X", params={}, undoable=True).result()
    with pytest.raises(KeyError):
        store.submit(failing, command="X", params={}, undoable=True).result()
    made = store.submit(another, command="X", params={}, undoable=True).result()[0]
    assert made.seq == 3
    with pytest.raises(Exception, match="UNIQUE"):
        store.submit(
            lambda unit: unit.add(replace(made, id=0, uid=b"", rev=0)),
            command="X", params={}, undoable=True,
        ).result()  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(notes=st.lists(st.text("абв", max_size=3), min_size=1, max_size=6))
def test_undoing_a_row_of_edits_gives_every_earlier_picture(
    store: Store, case: Case, notes: list[str]
) -> None:
    steps = []
    for note in notes:
        before = picture(store)
        with store.reader() as reader:
            head = reader.journal_head()
        edit(store, case, note=note, subject_ru=note)
        with store.reader() as reader:
            if reader.journal_head() > head:
                steps.append((before, reader.journal_head()))
    for before, seq in reversed(steps):
        undo(store, seq)
        assert picture(store) == before


def test_a_reader_sees_one_moment_while_the_writer_works(folder: Any) -> None:
    store = reopen(folder)
    case = store.submit(furnish, command="F", params={}, undoable=True).result()[0]
    with store.reader(snapshot=True) as reader:
        assert (reader.get(Case, case.id) or case).note == ""
        edit(store, case, note="later")
        assert (reader.get(Case, case.id) or case).note == ""
    with store.reader() as reader:
        assert (reader.get(Case, case.id) or case).note == "later"
    store.close()


def test_a_reader_can_change_nothing(store: Store) -> None:
    with (
        store.reader() as reader,
        pytest.raises(Exception, match=r"readonly|attempt to write|read_only"),
    ):
        rows(reader._conn, "DELETE FROM draft")


def test_drafts_are_kept_and_dropped(store: Store) -> None:
    store.put_draft("appeal", "{}").result()
    store.put_draft("appeal", '{"a": 1}').result()
    with store.reader() as reader:
        assert reader.drafts() == ("appeal",)
        assert reader.draft("appeal") == '{"a": 1}'
        assert reader.draft("other") is None
        assert reader.journal_head() == 0
    store.drop_draft("appeal").result()
    with store.reader() as reader:
        assert reader.drafts() == ()
