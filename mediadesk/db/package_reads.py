"""Queries about packages: what changed since the last one, what is here of whom, who may be whom."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from mediadesk.db import attachments, blocking
from mediadesk.db.connection import Connection, rows
from mediadesk.db.package_read import AMONG, Live, live, stands
from mediadesk.db.package_shape import CASE_TABLES
from mediadesk.db.package_versions import locals_of, numbers, obstacles
from mediadesk.domain.merging import Local
from mediadesk.domain.packages import Obstacle, Person
from mediadesk.domain.text import fold

__all__ = ["BOX", "SIGN", "PackageReads", "keep_keys"]

SIGN: Final = "package_sign"
BOX: Final = "package_box"
_BATCH: Final = 400
_OWN: Final = "(SELECT min(id) FROM office)"
_OURS: Final = f"(SELECT id FROM cases WHERE office_id = {_OWN})"
_STATES: Final = {
    "cases": f"SELECT id, uid, rev FROM cases WHERE office_id = {_OWN}",
    "obligation": (
        "SELECT a.case_id, t.uid, t.rev FROM obligation t JOIN agreement a ON a.id = t.agreement_id"
        f" WHERE a.case_id IN {_OURS}"
    ),
    "agreement_clause": (
        "SELECT a.case_id, t.uid, t.rev FROM agreement_clause t"
        f" JOIN agreement a ON a.id = t.agreement_id WHERE a.case_id IN {_OURS}"
    ),
    "instalment": (
        "SELECT a.case_id, t.uid, t.rev FROM instalment t JOIN obligation o ON"
        f" o.id = t.obligation_id JOIN agreement a ON a.id = o.agreement_id WHERE a.case_id IN {_OURS}"
    ),
}
_PEOPLE: Final = (
    "SELECT p.case_id, t.uid, t.rev FROM party p JOIN person t ON t.id = p.person_id"
    f" WHERE p.case_id IN {_OURS}",
    "SELECT p.case_id, t.uid, t.rev FROM party p JOIN organisation t ON t.id = p.organisation_id"
    f" WHERE p.case_id IN {_OURS}",
)


def keep_keys(conn: Connection, sign: str, box: str) -> None:
    """Keep the secret keys of this office, unless it has some."""
    sql = "INSERT OR IGNORE INTO secret VALUES (?,?)"
    conn.executemany(sql, [(SIGN, sign), (BOX, box)])


class PackageReads:
    """Queries on one connection."""

    def __init__(self, conn: Connection) -> None:
        """Read through this connection."""
        self._conn = conn

    def keys(self) -> tuple[str, str] | None:
        """Give the secret keys of this office, for signing and for opening; None before the first use."""
        found = dict(rows(self._conn, "SELECT name, value FROM secret"))
        return (found[SIGN], found[BOX]) if {SIGN, BOX} <= found.keys() else None

    def states(self) -> dict[int, tuple[bytes, bytes]]:
        """Give uid and state of each of our cases: another one whenever something of it changed."""
        uids: dict[int, bytes] = {}
        hashes: dict[int, Any] = {}
        for id_, uid, rev in rows(self._conn, _STATES["cases"]):
            uids[id_] = uid
            hashes[id_] = hashlib.blake2b(uid + rev.to_bytes(8, "big"), digest_size=12)
        for table in CASE_TABLES[1:]:
            simple = f"SELECT case_id, uid, rev FROM {table} WHERE case_id IN {_OURS}"
            self._mix(hashes, _STATES.get(table, simple))
        for sql in _PEOPLE:
            self._mix(hashes, sql)
        return {id_: (uid, hashes[id_].digest()) for id_, uid in uids.items()}

    def _mix(self, hashes: Mapping[int, Any], sql: str) -> None:
        for case_id, uid, rev in self._conn.execute(f"{sql} ORDER BY 1, 2"):
            found = hashes.get(case_id)
            if found is not None:
                found.update(uid + rev.to_bytes(8, "big"))

    def blocked_cases(self) -> frozenset[int]:
        """Name the cases in which data of a person are blocked: they are not sent."""
        return blocking.shut_cases(self._conn)

    def sent(self) -> dict[bytes, bytes]:
        """Give the states of our cases when they were last sent, by uid."""
        return dict(rows(self._conn, "SELECT uid, digest FROM package_sent_case"))

    def live(self, kind: str, ids: Iterable[int]) -> dict[int, Live]:
        """Read records as bundles by their local keys."""
        return live(self._conn, kind, ids)

    def by_uid(self, kind: str, uids: Iterable[str]) -> dict[str, Live]:
        """Read records as bundles by uid."""
        ids = stands(self._conn, kind, uids)
        found = live(self._conn, kind, ids.values()) if ids else {}
        return {uid: found[id_] for uid, id_ in ids.items()}

    def own_mediators(self) -> tuple[int, ...]:
        """Name the mediators that no package brought."""
        sql = "SELECT id FROM mediator m WHERE NOT EXISTS (SELECT 1 FROM package_version v WHERE v.uid = m.uid)"
        return tuple(id_ for (id_,) in rows(self._conn, f"{sql} ORDER BY id"))

    def standing(self, kind: str, uids: Iterable[str]) -> dict[str, tuple[Local, Live | None]]:
        """Tell how records stand here."""
        return locals_of(self._conn, kind, uids)

    def numbers(self, office_uid: str, kind: str) -> dict[int, bool]:
        """Give the numbers of an office that are merged, and whether each holds all cases."""
        return numbers(self._conn, office_uid, kind)

    def obstacles(self, package_id: int) -> Iterator[Obstacle]:
        """Tell what stands against taking a package out."""
        return obstacles(self._conn, package_id)

    def left_out(self, office_uid: str, number: int) -> list[str]:
        """Name the cases of an office that came with lower numbers only."""
        sql = (
            "SELECT lower(hex(v.uid)) FROM package_version v JOIN office o ON o.id = v.office_id"
            " WHERE o.uid = unhex(?) AND v.kind = 'case' GROUP BY v.uid HAVING max(v.number) < ?"
        )
        return [uid for (uid,) in rows(self._conn, sql, (office_uid, number))]

    def counts_by_office(self) -> dict[str, tuple[int, int]]:
        """Give the local key and the number of cases of each office, by uid."""
        sql = (
            "SELECT lower(hex(o.uid)), o.id, (SELECT count(*) FROM cases c WHERE c.office_id = o.id)"
            " - (SELECT count(*) FROM cases c WHERE c.trashed_on IS NOT NULL AND c.office_id = o.id)"
            " FROM office o"
        )
        return {uid: (id_, count) for uid, id_, count in rows(self._conn, sql)}

    def decided(self, uids: Iterable[str]) -> set[str]:
        """Name those of whom somebody has said already that they are one of ours."""
        sql = (
            "SELECT lower(hex(uid)) FROM package_same"
            " WHERE uid IN (SELECT unhex(value) FROM json_each(?))"
        )
        return {uid for (uid,) in rows(self._conn, sql, (json.dumps(sorted(uids)),))}

    def own_with_number(self, kind: str, identifiers: Iterable[str]) -> dict[str, list[Person]]:
        """Find our people or organisations by IIN or BIN."""
        column = "iin" if kind == "person" else "bin"
        wanted = sorted({each for each in identifiers if each})
        found: dict[str, list[Person]] = {}
        for at in range(0, len(wanted), _BATCH):
            where = f"t.{column} IN {AMONG} AND t.{column} <> ''"
            for each in self._people(kind, where, (json.dumps(wanted[at : at + _BATCH]),)):
                found.setdefault(each.identifier, []).append(each)
        return found

    def own_born_on(self, days: Iterable[str]) -> dict[tuple[str, str], list[Person]]:
        """Find our people by folded name and day of birth."""
        found: dict[tuple[str, str], list[Person]] = {}
        where = f"t.born_on IN {AMONG}"
        for each in self._people("person", where, (json.dumps(sorted(set(days))),)):
            found.setdefault((fold(each.name_ru), each.born_on), []).append(each)
        return found

    def _people(self, kind: str, where: str, params: tuple[str, ...]) -> Iterator[Person]:
        born = "coalesce(t.born_on, '')" if kind == "person" else "''"
        column = "iin" if kind == "person" else "bin"
        sql = (
            f"SELECT lower(hex(t.uid)), t.name_ru, t.name_kk, t.{column}, {born},"
            " (SELECT group_concat(printf('%d/%04d', c.year, c.seq), '|') FROM party p JOIN cases c"
            f" ON c.id = p.case_id WHERE p.{kind}_id = t.id) FROM {kind} t WHERE {where}"
            " AND NOT EXISTS (SELECT 1 FROM package_version v WHERE v.uid = t.uid)"
        )
        for uid, name_ru, name_kk, identifier, born_on, cases in rows(self._conn, sql, params):
            yield Person(
                uid=uid,
                name_ru=name_ru,
                name_kk=name_kk,
                identifier=identifier,
                born_on=born_on,
                is_organisation=kind == "organisation",
                cases=tuple(sorted((cases or "").split("|"))) if cases else (),
            )

    def files_of(self, bundles: Iterable[Mapping[str, Any]]) -> dict[str, int]:
        """Give size by hash of the files and copies of cases whose bytes are here."""
        wanted = {
            row["sha256"]: row.get("size", 0)
            for bundle in bundles
            for table in ("attachment", "printed_copy")
            for row in bundle.get(table, ())
            if row.get("size", 0) and row.get("sha256")
        }
        sql = f"SELECT sha256 FROM attachment_chunk WHERE ord = 0 AND sha256 IN {AMONG}"
        there = rows(self._conn, sql, (json.dumps(sorted(wanted)),))
        return {sha256: wanted[sha256] for (sha256,) in there}

    def pieces(self, sha256: str) -> Iterator[bytes]:
        """Give the bytes of a file."""
        return attachments.read(self._conn, sha256)
