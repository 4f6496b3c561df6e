"""The bytes of attached files and registered copies: in pieces in the encrypted file, by SHA-256.

Equal content is stored once. Taking an attachment out leaves its bytes, so that undoing and the
trash can bring it back; `clean` drops what nothing needs any more.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress

from mediadesk.db.connection import Connection, rows
from mediadesk.errors import Code, Conflict, WorldTrouble

__all__ = ["PIECE", "Contents", "clean", "damaged", "read"]

PIECE = 256 * 1024
"""Bytes of one piece, so that a large file is never whole in memory."""


class Contents:
    """What a command may do to the bytes within its transaction."""

    def __init__(self, conn: Connection) -> None:
        """Work on an open transaction of the writer's connection."""
        self._conn = conn

    def has(self, sha256: str) -> bool:
        """Tell whether this content is stored."""
        sql = "SELECT 1 FROM attachment_chunk WHERE sha256 = ? AND ord = 0"
        return bool(rows(self._conn, sql, (sha256,)))

    def total(self) -> int:
        """Give the bytes of all files and registered copies; equal content counts once."""
        sql = (
            "SELECT coalesce(sum(size), 0) FROM (SELECT sha256, size FROM attachment WHERE size > 0"
            " UNION SELECT sha256, size FROM printed_copy WHERE size > 0) f WHERE EXISTS"
            " (SELECT 1 FROM attachment_chunk k WHERE k.sha256 = f.sha256 AND k.ord = 0)"
        )
        found: int = rows(self._conn, sql)[0][0]
        return found

    def put(self, sha256: str, pieces: Iterable[bytes]) -> None:
        """Store a content under its hash, unless it is there.

        Conflict(STALE) if the bytes are not those the hash was made of: the file was written to
        meanwhile.
        """
        if self.has(sha256):
            return
        digest = hashlib.sha256()
        for ord_, piece in enumerate(_even(pieces)):
            digest.update(piece)
            self._conn.execute("INSERT INTO attachment_chunk VALUES (?,?,?)", (sha256, ord_, piece))
        if digest.hexdigest() != sha256:
            raise Conflict(Code.STALE)


def _even(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Cut pieces of any length into pieces of `PIECE` bytes; the last one may be shorter."""
    kept = bytearray()
    for each in pieces:
        kept += each
        while len(kept) >= PIECE:
            yield bytes(kept[:PIECE])
            del kept[:PIECE]
    if kept:
        yield bytes(kept)


def read(conn: Connection, sha256: str) -> Iterator[bytes]:
    """Give a content in pieces; after the last one its hash is checked.

    WorldTrouble(ATTACHMENT_DAMAGED) if the bytes are not those that were added, or are missing;
    FILE_NOT_HERE if they stayed at the office whose case it is.
    What was given before the end must not be used until the end is reached.
    """
    digest = hashlib.sha256()
    sql = "SELECT data FROM attachment_chunk WHERE sha256 = ? AND ord = ?"
    ord_ = 0
    while found := rows(conn, sql, (sha256, ord_)):
        digest.update(found[0][0])
        yield found[0][0]
        ord_ += 1
    if ord_ == 0 and not rows(conn, _OURS, {"sha256": sha256}):
        raise WorldTrouble(Code.FILE_NOT_HERE)
    if digest.hexdigest() != sha256:
        raise WorldTrouble(Code.ATTACHMENT_DAMAGED)


_OURS = " UNION ALL ".join(
    f"SELECT 1 FROM {table} f WHERE f.sha256 = :sha256 AND (SELECT c.office_id FROM cases c WHERE"
    " c.id = f.case_id) = (SELECT min(id) FROM office)"
    for table in ("attachment", "printed_copy")
)
"""Whether a file belongs to a case of this office; of others the bytes may have stayed there."""

_USERS = {
    "attachment": "SELECT id, sha256 FROM attachment ORDER BY id",
    "printed_copy": "SELECT id, sha256 FROM printed_copy WHERE size > 0 ORDER BY id",
}


def damaged(conn: Connection, table: str = "attachment") -> Iterator[int]:
    """Name the attachments, or the `printed_copy` rows, whose bytes are missing or not the ones added."""
    ids: dict[str, list[int]] = {}
    for id_, sha256 in rows(conn, _USERS[table]):
        ids.setdefault(sha256, []).append(id_)
    for sha256, users in ids.items():
        try:
            for _piece in read(conn, sha256):
                pass
        except WorldTrouble as trouble:
            if trouble.code is Code.FILE_NOT_HERE:
                continue
            if trouble.code is not Code.ATTACHMENT_DAMAGED:
                raise
            yield from users


def clean(conn: Connection, since: str) -> int:
    """Drop the bytes nothing needs, but for attachments taken out on `since` (ISO day) or after.

    It belongs to the end of a sitting: then nothing can be undone any more. Gives how many
    contents went.
    """
    sql = (
        "SELECT c.sha256 FROM attachment_chunk c WHERE c.ord = 0 AND NOT EXISTS"
        " (SELECT 1 FROM attachment a WHERE a.sha256 = c.sha256) AND NOT EXISTS"
        " (SELECT 1 FROM printed_copy p WHERE p.sha256 = c.sha256)"
    )
    free = {sha256 for (sha256,) in rows(conn, sql)}
    if not free:
        return 0
    free -= _in_trash(conn, since)
    for sha256 in sorted(free):
        conn.execute("DELETE FROM attachment_chunk WHERE sha256 = ?", (sha256,))
    return len(free)


def _in_trash(conn: Connection, since: str) -> set[str]:
    """Name the contents that were taken out lately and can be brought back from the trash."""
    found: set[str] = set()
    sql = "SELECT changes FROM journal WHERE command = 'RemoveAttachment' AND at >= ?"
    for (changes,) in rows(conn, sql, (since,)):
        for change in json.loads(changes):
            with suppress(KeyError, TypeError):
                found.add(change["before"]["sha256"])
    return found
