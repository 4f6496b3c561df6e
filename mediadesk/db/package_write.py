"""Writes bundles into the tables: rows by uid, only what differs, nothing left behind."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, Final

from mediadesk.db import search_index
from mediadesk.db.codecs import CLASSES
from mediadesk.db.connection import Connection, if_rows_hold_together, rows
from mediadesk.db.package_read import Live, stands
from mediadesk.db.package_shape import KINDS, Bundle, shape
from mediadesk.errors import Code, Conflict, WorldTrouble

__all__ = ["Writer"]

_OUTSIDE: Final = frozenset({"mediator", "person", "organisation"})
_PARENTS: Final[Mapping[str, str]] = {"training": "mediator_id", "cases": "office_id"}
_NESTED: Final = frozenset({"obligation", "agreement_clause", "instalment"})


@cache
def _left(table: str) -> dict[str, Any]:
    """Give what columns that do not travel hold in a row that came in a package."""
    travelling = {column.name for column in shape(table)} | {"id", "uid", "rev"}
    found = {}
    for each in fields(CLASSES[table]):
        if each.name not in travelling:
            found[each.name] = each.default
    return found


class Writer:
    """Writes records of one merge; it knows whom parties of other offices are here."""

    def __init__(self, conn: Connection, ensure: Callable[[str, str], int | None]) -> None:
        """Take the connection and what gives a record outside its case its place in the tables."""
        self._conn = conn
        self._ensure = ensure
        self._known: dict[tuple[str, str], int] = {}
        self.counts: Counter[str] = Counter()
        self.touched: set[int] = set()
        """Cases whose line in lists and search is another now."""
        self.displaced: dict[int, int] = {}
        """Cases whose number was wanted by another one, and that number."""

    def forget(self, kind: str, uid: str) -> None:
        """Drop what is remembered of a record that went."""
        self._known.pop((kind, uid), None)

    def place(self, kind: str, uid: str) -> int:
        """Give the local key of a person, an organisation or a mediator.

        WorldTrouble(PACKAGE_BAD) if nobody has it.
        """
        found = self._known.get((kind, uid))
        if found is None:
            there = stands(self._conn, kind, [uid]).get(uid)
            found = there or self._ensure(kind, uid)
            if found is None:
                raise WorldTrouble(Code.PACKAGE_BAD)
            self._known[kind, uid] = found
        return found

    def remove(self, kind: str, here: Live) -> None:
        """Take a record out; Conflict(IN_USE) where something of our own hangs on it."""
        self._fit(kind, here, {}, 0, {})

    def put(
        self,
        kind: str,
        bundle: Bundle,
        here: Live | None,
        *,
        office_id: int = 0,
        keys: Mapping[str, int] | None = None,
    ) -> int:
        """Make a record stand in the tables as a bundle says; gives the local key of its root.

        `keys` are the local keys its rows had before, taken again where they are free.
        """
        return self._fit(kind, here, bundle, office_id, keys or {})

    def _fit(
        self, kind: str, here: Live | None, bundle: Bundle, office_id: int, keys: Mapping[str, int]
    ) -> int:
        ids = dict(here.keys) if here else {}
        old: dict[str, dict[str, dict[str, Any]]] = (
            {table: {row["uid"]: row for row in found} for table, found in here.bundle.items()}
            if here
            else {}
        )
        tables = KINDS[kind]
        with if_rows_hold_together(Conflict(Code.IN_USE)):
            for table in reversed(tables):
                wanted = {row["uid"] for row in bundle.get(table, ())}
                for uid in old.get(table, {}).keys() - wanted:
                    self._delete(table, uid, ids.pop(uid))
        root = here.id if here else 0
        for table in tables:
            for row in bundle.get(table, ()):
                before = old.get(table, {}).get(row["uid"])
                if before == row:
                    continue
                values = self._values(table, row, ids, root, office_id)
                if before is None:
                    ids[row["uid"]] = self._insert(table, row["uid"], values, keys.get(row["uid"]))
                else:
                    self._update(table, ids[row["uid"]], values, before, row)
            if table == tables[0] and bundle:
                root = ids[bundle[table][0]["uid"]]
        if kind == "case":
            self.touched.add(root)
        return root

    def _values(
        self, table: str, row: Mapping[str, Any], ids: Mapping[str, int], root: int, office_id: int
    ) -> dict[str, Any]:
        values = {}
        for column in shape(table):
            value = row.get(column.name, column.default)
            if column.link and value is not None:
                value = self._place(table, column.link, row, value, ids)
            elif column.link == "about":
                value = 0
            values[column.name] = value
        if table == "cases":
            values["office_id"] = office_id
            self._make_room(values, row["uid"])
        elif table == "training":
            values["mediator_id"] = root
        elif table not in _NESTED and table not in _OUTSIDE and table != "office":
            values["case_id"] = root
        return values

    def _place(
        self, table: str, link: str, row: Mapping[str, Any], uid: str, ids: Mapping[str, int]
    ) -> int | None:
        if link == "about":
            return ids.get(uid, 0)
        if link not in _OUTSIDE:
            return ids[uid]
        if table == "party":
            return self._linked(row["uid"], link, uid)
        return self.place(link, uid)

    def _linked(self, party: str, kind: str, uid: str) -> int:
        """Give whom a party names: who it is here where somebody said so, else who came."""
        sql = "SELECT own_uid FROM package_same WHERE uid = ? AND kind = ?"
        for (own,) in rows(self._conn, sql, (bytes.fromhex(uid), kind)):
            found = stands(self._conn, kind, [own.hex()]).get(own.hex())
            if found is not None:
                self._conn.execute(
                    "INSERT OR REPLACE INTO package_link VALUES (?,?,?)",
                    (bytes.fromhex(party), bytes.fromhex(uid), found),
                )
                return found
        self._unlink(party)
        return self.place(kind, uid)

    def _unlink(self, party: str) -> None:
        self._conn.execute("DELETE FROM package_link WHERE party_uid = ?", (bytes.fromhex(party),))

    def _make_room(self, values: Mapping[str, Any], uid: str) -> None:
        """Let a case whose number is wanted step aside; at the end none may stand there."""
        sql = "SELECT id, uid FROM cases WHERE office_id = ? AND year = ? AND seq = ?"
        number = (values["office_id"], values["year"], values["seq"])
        for id_, other in rows(self._conn, sql, number):
            if other.hex() != uid:
                self._conn.execute("UPDATE cases SET seq = ? WHERE id = ?", (-id_, id_))
                self.displaced[id_] = values["seq"]

    def check_numbers(self) -> None:
        """Demand that every case has its number again; Conflict(PACKAGE_NUMBERS)."""
        sql = "SELECT count(*) FROM cases WHERE seq < 0 AND id IN (SELECT value FROM json_each(?))"
        if rows(self._conn, sql, (json.dumps(sorted(self.displaced)),))[0][0]:
            raise Conflict(Code.PACKAGE_NUMBERS)

    def _insert(self, table: str, uid: str, values: dict[str, Any], key: int | None) -> int:
        row = {"uid": bytes.fromhex(uid), "rev": 1, **_left(table), **values}
        if key is not None and not rows(self._conn, f"SELECT 1 FROM {table} WHERE id = ?", (key,)):
            row["id"] = key
        self.counts[table] += 1
        try:
            return self._run(table, row)
        except Conflict as error:
            raise WorldTrouble(Code.PACKAGE_BAD) from error

    def _run(self, table: str, row: Mapping[str, Any]) -> int:
        sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
        with if_rows_hold_together(Conflict(Code.IN_USE)):
            return int(self._conn.execute(sql, tuple(row.values())).lastrowid or 0)

    def _update(
        self,
        table: str,
        id_: int,
        values: Mapping[str, Any],
        before: Mapping[str, Any],
        row: Mapping[str, Any],
    ) -> None:
        names = [name for name in values if before.get(name) != row.get(name)]
        if table == "cases" and "seq" not in names and id_ in self.displaced:
            names.append("seq")
        if table == "party":
            names += [name for name in ("person_id", "organisation_id") if name not in names]
        sets = ", ".join(f"{name} = ?" for name in names)
        self._conn.execute(
            f"UPDATE {table} SET {sets}, rev = rev + 1 WHERE id = ?",
            (*(values[name] for name in names), id_),
        )
        self.counts[table] += 1

    def _delete(self, table: str, uid: str, id_: int) -> None:
        if table == "party":
            self._unlink(uid)
        if table == "cases":
            search_index.forget(self._conn, id_)
            self.displaced.pop(id_, None)
        self._conn.execute(f"DELETE FROM {table} WHERE id = ?", (id_,))
        self.counts[table] += 1
