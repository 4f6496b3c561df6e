"""Bytes of attached files: in pieces, once, proven, and gone only when nothing needs them."""

import hashlib
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediadesk.db import attachments, check
from mediadesk.db.attachments import PIECE
from mediadesk.db.connection import open_connection, rows
from mediadesk.db.store import DATABASE, Store
from mediadesk.db.unit import Unit
from mediadesk.domain.model import Attachment, Case
from mediadesk.errors import Code, Conflict, WorldTrouble

LONG = bytes(range(256)) * 3000  # two whole pieces and a rest


def put(store: Store, case: Case, *pieces: bytes) -> str:
    data = b"".join(pieces)
    sha256 = hashlib.sha256(data).hexdigest()

    def work(unit: Unit) -> None:
        unit.contents.put(sha256, pieces)
        unit.add(Attachment(case_id=case.id, name="a", sha256=sha256, size=len(data)))

    store.submit(work, command="AttachFile", params={}, undoable=True).result()
    return sha256


def read(store: Store, sha256: str) -> bytes:
    with store.reader() as reader:
        return b"".join(reader.content(sha256))


def count(store: Store, sql: str = "SELECT count(*) FROM attachment_chunk") -> int:
    with store.reader() as reader:
        found: int = rows(reader._conn, sql)[0][0]
        return found


def take_out(store: Store) -> None:
    def work(unit: Unit) -> None:
        for each in unit.find(Attachment):
            unit.remove(each)

    store.submit(work, command="RemoveAttachment", params={}, undoable=True).result()


def test_a_long_file_is_kept_in_even_pieces_and_read_again(store: Store, case: Case) -> None:
    sha256 = put(store, case, LONG[:1000], LONG[1000:])
    assert read(store, sha256) == LONG
    assert count(store) == len(LONG) // PIECE + 1
    assert count(store, "SELECT max(length(data)) FROM attachment_chunk") == PIECE


def test_equal_content_is_stored_once(store: Store, case: Case) -> None:
    put(store, case, b"scan")
    put(store, case, b"sc", b"an")
    assert count(store) == 1
    assert count(store, "SELECT count(*) FROM attachment") == 2


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.binary(max_size=40), min_size=1, max_size=6).filter(any))
def test_any_way_of_cutting_gives_the_same_bytes(
    store: Store, case: Case, pieces: list[bytes]
) -> None:
    sha256 = put(store, case, *pieces)
    assert read(store, sha256) == b"".join(pieces)


def test_a_file_that_changed_while_it_was_read_is_not_kept(store: Store, case: Case) -> None:
    def work(unit: Unit) -> None:
        unit.contents.put(hashlib.sha256(b"before").hexdigest(), [b"after"])

    with pytest.raises(Conflict):
        store.submit(work, command="AttachFile", params={}, undoable=True).result()
    assert count(store) == 0


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE attachment_chunk SET data = x'00' WHERE ord = 1",
        "DELETE FROM attachment_chunk WHERE ord = 2",
        "DELETE FROM attachment_chunk",
    ],
)
def test_damage_is_told_on_reading_and_by_the_check(store: Store, case: Case, sql: str) -> None:
    sha256 = put(store, case, LONG)
    assert check.run(store) == ()
    conn = open_connection(store.folder / DATABASE, store.key)
    conn.execute(sql)
    conn.close()
    with pytest.raises(WorldTrouble) as told:
        read(store, sha256)
    assert told.value.code is Code.ATTACHMENT_DAMAGED
    assert [f.code for f in check.run(store)] == ["file"]


def test_bytes_stay_while_an_attachment_needs_them(store: Store, case: Case) -> None:
    sha256 = put(store, case, b"kept")
    assert store.clean("2026-11-20").result() == 0
    assert read(store, sha256) == b"kept"


def test_bytes_of_a_file_taken_out_stay_for_the_trash_and_go_after_it(
    store: Store, case: Case
) -> None:
    put(store, case, b"taken out")
    take_out(store)
    assert store.clean("2026-11-20").result() == 0
    assert count(store) == 1
    assert store.clean("2026-11-21").result() == 1
    assert count(store) == 0


def test_bytes_nobody_ever_kept_go(store: Store, case: Case) -> None:
    def work(unit: Unit) -> None:
        unit.contents.put(hashlib.sha256(b"x").hexdigest(), [b"x"])

    store.submit(work, command="X", params={}, undoable=False).result()
    assert store.clean("2026-11-20").result() == 1


def test_the_total_counts_equal_content_once(store: Store, case: Case) -> None:
    put(store, case, b"12345")
    put(store, case, b"12345")
    put(store, case, b"123")
    told: list[int] = []
    store.submit(
        lambda unit: told.append(unit.contents.total()), command="X", params={}, undoable=False
    ).result()
    assert told == [8]


def test_pieces_are_even_whatever_comes() -> None:
    def odd() -> Iterator[bytes]:
        yield b""
        yield b"a" * (PIECE - 1)
        yield b"b" * (PIECE + 2)

    assert [len(each) for each in attachments._even(odd())] == [PIECE, PIECE, 1]
