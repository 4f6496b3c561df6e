"""The journal by what it touched: the history of a case, and what was taken out and can come back.

`journal_touch` names for every entry the rows it changed and, as the entity `@case`, the cases it
belongs to. It is filled when a history is asked for, from where it ended the last time.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from mediadesk.db import attachments, blocking, journal
from mediadesk.db.codecs import CLASSES, columns, from_json, names
from mediadesk.db.connection import Connection, rows
from mediadesk.db.spelling import spelt
from mediadesk.domain.changes import Change
from mediadesk.domain.history import (
    SECRET,
    HistoryEntry,
    RowChange,
    TrashedCase,
    TrashedRecord,
    row_change,
)
from mediadesk.domain.model import Attachment

__all__ = ["History", "cases_of", "index"]

_CASE = "@case"
_MARK = ("", 0)
_PARENTS = {
    "obligation": ("agreement", "agreement_id"),
    "agreement_clause": ("agreement", "agreement_id"),
    "instalment": ("obligation", "obligation_id"),
    "screening_answer": ("screening", "screening_id"),
}
_BEHIND = {"person": "person_id", "organisation": "organisation_id"}
_NAMES = {
    "person_id": "SELECT name_ru FROM person WHERE id = ?",
    "organisation_id": "SELECT name_ru FROM organisation WHERE id = ?",
    "mediator_id": "SELECT name_ru FROM mediator WHERE id = ?",
    "obligation_id": "SELECT what_ru FROM obligation WHERE id = ?",
    "party_id": (
        "SELECT coalesce(n.name_ru, o.name_ru) FROM party p LEFT JOIN person n"
        " ON n.id = p.person_id LEFT JOIN organisation o ON o.id = p.organisation_id"
        " WHERE p.id = ?"
    ),
}

_CALLED = ("title", "name", "addressee")


def index(conn: Connection) -> int:
    """Note what the entries touched that came since the last time; gives how many they were."""
    sql = "SELECT coalesce(max(seq), 0) FROM journal_touch WHERE entity = ? AND row_id = ?"
    last: int = rows(conn, sql, _MARK)[0][0]
    found = rows(conn, "SELECT seq, changes FROM journal WHERE seq > ? ORDER BY seq", (last,))
    for seq, changes in found:
        for change in json.loads(changes):
            if "rows" in change:
                continue
            cases = cases_of(conn, change)
            _touch(conn, change["entity"], change["id"], seq)
            for case_id in cases:
                _touch(conn, _CASE, case_id, seq)
    if found:
        conn.execute("DELETE FROM journal_touch WHERE entity = ? AND row_id = ?", _MARK)
        _touch(conn, *_MARK, found[-1][0])
    return len(found)


def _touch(conn: Connection, entity: str, id_: int, seq: int) -> None:
    conn.execute("INSERT OR IGNORE INTO journal_touch VALUES (?,?,?)", (entity, id_, seq))


def cases_of(conn: Connection, change: Mapping[str, Any]) -> set[int]:
    """Name the cases a change belongs to."""
    entity, row = change["entity"], {**(change["before"] or {}), **(change["after"] or {})}
    if entity == "cases":
        return {change["id"]}
    if row.get("case_id"):
        return {row["case_id"]}
    parent, key = _PARENTS.get(entity, ("", ""))
    if row.get(key):
        return _cases_of_row(conn, parent, row[key])
    return _cases_of_row(conn, entity, change["id"])


def _cases_of_row(conn: Connection, entity: str, id_: int) -> set[int]:
    """Name the cases of a row as it is now; of one that is gone, those it was told under."""
    parent, key = _PARENTS.get(entity, ("", ""))
    if parent:
        found = rows(conn, f"SELECT {key} FROM {entity} WHERE id = ?", (id_,))
        if found:
            return _cases_of_row(conn, parent, found[0][0])
    elif entity in _BEHIND:
        sql = f"SELECT case_id FROM party WHERE {_BEHIND[entity]} = ?"
        return {case_id for (case_id,) in rows(conn, sql, (id_,))}
    elif entity in CLASSES and "case_id" in names(CLASSES[entity]):
        found = rows(conn, f"SELECT case_id FROM {entity} WHERE id = ?", (id_,))
        if found:
            return {case_id for (case_id,) in found if case_id}
    else:
        return set()
    sql = (
        "SELECT row_id FROM journal_touch WHERE entity = ? AND seq = (SELECT max(seq)"
        " FROM journal_touch WHERE entity = ? AND row_id = ?)"
    )
    return {case_id for (case_id,) in rows(conn, sql, (_CASE, entity, id_))}


class History:
    """Questions to the journal; `index` must have run before."""

    def __init__(self, conn: Connection, names_in: str = "ru") -> None:
        """Read through this connection; `names_in` is the spelling of people, 'ru' or 'kk'."""
        self._conn = conn
        self._names_in = names_in

    def of_case(self, case_id: int, before: int | None, limit: int) -> tuple[HistoryEntry, ...]:
        """Give the entries of a case, newest first, before a number if one is told."""
        sql = (
            "SELECT seq FROM journal_touch WHERE entity = ? AND row_id = ? AND seq < ?"
            " ORDER BY seq DESC LIMIT ?"
        )
        last = before if before is not None else 2**62
        found = [seq for (seq,) in rows(self._conn, sql, (_CASE, case_id, last, limit))]
        if len(found) < limit:
            found += self._import_of(case_id, last)
        return tuple(e for seq in found if (e := self.entry(seq, case_id)) is not None)

    def _import_of(self, case_id: int, last: int) -> list[int]:
        """Name the entry of the import a case came with: a bulk entry names no rows."""
        sql = (
            "SELECT b.sha256 FROM cases c JOIN import_batch b ON b.id = c.import_id WHERE c.id = ?"
        )
        sql_entry = (
            "SELECT seq FROM journal WHERE command = 'ImportJournal' AND seq < ?"
            " AND params LIKE ? ORDER BY seq DESC LIMIT 1"
        )
        sql_first = "SELECT min(seq) FROM journal_touch WHERE entity = ? AND row_id = ?"
        first = rows(self._conn, sql_first, (_CASE, case_id))[0][0]
        last = min(last, first if first is not None else last)  # the same file may come again
        for (sha256,) in rows(self._conn, sql, (case_id,)):
            return [seq for (seq,) in rows(self._conn, sql_entry, (last, f"%{sha256}%"))]
        return []

    def entry(self, seq: int, case_id: int | None = None) -> HistoryEntry | None:
        """Tell an entry in words, for a case only what belongs to it; None if there is none."""
        found = journal.entry(self._conn, seq)
        if found is None:
            return None
        changes = found.change_list()
        sql = "SELECT row_id FROM journal_touch WHERE entity = ? AND seq = ?"
        cases = () if case_id else _entry_cases(self._conn, seq, sql)
        return HistoryEntry(
            seq=seq,
            at=found.at,
            operator=found.operator,
            command=found.command,
            reason=str(json.loads(found.params).get("reason") or ""),
            rows=tuple(self._told(changes, case_id)),
            counts=_counts(found.changes),
            case_ids=cases,
        )

    def _told(self, changes: tuple[Change, ...], case_id: int | None) -> Iterator[RowChange]:
        hidden = blocking.blocked_records(self._conn)
        known = _names_within(changes, hidden)

        def name_of(field: str, id_: int) -> str:
            return known.get((field, id_)) or self._name(field, id_)

        within = _cases_within(changes)
        for change in changes:
            cls = CLASSES.get(change.entity)
            if cls is None or (case_id and not self._is_of(change, case_id, within)):
                continue
            before, after = _values(cls, change.before), _values(cls, change.after)
            if change.entity == "person" and change.id in hidden:
                verb = "changed" if change.before and change.after else "made"
                yield RowChange(entity=cls, verb=verb, is_secret=True)
                continue
            whole = change.before is None or change.after is None
            name = "" if whole else self._current_name(change)
            yield row_change(cls, before, after, name_of, name)

    def _is_of(self, change: Change, case_id: int, within: dict[tuple[str, int], set[int]]) -> bool:
        """Tell whether a change belongs to a case, as far as it is known."""
        told = {
            "entity": change.entity, "id": change.id, "before": change.before,
            "after": change.after,
        }  # fmt: skip
        cases = cases_of(self._conn, told) | within.get((change.entity, change.id), set())
        return not cases or case_id in cases

    def _current_name(self, change: Change) -> str:
        """Name a changed row as it is called now."""
        key = f"{change.entity}_id"
        if key in _NAMES:
            return self._name(key, change.id)
        shown = [each for each in _CALLED if each in names(CLASSES[change.entity])]
        if not shown or CLASSES[change.entity] in SECRET:
            return ""
        sql = f"SELECT {shown[0]} FROM {change.entity} WHERE id = ?"
        found = rows(self._conn, sql, (change.id,))
        return str(found[0][0] or "") if found else ""

    def _name(self, field: str, id_: int) -> str:
        sql = _NAMES.get(field)
        found = rows(self._conn, spelt(sql, self._names_in), (id_,)) if sql else []
        return str(found[0][0] or "") if found else ""

    def numbers(self, first: int, last: int) -> dict[int, str]:
        """Give the numbers of the cases that entries belong to, where there is just one."""
        sql = (
            "SELECT t.seq, min(c.year), min(c.seq) FROM journal_touch t JOIN cases c"
            " ON c.id = t.row_id WHERE t.entity = ? AND t.seq BETWEEN ? AND ?"
            " GROUP BY t.seq HAVING count(*) = 1"
        )
        found = rows(self._conn, sql, (_CASE, first, last))
        return {seq: f"{year}/{number:04d}" for seq, year, number in found}

    def removed(self, before: int | None, limit: int) -> tuple[TrashedRecord, ...]:
        """Give what was taken out by a command and can come back, newest first."""
        sql = (
            "SELECT seq FROM journal WHERE (command LIKE 'Remove%' OR command = 'SaveAgreement')"
            " AND seq < ? ORDER BY seq DESC"
        )
        told = self._conn.execute(sql, (before if before is not None else 2**62,))
        found: list[TrashedRecord] = []
        for (seq,) in told:
            record = self._removed(seq)
            if record is not None:
                found.append(record)
                if len(found) == limit:
                    break
        return tuple(found)

    def _removed(self, seq: int) -> TrashedRecord | None:
        entry = journal.entry(self._conn, seq)
        gone = [c for c in entry.change_list() if c.after is None] if entry else []
        if entry is None or not gone or gone[0].entity not in CLASSES:
            return None
        first = gone[0]
        cls = CLASSES[first.entity]
        entity = from_json(cls, first.before or {})
        if rows(self._conn, f"SELECT 1 FROM {first.entity} WHERE uid = ?", (entity.uid,)):
            return None
        contents = attachments.Contents(self._conn)
        if isinstance(entity, Attachment) and not contents.has(entity.sha256):
            return None
        told = {"entity": first.entity, "id": first.id, "before": first.before, "after": None}
        case_id = next(iter(cases_of(self._conn, told)), 0)
        case = rows(self._conn, "SELECT year, seq, trashed_on FROM cases WHERE id = ?", (case_id,))
        if case_id and (not case or case[0][2]):
            return None
        row = next(self._told(tuple(gone), None))
        return TrashedRecord(
            seq=seq,
            at=entry.at,
            operator=entry.operator,
            entity=cls,
            name=row.name,
            case_id=case_id,
            number=f"{case[0][0]}/{case[0][1]:04d}" if case else "",
        )

    def trashed_cases(self) -> tuple[TrashedCase, ...]:
        """Give the cases in the trash, the last one first."""
        sql = "SELECT id, year, seq, trashed_on FROM cases WHERE trashed_on IS NOT NULL"
        parties = (
            "SELECT coalesce(n.name_ru, o.name_ru, '') FROM party p LEFT JOIN person n"
            " ON n.id = p.person_id LEFT JOIN organisation o ON o.id = p.organisation_id"
            " WHERE p.case_id = ? ORDER BY p.ord, p.id"
        )
        named = spelt(parties, self._names_in)
        return tuple(
            TrashedCase(
                case_id=id_,
                number=f"{year}/{seq:04d}",
                parties=" – ".join(name for (name,) in rows(self._conn, named, (id_,)) if name),
                trashed_on=on,
                reason=self._reason(id_),
            )
            for id_, year, seq, on in rows(self._conn, sql + " ORDER BY trashed_on DESC, id DESC")
        )

    def _reason(self, case_id: int) -> str:
        sql = (
            "SELECT j.params FROM journal_touch t JOIN journal j ON j.seq = t.seq WHERE"
            " t.entity = ? AND t.row_id = ? AND j.command = 'MoveToTrash' ORDER BY j.seq DESC"
        )
        found = rows(self._conn, sql + " LIMIT 1", (_CASE, case_id))
        return str(json.loads(found[0][0]).get("reason", "")) if found else ""


def _entry_cases(conn: Connection, seq: int, sql: str) -> tuple[int, ...]:
    return tuple(case_id for (case_id,) in rows(conn, sql, (_CASE, seq)))


def _counts(changes: str) -> dict[type, int]:
    told = json.loads(changes)
    counts = told[0]["rows"] if told and "rows" in told[0] else {}
    return {CLASSES[table]: n for table, n in counts.items() if table in CLASSES}


def _values(cls: type, row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Give a row of the journal, whole or in part, with values of the declared types."""
    if row is None:
        return None
    return {
        name: read(row[name]) if row[name] is not None else None
        for name, read in columns(cls)
        if name in row and name != "uid"
    }


def _names_within(
    changes: tuple[Change, ...], hidden: frozenset[int]
) -> dict[tuple[str, int], str]:
    """Name the rows an entry itself made or took out, but for persons whose data are blocked."""
    found = {}
    for change in changes:
        if change.entity == "person" and change.id in hidden:
            continue
        row = change.after or change.before or {}
        name = row.get("name_ru") or row.get("what_ru")
        if name:
            found[f"{change.entity}_id", change.id] = str(name)
    return found


def _cases_within(changes: tuple[Change, ...]) -> dict[tuple[str, int], set[int]]:
    """Tell to which cases people and organisations belong by the parties of the same entry."""
    found: dict[tuple[str, int], set[int]] = {}
    for change in changes:
        row = {**(change.before or {}), **(change.after or {})}
        if change.entity == "party" and row.get("case_id"):
            for entity, key in _BEHIND.items():
                if row.get(key):
                    found.setdefault((entity, row[key]), set()).add(row["case_id"])
    return found
