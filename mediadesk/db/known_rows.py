"""Rows that a transaction has read or written: each is read from the file once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from mediadesk.db.codecs import TABLES, from_row, names
from mediadesk.db.fetching import select_of
from mediadesk.domain.model import Entity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mediadesk.db.connection import Connection

__all__ = ["Key", "KnownRows", "Left", "Row"]

E = TypeVar("E", bound=Entity)
Key = tuple[type[Any], int]
"""A class of entities and the local key of one."""
Row = dict[str, Any]
Left = tuple[Entity, Row]
"""An entity as a transaction wrote it, and its row."""
_REMEMBERED = 1000


class KnownRows:
    """Rows by class and key, with the entity where it was already made."""

    def __init__(self, conn: Connection, left: Mapping[Key, Left]) -> None:
        """Take the writer's connection and the rows as the transaction before left them.

        A row that was left is believed if the file still holds its revision.
        """
        self._conn = conn
        self._left = left
        self._known: dict[Key, tuple[Entity | None, Row]] = {}
        self._written: dict[Key, Left] = {}

    def row(self, cls: type[Any], id_: int) -> Row:
        """Give the row of an entity, empty if there is none."""
        known = self._known.get((cls, id_))
        if known is not None:
            return known[1]
        entity, row = self._left.get((cls, id_), (None, {}))
        if not row or not self._is_still(cls, row):
            values = self._conn.execute(f"{select_of(cls)} WHERE id = ?", (id_,)).fetchone()
            if values is None:
                return {}
            entity, row = None, dict(zip(names(cls), values, strict=True))
        self._keep((cls, id_), entity, row)
        return row

    def entity(self, cls: type[E], id_: int) -> E | None:
        """Give an entity; None if there is none."""
        row = self.row(cls, id_)
        if not row:
            return None
        found: E | None = self._known[cls, id_][0]  # type: ignore[assignment]  # the key says which class
        if found is None:
            found = from_row(cls, row)
            self._keep((cls, id_), found, row)
        return found

    def believed(self, entity: E) -> tuple[E, Row] | None:
        """Give what is stored of an entity; None if there is none.

        What the transaction before left at this revision is believed unasked: whoever writes the
        row must name the revision.
        """
        key = (type(entity), entity.id)
        if key not in self._known:
            left, row = self._left.get(key, (None, {}))
            if isinstance(left, type(entity)) and row["rev"] == entity.rev:
                return left, row
        stored = self.entity(*key)
        return None if stored is None else (stored, self._known[key][1])

    def written(self, entity: Entity, row: Row) -> Row:
        """Note what was written just now; gives the row."""
        key = (type(entity), entity.id)
        self._keep(key, entity, row)
        self._written[key] = entity, row
        return row

    def forget(self, cls: type[Any], id_: int) -> None:
        """Forget a row that was taken out or written past the unit."""
        self._known.pop((cls, id_), None)
        self._written.pop((cls, id_), None)
        self._left = {key: row for key, row in self._left.items() if key != (cls, id_)}

    def clear(self) -> None:
        """Forget all: rows were written past the unit."""
        self._known.clear()
        self._written.clear()
        self._left = {}

    def left(self) -> dict[Key, Left]:
        """Give what was written, as it is now, for the next transaction."""
        return self._written

    def _is_still(self, cls: type[Any], row: Row) -> bool:
        """Tell whether the file holds this revision of a row: reading all of it takes longer."""
        sql = f"SELECT 1 FROM {TABLES[cls]} WHERE id = ? AND rev = ?"
        return self._conn.execute(sql, (row["id"], row["rev"])).fetchone() is not None

    def _keep(self, key: Key, entity: Entity | None, row: Row) -> None:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
            self._written.clear()
        self._known[key] = entity, row
