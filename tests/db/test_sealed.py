"""Private notes are nowhere but under their own key, and can be destroyed for good."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediadesk.db import sealed, sealing
from mediadesk.db.connection import open_connection
from mediadesk.db.migrations import m0002_casework
from mediadesk.db.store import DATABASE, Store
from mediadesk.domain.model import Case, Mediator
from mediadesk.domain.types import CaseId, MediatorId
from mediadesk.errors import Code, InputProblem, WorldTrouble

PHRASE = "фраза только медиатора"
SECRET = "Согласен-уступить-половину"
AT = "2026-11-20T12:00+05:00"


@pytest.fixture
def owner(case: Case) -> tuple[CaseId, MediatorId]:
    assert case.mediator_id
    return case.id, case.mediator_id


def put(store: Store, owner: tuple[CaseId, MediatorId], text: str = SECRET) -> bytes:
    """Set the phrase and seal a note; give the mediator's key."""
    key = store.apart(lambda conn: sealed.set_phrase(conn, owner[1], PHRASE)).result()
    store.apart(lambda conn: sealed.add(conn, key, owner, text, AT, None)).result()
    return key


def everything(store: Store) -> bytes:
    """Give every value of every table, read through the program's own connection."""
    conn = open_connection(store.folder / DATABASE, store.key, read_only=True)
    try:
        tables = [
            name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        parts = []
        for table in tables:
            for row in conn.execute(f'SELECT * FROM "{table}"'):
                parts += [v if isinstance(v, bytes) else str(v).encode() for v in row]
        return b"\n".join(parts)
    finally:
        conn.close()


def test_what_is_sealed_is_read_again(store: Store, owner: tuple[CaseId, MediatorId]) -> None:
    key = put(store, owner)
    with store.reader() as reader:
        (note,) = reader.apart(lambda conn: sealed.notes(conn, key, owner))
        again = reader.apart(lambda conn: sealed.key_of(conn, owner[1], PHRASE))
    assert (note.text, note.made_at) == (SECRET, AT)
    assert again == key
    assert SECRET not in repr(note)


def test_no_table_of_the_file_holds_a_word(store: Store, owner: tuple[CaseId, MediatorId]) -> None:
    put(store, owner)
    for word in (*SECRET.split("-"), PHRASE):
        for form in (word, word.casefold()):
            assert form.encode() not in everything(store)


def test_the_journal_and_the_search_know_nothing(
    store: Store, owner: tuple[CaseId, MediatorId]
) -> None:
    with store.reader() as reader:
        before = reader.journal_head()
    put(store, owner)
    with store.reader() as reader:
        assert reader.journal_head() == before
        assert reader.search("уступить") == ()
        assert reader.drafts() == ()


def test_another_phrase_and_another_mediator_do_not_open(
    store: Store, owner: tuple[CaseId, MediatorId]
) -> None:
    put(store, owner)
    made = store.submit(
        lambda unit: unit.add(Mediator(name_ru="Другой Медиатор")),
        command="SaveMediator", params={}, undoable=False,
    ).result()[0]  # fmt: skip
    other = (owner[0], MediatorId(made.id))
    foreign = store.apart(lambda conn: sealed.set_phrase(conn, other[1], "другая фраза")).result()
    with store.reader() as reader:
        for phrase in ("другая фраза", "", PHRASE + " "):
            with pytest.raises(WorldTrouble) as error:
                reader.apart(lambda conn, p=phrase: sealed.key_of(conn, owner[1], p))
            assert error.value.code is Code.WRONG_NOTE_PHRASE
        with pytest.raises(WorldTrouble):
            reader.apart(lambda conn: sealed.notes(conn, foreign, owner))
        assert reader.apart(lambda conn: sealed.notes(conn, foreign, other)) == ()


def test_a_changed_phrase_opens_the_same_notes(
    store: Store, owner: tuple[CaseId, MediatorId]
) -> None:
    put(store, owner)
    new = "совсем новая фраза"
    key = store.apart(lambda conn: sealed.change_phrase(conn, owner[1], PHRASE, new)).result()
    with store.reader() as reader:
        (note,) = reader.apart(lambda conn: sealed.notes(conn, key, owner))
        with pytest.raises(WorldTrouble):
            reader.apart(lambda conn: sealed.key_of(conn, owner[1], PHRASE))
    assert note.text == SECRET


def test_a_short_phrase_is_refused_and_nothing_is_kept(
    store: Store, owner: tuple[CaseId, MediatorId]
) -> None:
    with pytest.raises(InputProblem) as error:
        store.apart(lambda conn: sealed.set_phrase(conn, owner[1], "кратко")).result()
    assert error.value.code is Code.PASSPHRASE_SHORT
    with store.reader() as reader:
        assert not reader.apart(lambda conn: sealed.has_phrase(conn, owner[1]))


def test_a_forgotten_phrase_leaves_destruction_and_then_a_new_one(
    store: Store, owner: tuple[CaseId, MediatorId]
) -> None:
    put(store, owner)
    with pytest.raises(InputProblem) as error:
        store.apart(lambda conn: sealed.set_phrase(conn, owner[1], "новая фраза")).result()
    assert error.value.code is Code.NOTES_SEALED
    store.submit(
        lambda unit: unit.destroy_sealed(*owner), command="DestroyNotes", params={}, undoable=False
    ).result()
    store.apart(lambda conn: sealed.set_phrase(conn, owner[1], "новая фраза")).result()


def test_destruction_leaves_nothing(store: Store, owner: tuple[CaseId, MediatorId]) -> None:
    put(store, owner)
    conn = open_connection(store.folder / DATABASE, store.key, read_only=True)
    ((body,),) = conn.execute("SELECT body FROM sealed_note").fetchall()
    ((wrapped,),) = conn.execute("SELECT wrapped FROM sealed_case").fetchall()
    conn.close()
    count, changes = store.submit(
        lambda unit: unit.destroy_sealed(*owner),
        command="DestroyNotes", params={"notes": 1}, undoable=False,
    ).result()  # fmt: skip
    assert count == 1
    assert changes.changes == ()
    left = everything(store)
    assert body not in left
    assert wrapped not in left
    with store.reader() as reader:
        (entry, *_rest) = reader.journal(1)
        assert reader.apart(lambda conn: sealed.counts(conn, owner[0])) == ()
    assert entry.command == "DestroyNotes"


def test_destroyed_bytes_are_overwritten_in_the_file(tmp_path: Path) -> None:
    """The same statements on a file that is not encrypted as a whole, so that its bytes tell."""
    owner = (CaseId(1), MediatorId(1))
    path = tmp_path / "plain.db"
    conn = sqlite3.connect(path, isolation_level=None)
    try:
        for table in ("mediator", "cases"):
            conn.execute(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY)")
        for statement in m0002_casework._MACHINERY:
            if "sealed" in statement:
                conn.execute(statement)
        key = sealed.set_phrase(conn, owner[1], PHRASE)
        for number in range(200):
            sealed.add(conn, key, owner, f"{SECRET} {number}", AT, None)
        bodies = [body for (body,) in conn.execute("SELECT body FROM sealed_note")]
        ((wrapped,),) = conn.execute("SELECT wrapped FROM sealed_case").fetchall()
        before = path.read_bytes()
        assert SECRET.encode() not in before
        assert wrapped in before
        assert all(body in before for body in bodies)
        conn.execute("PRAGMA secure_delete = OFF")  # as in another sitting
        assert sealed.destroy(conn, *owner) == 200
        after = path.read_bytes()
        assert wrapped not in after
        assert not any(body in after for body in bodies)
    finally:
        conn.close()


@settings(max_examples=60)
@given(st.binary(max_size=300), st.binary(max_size=20), st.integers(0, 10_000))
def test_a_seal_opens_only_whole_and_for_its_own_purpose(
    data: bytes, about: bytes, where: int
) -> None:
    key = sealing.new_key()
    made = sealing.seal(key, data, about)
    assert sealing.open_seal(key, made, about) == data
    assert sealing.open_seal(sealing.new_key(), made, about) is None
    assert sealing.open_seal(key, made, about + b"x") is None
    assert not about or sealing.open_seal(key, made, bytes([about[0] ^ 1]) + about[1:]) is None
    at = where % len(made)
    broken = made[:at] + bytes([made[at] ^ 1]) + made[at + 1 :]
    assert sealing.open_seal(key, broken, about) is None
    assert sealing.open_seal(key, made[:-1], about) is None
    assert sealing.seal(key, data, about) != made


def test_no_entry_of_the_journal_names_a_sealed_table(
    store: Store, owner: tuple[CaseId, MediatorId]
) -> None:
    put(store, owner)
    conn = open_connection(store.folder / DATABASE, store.key, read_only=True)
    try:
        told = [json.loads(text) for (text,) in conn.execute("SELECT changes FROM journal")]
    finally:
        conn.close()
    tables = {change.get("entity") for entry in told for change in entry}
    assert not {name for name in tables if name and name.startswith("sealed")}
