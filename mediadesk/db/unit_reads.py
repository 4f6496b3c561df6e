"""What a command may ask of the register before it changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mediadesk.db import journal, sealed
from mediadesk.db.codecs import TABLES
from mediadesk.db.connection import rows
from mediadesk.db.people_reads import PeopleReads

if TYPE_CHECKING:
    from mediadesk.db.package_store import PackageStore
    from mediadesk.domain.types import CaseId
    from mediadesk.errors import MediaDeskError

__all__ = ["UnitReads"]


class UnitReads(PeopleReads):
    """Numbers of the register, rows taken in before, what belongs to this office, links that hold."""

    def next_seq(self, office_id: int, year: int) -> int:
        """Give the next number of the register for a year: 1, 2, 3 … without gaps."""
        sql = "SELECT coalesce(max(seq), 0) + 1 FROM cases WHERE office_id = ? AND year = ?"
        found: int = self._conn.execute(sql, (office_id, year)).fetchone()[0]
        return found

    def import_keys(self, office_id: int) -> frozenset[str]:
        """Give the keys of all journal rows that were taken in and are still there."""
        sql = "SELECT import_key FROM cases WHERE office_id = ? AND import_key <> ''"
        sql += " AND trashed_on IS NULL"
        return frozenset(key for (key,) in rows(self._conn, sql, (office_id,)))

    def is_sealed(self, case_id: CaseId) -> bool:
        """Tell whether private notes hang on a case."""
        return sealed.is_sealed(self._conn, case_id)

    def own_ids(self, cls: type) -> frozenset[int]:
        """Name the people, organisations or mediators that no package of another office brought."""
        sql = f"SELECT id FROM {TABLES[cls]} t WHERE NOT EXISTS"
        sql += " (SELECT 1 FROM package_version v WHERE v.uid = t.uid)"
        return frozenset(id_ for (id_,) in rows(self._conn, sql))

    def links_at_end(self) -> None:
        """Let rows name rows that come later in this transaction; see `demand_links`."""
        self._conn.execute("PRAGMA defer_foreign_keys = ON")

    def demand_links(self, otherwise: MediaDeskError) -> None:
        """Raise `otherwise` where a row names one that is not there."""
        if self._conn.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise otherwise

    def packages(self) -> PackageStore:
        """Give what merges packages in this transaction."""
        from mediadesk.db.package_store import PackageStore

        return PackageStore(self._conn)

    def entry(self, seq: int) -> journal.Entry | None:
        """Give an entry of the journal."""
        return journal.entry(self._conn, seq)
