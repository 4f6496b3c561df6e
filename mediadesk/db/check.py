"""Proves a centre's file: the storage, the journal's chain, and our own invariants."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol

from mediadesk.db import DATABASE, access, attachments, journal, key_change
from mediadesk.db.codecs import CLASSES
from mediadesk.db.connection import Connection, open_connection, rows, translated
from mediadesk.domain.changes import Finding, Severity
from mediadesk.errors import Code, WorldTrouble
from mediadesk.marks import N_

__all__ = ["DAMAGE", "examine", "run", "tables"]

DAMAGE = frozenset({"cipher", "integrity", "reference", "index"})
"""Findings that another file can mend, see `recovery`; others are told and stay."""

_SHOWN = 20
_ALTERED = N_("The journal was altered at entry %(seq)s")


def _bad(code: str, text: str, **params: object) -> Finding:
    return Finding(code, Severity.WARNS, text, params=params)


def _begin(conn: Connection) -> bool:
    """Begin the one snapshot of all checks; tells whether the file alone holds everything.

    With the log brought into the file, a reader of the file alone keeps everybody from writing into
    it until the snapshot ends. Without that, pages that are only in the log look damaged.
    """
    is_busy = rows(conn, "PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
    conn.execute("PRAGMA query_only = ON")
    conn.execute("BEGIN")
    rows(conn, "SELECT count(*) FROM sqlite_master")
    return not is_busy


def _pages(conn: Connection) -> Iterator[Finding]:
    """Every page of the file decrypts, free ones too; the pages in use `_storage` reads anyhow."""
    for (line,) in rows(conn, "PRAGMA cipher_integrity_check")[:_SHOWN]:
        yield _bad("cipher", N_("A page of the file does not decrypt: %(detail)s"), detail=line)


def _storage(conn: Connection) -> Iterator[Finding]:
    for (line,) in rows(conn, "PRAGMA integrity_check")[:_SHOWN]:
        if line != "ok":
            yield _bad("integrity", N_("The file is damaged inside: %(detail)s"), detail=line)
    for table, *_rest in rows(conn, "PRAGMA foreign_key_check")[:_SHOWN]:
        yield _bad("reference", N_("A record points to one that is gone: %(table)s"), table=table)


def _chain(conn: Connection) -> Iterator[Finding]:
    for seq in list(journal.verify(conn))[:_SHOWN]:
        yield _bad("journal", _ALTERED, seq=seq)


def _looks(conn: Connection) -> Iterator[Finding]:
    for seq in list(access.verify(conn))[:_SHOWN]:
        yield _bad("access", N_("The record of who looked was altered at entry %(seq)s"), seq=seq)
    if missing := access.cut_off(conn):
        words = N_("Entries are missing at the end of the record of who looked: %(count)s")
        yield _bad("access", words, count=missing)


def _tellings(conn: Connection) -> Iterator[Finding]:
    """The newest entry about a row must tell the revision it has: else entries are missing.

    The chain alone cannot see that its end was cut off. Bulk entries name no rows, only how many;
    what they may have touched is let through.
    """
    told: dict[tuple[str, int], tuple[int, int | None]] = {}
    bulk: Counter[str] = Counter()
    last_bulk = 0
    for seq, changes in conn.execute("SELECT seq, changes FROM journal ORDER BY seq"):
        for each in json.loads(changes):
            if "rows" in each:
                bulk.update(each["rows"])
                last_bulk = seq
            else:
                after = each["after"]
                told[each["entity"], each["id"]] = (seq, after["rev"] if after else None)
    for table in CLASSES:
        stored = dict(rows(conn, f"SELECT id, rev FROM {table}"))
        known = {id_: line for (entity, id_), line in told.items() if entity == table}
        wrong = any(seq > last_bulk and stored.get(id_) != rev for id_, (seq, rev) in known.items())
        if wrong or len(stored.keys() - known.keys()) > bulk[table]:
            yield _bad("journal", _ALTERED, seq=journal.head(conn)[0] + 1)
            return


def _numbers(conn: Connection) -> Iterator[Finding]:
    """Our own numbers have no gaps; of another office a package may be missing."""
    sql = (
        "SELECT year, count(*), max(seq) FROM cases"
        " WHERE office_id = (SELECT min(id) FROM office) GROUP BY year"
        " HAVING count(*) <> max(seq) OR min(seq) <> 1"
    )
    for year, count, last in rows(conn, sql):
        yield _bad(
            "numbers",
            N_("Numbers of %(year)s have gaps: %(count)s cases, the last number is %(last)s"),
            year=year, count=count, last=last,
        )  # fmt: skip


def _outcomes(conn: Connection) -> Iterator[Finding]:
    sql = (
        "SELECT year, seq FROM cases c WHERE (state = 'closed') <> (outcome NOT IN ('waiting',"
        " 'running')) OR (state = 'mediation') <> (outcome = 'running') OR (outcome ="
        " 'agreement' AND NOT EXISTS (SELECT 1 FROM agreement a WHERE a.case_id = c.id AND"
        " a.is_signed = 1)) OR (state = 'mediation' AND NOT EXISTS (SELECT 1 FROM contract t"
        " WHERE t.case_id = c.id))"
    )
    for year, seq in rows(conn, sql)[:_SHOWN]:
        yield _bad(
            "state",
            N_("State and outcome of a case disagree: %(number)s"),
            number=f"{year}/{seq:04d}",
        )


def _index(conn: Connection) -> Iterator[Finding]:
    sql = (
        "SELECT (SELECT count(*) FROM cases WHERE trashed_on IS NULL), (SELECT count(*) FROM case_index),"
        " (SELECT count(*) FROM search_words)"
    )
    cases, lines, words = rows(conn, sql)[0]
    if not cases == lines == words:
        yield _bad(
            "index",
            N_("The search does not know every case: %(known)s of %(all)s"),
            known=min(lines, words), all=cases,
        )  # fmt: skip


def _files(conn: Connection) -> Iterator[Finding]:
    for id_ in list(attachments.damaged(conn))[:_SHOWN]:
        year, seq, title = rows(
            conn,
            "SELECT c.year, c.seq, a.version FROM attachment a JOIN cases c ON c.id = a.case_id"
            " WHERE a.id = ?",
            (id_,),
        )[0]
        yield _bad(
            "file",
            N_("A file of case %(number)s is damaged: attachment %(id)s, version %(version)s"),
            number=f"{year}/{seq:04d}", id=id_, version=title,
        )  # fmt: skip


def _copies(conn: Connection) -> Iterator[Finding]:
    for id_ in list(attachments.damaged(conn, "printed_copy"))[:_SHOWN]:
        year, seq, version = rows(
            conn,
            "SELECT c.year, c.seq, p.version FROM printed_copy p JOIN cases c ON c.id = p.case_id"
            " WHERE p.id = ?",
            (id_,),
        )[0]
        yield _bad(
            "copy",
            N_("A registered copy of case %(number)s is damaged: copy %(id)s, version %(version)s"),
            number=f"{year}/{seq:04d}", id=id_, version=version,
        )  # fmt: skip


_CHECKS: tuple[Callable[[Connection], Iterator[Finding]], ...] = (
    _storage,
    _chain,
    _looks,
    _tellings,
    _numbers,
    _outcomes,
    _index,
    _files,
    _copies,
)


def tables() -> tuple[str, ...]:
    """Name the tables of records, whose every change the journal tells."""
    return tuple(CLASSES)


class _OpenFile(Protocol):
    """A centre's folder and its key: an open store, or a file that was restored to be looked at."""

    @property
    def folder(self) -> Path:
        """Where the file lies."""
        ...

    @property
    def key(self) -> bytes:
        """What it is encrypted with."""
        ...


def run(store: _OpenFile) -> tuple[Finding, ...]:
    """Check everything and give what was found; nothing means that all is well."""
    return examine(store.folder / DATABASE, store.key, store.folder)


def examine(path: Path, key: bytes, folder: Path | None = None) -> tuple[Finding, ...]:
    """Check a file of a centre, with the key file in `folder` if one is told; see `run`."""
    found: list[Finding] = []
    try:
        with closing(open_connection(path, key)) as conn:
            whole = _begin(conn)
            for check in (*((_pages,) if whole else ()), *_CHECKS):
                with translated():
                    found += check(conn)
            if folder is not None and not key_change.is_known(conn, folder):
                words = N_(
                    "The key file is not the one this centre wrote last. Change a passphrase"
                )
                found.append(_bad("keys", words))
    except WorldTrouble as trouble:
        if trouble.code is not Code.FILE_DAMAGED:
            raise
        found.append(_bad("integrity", N_("The file is damaged inside: %(detail)s"), detail=""))
    return tuple(found)
