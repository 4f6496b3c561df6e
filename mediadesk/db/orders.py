"""Orders of the list of cases that cost a moment to make: kept, and patched when cases change.

The whole order of a filter is a list of keys of cases. It is made from narrow indexes only, sorted
here, and kept as of an entry of the journal. After a change the cases that it touched are taken out
and put back in their places, so a list that is looked at again costs next to nothing.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import OrderedDict
from dataclasses import replace
from functools import cmp_to_key
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from mediadesk.db import journal, reads_cases
from mediadesk.db.connection import Connection, rows
from mediadesk.domain.types import CaseId

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mediadesk.domain.queries import CaseQuery

__all__ = ["Orders"]

_KEPT: Final = 8
_EARLY: Final = 1000
_MOST_CHANGED: Final = 50
_MOST_NOTED: Final = 500

_Key = tuple[str, tuple[Any, ...], str]


class Orders:
    """The orders of one open centre; all its readers share them."""

    def __init__(self) -> None:
        """Start with none."""
        self._lock = Lock()
        self._made: OrderedDict[_Key, tuple[int, array[int]]] = OrderedDict()
        self._changed: OrderedDict[int, frozenset[int] | None] = OrderedDict()
        self._ranks: tuple[int, dict[str, array[int]]] = (-1, {})

    def note(self, entry: int, cases: frozenset[int] | None) -> None:
        """Remember which cases an entry of the journal changed; None where it is not known."""
        with self._lock:
            self._changed[entry] = cases
            if len(self._changed) > _MOST_NOTED:
                self._changed.popitem(last=False)

    @staticmethod
    def serves(query: CaseQuery, offset: int) -> bool:
        """Tell whether an order is worth keeping: several keys, or a place far down.

        What is found by a text, on a day to do or not signed hangs on more than the cases.
        """
        if query.text.strip() or query.todo or query.is_unsigned:
            return False
        return len(query.sort) > 1 or offset >= _EARLY

    def spares(self, query: CaseQuery, offset: int) -> bool:
        """Tell whether a page is had sooner without making its order, which is not kept yet."""
        if offset >= _EARLY or not reads_cases.is_early_page_quick(query):
            return False
        with self._lock:
            return self._key(query) not in self._made

    @staticmethod
    def _key(query: CaseQuery) -> _Key:
        where, params = reads_cases.condition(query, None)
        return where, tuple(params), reads_cases.order_of(query)

    def ids(self, conn: Connection, query: CaseQuery) -> Sequence[int]:
        """Give the keys of the cases of a query in its order, as of the newest entry."""
        begun = not conn.in_transaction
        if begun:
            conn.execute("BEGIN")  # several reads, one moment
        try:
            return self._ids(conn, query)
        finally:
            if begun:
                conn.execute("ROLLBACK")

    def _ids(self, conn: Connection, query: CaseQuery) -> Sequence[int]:
        key = self._key(query)
        head = journal.head(conn)[0]
        with self._lock:
            known = self._made.get(key)
            changed = self._since(known[0], head) if known else None
        if known is not None and changed is not None:
            found = _patched(conn, query, known[1], changed) if changed else known[1]
        else:
            found = self._made_anew(conn, query, head)
        with self._lock:
            newest = self._made.get(key)
            if newest is None or newest[0] <= head:
                self._made[key] = (head, found)
            self._made.move_to_end(key)
            if len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return found

    def _made_anew(self, conn: Connection, query: CaseQuery, head: int) -> array[int]:
        """Sort the cases of a query; the file does it where an index serves the only key."""
        where, params = reads_cases.condition(query, None)
        terms = reads_cases.terms_of(query)
        is_by_name = terms[0][0] in reads_cases.INDEXED and bool(where)
        if len(query.sort) == 1 and not is_by_name:
            sql = reads_cases.select("{id}", where, reads_cases.order_of(query))
            return array("q", [id_ for (id_,) in rows(conn, sql, params)])
        found = [id_ for (id_,) in rows(conn, reads_cases.select("{id}", where), params)]
        found.sort(reverse=reads_cases.is_id_descending(query))
        for column, descending in reversed(terms):
            found.sort(key=self._ranks_of(conn, column, head).__getitem__, reverse=descending)
        return array("q", found)

    def _ranks_of(self, conn: Connection, column: str, head: int) -> array[int]:
        """Give the ranks of a column as of the newest entry; they serve every order of it."""
        with self._lock:
            if self._ranks[0] != head:
                self._ranks = (head, {})
            kept = self._ranks[1]
        if column not in kept:
            kept[column] = _ranks(conn, column)
        return kept[column]

    def _since(self, entry: int, head: int) -> frozenset[int] | None:
        """Name the cases changed after an entry; None if that is not known or they are too many."""
        if entry > head:
            return None
        found: set[int] = set()
        for number in range(entry + 1, head + 1):
            cases = self._changed.get(number)
            if cases is None:
                return None
            found |= cases
            if len(found) > _MOST_CHANGED:
                return None
        return frozenset(found)


def _ranks(conn: Connection, column: str) -> array[int]:
    """Give for every key of a case the rank of its value; what is empty comes first."""
    table, name = column.split(".")
    of_index = table == "i"
    source, key = ("case_index i", "i.case_id") if of_index else ("cases c", "c.id")
    if name in reads_cases.FIGURES:
        source += " INDEXED BY ix_case_index_list"
    is_indexed = column in reads_cases.INDEXED
    order = f" ORDER BY {column}" if is_indexed else ""
    read = rows(conn, f"SELECT {key}, {column} FROM {source}{order}")
    ranks = array("q", bytes(8 * (max((id_ for id_, _value in read), default=0) + 1)))
    if is_indexed:
        rank, before = 0, None
        for id_, value in read:
            if value != before:
                rank, before = rank + 1, value
            ranks[id_] = rank
    else:
        values = {value for _id, value in read} - {None}
        places = {value: rank for rank, value in enumerate(sorted(values), start=1)}
        places[None] = 0
        for id_, value in read:
            ranks[id_] = places[value]
    return ranks


def _with_empty_first(value: Any) -> tuple[bool, Any]:
    return (value is not None, value)


def _patched(
    conn: Connection, query: CaseQuery, before: array[int], changed: frozenset[int]
) -> array[int]:
    """Take the changed cases out of an order and put those that still fit into their places."""
    kept = array("q", [id_ for id_ in before if id_ not in changed])
    wanted = changed if query.ids is None else changed.intersection(query.ids)
    only = replace(query, ids=tuple(CaseId(id_) for id_ in sorted(wanted)))
    where, params = reads_cases.condition(only, None)
    for (id_,) in rows(conn, reads_cases.select("{id}", where), params):
        place = _Place(conn, query)
        kept.insert(bisect_left(kept, place.of(id_), key=place.of), id_)
    return kept


class _Place:
    """Compares cases as an order does, reading the few that are looked at."""

    def __init__(self, conn: Connection, query: CaseQuery) -> None:
        self._conn = conn
        terms = reads_cases.terms_of(query)
        self._ways = [*(way for _column, way in terms), reads_cases.is_id_descending(query)]
        columns = ", ".join([*(column for column, _way in terms), "c.id"])
        self._sql = f"SELECT {columns} FROM cases c JOIN case_index i ON i.case_id = c.id"
        self._sql += " WHERE c.id = ?"
        self._as_key = cmp_to_key(self._compare)

    def of(self, id_: int) -> Any:
        """Give what a case is compared by."""
        return self._as_key(rows(self._conn, self._sql, (id_,))[0])

    def _compare(self, one: Iterable[Any], other: Iterable[Any]) -> int:
        for mine, its, descending in zip(one, other, self._ways, strict=True):
            if mine != its:
                is_before = _with_empty_first(mine) < _with_empty_first(its)
                return -1 if is_before is not descending else 1
        return 0
