"""Private notes of mediators in the file: three tables that nothing else reads.

A mediator's phrase opens the mediator's key, that key opens one key for each case, and that one
the notes of the case. To destroy the notes of a case its key and its rows are overwritten. Nothing
of this is in the journal, in lists, in the search, in documents or exports.
"""

from collections.abc import Iterable

from mediadesk.db import sealing
from mediadesk.db.connection import Connection, rows
from mediadesk.domain.session_notes import PrivateNote, SealedCount
from mediadesk.domain.types import CaseId, MediatorId, SessionId
from mediadesk.errors import Code, InputProblem, WorldTrouble

__all__ = [
    "add",
    "change_phrase",
    "counts",
    "destroy",
    "has_phrase",
    "is_sealed",
    "key_of",
    "notes",
    "set_phrase",
]

SHORTEST = 8
"""Fewest characters of a phrase."""


def has_phrase(conn: Connection, mediator_id: MediatorId) -> bool:
    """Tell whether a mediator has set a phrase."""
    return bool(rows(conn, "SELECT 1 FROM sealed_key WHERE mediator_id = ?", (mediator_id,)))


def set_phrase(conn: Connection, mediator_id: MediatorId, phrase: str) -> bytes:
    """Set the phrase of a mediator who has no notes under another one; give the mediator's key.

    InputProblem(PASSPHRASE_SHORT), InputProblem(NOTES_SEALED) while notes under an older phrase
    are there: they must be destroyed first, for nobody could read them any more.
    """
    sql = "SELECT 1 FROM sealed_case WHERE mediator_id = ? LIMIT 1"
    if rows(conn, sql, (mediator_id,)):
        raise InputProblem(Code.NOTES_SEALED)
    key = sealing.new_key()
    _write_key(conn, mediator_id, phrase, key)
    return key


def change_phrase(conn: Connection, mediator_id: MediatorId, old: str, new: str) -> bytes:
    """Wrap the mediator's key with another phrase; WorldTrouble(WRONG_NOTE_PHRASE)."""
    key = key_of(conn, mediator_id, old)
    _write_key(conn, mediator_id, new, key)
    return key


def _write_key(conn: Connection, mediator_id: MediatorId, phrase: str, key: bytes) -> None:
    if len(phrase) < SHORTEST:
        raise InputProblem(Code.PASSPHRASE_SHORT, field="phrase", limit=SHORTEST)
    salt = sealing.new_salt()
    wrapped = sealing.seal(sealing.from_phrase(phrase, salt), key, _about("key", mediator_id))
    conn.execute("PRAGMA secure_delete = ON")
    conn.execute("DELETE FROM sealed_key WHERE mediator_id = ?", (mediator_id,))
    conn.execute("INSERT INTO sealed_key VALUES (?,?,?)", (mediator_id, salt, wrapped))


def key_of(conn: Connection, mediator_id: MediatorId, phrase: str) -> bytes:
    """Open a mediator's key with the phrase; WorldTrouble(WRONG_NOTE_PHRASE) if it does not fit."""
    sql = "SELECT salt, wrapped FROM sealed_key WHERE mediator_id = ?"
    for salt, wrapped in rows(conn, sql, (mediator_id,)):
        made = sealing.from_phrase(phrase, salt)
        key = sealing.open_seal(made, wrapped, _about("key", mediator_id))
        if key is not None:
            return key
    raise WorldTrouble(Code.WRONG_NOTE_PHRASE)


def add(
    conn: Connection,
    key: bytes,
    owner: tuple[CaseId, MediatorId],
    text: str,
    at: str,
    session_id: SessionId | None,
) -> None:
    """Seal one more note of a case; the first one makes the key of the case."""
    case_key = _case_key(conn, key, owner)
    if case_key is None:
        case_key = sealing.new_key()
        wrapped = sealing.seal(key, case_key, _about("case", *owner))
        conn.execute("INSERT INTO sealed_case VALUES (?,?,?)", (*owner, wrapped))
    body = sealing.seal(case_key, text.encode("utf-8"), _about("note", *owner))
    sql = "INSERT INTO sealed_note (case_id, mediator_id, session_id, made_at, body) VALUES (?,?,?,?,?)"
    conn.execute(sql, (*owner, session_id, at, body))


def notes(
    conn: Connection, key: bytes, owner: tuple[CaseId, MediatorId]
) -> tuple[PrivateNote, ...]:
    """Read the notes of a case, the oldest first; WorldTrouble(WRONG_NOTE_PHRASE) for another key."""
    case_key = _case_key(conn, key, owner)
    if case_key is None:
        return ()
    sql = (
        "SELECT id, session_id, made_at, body FROM sealed_note"
        " WHERE case_id = ? AND mediator_id = ? ORDER BY id"
    )
    found = []
    for id_, session_id, made_at, body in rows(conn, sql, owner):
        text = sealing.open_seal(case_key, body, _about("note", *owner))
        if text is None:
            raise WorldTrouble(Code.FILE_DAMAGED)
        found.append(PrivateNote(id_, made_at, text.decode("utf-8"), session_id))
    return tuple(found)


def _case_key(conn: Connection, key: bytes, owner: tuple[CaseId, MediatorId]) -> bytes | None:
    sql = "SELECT wrapped FROM sealed_case WHERE case_id = ? AND mediator_id = ?"
    for (wrapped,) in rows(conn, sql, owner):
        found = sealing.open_seal(key, wrapped, _about("case", *owner))
        if found is None:
            raise WorldTrouble(Code.WRONG_NOTE_PHRASE)
        return found
    return None


def counts(conn: Connection, case_id: CaseId) -> tuple[SealedCount, ...]:
    """Count the notes of a case by mediator; this needs no phrase."""
    sql = (
        "SELECT mediator_id, count(*) FROM sealed_note WHERE case_id = ?"
        " GROUP BY mediator_id ORDER BY mediator_id"
    )
    return tuple(SealedCount(MediatorId(m), n) for m, n in rows(conn, sql, (case_id,)))


def is_sealed(conn: Connection, case_id: CaseId) -> bool:
    """Tell whether anything sealed hangs on a case."""
    return bool(rows(conn, "SELECT 1 FROM sealed_case WHERE case_id = ? LIMIT 1", (case_id,)))


def destroy(conn: Connection, case_id: CaseId, mediator_id: MediatorId) -> int:
    """Overwrite the key and the notes of a case; give the number of notes that were there."""
    conn.execute("PRAGMA secure_delete = ON")
    where = "WHERE case_id = ? AND mediator_id = ?"
    conn.execute(f"DELETE FROM sealed_case {where}", (case_id, mediator_id))
    gone = conn.execute(f"DELETE FROM sealed_note {where}", (case_id, mediator_id)).rowcount
    return int(gone)


def _about(what: str, *ids: int) -> bytes:
    return ":".join((what, *_texts(ids))).encode("ascii")


def _texts(ids: Iterable[int]) -> list[str]:
    return [str(int(each)) for each in ids]
