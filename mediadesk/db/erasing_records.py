"""Destroys records outside of case files in a file: rows, begun forms, and what the journal told.

They are named by uids, as cases and people are. Of a breach and of a mediator who left something
stays (`domain.depersonal.OUTSIDE`); all other rows go. In the journal a record is told by the keys
it had, and a key is given again when its row is gone: so what an entry told is followed from the
entry that made a row to the one that took it out.
"""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any, Final

from mediadesk.db import journal
from mediadesk.db.codecs import CLASSES, TABLES, to_row
from mediadesk.db.connection import Connection, rows
from mediadesk.db.fetching import fetch_all
from mediadesk.db.reads_outside import draft_uid
from mediadesk.domain.depersonal import OUTSIDE, shrunk
from mediadesk.domain.model import Consent, Destruction, PersonRequest, Remark, Task

__all__ = ["drop", "holds", "named_here", "told_of"]

_GO: Final = tuple(TABLES[cls] for cls in (Task, Consent, PersonRequest, Remark))
_UID: Final = re.compile('"uid":"([0-9a-f]{32})"')


def named_here(conn: Connection) -> frozenset[bytes]:
    """Name the records that were destroyed in this very file, by what it notes of destructions."""
    found: set[bytes] = set()
    for done in fetch_all(conn, Destruction, "", ()):
        found |= {bytes.fromhex(uid) for uids in done.records.values() for uid in uids}
    return frozenset(found)


def holds(conn: Connection, uids: Collection[bytes]) -> bool:
    """Tell whether a file still holds something of these records."""
    if not uids:
        return False
    if any(_rows_of(conn, uids)) or any(_shells(conn, uids)) or any(_drafts(conn, uids)):
        return True
    return not set(uids) <= named_here(conn) and any(_entries(conn, uids))


def drop(conn: Connection, uids: Collection[bytes], counts: Counter[str]) -> None:
    """Take the rows out or leave of them what stays; counts them by table."""
    for table, id_ in tuple(_rows_of(conn, uids)):
        counts[table] += conn.execute(f"DELETE FROM {table} WHERE id = ?", (id_,)).rowcount
    for before, after in tuple(_shells(conn, uids)):
        table, now = TABLES[type(before)], to_row(after)
        changed = [name for name, value in to_row(before).items() if value != now[name]]
        sets = ", ".join(f"{name} = ?" for name in changed)
        sql = f"UPDATE {table} SET {sets}, rev = rev + 1 WHERE id = ?"
        conn.execute(sql, (*(now[name] for name in changed), before.id))
        counts[table] += 1
    for key in tuple(_drafts(conn, uids)):
        counts["draft"] += conn.execute("DELETE FROM draft WHERE key = ?", (key,)).rowcount


def told_of(conn: Connection, uids: Collection[bytes]) -> dict[int, set[tuple[str, int]]]:
    """Give, by the number of an entry, which of its changes told of these records.

    `history.index` must have run.
    """
    if not uids:
        return {}
    wanted = {uid.hex() for uid in uids}
    keys = {
        (each["entity"], each["id"])
        for changes in _entries(conn, uids)
        for each in json.loads(changes)
        if "entity" in each and _uid(each) in wanted
    }
    for table in CLASSES:
        sql = f"SELECT id FROM {table} WHERE uid = ?"
        keys |= {(table, id_) for uid in uids for (id_,) in rows(conn, sql, (uid,))}
    found: dict[int, set[tuple[str, int]]] = {}
    for key in keys:
        for seq in _spans(conn, key, wanted):
            found.setdefault(seq, set()).add(key)
    return found


def _spans(conn: Connection, key: tuple[str, int], wanted: Collection[str]) -> Iterator[int]:
    """Give the entries about a key while it was that of one of the wanted records."""
    table, id_ = key
    now = rows(conn, f"SELECT uid FROM {table} WHERE id = ?", (id_,))
    sql = "SELECT seq FROM journal_touch WHERE entity = ? AND row_id = ? ORDER BY seq"
    span: list[int] = []
    uid = ""
    for (seq,) in rows(conn, sql, key):
        entry = journal.entry(conn, seq)
        told = json.loads(entry.changes) if entry is not None else []
        for each in told:
            if (each.get("entity"), each.get("id")) == key:
                span.append(seq)
                uid = _uid(each) or uid
                if each["after"] is None:
                    yield from span if uid in wanted else ()
                    span, uid = [], ""
    if now and now[0][0].hex() in wanted:
        yield from span


def _uid(told: dict[str, Any]) -> str:
    """Give the identity that a change tells; only a row that was made or taken out tells it."""
    return str((told["after"] or {}).get("uid") or (told["before"] or {}).get("uid") or "")


def _entries(conn: Connection, uids: Collection[bytes]) -> Iterator[str]:
    """Give the changes of the entries that tell the identity of a record."""
    wanted = {uid.hex() for uid in uids}
    for (changes,) in conn.execute("SELECT changes FROM journal"):
        if not wanted.isdisjoint(_UID.findall(changes)):
            yield changes


def _rows_of(conn: Connection, uids: Collection[bytes]) -> Iterator[tuple[str, int]]:
    for table in _GO:
        for uid in sorted(uids):
            for (id_,) in rows(conn, f"SELECT id FROM {table} WHERE uid = ?", (uid,)):
                yield table, id_


def _shells(conn: Connection, uids: Collection[bytes]) -> Iterator[tuple[Any, Any]]:
    """Give the rows of which something stays, as they are and as they will be."""
    for cls in OUTSIDE:
        for uid in sorted(uids):
            for record in fetch_all(conn, cls, "WHERE uid = ?", (uid,)):
                if shrunk(record) != record:
                    yield record, shrunk(record)


def _drafts(conn: Connection, uids: Collection[bytes]) -> Iterator[str]:
    for key, at in rows(conn, "SELECT key, at FROM draft"):
        if draft_uid(key, at) in uids:
            yield key
