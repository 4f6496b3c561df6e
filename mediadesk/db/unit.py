"""The unit of work: what a command may do to the file within its one transaction."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from mediadesk.db import journal, sealed, search_index
from mediadesk.db.attachments import Contents
from mediadesk.db.codecs import (
    CLASSES,
    TABLES,
    as_json,
    from_json,
    from_row,
    revised,
    to_json,
    to_row,
)
from mediadesk.db.connection import Connection, if_rows_hold_together
from mediadesk.db.fetching import equal, fetch_all
from mediadesk.db.known_rows import Key, KnownRows, Left, Row
from mediadesk.db.unit_personal import UnitPersonal
from mediadesk.db.unit_reads import UnitReads
from mediadesk.domain.changes import Change
from mediadesk.domain.model import Case, Entity, Person
from mediadesk.errors import Code, Conflict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mediadesk.domain.ports import Clock, Ids
    from mediadesk.domain.types import CaseId, MediatorId

__all__ = ["Unit", "is_as_left"]

E = TypeVar("E", bound=Entity)


class Unit(UnitReads):
    """Repository of one transaction; it notes every change and keeps the search index up to date."""

    def __init__(
        self, conn: Connection, clock: Clock, ids: Ids, left: Mapping[Key, Left] | None = None
    ) -> None:
        """Work on an open transaction of the writer's connection.

        `left` is what the transaction before wrote; each is believed if its revision still is.
        """
        super().__init__(conn)
        self.clock = clock
        self.ids = ids
        self._changes: list[Change] = []
        self._touched: set[int] = set()
        self.rows = KnownRows(conn, left or {})
        """The rows this transaction has read or written."""
        self.undoes: int | None = None
        self.is_noted = False
        """An entry is written even if no row was changed (a backup was restored, a report sent)."""
        self.is_bulk = False
        """A bulk command's journal entry keeps counts and a hash instead of every row."""
        self.told: dict[str, object] = {}
        """What the entry says beside the parameters of the command."""

    @cached_property
    def contents(self) -> Contents:
        """The bytes of attached files."""
        return Contents(self._conn)

    @cached_property
    def counted(self) -> Counter[str]:
        """Rows a bulk command wrote past this unit, by table."""
        return Counter()

    @cached_property
    def personal(self) -> UnitPersonal:
        """What may be done to the data of people."""
        return UnitPersonal(self, self._conn)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Give the changes noted so far."""
        return tuple(self._changes)

    def cases_changed(self) -> frozenset[int] | None:
        """Name the cases whose place in a list may be another now; None where all may be."""
        if self.is_bulk:
            return None
        own = {change.id for change in self._changes if change.entity == TABLES[Case]}
        return frozenset(own | self._touched)

    def get(self, cls: type[E], id_: int) -> E | None:
        """Read one entity; None if there is none. A row is read once in a transaction."""
        return self.rows.entity(cls, id_)

    def find(self, cls: type[E], **equals: Any) -> tuple[E, ...]:
        """Read the entities whose fields equal the values, in order of entry."""
        return fetch_all(self._conn, cls, *equal(cls, equals))

    def add(self, entity: E) -> E:
        """Store a new entity; gives it back with `id`, `uid` and `rev` 1."""
        row = to_row(entity)
        row["uid"] = row["uid"] or self.ids.uid()
        row["rev"] = 1
        del row["id"]
        row["id"] = self._insert(TABLES[type(entity)], row)
        made = from_row(type(entity), row)
        self._note_new(made)
        return made

    def save(self, entity: E) -> E:
        """Store a changed entity; Conflict(STALE) if the file holds another revision of it.

        Saving what already stands there changes nothing and notes nothing.
        """
        believed = self.rows.believed(entity)
        if believed is None or believed[0].rev != entity.rev:
            raise Conflict(Code.STALE)
        made, told = revised(entity, *believed)
        if told:
            return self._change(*believed, made, told)
        if self.rows.row(type(entity), entity.id).get("rev") != entity.rev:
            raise Conflict(Code.STALE)
        return entity

    def remove(self, entity: Entity) -> None:
        """Take an entity out; its last state stays in the journal."""
        stored = self.get(type(entity), entity.id)
        if stored is None or stored.rev != entity.rev:
            raise Conflict(Code.STALE)
        self._touch(stored)
        self._delete(TABLES[type(entity)], entity.id)
        self._changes.append(Change(TABLES[type(entity)], entity.id, to_json(stored), None))

    def note_rows(self, counts: Mapping[str, int], case_ids: Iterable[int]) -> None:
        """Note rows that were written past this unit: how many of each table, and whose lines."""
        self.is_noted = self.is_bulk = True
        self.counted.update(counts)
        self._touched |= set(case_ids)
        self.rows.clear()

    def note_change(self, change: Change) -> None:
        """Note the row of a person that was written past this unit."""
        self._changes.append(change)
        self.rows.forget(Person, change.id)
        stored = self.get(Person, change.id)
        if stored is not None:
            self._touch(stored)

    def destroy_sealed(self, case_id: CaseId, mediator_id: MediatorId) -> int:
        """Destroy the private notes of a case, see `sealed`; the journal notes that it was done."""
        self.is_noted = True
        return sealed.destroy(self._conn, case_id, mediator_id)

    def invert(self, seq: int) -> tuple[Change, ...]:
        """Bring every row of an entry back to what it was before it.

        Conflict(UNDO_NOT_POSSIBLE) unless each row still holds what the entry left; its revision
        may be newer, when later steps were undone before this one.
        """
        found = self.entry(seq)
        if found is None:
            raise Conflict(Code.NOTHING_TO_UNDO)
        if found.is_redacted:
            raise Conflict(Code.UNDO_NOT_POSSIBLE)
        with if_rows_hold_together(Conflict(Code.UNDO_NOT_POSSIBLE)):
            for change in reversed(found.change_list()):
                self._invert(change)
        self.undoes = seq
        return self.changes

    def bring_back(self, seq: int) -> tuple[Change, ...]:
        """Put back the rows an entry took out, under new keys where theirs are taken meanwhile.

        Conflict(NOTHING_TO_UNDO) if it took nothing out or the rows are there again,
        Conflict(UNDO_NOT_POSSIBLE) if what they point to is gone.
        """
        found = self.entry(seq)
        gone = [c for c in found.change_list() if c.after is None] if found else []
        if not gone or (found is not None and found.is_redacted):
            raise Conflict(Code.NOTHING_TO_UNDO)
        moved: dict[tuple[str, int], int] = {}
        with if_rows_hold_together(Conflict(Code.UNDO_NOT_POSSIBLE)):
            for change in reversed(gone):
                self._bring_back(change, moved)
        self.undoes = seq
        return self.changes

    def finish(self) -> None:
        """Bring lists and search up to date with what was changed; called before the commit."""
        if self._touched:
            search_index.refresh(self._conn, self._touched)

    def _invert(self, change: Change) -> None:
        cls = CLASSES[change.entity]
        stored = self.get(cls, change.id)
        if not is_as_left(to_json(stored) if stored else None, change):
            raise Conflict(Code.UNDO_NOT_POSSIBLE)
        if change.before is None:
            assert stored is not None  # noqa: S101 (left is a revision, so the row is there)
            self.remove(stored)
            return
        if stored is None:
            wanted = to_row(from_json(cls, change.before))
            row = {**wanted, "rev": wanted["rev"] + 1}
            self._insert(change.entity, row)
            made: Entity = from_row(cls, row)
            self._note_new(made)
            return
        wanted = from_json(cls, {**to_json(stored), **change.before, "rev": stored.rev})
        row = self.rows.row(cls, change.id)
        self._change(stored, row, *revised(wanted, stored, row))

    def _bring_back(self, change: Change, moved: dict[tuple[str, int], int]) -> None:
        cls = CLASSES[change.entity]
        row = to_row(from_json(cls, change.before or {}))
        if self.find(cls, uid=row["uid"]):
            raise Conflict(Code.NOTHING_TO_UNDO)
        row["rev"] += 1
        for (table, old), new in moved.items():
            if row.get(f"{table}_id") == old:
                row[f"{table}_id"] = new
        if self.get(cls, change.id) is not None:
            del row["id"]
        id_ = self._insert(change.entity, row)
        if id_ != change.id:
            moved[change.entity, change.id] = id_
        made: Entity = from_row(cls, {**row, "id": id_})
        self._note_new(made)

    def _insert(self, table: str, row: Mapping[str, Any]) -> int:
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"
        return int(self._conn.execute(sql, tuple(row.values())).lastrowid or 0)

    def _change(self, stored: E, before: Row, made: E, differing: Row) -> E:
        """Rewrite the columns that differ: the others and their indexes are not touched.

        Conflict(STALE) if the file holds another revision than `before`.
        """
        table, id_ = TABLES[type(stored)], before["id"]
        told = {**differing, "rev": made.rev}
        sql = f"UPDATE {table} SET {' = ?, '.join(told)} = ? WHERE id = ? AND rev = ?"
        if self._conn.execute(sql, (*told.values(), id_, before["rev"])).rowcount == 0:
            raise Conflict(Code.STALE)
        row = self.rows.written(made, {**before, **told})
        self._changes.append(Change(table, id_, as_json(before), as_json(row), "", tuple(told)))
        if search_index.is_shown(type(stored), differing):
            self._touch(made)
            self._touch(stored)
        return made

    def _delete(self, table: str, id_: int) -> None:
        if table == "cases":
            search_index.forget(self._conn, id_)
        self._conn.execute(f"DELETE FROM {table} WHERE id = ?", (id_,))
        self.rows.forget(CLASSES[table], id_)

    def _note_new(self, made: Entity) -> None:
        row = to_row(made)
        self._changes.append(Change(TABLES[type(made)], made.id, None, as_json(row)))
        self.rows.written(made, row)
        self._touch(made)

    def _touch(self, entity: Entity) -> None:
        self._touched |= search_index.cases_of(self._conn, entity)


def is_as_left(row: Mapping[str, Any] | None, change: Change) -> bool:
    """Tell whether a row holds what a change of the journal left; its revision may be newer."""
    if row is None or change.after is None:
        return row is None and change.after is None
    if change.rest and journal.rest_of(row, change.after) != change.rest:
        return False
    return all(row.get(name) == value for name, value in change.after.items() if name != "rev")
