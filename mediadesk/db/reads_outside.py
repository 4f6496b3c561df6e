"""Named SQL of records with personal data outside of case files that have come to their end."""

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, Final

from mediadesk.db import journal
from mediadesk.db.codecs import CLASSES
from mediadesk.db.connection import Connection, rows
from mediadesk.db.fetching import fetch_all
from mediadesk.domain.depersonal import shrunk
from mediadesk.domain.fields import specs
from mediadesk.domain.model import Breach, Mediator
from mediadesk.domain.retention import OutsideRecord, RecordKind

__all__ = ["draft_uid", "gone_with", "is_own_case", "outside_records", "removals"]

_FREE: Final = (
    " AND NOT EXISTS (SELECT 1 FROM party p WHERE p.person_id = n.id)"
    " AND NOT EXISTS (SELECT 1 FROM blocked_person b WHERE b.person_id = n.id)"
)
"""A person who is in no case; data that are blocked are not destroyed either."""
_ROWS: Final[tuple[tuple[RecordKind, str], ...]] = (
    (
        RecordKind.REQUEST,
        "SELECT r.uid, r.answered_on, n.name_ru FROM person_request r JOIN person n"
        f" ON n.id = r.person_id WHERE r.answered_on IS NOT NULL AND r.decision <> 'waiting'{_FREE}",
    ),
    (
        RecordKind.CONSENT,
        "SELECT k.uid, coalesce(k.withdrawn_on, k.until, k.given_on), n.name_ru FROM consent k"
        f" JOIN person n ON n.id = k.person_id WHERE 1{_FREE}",
    ),
    (
        RecordKind.TASK,
        "SELECT uid, done_on, title FROM task WHERE case_id IS NULL AND done_on IS NOT NULL",
    ),
)
_ENTERED: Final = (
    "coalesce((SELECT max(j.at) FROM journal_touch t JOIN journal j ON j.seq = t.seq WHERE"
    " t.entity = '{0}' AND t.row_id = n.id), (SELECT max(at) FROM journal WHERE command IN"
    " ('ImportJournal', 'MergePackages', 'UndoImport', 'TakeOutPackage')))"
)
"""The last entry about somebody; many are entered by one command that names none of them."""
_PEOPLE: Final = (
    f"SELECT n.uid, max({_ENTERED.format('person')}, coalesce((SELECT max(b.lifted_on)"
    " FROM person_block b WHERE b.person_id = n.id), '')), n.name_ru FROM person n WHERE"
    " NOT EXISTS (SELECT 1 FROM consent k WHERE k.person_id = n.id)"
    f" AND NOT EXISTS (SELECT 1 FROM person_request r WHERE r.person_id = n.id){_FREE}",
    f"SELECT n.uid, {_ENTERED.format('organisation')}, n.name_ru FROM organisation n"
    " WHERE NOT EXISTS (SELECT 1 FROM party p WHERE p.organisation_id = n.id)",
)
"""Consents and requests have terms of their own; who still has one stays with it."""
_REMARKS: Final = (
    "SELECT uid, case_uid, answered_on, case_number FROM remark"
    " WHERE answered_on IS NOT NULL AND state IN ('applied', 'declined', 'answered')"
)
_OF_PEOPLE: Final = ("consent", "person_request", "person_block")
_WHO: Final = frozenset({"person", "organisation", *_OF_PEOPLE})
_JOINS: Final = "JoinPeople"
_OF_CASES: Final = (
    "SELECT DISTINCT seq FROM journal_touch WHERE entity = '@case'"
    " AND row_id IN (SELECT value FROM json_each(?)) ORDER BY seq"
)
_REMOVALS: Final = (
    f"SELECT seq FROM journal WHERE seq > ? AND command <> '{_JOINS}'"
    " AND changes LIKE '%\"after\":null%' ORDER BY seq"
)
"""Who was joined to somebody goes with that record."""


def draft_uid(key: str, at: str) -> bytes:
    """Name a kept form: it has no identity of its own, and its key is used again."""
    return hashlib.blake2b(f"{key}\n{at}".encode(), digest_size=16).digest()


def removals(conn: Connection, after: int = 0) -> tuple[int, tuple[int, ...]]:
    """Give the number of the newest entry, and those after a number that took something out.

    All entries after that number are read for it.
    """
    last, _hash = journal.head(conn)
    return last, tuple(seq for (seq,) in rows(conn, _REMOVALS, (after,)))


def outside_records(
    conn: Connection, removed_by: Sequence[int] | None = None
) -> tuple[OutsideRecord, ...]:
    """Give the records outside of case files that nobody waits for any more, the oldest first.

    `removed_by` are all `removals`; without them what only the journal tells of is left out. With
    them `history.index` must have run.
    """
    found = [*_rows(conn), *_shells(conn), *_remarks(conn), *_drafts(conn)]
    if removed_by is not None:
        found += [*_people(conn), *_removed(conn, removed_by)]
    return tuple(sorted(found, key=lambda each: (each.since, each.kind, each.uids)))


def _rows(conn: Connection) -> Iterator[OutsideRecord]:
    for kind, sql in _ROWS:
        for uid, on, what in rows(conn, sql):
            yield OutsideRecord(kind, (uid,), date.fromisoformat(on), str(what))


def _shells(conn: Connection) -> Iterator[OutsideRecord]:
    """Give breaches that were told of, and mediators of this office who have left the register."""
    for breach in fetch_all(conn, Breach, "WHERE body_told_on IS NOT NULL", ()):
        days = (breach.found_on, breach.body_told_on, breach.people_told_on)
        if shrunk(breach) != breach:
            last = max(day for day in days if day is not None)
            yield OutsideRecord(RecordKind.BREACH, (breach.uid,), last, breach.what)
    own = "NOT EXISTS (SELECT 1 FROM package_version v WHERE v.uid = mediator.uid)"
    for mediator in fetch_all(conn, Mediator, f"WHERE left_on IS NOT NULL AND {own}", ()):
        if mediator.left_on is not None and shrunk(mediator) != mediator:
            kind = RecordKind.MEDIATOR
            yield OutsideRecord(kind, (mediator.uid,), mediator.left_on, mediator.name_ru)


def _remarks(conn: Connection) -> Iterator[OutsideRecord]:
    """Give remarks on cases that are not of this office: those on its own go with the case."""
    for uid, case_uid, on, number in rows(conn, _REMARKS):
        if not is_own_case(conn, case_uid):
            yield OutsideRecord(RecordKind.REMARK, (uid,), date.fromisoformat(on), str(number))


def is_own_case(conn: Connection, uid: str) -> bool:
    """Tell whether a case of this office has an identity, told in hexadecimal."""
    sql = "SELECT 1 FROM cases WHERE uid = ? AND office_id = (SELECT min(id) FROM office)"
    return bool(rows(conn, sql, (bytes.fromhex(uid),)))


def _drafts(conn: Connection) -> Iterator[OutsideRecord]:
    for key, at in rows(conn, "SELECT key, at FROM draft"):
        yield OutsideRecord(RecordKind.DRAFT, (draft_uid(key, at),), date.fromisoformat(at[:10]))


def _people(conn: Connection) -> Iterator[OutsideRecord]:
    for sql in _PEOPLE:
        for uid, at, name in rows(conn, sql):
            if at:
                day = date.fromisoformat(at[:10])
                yield OutsideRecord(RecordKind.PERSON, (uid,), day, str(name))


def gone_with(conn: Connection, case_ids: Sequence[int]) -> frozenset[bytes]:
    """Name people who were taken out of cases and are in no other: they are in the journal alone.

    `history.index` must have run.
    """
    found: set[bytes] = set()
    listed = json.dumps(sorted(case_ids))
    for (seq,) in rows(conn, _OF_CASES, (listed,)):
        entry = journal.entry(conn, seq)
        told = list(_gone(conn, json.loads(entry.changes))) if entry is not None else []
        if entry is None or entry.command == _JOINS or any(t["entity"] == "cases" for t in told):
            continue  # joined to somebody, or of a case that had this key before
        found |= {bytes.fromhex(t["before"]["uid"]) for t in told if t["entity"] in _WHO}
    return frozenset(found)


def _removed(conn: Connection, removed_by: Sequence[int]) -> Iterator[OutsideRecord]:
    """Give what an entry took out and no case keeps: it is left in the journal alone."""
    seen: set[str] = set()
    for seq in sorted(removed_by, reverse=True):
        entry = journal.entry(conn, seq)
        told = list(_gone(conn, json.loads(entry.changes))) if entry is not None else []
        uids = [each["before"]["uid"] for each in told]
        new = tuple(bytes.fromhex(uid) for uid in uids if uid not in seen)
        seen |= set(uids)
        if entry is not None and new and any(_is_personal(each) for each in told):
            day = date.fromisoformat(entry.at[:10])
            yield OutsideRecord(RecordKind.REMOVED, new, day, str(seq))


def _gone(conn: Connection, changes: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give the rows an entry took out that are not there again and belong to nothing that is."""
    taken = [
        each
        for each in changes
        if each.get("entity") in CLASSES
        and each["after"] is None
        and "uid" in (each["before"] or {})
        and not _found(conn, each["entity"], "uid", bytes.fromhex(each["before"]["uid"]))
    ]
    within = {(each["entity"], each["id"]) for each in taken}
    yield from (each for each in taken if _is_free(conn, each, within))


def _is_free(
    conn: Connection, told: dict[str, Any], within: Collection[tuple[str, int]]
) -> bool:  # fmt: skip
    """Say whether nothing keeps a row that was taken out: no case, nobody who is in one.

    `within` are the rows that went by the same entry: a key is given again when its row is gone.
    """
    from mediadesk.db import history

    entity, before = told["entity"], told["before"]
    if entity in ("cases", "person", "organisation"):
        return True
    if entity == "remark":
        return not is_own_case(conn, before["case_uid"])
    if entity in _OF_PEOPLE:
        id_ = before["person_id"]
        return ("person", id_) in within or not _found(conn, "party", "person_id", id_)
    if "case_id" in before:
        id_ = before["case_id"]
        return not id_ or ("cases", id_) in within or not _found(conn, "cases", "id", id_)
    return not history.cases_of(conn, told)


def _found(conn: Connection, table: str, column: str, value: bytes | int) -> bool:
    return bool(rows(conn, f"SELECT 1 FROM {table} WHERE {column} = ? LIMIT 1", (value,)))


def _is_personal(told: dict[str, Any]) -> bool:
    """Say whether a row held something of a person; of a mediator the register stays."""
    found = (each.name for each in specs(CLASSES[told["entity"]]) if each.field.personal)
    return told["entity"] != "mediator" and any(told["before"].get(name) for name in found)
