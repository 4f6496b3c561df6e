"""The journal: append-only, each entry chained to the one before by SHA-256; audit and undo source."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mediadesk.db.connection import Connection, rows
from mediadesk.domain.changes import Change

__all__ = [
    "DESTROYS",
    "GENESIS",
    "Entry",
    "append",
    "entries",
    "entry",
    "hash_of",
    "head",
    "left_of",
    "put_redacted",
    "redact",
    "verify",
]

GENESIS = b"\0" * 32
DESTROYS = "DestroyCases"
"""The command whose entries name what was redacted, each entry with the digest of what is left."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_COLUMNS = "seq, at, operator, command, params, changes, undoable, undoes, prev_hash, hash"
_INSERT = f"INSERT INTO journal ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it stands in the file; `changes` and `params` are canonical JSON."""

    seq: int
    at: str
    operator: str
    command: str
    params: str
    changes: str
    undoable: bool
    undoes: int | None
    prev_hash: bytes
    hash: bytes

    def count(self) -> int:
        """Count the rows the entry changed."""
        told = json.loads(self.changes)
        if told and "rows" in told[0]:
            return sum(told[0]["rows"].values())
        return len(told)

    def change_list(self) -> tuple[Change, ...]:
        """Give the changes as data; an entry of a bulk command keeps none, nor does what was redacted."""
        return tuple(
            Change(c["entity"], c["id"], c["before"], c["after"], c.get("rest", ""))
            for c in json.loads(self.changes)
            if "before" in c and not c.get("redacted")
        )

    @property
    def is_redacted(self) -> bool:
        """Tell whether something of it was destroyed; then it can be neither undone nor brought back."""
        return any(c.get("redacted") for c in json.loads(self.changes))


def canonical(value: Any) -> str:
    """Write JSON in the one form that is hashed."""
    return _ENCODER.encode(value)


def rest_of(row: Mapping[str, Any], differing: Collection[str]) -> str:
    """Hash the fields of a row that a change left as they were.

    Empty fields are left out, so that a column added by a later migration changes no hash.
    """
    return _hashed([f"{k}={v}" for k, v in row.items() if v and k not in differing])


def _hashed(values: list[str]) -> str:
    return hashlib.blake2b("\x1f".join(values).encode(), digest_size=8).hexdigest()


def _told(change: Change) -> dict[str, Any]:
    """Give a change as the journal keeps it: of a row that stays, the fields that differ."""
    before, after = change.before, change.after
    told: dict[str, Any] = {"entity": change.entity, "id": change.id}
    if before is None or after is None:
        return {**told, "before": before, "after": after}
    told["before"] = {name: before[name] for name in change.changed}
    told["after"] = {name: after[name] for name in change.changed}
    told["rest"] = rest_of(after, change.changed)
    return told


def dumps(
    changes: Sequence[Change], *, in_full: bool, counted: Mapping[str, int] | None = None
) -> str:
    """Write changes for the journal: each one, or how many of each table and their common hash.

    `counted` are rows that are counted only.
    A row that was made or removed is written whole, of a changed one the fields that differ.
    """
    full = canonical([_told(c) for c in changes])
    if in_full:
        return full
    counts: dict[str, int] = dict(counted or {})
    for change in changes:
        counts[change.entity] = counts.get(change.entity, 0) + 1
    digest = hashlib.sha256(full.encode()).hexdigest()
    return canonical([{"rows": counts, "sha256": digest}])


def hash_of(e: Entry) -> bytes:
    """Give the hash an entry must have."""
    told = (e.seq, e.at, e.operator, e.command, e.params, e.changes, int(e.undoable), e.undoes)
    return _chained(e.prev_hash, told)


def _chained(prev: bytes, told: tuple[object, ...]) -> bytes:
    return hashlib.sha256(prev + canonical(told).encode()).digest()


def head(conn: Connection) -> tuple[int, bytes]:
    """Give the number and hash of the newest entry; (0, GENESIS) for an empty journal."""
    found = conn.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return (found[0], found[1]) if found else (0, GENESIS)


def append(
    conn: Connection,
    *,
    at: str,
    operator: str,
    command: str,
    params: Mapping[str, object],
    changes: str,
    undoable: bool,
    undoes: int | None,
    after: tuple[int, bytes] | None = None,
) -> tuple[int, bytes]:
    """Write the next entry in the open transaction and give its number and hash.

    `after` is the newest entry, if the one writer knows it; else the file is asked.
    """
    last, prev = after or head(conn)
    noted = canonical(params)
    told = (last + 1, at, operator, command, noted, changes, int(undoable), undoes)
    digest = _chained(prev, told)
    conn.execute(_INSERT, (*told, prev, digest))
    return last + 1, digest


def _entry(row: Sequence[Any]) -> Entry:
    told: list[Any] = [*row[:6], bool(row[6]), *row[7:]]
    return Entry(*told)


def entry(conn: Connection, seq: int) -> Entry | None:
    """Give one entry."""
    found = rows(conn, f"SELECT {_COLUMNS} FROM journal WHERE seq = ?", (seq,))
    return _entry(found[0]) if found else None


def entries(conn: Connection, *, before: int | None = None, limit: int = 200) -> list[Entry]:
    """Give entries, newest first."""
    found = rows(
        conn,
        f"SELECT {_COLUMNS} FROM journal WHERE seq < ? ORDER BY seq DESC LIMIT ?",
        (before if before is not None else 2**62, limit),
    )
    return [_entry(row) for row in found]


_REOPENED = """
SELECT j.at, j.operator, json_extract(j.params, '$.reason') FROM journal j
WHERE j.command = 'ReopenCase' AND json_extract(j.params, '$.case_id') = ?
AND NOT EXISTS (
    SELECT 1 FROM journal u WHERE u.undoes = j.seq
    AND NOT EXISTS (SELECT 1 FROM journal r WHERE r.undoes = u.seq)
)
ORDER BY j.seq
"""


def reopenings(conn: Connection, case_id: int) -> list[tuple[str, str, str]]:
    """Give time, operator and reason of each opening of a closed case that was not undone."""
    return [(str(at), str(who), str(why)) for at, who, why in rows(conn, _REOPENED, (case_id,))]


def redact(e: Entry, doomed: Callable[[dict[str, Any]], bool]) -> Entry | None:
    """Take out of an entry what its doomed changes held; None if nothing of it is doomed.

    The entry keeps its hash, so the chain goes on; what is left is held by `left_of`, which an entry
    of `DESTROYS` names. Of a row only its revisions stay, of the command only numbers.
    """
    told = json.loads(e.changes)
    gone = [each for each in told if "before" in each and doomed(each)]
    if not gone:
        return None
    left = [_emptied(each) if each in gone else each for each in told]
    params = {name: _bare(value) for name, value in json.loads(e.params).items()}
    return replace(e, changes=canonical(left), params=canonical(params))


def _emptied(told: dict[str, Any]) -> dict[str, Any]:
    def bare(row: dict[str, Any] | None) -> dict[str, Any] | None:
        return None if row is None else {"rev": row.get("rev", 0)}

    return {
        "entity": told["entity"],
        "id": told["id"],
        "before": bare(told["before"]),
        "after": bare(told["after"]),
        "redacted": True,
    }


def _bare(value: Any) -> Any:
    if isinstance(value, str):
        return ""
    return [] if isinstance(value, list) else value


def left_of(e: Entry) -> str:
    """Give the digest of an entry as it stands: what holds it once it was redacted."""
    told = (e.seq, e.at, e.operator, e.command, e.params, e.changes, int(e.undoable), e.undoes)
    body = e.prev_hash + e.hash + canonical(told).encode()
    return hashlib.sha256(body).hexdigest()[:32]


def put_redacted(conn: Connection, redacted: Iterable[Entry]) -> dict[str, str]:
    """Write redacted entries in the open transaction; gives their digests by number.

    The triggers that keep the journal are taken away for it and made again.
    """
    sql = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'journal_stays'"
    (guard,) = rows(conn, sql)[0]
    conn.execute("DROP TRIGGER journal_stays")
    found = {}
    for e in redacted:
        conn.execute(
            "UPDATE journal SET params = ?, changes = ? WHERE seq = ?", (e.params, e.changes, e.seq)
        )
        found[str(e.seq)] = left_of(e)
    conn.execute(guard)
    return found


def _redacted(conn: Connection) -> dict[int, str]:
    """Give the digests of redacted entries that entries of destruction name; the newest counts."""
    sql = f"SELECT {_COLUMNS} FROM journal WHERE command = ? ORDER BY seq"
    found: dict[int, str] = {}
    for row in rows(conn, sql, (DESTROYS,)):
        e = _entry(row)
        if e.hash == hash_of(e):
            told = json.loads(e.params).get("redacted", {})
            found.update({int(seq): digest for seq, digest in told.items() if int(seq) < e.seq})
    return found


def verify(conn: Connection) -> Iterator[int]:
    """Name the entries at which the chain does not hold: altered, cut out or put in.

    An entry that was redacted by a destruction is held by the digest that the entry of the
    destruction names.
    """
    redacted = _redacted(conn)
    expected, prev = 1, GENESIS
    cursor = conn.execute(f"SELECT {_COLUMNS} FROM journal ORDER BY seq")
    for row in cursor:
        e = _entry(row)
        is_whole = e.hash == hash_of(e) or redacted.get(e.seq) == left_of(e)
        if e.seq != expected or e.prev_hash != prev or not is_whole:
            yield e.seq
        expected, prev = e.seq + 1, e.hash
