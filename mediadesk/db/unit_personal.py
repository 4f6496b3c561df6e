"""What a unit of work may do to the data of people: destroy, block, write a copy of nobody."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from mediadesk.db.codecs import TABLES, to_row
from mediadesk.domain.model import Case, Entity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mediadesk.db.connection import Connection
    from mediadesk.db.erasing import Doomed
    from mediadesk.domain.bilingual import Words
    from mediadesk.domain.changes import Change
    from mediadesk.domain.ports import Ids
    from mediadesk.domain.retention import OutsideRecord
    from mediadesk.domain.types import PersonId

__all__ = ["UnitPersonal"]


class _Notes(Protocol):
    """What is needed of the unit of work."""

    ids: Ids
    told: dict[str, object]

    def note_rows(self, counts: Mapping[str, int], case_ids: Iterable[int]) -> None: ...

    def note_change(self, change: Change) -> None: ...


class UnitPersonal:
    """Works on the open transaction of a unit, which notes what was done."""

    def __init__(self, unit: _Notes, conn: Connection) -> None:
        """Keep the unit and the writer's connection."""
        self._unit = unit
        self._conn = conn

    def doomed(self, case_ids: Sequence[int]) -> Doomed:
        """Name the cases and those people who are in no other case, by their uids."""
        from mediadesk.db import erasing

        return erasing.doomed_of(self._conn, case_ids)

    def outside_records(self) -> tuple[OutsideRecord, ...]:
        """Give the records outside of case files that nobody waits for any more."""
        from mediadesk.db import history, reads_outside

        history.index(self._conn)
        _last, removed_by = reads_outside.removals(self._conn)
        return reads_outside.outside_records(self._conn, removed_by)

    def erase(self, doomed: Doomed) -> Counter[str]:
        """Destroy the personal data of cases, see `erasing`; counts what went."""
        from mediadesk.db import erasing

        done = erasing.erase(self._conn, doomed)
        self._unit.note_rows(done.counts, done.cases)
        self._unit.told["redacted"] = done.redacted
        return done.counts

    def hold(self, person_id: PersonId, words: Words) -> None:
        """Block the data of a person, see `blocking`."""
        from mediadesk.db import blocking

        self._unit.note_change(blocking.hold(self._conn, person_id, words))

    def release(self, person_id: PersonId) -> bool:
        """Lift the blocking of a person; tells whether there was one."""
        from mediadesk.db import blocking

        change = blocking.release(self._conn, person_id)
        if change is not None:
            self._unit.note_change(change)
        return change is not None

    def blocked(self) -> frozenset[int]:
        """Name the persons whose data are blocked."""
        from mediadesk.db import blocking

        return blocking.blocked(self._conn)

    def shut_cases(self) -> frozenset[int]:
        """Name the cases in which data of a person are blocked."""
        from mediadesk.db import blocking

        return blocking.shut_cases(self._conn)

    def put(self, records: Iterable[Entity]) -> None:
        """Write many records with the keys they have; the entry counts them only."""
        counts: Counter[str] = Counter()
        cases = set()
        for record in records:
            table = TABLES[type(record)]
            row = {**to_row(record), "uid": self._unit.ids.uid(), "rev": 1}
            marks = ", ".join("?" * len(row))
            sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"
            self._conn.execute(sql, tuple(row.values()))
            counts[table] += 1
            if isinstance(record, Case):
                cases.add(int(record.id))
        self._unit.note_rows(counts, cases)
