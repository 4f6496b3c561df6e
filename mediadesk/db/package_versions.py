"""Reads the versions that packages brought: how records stand here, what stands against taking out."""

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from mediadesk.db.connection import Connection, rows
from mediadesk.db.package_read import Live, live, stands
from mediadesk.db.package_shape import Bundle
from mediadesk.domain.merging import GONE, NOTHING, Local
from mediadesk.domain.packages import Obstacle, ObstacleKind

__all__ = ["PEOPLE", "body", "hangs", "locals_of", "numbers", "obstacles", "unused", "versions_of"]

PEOPLE: Final = ("person", "organisation")
"""They stand in the tables only while a case names them."""

_AMONG: Final = "(SELECT unhex(value) FROM json_each(?))"
_TOPS: Final = (
    "SELECT lower(hex(v.uid)), v.number, coalesce(v.shown, v.digest), v.office_id, v.stood"
    f" FROM package_version v WHERE v.uid IN {_AMONG}"
    " AND v.number = (SELECT max(number) FROM package_version o WHERE o.uid = v.uid)"
)
_HANGS: Final = ("screening", "task", "waiver", "sealed_case")
"""What of our own may hang on a case of another office: it does not travel."""
_REFERRED: Final = {
    "person": "EXISTS (SELECT 1 FROM party p WHERE p.person_id = t.id)",
    "organisation": "EXISTS (SELECT 1 FROM party p WHERE p.organisation_id = t.id)",
}
_ELSEWHERE: Final = {
    "person": (
        "SELECT 1 FROM party p JOIN cases c ON c.id = p.case_id"
        " WHERE p.person_id = :id AND c.office_id <> :office"
    ),
    "organisation": (
        "SELECT 1 FROM party p JOIN cases c ON c.id = p.case_id"
        " WHERE p.organisation_id = :id AND c.office_id <> :office"
    ),
    "mediator": (
        "SELECT 1 FROM cases c WHERE c.mediator_id = :id AND c.office_id <> :office"
        " UNION ALL SELECT 1 FROM assignment a JOIN cases c ON c.id = a.case_id"
        " WHERE a.mediator_id = :id AND c.office_id <> :office"
        " UNION ALL SELECT 1 FROM sealed_key k WHERE k.mediator_id = :id"
        " UNION ALL SELECT 1 FROM sealed_case k WHERE k.mediator_id = :id"
    ),
}
"""Whether cases of other offices name somebody."""
_BATCH: Final = 400


def locals_of(
    conn: Connection, kind: str, uids: Iterable[str]
) -> dict[str, tuple[Local, Live | None]]:
    """Tell how records stand here, by uid, with what stands in the tables.

    Of a person whom no case names just now it counts what was put away.
    """
    wanted = sorted(set(uids))
    tops = {uid: told for uid, *told in rows(conn, _TOPS, (json.dumps(wanted),))}
    ids = stands(conn, kind, wanted)
    here = live(conn, kind, ids.values()) if ids else {}
    found: dict[str, tuple[Local, Live | None]] = {}
    for uid in wanted:
        there = here.get(ids.get(uid, 0))
        now = there.digest if there else None
        if uid not in tops:
            found[uid] = (Local(live=now) if now else NOTHING, there)
            continue
        number, noted, office, stood = tops[uid]
        if now is None and kind in PEOPLE:
            now = stood or noted
        found[uid] = (Local(number, noted, now, office), there)
    return found


def versions_of(conn: Connection, uid: str) -> list[tuple[int, bytes, int]]:
    """Give number, what it made stand here, and package of each version, the newest first."""
    sql = (
        "SELECT number, coalesce(stood, shown, digest), package_id FROM package_version"
        " WHERE uid = ? ORDER BY number DESC"
    )
    return rows(conn, sql, (bytes.fromhex(uid),))


def is_named(conn: Connection, uid: str, digest: bytes) -> bool:
    """Tell whether a version that packages brought is this one, or was shown as this one."""
    sql = "SELECT 1 FROM package_version WHERE uid = ?1 AND (digest = ?2 OR shown = ?2 OR stood = ?2) LIMIT 1"
    return bool(rows(conn, sql, (bytes.fromhex(uid), digest)))


def body(conn: Connection, uid: str, digest: bytes) -> tuple[Bundle, dict[str, int]] | None:
    """Give a version that was put away, with the local keys its rows had."""
    if digest == GONE:
        return None
    sql = "SELECT data FROM package_body WHERE uid = ? AND digest = ?"
    for (data,) in rows(conn, sql, (bytes.fromhex(uid), digest)):
        told = json.loads(zlib.decompress(data))
        return told["bundle"], told["keys"]
    return None


def numbers(conn: Connection, office_uid: str, kind: str) -> dict[int, bool]:
    """Give the numbers of an office that are merged, and whether each holds all cases."""
    sql = (
        "SELECT number, is_full FROM received_package"
        " WHERE office_uid = ? AND kind = ? AND is_undone = 0"
    )
    return {number: bool(full) for number, full in rows(conn, sql, (office_uid, kind))}


def hangs(conn: Connection, case_id: int) -> bool:
    """Tell whether something of our own hangs on a case."""
    return any(
        rows(conn, f"SELECT 1 FROM {table} WHERE case_id = ? LIMIT 1", (case_id,))
        for table in _HANGS
    )


def unused(conn: Connection, kind: str, uids: Iterable[str]) -> dict[str, int]:
    """Give the local keys of those of a kind whom nothing names, by uid."""
    sql = (
        f"SELECT lower(hex(t.uid)), t.id FROM {kind} t WHERE t.uid IN {_AMONG}"
        f" AND NOT ({_REFERRED[kind]})"
    )
    return dict(rows(conn, sql, (json.dumps(sorted(uids)),)))


def of_package(conn: Connection, package_id: int, kind: str) -> Iterator[list[str]]:
    """Name the records a package brought, in batches, ordered by uid."""
    sql = (
        "SELECT lower(hex(uid)) FROM package_version WHERE package_id = ? AND kind = ? ORDER BY uid"
    )
    found = [uid for (uid,) in rows(conn, sql, (package_id, kind))]
    for at in range(0, len(found), _BATCH):
        yield found[at : at + _BATCH]


def obstacles(conn: Connection, package_id: int) -> Iterator[Obstacle]:
    """Tell what stands against taking a package out: what was entered here upon its records."""
    for kind in ("case", "person", "organisation", "mediator", "office"):
        for batch in of_package(conn, package_id, kind):
            for uid, (local, here) in locals_of(conn, kind, batch).items():
                versions = versions_of(conn, uid)
                if versions[0][2] != package_id:
                    continue
                found = _obstacle(conn, kind, local, here, versions)
                if found is not None:
                    yield _told(found, kind, here)


def _obstacle(
    conn: Connection,
    kind: str,
    local: Local,
    here: Live | None,
    versions: list[tuple[int, bytes, int]],
) -> ObstacleKind | None:
    if local.is_edited:
        return ObstacleKind.EDITED
    goes = len(versions) < 2 or versions[1][1] == GONE
    if not goes or here is None:
        return None
    if kind == "case":
        return ObstacleKind.IN_USE if hangs(conn, here.id) else None
    if kind in _ELSEWHERE and rows(conn, _ELSEWHERE[kind], {"id": here.id, "office": local.owner}):
        return ObstacleKind.IN_USE
    return None


def _told(kind: ObstacleKind, of: str, here: Live | None) -> Obstacle:
    if here is None or of != "case":
        return Obstacle(kind=kind, case_id=0, number="")
    root = here.bundle["cases"][0]
    return Obstacle(kind=kind, case_id=here.id, number=f"{root['year']}/{root['seq']:04d}")
