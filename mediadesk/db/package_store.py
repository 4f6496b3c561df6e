"""Merging and taking out within a transaction: versions are noted, the tables follow.

`package_version` names for every foreign record which package brought which version; the one with
the highest number stands in the tables, the others wait in `package_body`. So a package that comes
late changes nothing that is newer, and one that is taken out gives way to the next lower. Whatever
digest a version names stands in the tables or waits: that is what makes taking out exact.
"""

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from mediadesk.db import package_versions as versions
from mediadesk.db.connection import Connection, rows
from mediadesk.db.package_read import Live, live, people_of, stands
from mediadesk.db.package_shape import Bundle, packed
from mediadesk.db.package_write import Writer
from mediadesk.domain.merging import GONE, Judged, Local
from mediadesk.domain.packages import Verdict
from mediadesk.errors import Code, Conflict, WorldTrouble

__all__ = ["Brought", "PackageStore"]

_IMPLIED: Final = (
    "WITH implied AS (SELECT v.number FROM package_version v JOIN received_package r"
    " ON r.id = v.package_id WHERE v.uid = ?1 AND v.digest = x'' AND r.is_full AND v.shown IS NULL)"
    " DELETE FROM package_version WHERE uid = ?1 AND number IN (SELECT number FROM implied)"
    " AND NOT EXISTS (SELECT 1 FROM package_version o WHERE o.uid = ?1"
    " AND o.number < package_version.number AND o.number NOT IN (SELECT number FROM implied))"
)
"""That a package with all cases does not hold one says something only of a case a lower one held."""
_ORDER: Final = ("case", "person", "organisation", "mediator", "office")


@dataclass(frozen=True, slots=True)
class Brought:
    """Which package brings a version: its row here, its office's row and its number."""

    package_id: int
    office_id: int
    number: int


class PackageStore:
    """What a merge may do within its transaction."""

    def __init__(self, conn: Connection) -> None:
        """Work on an open transaction of the writer's connection."""
        self._conn = conn
        self.writer = Writer(conn, self._ensure)
        self._people: dict[str, set[str]] = {kind: set() for kind in versions.PEOPLE}

    @property
    def counts(self) -> Counter[str]:
        """Count the rows written, by table."""
        return self.writer.counts

    def standing(self, kind: str, uids: Iterable[str]) -> dict[str, tuple[Local, Live | None]]:
        """Tell how records stand here; a case that stepped aside stands where it was."""
        found = versions.locals_of(self._conn, kind, uids)
        if kind != "case" or not self.writer.displaced:
            return found
        return {uid: self._as_it_was(*told) for uid, told in found.items()}

    def _as_it_was(self, local: Local, here: Live | None) -> tuple[Local, Live | None]:
        number = self.writer.displaced.get(here.id) if here else None
        if here is None or number is None:
            return local, here
        root = {**here.bundle["cases"][0], "seq": number}
        was = Live(here.id, {**here.bundle, "cases": [root]}, here.keys)
        return Local(local.top, local.noted, was.digest, local.owner), was

    def numbers(self, office_uid: str, kind: str) -> dict[int, bool]:
        """Give the numbers of an office that are merged, see `package_versions.numbers`."""
        return versions.numbers(self._conn, office_uid, kind)

    def is_foreign(self, kind: str, uid: str) -> bool:
        """Tell whether a package brought this record."""
        sql = "SELECT 1 FROM package_version WHERE uid = ? AND kind = ? LIMIT 1"
        return bool(rows(self._conn, sql, (bytes.fromhex(uid), kind)))

    def take(
        self,
        kind: str,
        uid: str,
        judged: Judged,
        before: tuple[Local, Live | None],
        came: Bundle | None,
        digest: bytes,
        by: Brought,
    ) -> tuple[Verdict, bool]:
        """Note a version and make the tables follow; gives what came true and whether ours stays.

        Where something of our own hangs on what would go, what is here stays.
        """
        local, here = before
        if judged.verdict is Verdict.FOREIGN:
            return judged.verdict, False
        self.note(uid, kind, digest, by)
        stays = judged.is_kept or judged.verdict is Verdict.OLDER
        is_there = here is not None
        if not stays and digest != (local.live or GONE):
            stays = not self._fit(kind, uid, here, came, by.office_id)
            is_there = stays or came is not None
        verdict = judged.verdict
        if stays and verdict is not Verdict.OLDER:
            verdict = Verdict.CONFLICT
            self._show(uid, by.number, local.live or GONE)
        if local.is_edited and verdict is not Verdict.OLDER:
            self._stood(uid, local.top, local.live or GONE)
        if stays and came is not None:
            self._put_away(uid, digest, came, {})
        elif here is not None and not stays and here.digest != digest:
            self._put_away(uid, here.digest, here.bundle, here.keys)
        now = local.live if stays else digest
        self._forget_bodies(uid, now if is_there else None)
        if kind == "case" and here is not None:
            self._note_people(here.bundle)
        return verdict, stays and verdict is not Verdict.OLDER

    def note_sent(self, sent: Mapping[bytes, bytes]) -> None:
        """Keep how our cases stood when they were sent, by uid; an empty state: it is gone."""
        sql = "INSERT OR REPLACE INTO package_sent_case VALUES (?,?)"
        self._conn.executemany(sql, sent.items())
        self._conn.execute("DELETE FROM package_sent_case WHERE digest = x''")

    def has_obstacle(self, package_id: int) -> bool:
        """Tell whether anything stands against taking a package out."""
        return any(True for _each in versions.obstacles(self._conn, package_id))

    def note_gone(self, uid: str, number: int, office_id: int, package_id: int) -> None:
        """Note that a full package did not hold a case any more, before an older one brings it."""
        self.note(uid, "case", GONE, Brought(package_id, office_id, number))

    def left_out(self, office_id: int, number: int) -> list[str]:
        """Name the cases of an office that a package which holds all of them did not hold."""
        sql = (
            "SELECT lower(hex(uid)) FROM package_version WHERE office_id = ? AND kind = 'case'"
            " GROUP BY uid HAVING max(number) < ?"
        )
        return [uid for (uid,) in rows(self._conn, sql, (office_id, number))]

    def note_person(self, kind: str, uid: str) -> None:
        """Remember somebody who goes if no case names him in the end."""
        self._people[kind].add(uid)

    def _note_people(self, bundle: Bundle) -> None:
        for kind, uids in people_of(bundle).items():
            if kind in self._people:
                self._people[kind] |= uids

    def note(self, uid: str, kind: str, digest: bytes, by: Brought) -> None:
        """Note which version of a record a package brought."""
        self._conn.execute(
            "INSERT INTO package_version VALUES (?,?,?,?,?,?,NULL,NULL)",
            (bytes.fromhex(uid), by.number, kind, by.office_id, by.package_id, digest),
        )

    def _stood(self, uid: str, number: int, digest: bytes | None) -> None:
        """Note what stood here instead of a version when it gave way; None: it stands here again."""
        self._conn.execute(
            "UPDATE package_version SET stood = ? WHERE uid = ? AND number = ?",
            (digest, bytes.fromhex(uid), number),
        )

    def _show(self, uid: str, number: int, digest: bytes) -> None:
        """Note what is kept here instead of what a package brought."""
        self._conn.execute(
            "UPDATE package_version SET shown = ? WHERE uid = ? AND number = ?",
            (digest, bytes.fromhex(uid), number),
        )

    def _fit(
        self,
        kind: str,
        uid: str,
        here: Live | None,
        wanted: Bundle | None,
        office_id: int,
        keys: Mapping[str, int] | None = None,
    ) -> bool:
        """Make the tables hold a version; False, and nothing done, where our own rows forbid it."""
        if here is None:
            if wanted is not None:
                self.writer.put(kind, wanted, None, office_id=office_id, keys=keys)
            return True
        if wanted is None and kind == "case" and versions.hangs(self._conn, here.id):
            return False
        self._conn.execute("SAVEPOINT fitting")
        try:
            if wanted is None:
                self.writer.remove(kind, here)
                self.writer.forget(kind, uid)
            else:
                self.writer.put(kind, wanted, here, office_id=office_id, keys=keys)
        except Conflict as error:
            self._conn.execute("ROLLBACK TO fitting")
            if error.code is not Code.IN_USE:
                raise
            return False
        finally:
            self._conn.execute("RELEASE fitting")
        return True

    def _put_away(self, uid: str, digest: bytes, bundle: Bundle, keys: Mapping[str, int]) -> None:
        told = {"bundle": json.loads(packed(bundle)), "keys": dict(keys)}
        data = zlib.compress(json.dumps(told, ensure_ascii=False).encode(), 6)
        self._conn.execute(
            "INSERT OR IGNORE INTO package_body VALUES (?,?,?)", (bytes.fromhex(uid), digest, data)
        )

    def _forget_bodies(self, uid: str, now: bytes | None) -> None:
        """Forget the versions that stand in the tables or that no package names any more."""
        self._conn.execute(
            "DELETE FROM package_body WHERE uid = ?1 AND (digest = ?2 OR digest NOT IN"
            " (SELECT digest FROM package_version WHERE uid = ?1 UNION"
            " SELECT coalesce(shown, digest) FROM package_version WHERE uid = ?1 UNION"
            " SELECT coalesce(stood, digest) FROM package_version WHERE uid = ?1))",
            (bytes.fromhex(uid), now or GONE),
        )

    def _ensure(self, kind: str, uid: str) -> int | None:
        """Bring somebody back whom a case names again; None if no package brought him."""
        found = versions.versions_of(self._conn, uid)
        told = versions.body(self._conn, uid, found[0][1]) if found else None
        if told is None:
            return None
        made = self.writer.put(kind, told[0], None, keys=told[1])
        self._stood(uid, found[0][0], None)
        self._forget_bodies(uid, found[0][1])
        self.note_person(kind, uid) if kind in self._people else None
        return made

    def settle(self) -> None:
        """Put away the people whom no case names any more; every case must have its number.

        Conflict(PACKAGE_NUMBERS) if two cases claim one.
        """
        self.writer.check_numbers()
        for kind, uids in self._people.items():
            for uid, id_ in versions.unused(self._conn, kind, uids).items():
                known = versions.versions_of(self._conn, uid)
                if not known:
                    continue
                here = live(self._conn, kind, [id_])[id_]
                if here.digest != known[0][1]:
                    self._stood(uid, known[0][0], here.digest)
                self._put_away(uid, here.digest, here.bundle, here.keys)
                self._fit(kind, uid, here, None, 0)
            uids.clear()

    def name_same(self, kind: str, uid: str, own_uid: str) -> None:
        """Take somebody of another office for one of ours, in all cases of that office."""
        own = stands(self._conn, kind, [own_uid]).get(own_uid)
        if own is None or self.is_foreign(kind, own_uid):
            raise Conflict(Code.STALE)
        self._conn.execute(
            "INSERT OR REPLACE INTO package_same VALUES (?,?,?)",
            (bytes.fromhex(uid), kind, bytes.fromhex(own_uid)),
        )
        theirs = stands(self._conn, kind, [uid]).get(uid)
        if theirs is None:
            return
        sql = f"SELECT id, uid, case_id FROM party WHERE {kind}_id = ?"
        for party_id, party_uid, case_id in rows(self._conn, sql, (theirs,)):
            self._conn.execute(
                "INSERT OR REPLACE INTO package_link VALUES (?,?,?)",
                (party_uid, bytes.fromhex(uid), own),
            )
            self._conn.execute(
                f"UPDATE party SET {kind}_id = ?, rev = rev + 1 WHERE id = ?", (own, party_id)
            )
            self.counts["party"] += 1
            self.writer.touched.add(case_id)
        self.note_person(kind, uid)

    def take_out(self, package_id: int) -> None:
        """Take out all a package brought; `obstacles` must have been asked before.

        Conflict(PACKAGE_STAYS) where our own rows forbid it all the same.
        """
        for kind in _ORDER:
            for batch in versions.of_package(self._conn, package_id, kind):
                for uid, (local, here) in self.standing(kind, batch).items():
                    self._give_way(kind, uid, local, here, package_id)
            if kind == "case":
                self.settle()
        self.settle()

    def _give_way(
        self, kind: str, uid: str, local: Local, here: Live | None, package_id: int
    ) -> None:
        known = versions.versions_of(self._conn, uid)
        key = bytes.fromhex(uid)
        self._conn.execute(
            "DELETE FROM package_version WHERE uid = ? AND package_id = ?", (key, package_id)
        )
        now = local.live
        if known[0][2] == package_id:
            now = known[1][1] if len(known) > 1 else GONE
        if (now or GONE) != (local.live or GONE):
            self._change(kind, uid, here, now or GONE, local.owner)
        waits = here is None and kind in self._people
        if known[0][2] == package_id and len(known) > 1 and not waits:
            self._stood(uid, known[1][0], None)
        self._conn.execute(_IMPLIED, (key,))
        self._forget_bodies(uid, now if here is not None or kind not in self._people else None)
        if len(known) == 1:
            self._conn.execute("DELETE FROM package_same WHERE uid = ?", (key,))
        if kind in self._people:
            self.note_person(kind, uid)

    def _change(self, kind: str, uid: str, here: Live | None, now: bytes, office_id: int) -> None:
        """Bring another version into the tables; a person nobody names just waits."""
        if here is None and kind in self._people:
            return
        told = versions.body(self._conn, uid, now)
        if here is not None and kind == "case":
            self._note_people(here.bundle)
        if here is not None and versions.is_named(self._conn, uid, here.digest):
            self._put_away(uid, here.digest, here.bundle, here.keys)
        if told is None and now != GONE:
            raise WorldTrouble(Code.FILE_DAMAGED)  # a version that is named must wait somewhere
        wanted, keys = told if told is not None else (None, {})
        if not self._fit(kind, uid, here, wanted, office_id, keys):
            raise Conflict(Code.PACKAGE_STAYS)
