"""Destroys the personal data of cases in a file: for good, here and in every copy that can be opened.

What goes is named by uids, so that the same can be taken out of any backup of the centre. Of a case
a nameless shell of figures stays (`domain.depersonal.SHELL`), from which reports of past years are
counted; everything else goes: people who are in no other case, papers and files with their bytes,
screening, private notes and their keys, drafts, lines of lists and search, and in the journal what
was told of them. The hashes of the journal stay, see `journal.redact`.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from mediadesk.db import erasing_records, history, journal, reads_outside, search_index
from mediadesk.db.codecs import TABLES, to_row
from mediadesk.db.connection import Connection, rows
from mediadesk.db.fetching import fetch_all
from mediadesk.domain.bilingual import Words
from mediadesk.domain.depersonal import SHELL, emptied
from mediadesk.domain.model import (
    AgreementClause,
    Approval,
    Attachment,
    Case,
    CaseTerm,
    CriminalFacts,
    Disclosure,
    Instalment,
    Obligation,
    Office,
    Organisation,
    Payment,
    Person,
    PrintedCopy,
    Remark,
    Screening,
    ScreeningAnswer,
    Task,
    Waiver,
)

__all__ = ["Doomed", "Erased", "doomed_of", "erase", "is_in", "of_cases"]

_AMONG: Final = "(SELECT value FROM json_each(?))"
_OF_CASES: Final = f"case_id IN {_AMONG}"
_OF_AGREEMENTS: Final = f"agreement_id IN (SELECT id FROM agreement WHERE {_OF_CASES})"
_OF_DUTIES: Final = f"obligation_id IN (SELECT id FROM obligation WHERE {_OF_AGREEMENTS})"
_WHERE: Final[Mapping[type, str]] = {
    Case: f"id IN {_AMONG}",
    Obligation: _OF_AGREEMENTS,
    AgreementClause: _OF_AGREEMENTS,
    Instalment: _OF_DUTIES,
    ScreeningAnswer: f"screening_id IN (SELECT id FROM screening WHERE {_OF_CASES})",
    Remark: f"case_uid IN (SELECT lower(hex(uid)) FROM cases WHERE id IN {_AMONG})",
}
_GO: Final[tuple[type, ...]] = (
    *(ScreeningAnswer, Screening, Task, Waiver, AgreementClause, Disclosure, Payment),
    *(CriminalFacts, CaseTerm, Approval, Attachment, PrintedCopy, Remark),
)
"""Rows that go altogether, in an order in which nothing points to one that is gone."""
_OF_PEOPLE: Final = ("consent", "person_request", "person_block", "blocked_person")
_OF_CASE: Final = frozenset(TABLES[cls] for cls in (*SHELL, *_GO))
_BY_UID: Final = (
    "DELETE FROM package_version WHERE uid = ?",
    "DELETE FROM package_body WHERE uid = ?",
    "DELETE FROM package_same WHERE uid = ?1 OR own_uid = ?1",
    "DELETE FROM package_link WHERE uid = ?1 OR party_uid = ?1",
    "DELETE FROM package_sent_case WHERE uid = ?",
)


@dataclass(frozen=True, slots=True)
class Doomed:
    """What is to be destroyed, by uids: cases, persons and organisations, records outside of cases."""

    cases: frozenset[bytes] = frozenset()
    people: frozenset[bytes] = frozenset()
    records: frozenset[bytes] = frozenset()
    """Of any table: a copy may still hold what was taken out here, a person or a case among it."""
    nobody: Words = field(default_factory=lambda: Words("–", "–"))
    on: str = ""
    """The day of the destruction, ISO."""

    def __or__(self, other: "Doomed") -> "Doomed":
        """Name what either names, in the words of the first."""
        return replace(
            self if self else other,
            cases=self.cases | other.cases,
            people=self.people | other.people,
            records=self.records | other.records,
        )

    def __bool__(self) -> bool:
        """Tell whether anything is named."""
        return bool(self.cases or self.people or self.records)


@dataclass(frozen=True, slots=True)
class Erased:
    """What went: counts by table, the cases touched, the redacted entries with their digests."""

    counts: Counter[str]
    cases: tuple[int, ...]
    redacted: dict[str, str]


def doomed_of(conn: Connection, case_ids: Sequence[int]) -> Doomed:
    """Name cases by their uids, and with them the people who are a party in no other case.

    Who was taken out of them before, and is nowhere else, is among the records: only the journal tells.
    """
    history.index(conn)
    ids = json.dumps(sorted(case_ids))
    cases = {uid for (uid,) in rows(conn, f"SELECT uid FROM cases WHERE id IN {_AMONG}", (ids,))}
    people: set[bytes] = set()
    for table in ("person", "organisation"):
        sql = (
            f"SELECT w.uid FROM {table} w WHERE EXISTS (SELECT 1 FROM party p WHERE"
            f" p.{table}_id = w.id AND p.case_id IN {_AMONG}) AND NOT EXISTS (SELECT 1 FROM party p"
            f" WHERE p.{table}_id = w.id AND p.case_id NOT IN {_AMONG})"
        )
        people |= {uid for (uid,) in rows(conn, sql, (ids, ids))}
    return Doomed(frozenset(cases), frozenset(people), reads_outside.gone_with(conn, case_ids))


def is_in(conn: Connection, doomed: Doomed) -> bool:
    """Tell whether a file still holds something of what was destroyed."""
    sql = "SELECT 1 FROM cases WHERE uid = ? AND destroyed_on IS NULL"
    if any(rows(conn, sql, (uid,)) for uid in doomed.cases | doomed.records):
        return True
    return any(
        rows(conn, f"SELECT 1 FROM {table} WHERE uid = ?", (uid,))
        for table in ("person", "organisation")
        for uid in doomed.people | doomed.records
    ) or erasing_records.holds(conn, doomed.records)


def erase(conn: Connection, doomed: Doomed) -> Erased:
    """Destroy in an open transaction; done again, it finds nothing more to destroy."""
    conn.execute("PRAGMA secure_delete = ON")
    history.index(conn)
    work = _Erasing(conn, doomed)
    redacted = journal.put_redacted(conn, work.redact())
    erasing_records.drop(conn, doomed.records, work.counts)
    work.empty()
    work.drop_people()
    work.drop_contents()
    work.drop_drafts()
    work.drop_machinery()
    search_index.refresh(conn, work.touched)
    conn.execute("INSERT INTO search_words (search_words) VALUES ('optimize')")
    return Erased(work.counts, tuple(sorted(work.touched)), redacted)


def _hexes(uids: Iterable[bytes]) -> str:
    return json.dumps(sorted(uid.hex() for uid in uids))


def _keys(conn: Connection, table: str, uids: Iterable[bytes]) -> set[int]:
    sql = f"SELECT id FROM {table} WHERE lower(hex(uid)) IN {_AMONG}"
    return {id_ for (id_,) in rows(conn, sql, (_hexes(uids),))}


class _Erasing:
    """One destruction in one file."""

    def __init__(self, conn: Connection, doomed: Doomed) -> None:
        self.conn, self.doomed = conn, doomed
        self.counts: Counter[str] = Counter()
        self.cases = _keys(conn, "cases", doomed.cases | doomed.records)
        self.listed = json.dumps(sorted(self.cases))
        people = doomed.people | doomed.records
        self.people = {t: _keys(conn, t, people) for t in ("person", "organisation")}
        self.touched = set(self.cases)
        self.contents: set[str] = set()
        self.names = self._names()

    def _names(self) -> tuple[str, ...]:
        found = []
        for table, ids in self.people.items():
            sql = f"SELECT name_ru FROM {table} WHERE id IN {_AMONG}"
            found += [name for (name,) in rows(self.conn, sql, (json.dumps(sorted(ids)),)) if name]
        return tuple(found)

    def redact(self) -> Iterator[journal.Entry]:
        """Give the entries of the journal that told of the doomed, without what they told."""
        joined = self._joined()
        wanted = [("@case", id_) for id_ in self.cases]
        wanted += [(table, id_) for table, ids in joined.items() for id_ in ids]
        wanted += [("remark", id_) for id_ in self._remarks()]
        sql = "SELECT seq FROM journal_touch WHERE entity = ? AND row_id = ?"
        seqs = {seq for each in wanted for (seq,) in rows(self.conn, sql, each)}
        for (
            table
        ) in _OF_PEOPLE:  # there are few; the rows may be gone, and with them whose they were
            of_table = "SELECT seq FROM journal_touch WHERE entity = ?"
            seqs |= {seq for (seq,) in rows(self.conn, of_table, (table,))}
        records = erasing_records.told_of(self.conn, self.doomed.records)
        for seq in sorted(seqs | set(records)):
            entry = journal.entry(self.conn, seq)
            if entry is None or entry.command == journal.DESTROYS:
                continue
            own = records.get(seq, set())
            left = journal.redact(entry, partial(self._is_doomed, people=joined, records=own))
            if left is not None:
                self._note_contents(entry)
                self.counts["journal"] += 1
                yield left

    def _joined(self) -> dict[str, set[int]]:
        """Name the doomed people with all records that were joined to theirs."""
        found = {table: set(ids) for table, ids in self.people.items()}
        sql = "SELECT params, changes FROM journal WHERE command = 'JoinPeople' ORDER BY seq DESC"
        for params, changes in rows(self.conn, sql):
            told = json.loads(params)
            for table, ids in found.items():
                is_ours = any(each["entity"] == table for each in json.loads(changes))
                if is_ours and told.get("record") in ids and told.get("drop"):
                    ids.add(told["drop"])
        return found

    def _is_doomed(
        self,
        told: Mapping[str, Any],
        people: Mapping[str, set[int]],
        records: Collection[tuple[str, int]],
    ) -> bool:
        entity = told["entity"]
        if (entity, told["id"]) in records:
            return True
        if entity in people:
            return told["id"] in people[entity]
        if entity in _OF_PEOPLE:
            row = {**(told["before"] or {}), **(told["after"] or {})}
            return row.get("person_id", self._person_of(entity, told["id"])) in people["person"]
        if entity == "remark":
            return told["id"] in self._remarks()
        if entity not in _OF_CASE:
            return False
        cases = history.cases_of(self.conn, told)
        return not cases or bool(cases & self.cases)

    def _person_of(self, table: str, id_: int) -> int:
        found = rows(self.conn, f"SELECT person_id FROM {table} WHERE id = ?", (id_,))
        return int(found[0][0]) if found else 0

    def _remarks(self) -> set[int]:
        sql = f"SELECT id FROM remark WHERE {_WHERE[Remark]}"
        return {id_ for (id_,) in rows(self.conn, sql, (self.listed,))}

    def _note_contents(self, entry: journal.Entry) -> None:
        for change in entry.change_list():
            for row in (change.before or {}, change.after or {}):
                if change.entity in ("attachment", "printed_copy") and row.get("sha256"):
                    self.contents.add(row["sha256"])

    def empty(self) -> None:
        """Leave of the cases their shells alone, without anybody's name."""
        for table in ("attachment", "printed_copy"):
            sql = f"SELECT sha256 FROM {table} WHERE {_OF_CASES}"
            self.contents |= {sha for (sha,) in rows(self.conn, sql, (self.listed,))}
        for cls in SHELL:
            for record in fetch_all(self.conn, cls, f"WHERE {_where(cls)}", (self.listed,)):
                self._shrink(record)
        for gone in _GO:
            sql = f"DELETE FROM {TABLES[gone]} WHERE {_where(gone)}"
            self.counts[TABLES[gone]] += self.conn.execute(sql, (self.listed,)).rowcount
        sql = f"UPDATE cases SET destroyed_on = ?, rev = rev + 1 WHERE destroyed_on IS NULL AND id IN {_AMONG}"
        self.conn.execute(sql, (self.doomed.on, self.listed))
        for table in ("sealed_case", "sealed_note"):
            sql = f"DELETE FROM {table} WHERE {_OF_CASES}"
            self.counts[table] += self.conn.execute(sql, (self.listed,)).rowcount

    def _shrink(self, record: Any) -> None:
        before, row = to_row(record), to_row(emptied(record))
        if before == row:
            return
        changed = [name for name, value in row.items() if value != before[name]]
        sets = ", ".join(f"{name} = ?" for name in changed)
        table = TABLES[type(record)]
        self.conn.execute(
            f"UPDATE {table} SET {sets}, rev = rev + 1 WHERE id = ?",
            (*(row[name] for name in changed), record.id),
        )
        self.counts[table] += 1

    def drop_people(self) -> None:
        """Put nobody in the place of the people of these cases; who is in no other one goes."""
        sql = (
            "SELECT p.id, p.case_id, p.person_id, p.organisation_id, o.kind FROM party p"
            " LEFT JOIN organisation o ON o.id = p.organisation_id"
            f" WHERE p.case_id IN {_AMONG} OR p.person_id IN {_AMONG} OR p.organisation_id IN {_AMONG}"
        )
        ids = [json.dumps(sorted(self.people[t])) for t in ("person", "organisation")]
        for id_, case_id, person, body, kind in rows(self.conn, sql, (self.listed, *ids)):
            column, now = (
                ("person_id", self._nobody()) if person else ("organisation_id", self._body(kind))
            )
            if now != (person or body):
                change = f"UPDATE party SET {column} = ?, rev = rev + 1 WHERE id = ?"
                self.conn.execute(change, (now, id_))
                self.touched.add(case_id)
                self.counts["party"] += 1
        for table in _OF_PEOPLE:
            gone = self.conn.execute(f"DELETE FROM {table} WHERE person_id IN {_AMONG}", ids[:1])
            self.counts[table] += gone.rowcount
        for table, listed in zip(("person", "organisation"), ids, strict=True):
            gone = self.conn.execute(f"DELETE FROM {table} WHERE id IN {_AMONG}", (listed,))
            self.counts[table] += gone.rowcount

    def _nobody(self) -> int:
        names = self.doomed.nobody
        return self._placeholder(Person(name_ru=names.ru, name_kk=names.kk), "person")

    def _body(self, kind: str) -> int:
        names = self.doomed.nobody
        sample = Organisation(name_ru=names.ru, name_kk=names.kk)
        return self._placeholder(sample, f"organisation-{kind}", kind=kind)

    def _placeholder(self, sample: Person | Organisation, what: str, **more: str) -> int:
        """Give the one record that stands in the place of those who are destroyed; make it once."""
        office = fetch_all(self.conn, Office, "ORDER BY id LIMIT 1", ())
        seed = b"".join(each.uid for each in office) + what.encode("ascii")
        uid = hashlib.blake2b(seed, digest_size=16).digest()
        table = TABLES[type(sample)]
        found = rows(self.conn, f"SELECT id FROM {table} WHERE uid = ?", (uid,))
        if found:
            return int(found[0][0])
        row = {**to_row(sample), **more, "uid": uid, "rev": 1}
        del row["id"]
        sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
        self.counts[table] += 1
        return int(self.conn.execute(sql, tuple(row.values())).lastrowid or 0)

    def drop_contents(self) -> None:
        """Destroy the bytes of files and papers that nothing else needs."""
        sql = (
            "DELETE FROM attachment_chunk WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM attachment"
            " WHERE sha256 = ?1) AND NOT EXISTS (SELECT 1 FROM printed_copy WHERE sha256 = ?1)"
        )
        for sha256 in sorted(self.contents):
            self.counts["content"] += bool(self.conn.execute(sql, (sha256,)).rowcount)

    def drop_drafts(self) -> None:
        """Forget begun forms of these cases and people, and any that names one of them."""
        ids = {str(id_) for found in (self.cases, *self.people.values()) for id_ in found}
        for key, data in rows(self.conn, "SELECT key, data FROM draft"):
            parts = set(key.rpartition(":")[2].split("."))
            if parts & ids or any(name in data or _told(name) in data for name in self.names):
                self.conn.execute("DELETE FROM draft WHERE key = ?", (key,))
                self.counts["draft"] += 1

    def drop_machinery(self) -> None:
        """Forget what packages keep of these records."""
        for uid in sorted(self.doomed.cases | self.doomed.people | self.doomed.records):
            for sql in _BY_UID:
                self.conn.execute(sql, (uid,))


def of_cases(cls: type) -> str:
    """Give the condition for rows of cases, which are told as a list in JSON; '' for other rows."""
    return _where(cls) if cls in SHELL or cls in _GO else ""


def _where(cls: type) -> str:
    return _WHERE.get(cls, _OF_CASES)


def _told(name: str) -> str:
    """Give a name as JSON may hold it."""
    return json.dumps(name)[1:-1]
