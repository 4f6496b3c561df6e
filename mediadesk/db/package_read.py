"""Reads records as bundles, many at once: what a package takes along and what stands here."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from mediadesk.db.connection import Connection, rows
from mediadesk.db.package_shape import (
    CASE_TABLES,
    KINDS,
    LINKS,
    Bundle,
    about_table,
    digest_of,
    shape,
)

__all__ = ["AMONG", "Live", "live", "people_of", "stands"]

AMONG: Final = "(SELECT value FROM json_each(?))"
_AMONG_UIDS: Final = "(SELECT unhex(value) FROM json_each(?))"
_OF_CASE: Final = f"case_id IN {AMONG}"
_OF_AGREEMENT: Final = f"agreement_id IN (SELECT id FROM agreement WHERE {_OF_CASE})"
_OF_OBLIGATION: Final = f"obligation_id IN (SELECT id FROM obligation WHERE {_OF_AGREEMENT})"
_BELONGS: Final[Mapping[str, tuple[str, str]]] = {
    "cases": ("id", f"id IN {AMONG}"),
    "obligation": ("agreement_id", _OF_AGREEMENT),
    "agreement_clause": ("agreement_id", _OF_AGREEMENT),
    "instalment": ("obligation_id", _OF_OBLIGATION),
    "training": ("mediator_id", f"mediator_id IN {AMONG}"),
    **dict.fromkeys(("office", "person", "organisation", "mediator"), ("id", f"id IN {AMONG}")),
}
_PARENTS: Final = {"agreement_id": "agreement", "obligation_id": "obligation"}
_OUTSIDE: Final = ("mediator", "person", "organisation")


@dataclass(frozen=True, slots=True)
class Live:
    """A record as it stands in the tables: its root's key, its bundle, the local keys by uid."""

    id: int
    bundle: Bundle
    keys: Mapping[str, int]

    @property
    def digest(self) -> bytes:
        """Give the digest of the bundle."""
        return digest_of(self.bundle)


def live(conn: Connection, kind: str, ids: Iterable[int]) -> dict[int, Live]:
    """Read records of a kind by the local keys of their roots."""
    wanted = json.dumps(sorted(set(ids)))
    reading = _Reading(conn, wanted)
    for table in KINDS[kind]:
        reading.table(table)
    if kind == "case":
        reading.links()
    return reading.found()


def stands(conn: Connection, kind: str, uids: Iterable[str]) -> dict[str, int]:
    """Give the local keys of the roots that are there, by uid."""
    table = KINDS[kind][0]
    sql = f"SELECT lower(hex(uid)), id FROM {table} WHERE uid IN {_AMONG_UIDS}"
    return dict(rows(conn, sql, (json.dumps(sorted(uids)),)))


class _Reading:
    """The rows of some records, table by table, each after those it names."""

    def __init__(self, conn: Connection, wanted: str) -> None:
        self._conn = conn
        self._wanted = wanted
        self._bundles: dict[int, Bundle] = {}
        self._keys: dict[int, dict[str, int]] = {}
        self._uids: dict[str, dict[int, str]] = defaultdict(dict)
        self._roots: dict[str, dict[int, int]] = defaultdict(dict)

    def found(self) -> dict[int, Live]:
        return {id_: Live(id_, bundle, self._keys[id_]) for id_, bundle in self._bundles.items()}

    def table(self, table: str) -> None:
        """Read a table; the columns that hold what an empty record holds are left out."""
        parent, where = _BELONGS.get(table, ("case_id", _OF_CASE))
        columns = shape(table)
        sql = f"SELECT {', '.join(('id', 'uid', parent, *(c.name for c in columns)))} FROM {table}"
        read = rows(self._conn, f"{sql} WHERE {where}", (self._wanted,))
        uids, roots = self._uids[table], self._roots[table]
        for id_, uid, belongs, *values in read:
            name = uid.hex()
            root = self._root(parent, id_, belongs)
            row = {
                c.name: value
                for c, value in zip(columns, values, strict=True)
                if value != c.default and value is not None
            }
            row["uid"] = name
            uids[id_], roots[id_] = name, root
            self._keys[root][name] = id_
            self._bundles[root].setdefault(table, []).append(row)

    def _root(self, parent: str, id_: int, belongs: int) -> int:
        if parent == "id":
            self._bundles[id_], self._keys[id_] = {}, {}
            return id_
        above = _PARENTS.get(parent)
        return self._roots[above][belongs] if above else belongs

    def links(self) -> None:
        """Put uids in the place of local keys; a party whom somebody took for ours names theirs."""
        self._outside()
        theirs = self._theirs()
        for bundle in self._bundles.values():
            for table, found in bundle.items():
                columns = [c for c in shape(table) if c.link]
                for row in found:
                    for column in columns:
                        if column.name in row:
                            self._name(row, column.name, self._target(column.link, row))
                    if table == "party":
                        row.update(theirs.get((row["uid"], *_who(row)), {}))

    @staticmethod
    def _target(link: str, row: Mapping[str, Any]) -> str:
        return about_table(row.get("kind", "contract")) if link == "about" else link

    def _name(self, row: dict[str, Any], column: str, table: str) -> None:
        uid = self._uids[table].get(row[column])
        if uid is None:
            del row[column]  # a copy may be about a record that is gone
        else:
            row[column] = uid

    def _outside(self) -> None:
        wanted: dict[str, set[int]] = {table: set() for table in _OUTSIDE}
        for bundle in self._bundles.values():
            for found in bundle.values():
                for row in found:
                    for column, table in LINKS.items():
                        if table in wanted and column in row:
                            wanted[table].add(row[column])
        for table, ids in wanted.items():
            sql = f"SELECT id, lower(hex(uid)) FROM {table} WHERE id IN {AMONG}"
            self._uids[table] = dict(rows(self._conn, sql, (json.dumps(sorted(ids)),)))

    def _theirs(self) -> dict[tuple[str, str, str], dict[str, str]]:
        """Give for a party and whom it names here, whom its own office names."""
        sql = (
            "SELECT lower(hex(l.party_uid)), s.kind, lower(hex(s.own_uid)), lower(hex(l.uid))"
            " FROM package_link l JOIN party p ON p.uid = l.party_uid"
            f" JOIN package_same s ON s.uid = l.uid WHERE p.{_OF_CASE}"
        )
        return {
            (party, f"{kind}_id", own): {f"{kind}_id": uid}
            for party, kind, own, uid in rows(self._conn, sql, (self._wanted,))
        }


def _who(row: Mapping[str, Any]) -> tuple[str, str]:
    name = "person_id" if "person_id" in row else "organisation_id"
    return name, str(row.get(name, ""))


def people_of(bundle: Mapping[str, Any]) -> dict[str, set[str]]:
    """Name the people, organisations and mediators a case names, by kind."""
    found: dict[str, set[str]] = {table: set() for table in _OUTSIDE}
    for table in CASE_TABLES:
        for row in bundle.get(table, ()):
            for column, kind in LINKS.items():
                if kind in found and column in row:
                    found[kind].add(row[column])
    return found
